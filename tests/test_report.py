"""What a person sees of a batch: a bar on a terminal, lines elsewhere, and a table at the end."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result
from conftest import ARTICLE, WriteProject, article_text
from hands import StandIn, stand_in
from rich.console import Console

from clearprint import cli, hands, report
from clearprint.findings import Finding, Place
from clearprint.orders import Order
from clearprint.outcomes import Outcome, Report
from clearprint.process import Failure
from clearprint.project import Project
from clearprint.tasks import Done, Task

TOO_LONG = Finding("overset", Place("handouts/a/en.yaml", 3, 1), "It is too long.", "Shorten it.")


def outcome(name: str, language: str = "en", status: str = "built", **more: Any) -> Outcome:
    """What came of an order, which took two seconds."""
    order = Order(name, language, "one-page")
    record: dict[str, Any] = {"pages": 1, "size": 12.5, "tight": True, "left_out": []}
    seconds = {"fit": 1.5, "typeset": 0.5} if status != "fresh" else {}
    left_out = more.pop("left_out", [])
    kept = None if status in ("refused", "failed") else {**record, "left_out": left_out}
    return Outcome(order, status, kept, seconds=seconds, **more)


def report_of(*outcomes: Outcome, **more: Any) -> Report:
    """A batch that took a minute."""
    nothing: dict[str, Any] = dict.fromkeys(
        ("findings", "orphans", "unreviewed", "removed", "not_begun"), ()
    )
    made = {**nothing, "interrupted": False, "seconds": 62.0, **more}
    return Report(Path("output"), outcomes, **made)


@contextmanager
def shown(terminal: bool, width: int = 100) -> Iterator[io.StringIO]:
    """What is printed, as on a terminal or elsewhere."""
    out = io.StringIO()
    console = partial(Console, file=out, force_terminal=terminal, width=width)
    with patch.object(report, "Console", console):
        yield out


def told(made: Report) -> list[str]:
    """The lines that a report is told in."""
    with shown(terminal=False) as out:
        report.tell_batch(made)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_the_table_counts_by_language_and_in_all() -> None:
    lines = told(
        report_of(
            outcome("a"),
            outcome("b", left_out=["Causes"]),
            outcome("c", status="fresh"),
            outcome("a", "es", status="refused", findings=(TOO_LONG,)),
        )
    )
    assert _rows(lines[:4]) == [
        ["built", "fresh", "refused", "left out", "time"],
        ["en", "2", "1", "0", "1", "4.0 s"],
        ["es", "0", "0", "1", "0", "2.0 s"],
        ["all", "2", "1", "1", "1", "1 min 2 s"],
    ]
    assert lines[-1] == "2 built, 1 fresh, 1 refused; in output"


def test_a_fault_of_ours_is_counted_as_no_refusal() -> None:
    refused = outcome("a", status="refused", findings=(TOO_LONG,))
    lines = told(report_of(refused, outcome("b", "es", status="failed", fault="Traceback: ...")))
    assert _rows(lines[:4]) == [
        ["built", "fresh", "refused", "failed", "left out", "time"],
        ["en", "0", "0", "1", "0", "0", "2.0 s"],
        ["es", "0", "0", "0", "1", "0", "2.0 s"],
        ["all", "0", "0", "1", "1", "0", "1 min 2 s"],
    ]
    assert lines[-1] == (
        "0 built, 0 fresh, 1 refused, 1 failed by a fault of the program (report it); in output"
    )


def _rows(lines: list[str]) -> list[list[str]]:
    """The cells of a table."""
    return [re.split(r"\s{2,}", line.strip()) for line in lines]


def test_words_are_told_as_they_are() -> None:
    """Not as the signs for a colour, a style or a picture that a terminal's library knows."""
    place = Place("handouts/x[red]y/en.yaml", 100, 1)
    finding = Finding("overset", place, "It is [bold]:too: long\\.", ":warning: Shorten it.")
    lines = told(report_of(outcome("x[red]y", "[b]", status="refused", findings=(finding,))))
    assert lines[1].startswith("[b]")
    assert "REFUSED  [b]/x[red]y.one-page.pdf" in lines
    assert lines[-2].strip() == str(finding)


