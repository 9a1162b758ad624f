"""The command: words become a build, a check, a list or an examination, and an exit status."""

from __future__ import annotations

import importlib
import json
from collections import Counter
from enum import IntEnum
from pathlib import Path
from typing import Any, NoReturn

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from clearprint import advising, batch, doctor, translating
from clearprint.editions import PAPERS
from clearprint.explain import explain
from clearprint.findings import Finding, Place, Refused
from clearprint.orders import Desk, Order, Wish
from clearprint.project import SHIPPED, Project, known
from clearprint.publish import Record, read_manifest
from clearprint.validate import check_project


class Exit(IntEnum):
    """Exit statuses; 1 is Python's own, for a fault of ours with its traceback."""

    GOOD = 0
    USAGE = 2
    REFUSED = 3


class _Commands(click.Group):
    """Words that are no command are topics, and options alone mean: build."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        if args[:1] not in (["--help"], ["-h"]) and (not args or args[0] not in self.commands):
            args = ["build", *args]
        return super().parse_args(context, args)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_commands(context, formatter)
        build = self.commands["build"]
        with formatter.section("Options of a build"):
            options = [option.get_help_record(context) for option in build.params]
            formatter.write_dl([record for record in options if record])


def _path(kind: str) -> Any:
    return click.Path(path_type=Path, file_okay=kind == "file", dir_okay=kind == "folder")


_project = click.option(
    "--project",
    "folder",
    type=_path("folder"),
    default=SHIPPED,
    show_default="what ships",
    help="A folder with its own handouts/, and what else it does not take from what ships.",
)
_output = click.option(
    "--output",
    type=_path("folder"),
    default=None,
    show_default="output/ in the project",
    help="Where the PDFs go.",
)
_json = click.option("--json", "report", type=_path("file"), help="Write a report for programs.")
_topics = click.argument("topics", nargs=-1, metavar="[TOPIC ...]")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Print patient handouts as PDFs, each judged before it leaves the press.

    python make_pdf.py                   every handout, in every edition

    python make_pdf.py pseudoprogression -e large-print --size 20
    """


@main.command()
@_topics
@click.option("-l", "--language", "languages", multiple=True, help="Only this language.")
@click.option("-e", "--edition", "editions", multiple=True, help="Only this edition.")
@click.option("--size", type=float, metavar="PT", help="Large print in another type size.")
@click.option("--paper", type=click.Choice(list(PAPERS)), help="Another paper than the clinic's.")
@_output
@_project
@click.option("--force", is_flag=True, help="Build what is fresh as well.")
@_json
@click.option("--open", "show", is_flag=True, help="Open what was asked for.")
def build(
    topics: tuple[str, ...],
    languages: tuple[str, ...],
    editions: tuple[str, ...],
    size: float | None,
    paper: str | None,
    output: Path | None,
    folder: Path,
    force: bool,
    report: Path | None,
    show: bool,
) -> None:
    """Build the handouts that are stale; no topic means all."""
    project, place = _place(folder, output)
    desk = Desk(project)
    wish = Wish(topics, languages, editions, size, paper)
    try:
        orders = desk.orders(wish)
        if not orders:
            problem, remedy = "There are no handouts to build.", "Add one under handouts/."
            raise Refused([Finding("nothing", Place(str(folder / "handouts")), problem, remedy)])
        outcomes = batch.run(desk, orders, place, force, _tell)
    except Refused as refused:
        _refuse(refused, report)
    _summary(outcomes, place)
    if report:
        _write_json(report, {"outcomes": [outcome.report() for outcome in outcomes]})
    if show:
        for outcome in outcomes:
            if outcome.status != "refused":
                click.launch(str(place / outcome.order.name))
    raise SystemExit(Exit.REFUSED if any(o.findings for o in outcomes) else Exit.GOOD)


