"""What a whole library costs: `python -m bench.library`; with names of parts, only those.

Makes a library of distinct articles in six languages, and measures in one run: PDFs a second with
one and with two processes, and one “weasyprint” process for each; each stage's share; a worker's
memory; a run with nothing to do; and the way from one changed sentence to its PDFs.

The libraries with nothing to do are as large as their numbers say, and true: each PDF is there and
is read, each record has its digest and its own fingerprint. Only their bytes are borrowed from a
PDF that was made before, so that nobody waits hours for them.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from bench.press import clocked, final_sheet, one_process, run
from bench.words import write_library
from clearprint import batch, tasks
from clearprint.build import Built, make
from clearprint.compose import Sheet
from clearprint.freshness import Fingerprints, program
from clearprint.manifest import Ledger
from clearprint.orders import Desk, Order, Wish
from clearprint.outcomes import Outcome, Report
from clearprint.project import SHIPPED, Project
from clearprint.tasks import Task
from clearprint.workers import Crew, Limits

TOPICS = 9  # 207 PDFs
ALONE = 12  # sheets that get a WeasyPrint process each
MEMORY = (50, 1_000)  # PDFs of one worker
NOTHING = (1_000, 10_000)  # PDFs
ROUNDS = 3
_MB = 1 << 20

console = Console(highlight=False, soft_wrap=True)


class Silence:
    """Nobody hears of a batch."""

    def begin(self, count: int) -> None:
        """Hear nothing."""

    def tell(self, outcome: Outcome) -> None:
        """Hear nothing."""


def main() -> None:
    """Measure the parts that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.library")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help=", ".join(PARTS))
    parser.add_argument("--topics", type=int, default=TOPICS, help="23 PDFs each")
    words = parser.parse_args()
    with TemporaryDirectory() as scratch:
        project = write_library(Path(scratch, "library"), words.topics)
        console.print(f"{len(_orders(project))} PDFs of {words.topics} topics; {_load()}")
        for name in words.parts or PARTS:
            console.print(f"\n{name}")
            PARTS[name](project)