def test_each_refusal_is_told_with_its_remedy_and_a_fault_with_its_traceback() -> None:
    lines = told(
        report_of(
            outcome("a", status="refused", findings=(TOO_LONG, TOO_LONG)),
            outcome("b", status="failed", fault="Traceback [most] recent\nValueError"),
        )
    )
    at = lines.index("REFUSED  en/a.one-page.pdf")
    expected = "         handouts/a/en.yaml:3:1: It is too long. Shorten it. [overset]"
    assert lines[at + 1 : at + 3] == [expected, expected]
    at = lines.index("FAILED   en/b.one-page.pdf")
    assert lines[at + 1 : at + 3] == ["Traceback [most] recent", "ValueError"]


def test_what_concerns_the_whole_batch_is_told() -> None:
    finding = Finding("disk-full", Place("output"), "No space.", "Free some.")
    lines = told(
        report_of(
            findings=(finding,),
            orphans=("en/x.one-page.pdf",),
            removed=("en/y.one-page.pdf",),
            not_begun=("a", "b"),
            interrupted=True,
        )
    )
    assert "output: No space. Free some. [disk-full]" in lines
    assert "removed  en/y.one-page.pdf" in lines
    at = lines.index("There is no handout for these any more; --prune removes them:")
    assert lines[at + 1].strip() == "en/x.one-page.pdf"
    assert "Not begun: 2. Run it again for these." in lines
    assert lines[-1] == "Stopped: 0 built, 0 fresh, 0 refused; in output"


def hear(terminal: bool, count: int) -> str:
    """What an audience shows of a batch in which all is built but the last."""
    with shown(terminal) as out, report.audience() as audience:
        audience.tell(outcome("fresh", status="fresh"))
        audience.begin(count)
        for number in range(count - 1):
            audience.tell(outcome(f"topic-{number}"))
        audience.tell(outcome("long", status="refused", findings=(TOO_LONG,)))
        if terminal:
            audience.progress.refresh()  # type: ignore[attr-defined]
            assert audience.progress.tasks[0].completed == count  # type: ignore[attr-defined]
    return out.getvalue()


def test_elsewhere_than_on_a_terminal_there_are_plain_lines() -> None:
    assert hear(terminal=False, count=40).splitlines() == [
        *(
            f"built    en/topic-{number}.one-page.pdf  1 page, 12.5 pt, tight"
            for number in range(39)
        ),
        "REFUSED  en/long.one-page.pdf",
    ]


def test_on_a_terminal_a_bar_tells_how_many_how_fast_and_how_long() -> None:
    text = hear(terminal=True, count=40)
    plain = re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", text)
    assert "Looking for what is stale" in plain
    assert "40/40" in plain
    assert re.search(r"\d+\.\d/s", plain)
    assert re.search(r"\d:\d\d:\d\d", plain)
    assert "topic-7" not in plain
    assert "REFUSED  en/long.one-page.pdf" in plain


def test_a_few_pdfs_are_told_one_by_one_on_a_terminal_too() -> None:
    assert "built    en/topic-3.one-page.pdf" in hear(terminal=True, count=report.FEW)


def test_where_nothing_is_to_do_there_is_no_bar() -> None:
    with shown(terminal=True) as out, report.audience() as audience:
        audience.begin(0)
        audience.tell(outcome("fresh", status="fresh"))
    assert "0/0" not in out.getvalue()


# The command


@pytest.fixture
def library(write_project: WriteProject) -> Project:
    """Two handouts."""
    return write_project({f"handouts/{name}/en.yaml": ARTICLE for name in ("asthma", "burns")})


def command(library: Project, *words: str, make: Any = stand_in) -> Result:
    """Run the command, with hands that set no type."""
    made = StandIn(make)
    with patch.object(hands, "crew", lambda *_: made):
        return CliRunner().invoke(cli.main, ["--project", str(library.folder), *words])


def test_all_built_or_fresh_is_status_0(library: Project) -> None:
    assert command(library).exit_code == 0
    again = command(library)
    assert again.exit_code == 0
    assert "0 built, 6 fresh, 0 refused" in again.output


