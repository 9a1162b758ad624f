"""What a whole library costs: `python -m bench.library`; with names of parts, only those.

Makes a library of distinct articles in six languages, and measures in one run: PDFs a second with
one and with two processes, in turn, and with one “weasyprint” process for each; each stage's share;
a worker's memory; a run with nothing to do; and the way from one changed sentence to its PDFs. What
there is a budget for is told with it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from bench.budgets import LATIN, LOADED, MEMORY, NOTHING, OTHER, TWO
from bench.idle import EACH, command, counts, idle_library, loaded
from bench.press import clocked, final_sheet, one_process, run
from bench.words import write_library
from clearprint import batch, tasks
from clearprint.build import make
from clearprint.compose import Sheet
from clearprint.freshness import Fingerprints, program
from clearprint.hands import How, cores
from clearprint.orders import Desk, Order, Wish
from clearprint.outcomes import Outcome
from clearprint.process import Limits
from clearprint.project import SHIPPED, Project
from clearprint.tasks import Task
from clearprint.workers import Crew

TOPICS = 9  # 207 PDFs
TURNS = 4  # parts of the library that one and two processes make in turn
ALONE = 12  # sheets that get a WeasyPrint process each
SOME, MANY = 50, 1_000  # PDFs of one worker
SIZES = (1_000, 10_000)  # PDFs with nothing to do
ROUNDS = 3
LATIN_LETTERS = ("en", "es")
_MB = 1 << 20

console = Console(highlight=False, soft_wrap=True)


class Silence:
    """Nobody hears of a batch."""

    def begin(self, count: int) -> None:
        """Hear nothing."""

    def tell(self, outcome: Outcome) -> None:
        """Hear nothing."""


@dataclass(frozen=True)
class Sizes:
    """How much is measured: topics of the library, PDFs of one worker, PDFs with nothing to do."""

    topics: int = TOPICS
    many: int = MANY
    idle: Sequence[int] = SIZES


@dataclass
class Way:
    """What one way of building came to, over all parts of a library."""

    seconds: float = 0.0
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """PDFs a second."""
        return len(self.outcomes) / self.seconds


def main() -> None:
    """Measure the parts that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.library")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help=", ".join(PARTS))
    parser.add_argument("--topics", type=int, default=TOPICS, help=f"{EACH} PDFs each")
    parser.add_argument("--many", type=int, default=MANY, help="PDFs of one worker, for its memory")
    parser.add_argument("--idle", type=int, nargs="+", default=SIZES, help="PDFs to find fresh")
    words = parser.parse_args()
    sizes = Sizes(words.topics, words.many, words.idle)
    for name in words.parts or PARTS:
        console.print(f"{name}  ({_load()})", style="bold")
        with TemporaryDirectory() as scratch:
            PARTS[name](Path(scratch), sizes)


def speed(scratch: Path, sizes: Sizes) -> None:
    """PDFs a second with one and with two processes, and with a WeasyPrint process for each."""
    project = write_library(scratch / "library", sizes.topics)
    ways = in_turn(project, _orders(project), scratch)
    one, two = ways[1], ways[2]
    console.print(f"{len(one.outcomes)} PDFs, one and two processes in {TURNS} turns")
    table = Table("way", "PDFs a second", "ratio", box=None, padding=(0, 2, 0, 0))
    table.add_row("one process", f"{one.rate:.2f}", "1")
    table.add_row("two processes", f"{two.rate:.2f}", f"{two.rate / one.rate:.2f}")
    sheets, rate, against = _alone(project, one)
    table.add_row("a “weasyprint” for each", f"{rate:.2f}", f"{against:.2f}")
    console.print(table)
    console.print(
        f"The last is of {sheets} sheets that fit already, against ours of these from scratch."
    )
    console.print(_stages(one))
    console.print(TWO.line(two.rate / one.rate))
    _weigh(one)


def in_turn(project: Project, orders: list[Order], scratch: Path) -> dict[int, Way]:
    """Build a library with one process and with two, part by part, each first in every other one.

    What the machine does beside it then slows both.
    """
    ways = {1: Way(), 2: Way()}
    for turn in range(TURNS):
        part = orders[turn::TURNS]
        for jobs in (1, 2) if turn % 2 == 0 else (2, 1):
            how, output = How(jobs=jobs), scratch / f"output-{jobs}-{turn}"
            report = batch.run(Desk(project), part, output, Silence(), how)
            if report.counts["built"] != len(part):
                raise RuntimeError(f"{report.counts} of {len(part)}")
            ways[jobs].seconds += report.seconds
            ways[jobs].outcomes += report.outcomes
    return ways


