"""What stands in the folder, and what a clinic has come to refuse: told, marked, and removed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ARTICLE, WriteProject, article_text, findings_of
from hands import StandIn, output_of, pdf_of, run

from clearprint import stock
from clearprint.findings import Finding, Place
from clearprint.gallery import PAGE
from clearprint.manifest import MANIFEST
from clearprint.orders import Desk, Wish
from clearprint.outcomes import Report
from clearprint.project import Project
from clearprint.publish import digest
from clearprint.tasks import Done, Task
from clearprint.validate import UNREVIEWED, read_handout

SPANISH = article_text(translation="\n  of: en\n  source: {}\n  status: machine")
REFUSE = "unreviewed: refuse"


def judged(task: Task) -> Done:
    """What is read as the pass reads it, and a PDF of our own for what is not refused."""
    read = Desk(Project(task.folder))
    if task.order.language == "es" and read.clinic.unreviewed == "refuse":
        place = Place("handouts/small/es.yaml")
        return Done(findings=(Finding(UNREVIEWED, place, "Nobody has reviewed it.", "Have it."),))
    order, pdf = task.order, pdf_of(f"{task.order.name} {task.fingerprint}", "Clearprint")
    record = {
        "topic": order.topic,
        "language": order.language,
        "edition": order.edition,
        "paper": "letter",
        "title": order.topic,
        "review": "unreviewed",
        "left_out": [],
        "pages": 1,
        "notes": 0,
        "size": 12.0,
        "tight": False,
        "sheet": "s",
        "bytes": len(pdf),
        "sha256": digest(pdf),
        "fingerprint": task.fingerprint,
    }
    return Done(pdf, b"a picture", record)


@pytest.fixture
def project(write_project: WriteProject) -> Project:
    """A handout and its translation, built; then the clinic comes to refuse the translation."""
    texts = {"handouts/small/en.yaml": ARTICLE, "handouts/small/es.yaml": SPANISH}
    made = write_project(texts)
    assert build(made).counts["built"] == 7
    return write_project({"clinic.yaml": REFUSE})


def build(project: Project, wish: Wish | None = None, *, prune: bool = False) -> Report:
    """Build, by hands that set no type."""
    return run(project, wish, StandIn(judged), prune=prune)


def states(project: Project) -> dict[str, str]:
    """Each Spanish PDF's state, as the manifest has it."""
    records = json.loads((output_of(project) / MANIFEST).read_text("utf-8"))["pdfs"]
    return {name: one["state"] for name, one in records.items() if name.startswith("es/")}


def listed(project: Project) -> set[str]:
    """The states that `list` shows of the Spanish PDFs."""
    output, desk = output_of(project), Desk(project)
    records = json.loads((output / MANIFEST).read_text("utf-8"))["pdfs"]
    found = stock.states(desk, Wish(languages=("es",)), output, records)
    return set(found.values())


def spanish(project: Project) -> list[str]:
    """The Spanish PDFs that stand there."""
    output = output_of(project)
    return sorted(file.relative_to(output).as_posix() for file in output.glob("es/*.pdf"))


def warnings(project: Project) -> int:
    """How many PDFs the page warns of."""
    return (output_of(project) / PAGE).read_text("utf-8").count('<li class="warning">')


def codes(report: Report) -> set[str]:
    """What is told of the batch as a whole."""
    return {finding.code for finding in report.findings}


def test_the_stand_in_refuses_what_the_pass_refuses(project: Project) -> None:
    (finding,) = findings_of(lambda: read_handout(Desk(project), "small", "es"))
    assert finding.code == UNREVIEWED


def test_before_anybody_asks_for_it_it_is_stale(project: Project) -> None:
    report = build(project, Wish(languages=("en",)))
    assert report.unreviewed == ()
    assert set(states(project).values()) == {"stale"} == listed(project)
    assert warnings(project) == 4


def test_once_refused_it_is_marked_and_told_until_it_is_removed(project: Project) -> None:
    for _ in range(2):  # each run tells it again
        report = build(project)
        assert sorted(report.unreviewed) == spanish(project) == sorted(states(project))
        assert (len(report.unreviewed), report.orphans, codes(report)) == (4, (), set())
        assert set(states(project).values()) == {"refused"} == listed(project)
        assert warnings(project) == 4
    report = build(project, prune=True)
    assert len(report.removed) == 4
    assert (report.unreviewed, spanish(project), states(project)) == ((), [], {})
    assert warnings(project) == 0
    assert not (output_of(project) / "es").exists()
    assert listed(project) == {"missing"}
    again = build(project, prune=True)
    assert (again.unreviewed, again.removed, again.counts["refused"]) == ((), (), 4)


def test_reviewed_after_all_it_is_made_again(project: Project, write_project: WriteProject) -> None:
    build(project)
    write_project({"clinic.yaml": "unreviewed: print"})
    report = build(project)
    assert (report.unreviewed, report.counts["refused"]) == ((), 0)
    assert set(states(project).values()) == {"fresh"} == listed(project)
    assert warnings(project) == 0


def test_what_is_gone_is_not_told_to_be_removed(project: Project) -> None:
    gone, damaged = "es/small.one-page.pdf", "es/small.two-page.pdf"
    (output_of(project) / gone).unlink()
    (output_of(project) / damaged).write_bytes(b"no PDF")
    report = build(project)
    assert gone not in report.unreviewed
    assert damaged in report.unreviewed
    assert codes(report) == {"pdf-damaged"}
    assert (states(project)[gone], states(project)[damaged]) == ("missing", "damaged")
    report = build(project, prune=True)
    assert damaged in report.removed
    assert gone not in report.removed
    assert codes(report) == set()


def test_with_its_handout_withdrawn_it_is_told_once(project: Project) -> None:
    build(project)
    (project.folder / "handouts/small/es.yaml").unlink()
    report = build(project)
    assert (len(report.orphans), report.unreviewed) == (4, ())
    assert set(states(project).values()) == {"withdrawn"}
    assert len(build(project, prune=True).removed) == 4


def test_without_a_manifest_it_is_told_all_the_same(project: Project, tmp_path: Path) -> None:
    """Else a PDF that the clinic refuses would stand there, and nobody would hear of it."""
    (output_of(project) / MANIFEST).unlink()
    stranger = output_of(project) / "es" / "small.two-page.pdf"
    stranger.write_bytes(pdf_of("somebody else's"))
    report = build(project)
    assert sorted(report.unreviewed) == [name for name in spanish(project) if "two" not in name]
    told = [finding for finding in report.findings if finding.code == "pdf-unknown"]
    assert len(told) == 3
    assert all("do not print it" in finding.problem for finding in told)
    report = build(project, prune=True)
    assert len(report.removed) == 3
    assert spanish(project) == ["es/small.two-page.pdf"]
    assert codes(report) == set()