@main.command()
@_topics
@_project
@_json
@click.option("--report", "signed", type=_path("file"), help="Write a page for people to sign.")
@click.option("--explain", "code", metavar="CODE", help="Say what a finding means, and stop.")
def check(
    topics: tuple[str, ...], folder: Path, report: Path | None, signed: Path | None, code: str
) -> None:
    """Judge the data without making PDFs, and give the advice of the field."""
    if code:
        _explain(code)
    project, _ = _place(folder, None)
    desk = Desk(project)
    try:
        faults = check_project(desk, topics)
        handouts = advising.checked(desk, topics, faults)
    except Refused as refused:
        _refuse(refused, report)
    findings = advising.all_findings(faults, handouts)
    _tell_findings(findings)
    for handout in handouts:
        _console().print(escape(f"{handout.file}: reading level: {handout.reading}"))
    if report:
        readings = {handout.file: handout.reading for handout in handouts}
        records = [finding.record() for finding in findings]
        _write_json(report, {"findings": records, "reading_levels": readings})
    if signed:
        # Imported only here: what is fresh is told without the templates' library.
        report_of = importlib.import_module("clearprint.report").report_of
        _write(signed, report_of(desk, handouts, faults), "--report")
    if not findings:
        _console().print("Nothing is wrong.")
    raise SystemExit(Exit.REFUSED if any(f.stops for f in findings) else Exit.GOOD)


@main.command("translate")
@click.argument("topic")
@click.argument("language")
@click.option("--confirm", is_flag=True, help="The translation is up to date: note the source.")
@_project
def translate_(topic: str, language: str, confirm: bool, folder: Path) -> None:
    """Write a file to translate a topic in, or add what is new or stale to the one there is."""
    project, _ = _place(folder, None)
    try:
        desk = Desk(project)
        known("topic", topic, list(desk.handouts))
        file, to_fill = translating.write(desk, topic, language, confirm)
    except Refused as refused:
        _refuse(refused, None)
    console = _console()
    console.print(escape(f"{project.shown(file)}: {len(to_fill)} to fill in"))
    for name in to_fill:
        console.print(escape(f"  {name}"))


@main.command("list")
@_topics
@_project
@_output
@_json
def list_(topics: tuple[str, ...], folder: Path, output: Path | None, report: Path | None) -> None:
    """Show topics, languages and editions, and whether each PDF is fresh, stale or missing."""
    project, place = _place(folder, output)
    desk = Desk(project)
    try:
        orders = desk.orders(Wish(topics))
        records = read_manifest(place)
        states = batch.states(desk, orders, place, records)
    except Refused as refused:
        _refuse(refused, report)
    if report:
        _write_json(report, {"pdfs": {order.name: state for order, state in states.items()}})
    _console().print(_list_table(desk, states, records))
    _tell_stale(desk, sorted({order.topic for order in orders}))


@main.command("doctor")
@_project
@_output
@_json
def doctor_(folder: Path, output: Path | None, report: Path | None) -> None:
    """Say which library, font or right is missing here, and the command that mends it."""
    project, place = _place(folder, output)
    looked = doctor.examine(project, place)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for item in looked:
        table.add_row("ok" if item.good else "MISSING", escape(item.name), escape(item.said))
    console = _console()
    console.print(table)
    for remedy in dict.fromkeys(item.remedy for item in looked if not item.good):
        console.print(escape(remedy))
    if report:
        _write_json(report, {"items": [item.record() for item in looked]})
    raise SystemExit(Exit.GOOD if all(item.good for item in looked) else Exit.REFUSED)


def _place(folder: Path, output: Path | None) -> tuple[Project, Path]:
    """The project and the output folder, once both can be what they are said to be."""
    if not (folder / "handouts").is_dir():
        problem = f"{folder} has no folder “handouts”, so it is not a project."
        _usage(problem, "Make the folder, or name another with --project.")
    if output is not None and ".." in output.parts:
        _usage(f"--output {output} leads out of a folder with “..”.", "Write the full path.")
    project = Project(folder.resolve())
    return project, output or project.folder / "output"


