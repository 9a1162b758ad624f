"""What the press costs beside the typesetter alone: `python -m bench.press`.

Seconds on a shared machine mean little, so each PDF is made in one process in turn: from scratch,
with a remembered setting, and by WeasyPrint alone from the very same sheet; what counts are the
ratios of the medians.
"""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from unittest.mock import patch

import weasyprint
from rich.console import Console
from rich.table import Table

from clearprint.build import Built, build
from clearprint.compose import Sheet
from clearprint.orders import Desk, Order, Wish
from clearprint.project import SHIPPED, Project
from clearprint.typeset import Layout, Press, press

STAGES = ("load", "compose", "fit", "typeset", "preflight", "publish")
FROM_SCRATCH, REMEMBERED, JUDGING = 2.5, 1.5, 0.2  # budgets; see `missed`


@dataclass(frozen=True)
class Timed:
    """One way of making a PDF: the seconds of each round, and by stage where it has stages."""

    rounds: list[float]
    stages: list[dict[str, float]]

    @property
    def seconds(self) -> float:
        """The median round."""
        return median(self.rounds)

    def stage(self, name: str) -> float:
        """The median of a stage, in seconds."""
        return median(stages.get(name, 0.0) for stages in self.stages)


@dataclass(frozen=True)
class Row:
    """What was measured for one PDF. `process` is one WeasyPrint process for it, in seconds."""

    edition: str
    layouts: int
    scratch: Timed
    remembered: Timed
    alone: Timed
    process: float

    @property
    def judging(self) -> float:
        """Preflight, as a share of one layout and the setting of it."""
        setting = self.remembered.stage("fit") + self.remembered.stage("typeset")
        return self.remembered.stage("preflight") / setting

    def missed(self) -> Iterator[str]:
        """The budgets that are not kept."""
        for name, value, budget in (
            ("from scratch against WeasyPrint alone", self.ratio(self.scratch), FROM_SCRATCH),
            ("remembered against WeasyPrint alone", self.ratio(self.remembered), REMEMBERED),
            ("preflight against one layout and setting", self.judging, JUDGING),
        ):
            if value > budget:
                yield f"MISSED  {self.edition}, {name}: {value:.2f}, at most {budget:g} allowed"

    def ratio(self, timed: Timed) -> float:
        """How many times as long as WeasyPrint alone."""
        return timed.seconds / self.alone.seconds


def main() -> None:
    """Measure every edition of a handout, and print what it costs."""
    parser = argparse.ArgumentParser(prog="python -m bench.press")
    parser.add_argument("topic", nargs="?", default="pseudoprogression")
    parser.add_argument("-l", "--language", default="en")
    parser.add_argument("--rounds", type=int, default=15)
    words = parser.parse_args()
    desk = Desk(Project())
    orders = desk.orders(Wish((words.topic,), (words.language,)))
    with TemporaryDirectory() as folder:
        rows = [measure(desk, order, Path(folder), words.rounds) for order in orders]
        command = one_command(words.topic, words.language, Path(folder))
    report(rows, command, words.rounds)


def measure(desk: Desk, order: Order, folder: Path, rounds: int) -> Row:
    """Make one PDF in each way, in turn."""
    record = build(order, desk, folder, "").record
    sheet = final_sheet(lambda: build(order, desk, folder, "", record))
    own = press(desk.project)
    scratch, remembered, alone = in_turn(
        rounds,
        lambda: build(order, desk, folder, ""),
        lambda: build(order, desk, folder, "", record),
        lambda: by_weasyprint(sheet, own),
    )
    process = median(one_process(sheet, folder) for _ in range(5))
    return Row(order.edition, record["layouts"], scratch, remembered, alone, process)


def final_sheet(make: Callable[[], Built]) -> Sheet:
    """The sheet that a pass with a remembered setting lays out, which is the one it prints."""
    sheets: list[Sheet] = []
    lay_out = Press.lay_out

    def watched(own: Press, sheet: Sheet) -> Layout:
        sheets.append(sheet)
        return lay_out(own, sheet)

    with patch.object(Press, "lay_out", watched):
        make()
    (sheet,) = sheets
    return sheet


