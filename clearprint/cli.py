"""The command: words become a build, a check, a list or an examination, and an exit status."""

from __future__ import annotations

import importlib
import shlex
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from clearprint import advising, batch, doctor, gallery, report, stock, translating
from clearprint.editions import PAPERS
from clearprint.ending import (
    Exit,
    end,
    need_writable,
    refuse,
    status,
    usage,
    write,
    write_json,
)
from clearprint.explain import explain, reasons
from clearprint.findings import Finding, Refused
from clearprint.hands import How, cluster, cores
from clearprint.manifest import read_manifest
from clearprint.orders import Desk, Wish
from clearprint.outcomes import Report
from clearprint.process import Limits
from clearprint.project import SHIPPED, Project
from clearprint.streams import patient
from clearprint.validate import check_project

MOST_OPENED = 4


class _Commands(click.Group):
    """Words that are no command are topics, and options alone mean: build."""

    def main(self, *args: Any, **more: Any) -> Any:
        """Do what the words say, whoever listens."""
        with patient():
            return super().main(*args, **more)

    def invoke(self, context: click.Context) -> Any:
        """Do a command; Ctrl-C is no fault."""
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            raise SystemExit(Exit.INTERRUPTED) from None

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        args = self._command_first(args)
        if args[:1] not in (["--help"], ["-h"]) and (not args or args[0] not in self.commands):
            args = ["build", *args]
        return super().parse_args(context, args)

    def _command_first(self, args: list[str]) -> list[str]:
        """The words with the command in front of its options: “--project FOLDER check”."""
        for index, word in enumerate(args[1:], start=1):
            before = args[index - 1]
            is_value = before.startswith("-") and "=" not in before
            if args[0].startswith("-") and word in self.commands and not is_value:
                return [word, *args[:index], *args[index + 1 :]]
        return args

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_commands(context, formatter)
        build = self.commands["build"]
        with formatter.section("Options of a build"):
            options = [option.get_help_record(context) for option in build.params]
            formatter.write_dl([record for record in options if record])


def _path(kind: str) -> Any:
    return click.Path(path_type=Path, file_okay=kind == "file", dir_okay=kind == "folder")