def _usage(problem: str, remedy: str) -> NoReturn:
    click.echo(f"{problem} {remedy}", err=True)
    raise SystemExit(Exit.USAGE)


def _refuse(refused: Refused, report: Path | None) -> NoReturn:
    _tell_findings(refused.findings)
    if report:
        _write_json(report, {"findings": [finding.record() for finding in refused.findings]})
    from_words = all(f.place.file == "command line" for f in refused.findings)
    raise SystemExit(Exit.USAGE if from_words else Exit.REFUSED)


def _console() -> Console:
    return Console(highlight=False, soft_wrap=True)


def _tell(outcome: batch.Outcome) -> None:
    """One line for a PDF; a refused one with its reasons."""
    console, record = _console(), outcome.record
    if record and outcome.status == "built":
        setting = f"{record['size']:g} pt{', tight' if record['tight'] else ''}"
        left_out = f", left out: {'; '.join(record['left_out'])}" if record["left_out"] else ""
        pages = f"{record['pages']} page{'s' if record['pages'] != 1 else ''}"
        console.print(escape(f"built    {outcome.order.name}  {pages}, {setting}{left_out}"))
    elif outcome.findings:
        console.print(escape(f"REFUSED  {outcome.order.name}"), style="bold")
        for finding in outcome.findings:
            console.print(escape(f"         {finding}"))


def _tell_findings(findings: tuple[Finding, ...] | list[Finding]) -> None:
    console, file = _console(), None
    for finding in findings:
        if finding.place.file != file:
            file = finding.place.file
            console.print(escape(file), style="bold")
        where = f"{finding.place.line}:{finding.place.column}" if finding.place.line else ""
        told = f"  {where}  {finding.problem} {finding.remedy} [{finding.code}]"
        console.print(escape(told))


def _summary(outcomes: list[batch.Outcome], output: Path) -> None:
    counts = Counter(outcome.status for outcome in outcomes)
    told = ", ".join(f"{counts[status]} {status}" for status in ("built", "fresh", "refused"))
    _console().print(escape(f"{told}; in {output}"))


def _list_table(desk: Desk, states: dict[Order, str], records: dict[str, Record]) -> Table:
    """A row for each handout: the state of each edition, and what copyfitting did for it."""
    table = Table("Topic", "Language", *desk.editions, box=None, padding=(0, 2, 0, 0))
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for order, state in states.items():
        cell = state if state == "missing" else f"{state}{_fitting(records[order.name])}"
        rows.setdefault((order.topic, order.language), {})[order.edition] = cell
    for (topic, language), cells in rows.items():
        table.add_row(topic, language, *(cells.get(name, "") for name in desk.editions))
    return table


def _fitting(record: Record) -> str:
    """What copyfitting did: pages, type size, tight or not, passages left out."""
    pages = f"{record['pages']} p"
    size = f"{record['size']:g} pt{' tight' if record['tight'] else ''}"
    left_out = f", {len(record['left_out'])} left out" if record["left_out"] else ""
    return f": {pages}, {size}{left_out}"


def _tell_stale(desk: Desk, topics: list[str]) -> None:
    """The blocks of each translation whose source has moved on."""
    for finding in check_project(desk, tuple(topics)):
        if finding.code == "stale":
            _console().print(escape(f"{finding.place}: {finding.problem}"))


def _explain(code: str) -> NoReturn:
    try:
        click.echo(explain(code))
    except KeyError as error:
        _usage(str(error.args[0]), "docs/findings.md has them all.")
    raise SystemExit(Exit.GOOD)


def _write_json(file: Path, data: dict[str, Any]) -> None:
    _write(file, json.dumps(data, indent=1, ensure_ascii=False, default=str) + "\n", "--json")


def _write(file: Path, text: str, option: str) -> None:
    try:
        file.write_text(text, "utf-8")
    except OSError as error:
        _usage(f"{file} could not be written: {error.strerror}.", f"Name another with {option}.")