def test_something_refused_is_status_3_and_told(library: Project, tmp_path: Path) -> None:
    def refuse(task: Task) -> Done:
        return Done(findings=(TOO_LONG,)) if task.order.topic == "burns" else stand_in(task)

    file = tmp_path / "report.json"
    done = command(library, "--json", str(file), make=refuse)
    assert done.exit_code == 3
    assert done.output.count("It is too long. Shorten it.") == 1
    data = json.loads(file.read_text("utf-8"))
    assert data["counts"] == {"built": 3, "fresh": 0, "refused": 3, "failed": 0, "left_out": 0}
    assert len(data["outcomes"]) == 6
    (one,) = [o for o in data["outcomes"] if o["pdf"] == "en/burns.one-page.pdf"]
    assert (one["status"], one["record"]) == ("refused", None)
    assert one["findings"] == [TOO_LONG.record()]
    (one,) = [o for o in data["outcomes"] if o["pdf"] == "en/asthma.one-page.pdf"]
    assert one["record"]["sha256"]
    assert one["seconds"].keys() == {"fit", "publish"}
    assert data["output"] == str(library.folder / "output")
    empty = ("findings", "orphans", "unreviewed", "removed", "not_begun")
    assert [data[key] for key in empty] == [[], [], [], [], []]
    assert data["interrupted"] is False
    assert data["seconds"] > 0


def test_a_narrow_terminal_cuts_nothing_off() -> None:
    with shown(terminal=False, width=40) as out:
        report.tell_batch(report_of(outcome("a"), outcome("b", status="failed", fault="x")))
    assert "built  fresh  refused  failed  left out" in out.getvalue().splitlines()[0]


def test_one_reason_is_told_once_with_the_pdfs_it_is_for() -> None:
    """A slip in the clinic's profile is the reason of every PDF there is."""
    of_all = [outcome(f"t{n:02}", status="refused", findings=(TOO_LONG,)) for n in range(22)]
    other = replace(TOO_LONG, problem="It is empty.")
    lines = told(report_of(*of_all, outcome("z", status="refused", findings=(TOO_LONG, other))))
    start = lines.index("REFUSED  en/t00.one-page.pdf")
    assert lines[start + 19] == "REFUSED  en/t19.one-page.pdf"
    assert lines[start + 20 : start + 25] == [
        "         and 2 more, for the same reason",
        f"         {TOO_LONG}",
        "REFUSED  en/z.one-page.pdf",
        f"         {TOO_LONG}",
        f"         {other}",
    ]


def test_a_fault_of_ours_is_status_1_with_its_traceback(library: Project) -> None:
    done = command(library, make=lambda _: Failure("fault", "Traceback: ZeroDivisionError"))
    assert done.exit_code == 1
    assert "Traceback: ZeroDivisionError" in done.output


def test_stale_translations_are_told_with_what_is_stale() -> None:
    """Also those that are fresh: nothing was built, and they still are not current."""
    found = [outcome("a", "es", status) for status in ("built", "fresh")]
    for made, stale in zip(found, (["title"], ["title", "faq.1.answer"]), strict=True):
        assert made.record is not None
        made.record["stale"] = stale
    lines = told(report_of(*found, outcome("b", "es")))
    place = next(n for n, line in enumerate(lines) if "source has changed" in line)
    assert lines[place + 1].strip() == "a/es.yaml: title, faq.1.answer"
    assert not any("b/es.yaml" in line for line in lines)


def test_list_says_which_blocks_are_stale_and_what_is_left_out(
    write_project: WriteProject, tmp_path: Path
) -> None:
    made = article_text(translation="{of: en, status: machine, source: {title: x}}")
    library = write_project({"handouts/a/en.yaml": ARTICLE, "handouts/a/es.yaml": made})

    def leave_out(task: Task) -> Done:
        done = stand_in(task)
        assert done.record is not None
        return replace(done, record={**done.record, "left_out": ["Causes"]})

    command(library, make=leave_out)
    file = tmp_path / "list.json"
    said = command_list(library, "--json", str(file)).output
    assert "handouts/a/es.yaml:1:8: The source of “title” has changed since it was tran" in said
    assert "es/a.bilingual.pdf leaves out: Causes\n" in said
    data = json.loads(file.read_text("utf-8"))
    assert data["left_out"]["es/a.bilingual.pdf"] == ["Causes"]
    assert data["pdfs"]["es/a.bilingual.pdf"] == "fresh"
    assert {found["place"]["file"] for found in data["notes"]} == {"handouts/a/es.yaml"}
    assert any("“title”" in found["problem"] for found in data["notes"])


def command_list(library: Project, *words: str) -> Result:
    """Run the command that lists what there is."""
    return CliRunner().invoke(cli.main, ["list", "--project", str(library.folder), *words])


REVIEWED = article_text(translation="{of: en, status: machine, source: {}}")