def _alone(project: Project, one: Way) -> tuple[int, float, float]:
    """How many sheets got a WeasyPrint process each, how many a second, and against our own."""
    some = one.outcomes[:: max(1, len(one.outcomes) // ALONE)][:ALONE]
    ours = sum(sum(outcome.seconds.values()) for outcome in some)
    desk = Desk(project)
    with TemporaryDirectory() as folder:
        sheets = [_sheet(outcome.order, desk) for outcome in some]
        theirs = sum(one_process(sheet, Path(folder)) for sheet in sheets)
    return len(some), len(some) / theirs, ours / theirs


def _stages(way: Way) -> str:
    """Each stage's share of one process's time."""
    spent: Counter[str] = Counter()
    for outcome in way.outcomes:
        spent.update(outcome.seconds)
    whole = sum(spent.values())
    return ", ".join(f"{name} {seconds / whole:.0%}" for name, seconds in spent.items())


def _sheet(order: Order, desk: Desk) -> Sheet:
    """The sheet that an order comes to."""
    record = make(order, desk, "").record
    return final_sheet(lambda: make(order, desk, "", record))


def _weigh(way: Way) -> None:
    """Tell how heavy the PDFs are; those with two languages count by the heavier one."""
    heaviest = {True: 0.0, False: 0.0}
    for outcome in way.outcomes:
        if outcome.record:
            latin = outcome.order.language in LATIN_LETTERS
            heaviest[latin] = max(heaviest[latin], outcome.record["bytes"] / 1000)
    console.print(LATIN.line(heaviest[True]))
    console.print(OTHER.line(heaviest[False]))


def memory(scratch: Path, sizes: Sizes) -> None:
    """What one worker has of its own after some PDFs, and after many; no PDF is made twice."""
    project = write_library(scratch / "library", -(-sizes.many // EACH))
    fingerprints = Fingerprints(Desk(project))
    wanted = (
        Task(project.folder, order, fingerprints.of(order), program(), None)
        for order in islice(_orders(project), sizes.many)
    )
    crew, held = Crew(1, tasks.do, tasks.ready, Limits()), dict[int, float]()
    try:
        for count, _ in enumerate(crew.run(wanted), start=1):
            if count in (SOME, sizes.many // 2, sizes.many):
                held[count] = _resident(_children()) / _MB
    finally:
        crew.stop()
    console.print(", ".join(f"after {count}: {held[count]:.0f} MB" for count in held))
    note = "" if sizes.many == MANY else f"measured after {sizes.many:,}"
    console.print(MEMORY.line(held[sizes.many] - held[SOME], note))


def nothing(scratch: Path, sizes: Sizes) -> None:
    """Seconds of the command over a library in which all is fresh."""
    for count in sizes.idle:
        library = idle_library(scratch / str(count), count)
        run(command(library), SHIPPED)  # writes the page that shows them all
        worked = _worked()
        seconds = median(run(command(library), SHIPPED) for _ in range(ROUNDS))
        worked = (_worked() - worked) / ROUNDS
        told = f"{seconds:.2f} s, of which the processor worked {worked:.2f} s"
        console.print(f"{count:,} PDFs: {told}; {counts(library)}")
        if count == SIZES[0]:
            console.print(NOTHING.line(seconds))
            console.print(LOADED.line(loaded(library, "weasyprint")))


def changed(scratch: Path, sizes: Sizes) -> None:
    """Seconds from one changed sentence to its PDFs, the command's start included.

    It is one of the source text: its own PDFs are made again, and those of its translations.
    """
    project = write_library(scratch / "library", min(sizes.topics, 3))
    run(command(project), SHIPPED)
    file = project.folder / "handouts" / "topic-0000" / "en.yaml"
    text = file.read_text("utf-8")
    file.write_text(re.sub(r'("overview": {"text": ")', r"\1Rest well. ", text, count=1), "utf-8")
    told = project.folder / "told.json"
    seconds, _ = clocked(lambda: run(command(project, "--json", str(told)), SHIPPED))
    built = json.loads(told.read_text("utf-8"))["counts"]
    if built["built"] != EACH:
        raise RuntimeError(f"not the {EACH} PDFs of a topic and its translations: {built}")
    console.print(f"{seconds:.2f} s, {seconds / EACH:.2f} s a PDF; {built}")


PARTS: dict[str, Callable[[Path, Sizes], None]] = {
    "speed": speed,
    "memory": memory,
    "nothing": nothing,
    "changed": changed,
}


def _orders(project: Project) -> list[Order]:
    return Desk(project).orders(Wish())


def _children() -> list[int]:
    """The processes that this one started; its threads come and go meanwhile."""
    found: list[int] = []
    for one in Path(f"/proc/{os.getpid()}/task").iterdir():
        with suppress(FileNotFoundError):
            found += map(int, (one / "children").read_text().split())
    return found


def _resident(processes: Iterable[int]) -> int:
    """Bytes that some processes have to themselves (Linux)."""
    rollups = [Path(f"/proc/{process}/smaps_rollup").read_text() for process in processes]
    found = [re.findall(r"Private_\w+:\s+(\d+) kB", text) for text in rollups]
    return sum(int(kilobytes) << 10 for text in found for kilobytes in text)


def _worked() -> float:
    """Seconds that processors worked for the processes that this one started and that ended."""
    spent = os.times()
    return spent.children_user + spent.children_system


def _load() -> str:
    return f"load of the machine: {os.getloadavg()[0]:.1f} on {cores()} cores"


if __name__ == "__main__":
    main()
