"""What a person at a terminal or a reader of a log sees: progress, findings, tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from clearprint.batch import Audience
from clearprint.doctor import Item
from clearprint.findings import Finding
from clearprint.orders import Desk, Order
from clearprint.outcomes import Outcome, Report
from clearprint.publish import Record
from clearprint.states import MISSING, WITHDRAWN

FEW = 20  # PDFs that are told one by one on a terminal too

_USUAL = ("built", "fresh", "refused")


def say(words: str, style: str | None = None) -> None:
    """Print a line as it is."""
    _console().print(words, style=style)


def tell_lines(lines: Iterable[str]) -> None:
    """Print some lines, the first of them as their heading."""
    for number, line in enumerate(lines):
        say(line, "bold" if number == 0 else None)


def _console() -> Console:
    """Where words are printed as they are: a “:100:” in them is a line, and “[red]” no colour."""
    return Console(highlight=False, soft_wrap=True, markup=False, emoji=False)


def _tell_whole(table: Table) -> None:
    """Print a table with nothing in it cut off, however narrow the terminal is."""
    console = _console()
    whole = console.measure(table, options=console.options.update(max_width=10_000)).maximum
    console.width = max(console.width, whole)
    console.print(table)


@contextmanager
def audience() -> Iterator[Audience]:
    """Who hears what becomes of a batch: a bar on a terminal, lines elsewhere."""
    console = _console()
    if not console.is_terminal:
        yield Lines(console)
        return
    columns = (BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    progress = Progress(TextColumn("{task.description}"), *columns, console=console, transient=True)
    with progress:
        yield Bar(progress)


class Lines:
    """An audience that tells each PDF that is made, or refused, in a line."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def begin(self, count: int) -> None:
        """Lines need no number."""

    def tell(self, outcome: Outcome) -> None:
        """Print a line."""
        if outcome.status != "fresh":
            style = None if outcome.status == "built" else "bold"
            self.console.print(_line(outcome), style=style)


class Bar:
    """An audience that shows how many are done, how many a second, and the time that is left."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.task = progress.add_task("Looking for what is stale", total=None)
        self.lines, self.count = Lines(progress.console), 0

    def begin(self, count: int) -> None:
        """Start the bar."""
        self.count = count
        self.progress.remove_task(self.task)
        if count:
            self.task = self.progress.add_task("Building", total=count)

    def tell(self, outcome: Outcome) -> None:
        """Move the bar on; what is refused is told at once."""
        if self.count <= FEW or outcome.status != "built":
            self.lines.tell(outcome)
        if self.count:  # what is fresh was told before
            self.progress.advance(self.task)


class _Rate(ProgressColumn):
    """PDFs a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "")


def _line(outcome: Outcome) -> str:
    name, record = outcome.order.name, outcome.record
    if outcome.status != "built" or record is None:
        return f"{outcome.status.upper():8} {name}"
    setting = f"{record['size']:g} pt{', tight' if record['tight'] else ''}"
    left_out = f", left out: {'; '.join(record['left_out'])}" if record["left_out"] else ""
    pages = f"{record['pages']} page{'s' if record['pages'] != 1 else ''}"
    return f"built    {name}  {pages}, {setting}{left_out}"


def tell_batch(report: Report) -> None:
    """A table of what was done, and each refusal with its remedy."""
    console = _console()
    _tell_whole(batch_table(report))
    _tell_reasons(report)
    for finding in report.findings:
        console.print(str(finding))
    _tell_stale(report)
    _tell_orphans(report)
    if report.not_begun:
        console.print(f"Not begun: {len(report.not_begun)}. Run it again for these.")
    counts = report.counts
    told = ", ".join(f"{counts[status]} {status}" for status in _USUAL)
    if counts["failed"]:
        told += f", {counts['failed']} failed by a fault of the program (report it)"
    stopped = "Stopped: " if report.interrupted else ""
    console.print(f"{stopped}{told}; in {report.output}")


def _tell_reasons(report: Report) -> None:
    """Why PDFs were refused or failed: once for all of those that have the same reasons."""
    same: dict[tuple[tuple[Finding, ...], str], list[Outcome]] = {}
    for outcome in report.outcomes:
        if outcome.findings or outcome.fault:
            same.setdefault((outcome.findings, outcome.fault), []).append(outcome)
    for (findings, fault), outcomes in same.items():
        for outcome in outcomes[:FEW]:
            say(_line(outcome), "bold")
        if more := outcomes[FEW:]:
            say(f"         and {len(more)} more, for the same reason", "bold")
        for finding in findings:
            say(f"         {finding}")
        if fault:
            say(fault)