def test_what_the_clinic_has_come_to_refuse_is_told_and_pruned(
    write_project: WriteProject,
) -> None:
    files = {"handouts/a/en.yaml": ARTICLE, "handouts/a/es.yaml": REVIEWED}
    library = write_project(files)
    command(library)
    write_project({"clinic.yaml": "unreviewed: refuse"})
    finding = Finding("unreviewed", Place("handouts/a/es.yaml"), "Nobody reviewed it.", "Do.")

    def refuse(task: Task) -> Done:
        return Done(findings=(finding,)) if task.order.language == "es" else stand_in(task)

    done = command(library, make=refuse)
    assert "Made before, and refused now: nobody has reviewed them. --prune removes" in done.output
    assert "\n         es/a.two-page.pdf\n" in done.output
    assert (library.folder / "output/es/a.two-page.pdf").is_file()
    page = (library.folder / "output/index.html").read_text("utf-8")
    assert page.count('<li class="card unfit"') == 4
    assert page.count("Out of date: what was to take its place was refused") == 2 * 4
    done = command(library, "--prune", make=refuse)
    assert "removed  es/a.two-page.pdf" in done.output
    assert not (library.folder / "output/es/a.two-page.pdf").exists()
    assert "refused now" not in command(library, make=refuse).output


def test_stopped_is_status_130(library: Project) -> None:
    def stop(_: Task) -> Done:
        raise KeyboardInterrupt

    done = command(library, make=stop)
    assert done.exit_code == 130
    assert "Not begun: 6." in done.output


def test_orphans_are_told_and_pruned_on_request(library: Project) -> None:
    command(library)
    (library.folder / "handouts/burns/en.yaml").unlink()
    done = command(library)
    assert done.exit_code == 0
    assert "--prune" in done.output
    assert done.output.count("burns") == 3
    done = command(library, "--prune")
    assert done.output.count("removed  en/burns.") == 3
    assert "burns" not in command(library).output


def test_list_shows_other_sizes_and_papers_and_what_is_no_more(
    library: Project, tmp_path: Path
) -> None:
    command(library)
    command(library, "asthma", "-e", "large-print", "--size", "20")
    command(library, "asthma", "-e", "one-page", "--paper", "a4")
    (library.folder / "handouts/burns/en.yaml").unlink()
    file = tmp_path / "states.json"
    done = CliRunner().invoke(
        cli.main, ["list", "--project", str(library.folder), "--json", str(file)]
    )
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert lines[1].split()[:3] == ["asthma", "en", "fresh:"]
    assert "en/asthma.large-print-20pt.pdf  fresh: 1 p, 20 pt" in lines
    assert "en/asthma.one-page.a4.pdf  fresh: 1 p, 12 pt" in lines
    assert "en/burns.two-page.pdf  withdrawn: 1 p, 12 pt" in lines
    states = json.loads(file.read_text("utf-8"))["pdfs"]
    assert len(states) == 3 + 2 + 3
    assert states["en/burns.large-print.pdf"] == "withdrawn"
    words = ["list", "asthma", "--project", str(library.folder)]
    assert "burns" not in CliRunner().invoke(cli.main, words).output


@pytest.mark.parametrize(
    "words",
    [
        ("--jobs", "0"),
        ("--jobs", "many"),
        ("--timeout", "0"),
        ("--memory", "-1"),
        ("--scheduler",),
    ],
)
def test_what_makes_no_sense_is_status_2(library: Project, words: tuple[str, ...]) -> None:
    assert command(library, *words).exit_code == 2


def test_its_options_reach_the_workers(library: Project) -> None:
    asked: list[Any] = []

    def crew(count: int, limits: Any) -> StandIn:
        asked.append((count, limits.seconds, limits.megabytes))
        return StandIn()

    with patch.object(hands, "crew", crew):
        words = [
            "--project",
            str(library.folder),
            "--jobs",
            "3",
            "--timeout",
            "9",
            "--memory",
            "99",
        ]
        CliRunner().invoke(cli.main, words)
        (library.folder / "handouts/burns/en.yaml").write_text(article_text(title="B"), "utf-8")
        CliRunner().invoke(cli.main, ["burns", "-e", "one-page", *words])
    assert asked == [(3, 9.0, 99), (1, 9.0, 99)]


@pytest.mark.parametrize(
    ("words", "opened"),
    [(["asthma", "-e", "one-page"], "en/asthma.one-page.pdf"), ([], "index.html")],
)
def test_what_was_asked_for_is_opened_or_the_page_that_shows_it(
    library: Project, words: list[str], opened: str
) -> None:
    launched: list[str] = []
    with patch("click.launch", launched.append):
        command(library, *words, "--open")
    assert launched == [str(library.folder / "output" / opened)]