def speed(project: Project) -> None:
    """PDFs a second with one and with two processes, and with a WeasyPrint process for each."""
    reports = {jobs: _built(project, jobs) for jobs in (1, 2)}
    rates = {jobs: len(r.outcomes) / r.seconds for jobs, r in reports.items()}
    orders = _orders(project)[:: max(1, len(_orders(project)) // ALONE)][:ALONE]
    desk = Desk(project)
    with TemporaryDirectory() as folder:
        alone = len(orders) / sum(
            one_process(_sheet(order, desk), Path(folder)) for order in orders
        )
    table = Table("way", "PDFs a second", "ratio", box=None, padding=(0, 2, 0, 0))
    table.add_row("one process", f"{rates[1]:.2f}", "1")
    table.add_row("two processes", f"{rates[2]:.2f}", f"{rates[2] / rates[1]:.2f}")
    table.add_row("a “weasyprint” for each", f"{alone:.2f}", f"{alone / rates[1]:.2f}")
    console.print(table)
    _stages(reports[1])


def _stages(report: Report) -> None:
    spent: Counter[str] = Counter()
    for outcome in report.outcomes:
        spent.update(outcome.seconds)
    whole = sum(spent.values())
    console.print(", ".join(f"{name} {seconds / whole:.0%}" for name, seconds in spent.items()))


def _sheet(order: Order, desk: Desk) -> Sheet:
    """The sheet that an order comes to."""
    record = make(order, desk, "").record
    return final_sheet(lambda: make(order, desk, "", record))


def memory(project: Project) -> None:
    """What one worker has of its own after some PDFs, and after many."""
    fingerprints = Fingerprints(Desk(project))
    orders = _orders(project)
    some, many = MEMORY
    wanted = (
        Task(project.folder, order, fingerprints.of(order), program(), None)
        for order in islice(cycle(orders), many)
    )
    crew = Crew(1, tasks.do, tasks.ready, Limits())
    held: dict[int, float] = {}
    try:
        for count, _ in enumerate(crew.run(wanted), start=1):
            if count in MEMORY:
                held[count] = _resident(_children()) / _MB
    finally:
        crew.stop()
    told = ", ".join(f"after {count}: {megabytes:.0f} MB" for count, megabytes in held.items())
    console.print(f"{told}; {held[many] - held[some]:+.0f} MB")


def nothing(project: Project) -> None:
    """Seconds of the command over a library in which all is fresh."""
    first = make(_orders(project)[0], Desk(project), "")
    for count in NOTHING:
        with TemporaryDirectory() as scratch:
            library = write_library(Path(scratch, "library"), -(-count // 23))
            _pretend(library, first)
            command = _command(library)
            seconds = [run(command, SHIPPED) for _ in range(ROUNDS)]
            run([*command, "--json", str(Path(scratch, "told.json"))], SHIPPED)
            told = json.loads(Path(scratch, "told.json").read_text("utf-8"))
            console.print(f"{count:,} PDFs: {median(seconds):.2f} s; {told['counts']}")


def _pretend(project: Project, made: Built) -> None:
    """Have all PDFs of a library in its output folder, as a build would leave them."""
    desk, output = Desk(project), project.folder / "output"
    fingerprints = Fingerprints(desk)
    output.mkdir()
    ledger = Ledger(output)
    for order in _orders(project):
        told = {"topic": order.topic, "language": order.language, "edition": order.edition}
        ledger.publish(
            order.name, made.pdf, {**made.record, **told, "fingerprint": fingerprints.of(order)}
        )
    ledger.merge()


def changed(project: Project) -> None:
    """Seconds from one changed sentence to its PDFs, the command's start included."""
    command = [*_command(project), "--jobs", "2"]
    run(command, SHIPPED)
    file = project.folder / "handouts" / "topic-0000" / "es.yaml"
    text = file.read_text("utf-8")
    file.write_text(re.sub(r'("title": "\w+)', r"\1s", text, count=1), "utf-8")
    told = project.folder / "told.json"
    seconds, _ = clocked(lambda: run([*command, "--json", str(told)], SHIPPED))
    counts = json.loads(told.read_text("utf-8"))["counts"]
    console.print(f"{seconds:.2f} s; {counts}")


PARTS: dict[str, Callable[[Project], None]] = {
    "speed": speed,
    "memory": memory,
    "nothing": nothing,
    "changed": changed,
}


def _built(project: Project, jobs: int, orders: Iterable[Order] | None = None) -> Report:
    """Build a library from scratch with so many processes."""
    output = project.folder / f"output-{jobs}"
    shutil.rmtree(output, ignore_errors=True)
    wanted = list(orders or _orders(project))
    report = batch.run(Desk(project), wanted, output, Silence(), batch.How(jobs=jobs))
    if report.counts["built"] != len(wanted):
        raise RuntimeError(f"{report.counts} of {len(wanted)}")
    return report


def _orders(project: Project) -> list[Order]:
    return Desk(project).orders(Wish())


def _command(project: Project) -> list[str]:
    return [sys.executable, "make_pdf.py", "--project", str(project.folder)]


def _children() -> list[int]:
    """The processes that this one started."""
    task = Path(f"/proc/{os.getpid()}/task")
    return [int(pid) for one in task.iterdir() for pid in (one / "children").read_text().split()]


def _resident(processes: Iterable[int]) -> int:
    """Bytes that some processes have to themselves (Linux)."""
    rollups = [Path(f"/proc/{process}/smaps_rollup").read_text() for process in processes]
    found = [re.findall(r"Private_\w+:\s+(\d+) kB", text) for text in rollups]
    return sum(int(kilobytes) << 10 for text in found for kilobytes in text)


def _load() -> str:
    return f"load of the machine: {os.getloadavg()[0]:.1f} on {batch.cores()} cores"


if __name__ == "__main__":
    main()