def _tell_orphans(report: Report) -> None:
    for name in report.removed:
        say(f"removed  {name}")
    if report.orphans:
        say("There is no handout for these any more; --prune removes them:")
    for name in report.orphans:
        say(f"         {name}")
    if report.unreviewed:
        say("Made before, and refused now: nobody has reviewed them. --prune removes them:")
    for name in report.unreviewed:
        say(f"         {name}")


def _tell_stale(report: Report) -> None:
    """The translations whose source has changed, with what of it is not current."""
    stale: dict[str, dict[str, None]] = {}
    for outcome in report.outcomes:
        order, record = outcome.order, outcome.record
        if record and record.get("stale"):
            blocks = dict.fromkeys(record["stale"])
            stale.setdefault(f"{order.topic}/{order.language}", {}).update(blocks)
    if stale:
        say("Their source has changed since they were translated; “translate” puts it beside them:")
    for handout, blocks in stale.items():
        say(f"         {handout}.yaml: {', '.join(blocks)}")


def batch_table(report: Report) -> Table:
    """A row for each language, and one for all; the time of a row is the workers' together."""
    statuses = (*_USUAL, "failed") if report.counts["failed"] else _USUAL
    table = Table("", *statuses, "left out", "time", box=None, padding=(0, 2, 0, 0))
    for column in table.columns[1:]:
        column.justify = "right"
    rows: dict[str, list[Outcome]] = {}
    for outcome in report.outcomes:
        rows.setdefault(outcome.order.language, []).append(outcome)
    for language, outcomes in rows.items():
        spent = sum(sum(outcome.seconds.values()) for outcome in outcomes)
        table.add_row(language, *_counted(outcomes, statuses), _time(spent))
    counts = _counted(report.outcomes, statuses)
    table.add_row("all", *counts, _time(report.seconds), style="bold")
    return table


def _counted(outcomes: Collection[Outcome], statuses: Iterable[str]) -> list[str]:
    found = [outcome.status for outcome in outcomes]
    counts = [found.count(name) for name in statuses]
    return [str(count) for count in (*counts, sum(outcome.left_out for outcome in outcomes))]


def _time(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 60 else f"{seconds // 60:.0f} min {seconds % 60:.0f} s"


def tell_findings(findings: Iterable[Finding]) -> None:
    """Findings under the name of their file."""
    file = None
    for finding in findings:
        if finding.place.file != file:
            file = finding.place.file
            say(file, style="bold")
        where = f"{finding.place.line}:{finding.place.column}" if finding.place.line else ""
        say(f"  {where}  {finding.problem} {finding.remedy} [{finding.code}]")


def tell_reasons(reasons: Mapping[str, Mapping[str, str]]) -> None:
    """Why the advice above is given, and where the rule comes from: once for each code."""
    if reasons:
        say("Why", style="bold")
    for code, told in reasons.items():
        say(f"  {code}: {told['reason']} Source: {told['source']}")


def tell_list(
    desk: Desk, states: dict[Order, str], records: dict[str, Record], notes: Iterable[Finding]
) -> None:
    """A row for each handout: the state of each edition, and what copyfitting did for it.

    Below it a line for each PDF of another size or paper, or of a handout that is no more, for
    what is left out of each, and for what the table does not tell.
    """
    table = Table("Topic", "Language", *desk.editions, box=None, padding=(0, 2, 0, 0))
    rows: dict[tuple[str, str], dict[str, str]] = {}
    others: list[str] = []
    for order, state in states.items():
        record = records.get(order.name)
        cell = f"{state}{_fitting(record)}" if record and state != MISSING else state
        if order.size or order.paper or state == WITHDRAWN:
            others.append(f"{order.name}  {cell}")
        else:
            rows.setdefault((order.topic, order.language), {})[order.edition] = cell
    for (topic, language), cells in rows.items():
        table.add_row(topic, language, *(cells.get(name, "") for name in desk.editions))
    _tell_whole(table)
    tell_lines(["Other sizes and papers, and what was withdrawn", *others] if others else [])
    for order, state in states.items():
        record = records.get(order.name)
        if record and state != MISSING and (left_out := record["left_out"]):
            say(f"{order.name} leaves out: {'; '.join(left_out)}")
    for note in notes:
        say(f"{note.place}: {note.problem}")


def _fitting(record: Record) -> str:
    """What copyfitting did: pages, type size, tight or not, passages left out."""
    pages = f"{record['pages']} p"
    size = f"{record['size']:g} pt{' tight' if record['tight'] else ''}"
    left_out = f", {len(record['left_out'])} left out" if record["left_out"] else ""
    return f": {pages}, {size}{left_out}"


def tell_items(items: Iterable[Item]) -> None:
    """What was looked at on this machine, and below it what mends the rest."""
    looked = list(items)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for item in looked:
        table.add_row("ok" if item.good else "MISSING", item.name, item.said)
    _console().print(table)
    for remedy in dict.fromkeys(item.remedy for item in looked if not item.good):
        say(remedy)