def in_turn(rounds: int, *ways: Callable[[], object]) -> list[Timed]:
    """Time each way once a round; the first round is for the machine to warm up in."""
    timed = [Timed([], []) for _ in ways]
    for number in range(rounds + 1):
        for way, made in zip(ways, timed, strict=True):
            gc.collect()  # nobody pays for what another leaves behind
            seconds, result = clocked(way)
            if number:
                made.rounds.append(seconds)
                made.stages.append(result.seconds if isinstance(result, Built) else {})
    return timed


def by_weasyprint(sheet: Sheet, own: Press) -> bytes:
    """The same sheet, styles, fonts and fetcher, without anything of ours around them."""
    html = weasyprint.HTML(string=sheet.html, url_fetcher=own.fetcher)
    styles = [own.styles[file].css for file in sheet.styles]
    document = html.render(stylesheets=styles, font_config=own.fonts)
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1"))


def one_process(sheet: Sheet, folder: Path) -> float:
    """Seconds that a WeasyPrint process of its own takes for a sheet."""
    (folder / "sheet.html").write_text(sheet.html, "utf-8")
    styles = [word for file in sheet.styles for word in ("-s", str(file))]
    wanted = ["sheet.html", "sheet.pdf", *styles, "--pdf-variant", "pdf/ua-1", "--quiet"]
    return run([sys.executable, "-m", "weasyprint", *wanted], folder)


def one_command(topic: str, language: str, folder: Path) -> float:
    """Seconds that our command takes for all editions of a handout."""
    wanted = ["make_pdf.py", topic, "-l", language, "--force", "--output", str(folder)]
    return run([sys.executable, *wanted], SHIPPED)


def run(command: list[str], folder: Path) -> float:
    """Seconds that a process takes; it must succeed."""
    return clocked(
        lambda: subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    )[0]


def clocked(make: Callable[[], object]) -> tuple[float, object]:
    """The seconds that something takes, and what it gives."""
    start = perf_counter()
    made = make()
    return perf_counter() - start, made


def report(rows: list[Row], command: float, rounds: int) -> None:
    """Print the ratios, the stages, and which budgets are missed."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"Milliseconds, medians of {rounds} rounds, and how many times WeasyPrint alone")
    console.print(_ratios(rows))
    console.print("Each stage's share of a pass from scratch; preflight against one layout and set")
    console.print(_shares(rows))
    count, processes = len(rows), sum(row.process for row in rows)
    console.print(
        f"{count} PDFs: {processes:.1f} s in {count} “weasyprint” processes, "
        f"{command:.1f} s in one “make_pdf.py --force”, start-up and search included.\n"
    )
    missed = [line for row in rows for line in row.missed()]
    console.print("\n".join(missed) if missed else "All budgets are kept.")


def _ratios(rows: list[Row]) -> Table:
    scratch, remembered = f"≤ {FROM_SCRATCH}", f"≤ {REMEMBERED}"
    table = _table("alone", "scratch", scratch, "remembered", remembered, "process")
    for row in rows:
        table.add_row(
            row.edition,
            _ms(row.alone.seconds),
            _ms(row.scratch.seconds),
            f"{row.ratio(row.scratch):.2f}",
            _ms(row.remembered.seconds),
            f"{row.ratio(row.remembered):.2f}",
            _ms(row.process),
        )
    return table


def _shares(rows: list[Row]) -> Table:
    table = _table("layouts", *STAGES, f"≤ {JUDGING:.0%}")
    for row in rows:
        shares = (row.scratch.stage(name) / row.scratch.seconds for name in STAGES)
        judging = f"{row.judging:.0%}"
        table.add_row(row.edition, str(row.layouts), *(f"{s:.0%}" for s in shares), judging)
    return table


def _table(*names: str) -> Table:
    table = Table("edition", box=None, padding=(0, 2, 0, 0))
    for name in names:
        table.add_column(name, justify="right")
    return table


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f}"


if __name__ == "__main__":
    main()