def _writable(_: click.Context, option: click.Parameter, file: Path | None) -> Path | None:
    """A file that is written when all is done, and that can be: else nothing is begun."""
    if file:
        need_writable(file, option.opts[0])
    return file


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
_json = click.option(
    "--json",
    "json_file",
    type=_path("file"),
    callback=_writable,
    help="Write a report for programs.",
)
_topics = click.argument("topics", nargs=-1, metavar="[TOPIC ...]")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Print patient handouts as PDFs, each judged before it leaves the press.

    python make_pdf.py                   every handout, in every edition

    python make_pdf.py pseudoprogression -e large-print --size 20
    """
    if not (SHIPPED / "templates").is_dir():
        problem = "Clearprint runs in the folder it came in; this copy has no templates, no styles."
        usage(problem, "Run “python3 make_pdf.py” in that folder.")


@main.command()
@_topics
@click.option("-l", "--language", "languages", multiple=True, help="Only this language.")
@click.option("-e", "--edition", "editions", multiple=True, help="Only this edition.")
@click.option("--size", type=float, metavar="PT", help="Large print in another type size.")
@click.option("--paper", type=click.Choice(list(PAPERS)), help="Another paper than the clinic's.")
@_output
@_project
@click.option("--force", is_flag=True, help="Build what is fresh as well.")
@click.option(
    "--prune",
    is_flag=True,
    help="Remove PDFs of handouts that are no more, or refused now as unreviewed.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=cores,
    show_default="all cores",
    help="How many processes build at once.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=Limits.seconds,
    show_default=True,
    metavar="SECONDS",
    help="Stop a PDF that takes longer.",
)
@click.option(
    "--memory",
    type=click.IntRange(1),
    default=Limits.megabytes,
    show_default=True,
    metavar="MB",
    help="Stop a PDF that takes more (Linux).",
)
@click.option("--scheduler", metavar="ADDRESS", help="Build on a Dask cluster.")
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
    json_file: Path | None,
    show: bool,
    **how: Any,
) -> None:
    """Build the handouts that are stale; no topic means all."""
    project, place = _place(folder, output)
    desk = Desk(project)
    _refuse_late_command(topics, desk)
    wish = Wish(topics, languages, editions, size, paper)
    try:
        if not (orders := stock.orders(desk, wish, place)):
            raise Refused(desk.overlooked())
        way = _how(project, **how)
        with _stopped_like_ctrl_c(), report.audience() as audience:
            done = batch.run(desk, orders, place, audience, way)
    except Refused as refused:
        refuse(refused, json_file)
    report.tell_batch(done)
    if json_file:
        write_json(json_file, done.plain())
    if show:
        _show(done)
    end(status(done), way.hands)


@main.command()
@_topics
@_project
@_json
@click.option(
    "--report",
    "page",
    type=_path("file"),
    callback=_writable,
    help="Write a page for people to sign.",
)
@click.option("--explain", "code", metavar="CODE", help="Say what a finding means, and stop.")
def check(
    topics: tuple[str, ...],
    folder: Path,
    json_file: Path | None,
    page: Path | None,
    code: str | None,
) -> None:
    """Judge the data without making PDFs, and give the advice of the field."""
    if code is not None:
        _explain(code)
    project, _ = _place(folder, None)
    desk = Desk(project)
    try:
        faults = check_project(desk, topics)
        handouts = advising.checked(desk, topics, faults)
    except Refused as refused:
        refuse(refused, json_file)
    findings = advising.all_findings(faults, handouts)
    report.tell_findings(findings)
    for handout in handouts:
        report.say(f"{handout.file}: reading level: {handout.level}")
    why = reasons(findings)
    report.tell_reasons(why)
    if json_file:
        levels = {handout.file: handout.levels() for handout in handouts}
        records = [finding.record() for finding in findings]
        told = {"findings": records, "reasons": why, "reading_levels": levels}
        write_json(json_file, told)
    if page:
        # Imported only here: what is fresh is told without the templates' library.
        assessment = importlib.import_module("clearprint.assessment")
        write(page, assessment.report_of(desk, handouts, faults))
    if not findings:
        report.say("Nothing is wrong.")
    raise SystemExit(Exit.REFUSED if any(f.stops for f in findings) else Exit.GOOD)


@main.command("translate")
@click.argument("topic")
@click.argument("language")
@click.option("--confirm", is_flag=True, help="The translation is up to date: note the source.")
@_project
def translate_(topic: str, language: str, confirm: bool, folder: Path) -> None:
    """Write a file to translate a topic in, or bring the one there is up to date."""
    project, _ = _place(folder, None)
    try:
        desk = Desk(project)
        file, made = translating.write(desk, desk.topic(topic), language, confirm)
    except Refused as refused:
        refuse(refused, None)
    report.say(f"{project.shown(file)}: {len(made.to_fill)} to fill in")
    for name in made.to_fill:
        report.say(f"  {name}")
    if made.to_compare:
        report.say(f"{len(made.to_compare)} to compare with the source, which nobody has noted:")
        for name in made.to_compare:
            report.say(f"  {name}")
        command = f"python3 make_pdf.py translate {topic} {language} --confirm"
        report.say(f"Where they say the same: “{command}”.")


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE …")
@click.option("-l", "--language", show_default="en", help="The text's language.")
@click.option("--topic", help="The handout's name; without it, its title's.")
@click.option("--force", is_flag=True, help="Write over a handout that is there.")
@_project
@_json
def import_(
    files: tuple[Path, ...],
    language: str | None,
    topic: str | None,
    force: bool,
    folder: Path,
    json_file: Path | None,
) -> None:
    """Make handouts of plain text, Markdown or Word files; not a word is lost."""
    if topic and len(files) > 1:
        usage("--topic names one handout.", "Import the files one after the other.")
    desk = Desk(_place(folder, None)[0])
    intake = importlib.import_module("clearprint.manuscript.intake")
    made: dict[str, Any] = {}
    refused: list[Finding] = []
    how = {"force": force, "sure": language is not None}
    for file in files:
        try:
            one = intake.import_file(
                desk, file, language or "en", topic, date.today(), made=made, **how
            )
        except Refused as error:
            refused += error.findings
        else:
            made[one.file] = one
            report.tell_lines(one.told())
            report.say(f"  Then: {_command('check', one.topic, folder=folder)}")
    report.tell_findings(refused)
    if json_file:
        imported = [one.record() for one in made.values()]
        findings = [finding.record() for finding in refused]
        write_json(json_file, {"imported": imported, "findings": findings})
    if refused:
        refuse(Refused(refused), None, told=True)
    raise SystemExit(Exit.GOOD)


@main.command("new")
@click.argument("topic")
@click.option("-l", "--language", default="en", show_default=True, help="The text's language.")
@click.option("--force", is_flag=True, help="Write over a handout that is there.")
@_project
def new(topic: str, language: str, force: bool, folder: Path) -> None:
    """Write the file of a new handout, with what each field is for."""
    desk = Desk(_place(folder, None)[0])
    others = [name for name in desk.handouts.get(topic, {}) if name != language]
    intake = importlib.import_module("clearprint.manuscript.intake")
    try:
        name = intake.begin(desk, topic, language, date.today(), force)
    except Refused as refused:
        refuse(refused, None)
    report.say(f"{name}: fill it in, then “{_command('check', topic, folder=folder)}”.")
    if others:
        command = _command("translate", topic, language, folder=folder)
        report.say(f"To translate {others[0]}.yaml instead: delete this file, then “{command}”.")


def _command(*words: str, folder: Path) -> str:
    """A command to type next, for the same project."""
    where = [] if folder == SHIPPED else ["--project", str(folder)]
    return shlex.join(["python3", "make_pdf.py", *words, *where])


@main.command("list")
@_topics
@_project
@_output
@_json
def list_(
    topics: tuple[str, ...], folder: Path, output: Path | None, json_file: Path | None
) -> None:
    """Show topics, languages and editions, and the state of each PDF."""
    project, place = _place(folder, output)
    desk = Desk(project)
    try:
        records = read_manifest(place).records
        if not (states := stock.states(desk, Wish(topics), place, records)):
            raise Refused(desk.overlooked())
    except Refused as refused:
        refuse(refused, json_file)
    notes = _notes(desk, topics)
    if json_file:
        pdfs = {order.name: state for order, state in states.items()}
        left_out = {name: records[name]["left_out"] for name in pdfs if name in records}
        told = [note.record() for note in notes]
        write_json(json_file, {"pdfs": pdfs, "left_out": left_out, "notes": told})
    report.tell_list(desk, states, records, notes)


@main.command("doctor")
@_project
@_output
@_json
def doctor_(folder: Path, output: Path | None, json_file: Path | None) -> None:
    """Say which library, font or right is missing here, and the command that mends it."""
    project, place = _place(folder, output)
    looked = doctor.examine(project, place)
    report.tell_items(looked)
    if json_file:
        write_json(json_file, {"items": [item.record() for item in looked]})
    raise SystemExit(Exit.GOOD if all(item.good for item in looked) else Exit.REFUSED)


def _how(
    project: Project,
    *,
    jobs: int,
    timeout: float,
    memory: int,
    scheduler: str | None,
    force: bool,
    prune: bool,
) -> How:
    """How to do a batch; raises Refused where a cluster is named that does not answer."""
    limits = Limits(timeout, memory)
    hands = None if scheduler is None else cluster(scheduler, project, limits)
    return How(jobs, limits, hands, force, prune)


def _refuse_late_command(topics: tuple[str, ...], desk: Desk) -> None:
    """A command that stands behind a topic is taken for one."""
    for word in topics:
        if word in main.commands and word not in desk.handouts:
            usage(f"“{word}” is a command, and comes first.", f"Write: make_pdf.py {word} …")


@contextmanager
def _stopped_like_ctrl_c() -> Iterator[None]:
    """Have an order to end, as a nightly job gets, stop a batch as Ctrl-C does."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _show(done: Report) -> None:
    """Open the PDFs that were asked for; the page that shows all where they are many."""
    names = [outcome.order.name for outcome in done.outcomes if outcome.record]
    for name in names if len(names) <= MOST_OPENED else [gallery.PAGE]:
        click.launch(str(done.output / name))


def _place(folder: Path, output: Path | None) -> tuple[Project, Path]:
    """The project and the output folder, once both can be what they are said to be."""
    if not (folder / "handouts").is_dir():
        problem = f"{folder} has no folder “handouts”, so it is not a project."
        usage(problem, "Make the folder, or name another with --project.")
    if output is not None and ".." in output.parts:
        usage(f"--output {output} leads out of a folder with “..”.", "Write the full path.")
    project = Project(folder.resolve())
    return project, output or project.folder / "output"


def _notes(desk: Desk, topics: tuple[str, ...]) -> list[Finding]:
    """What the table does not tell: blocks whose source has moved on, and what is not in it."""
    told = ("stale", "unreadable", "no-handout")
    return [finding for finding in check_project(desk, topics) if finding.code in told]


def _explain(code: str) -> NoReturn:
    try:
        click.echo(explain(code))
    except KeyError as error:
        usage(str(error.args[0]), "docs/findings.md has them all.")
    raise SystemExit(Exit.GOOD)
