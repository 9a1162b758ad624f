"""A batch builds what is stale and nothing else, and ends well however it ends."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import hands
import pytest
from conftest import ARTICLE, WriteProject, article_text, findings_of
from hands import StandIn, output_of, pdf_of, rebuilt, run, stand_in

from clearprint import batch, freshness, gallery, lock, pictures, publish, stock, system
from clearprint.editions import load_editions
from clearprint.findings import Finding, Place, Refused
from clearprint.hands import How
from clearprint.manifest import JOURNAL, MANIFEST, Ledger, read_manifest
from clearprint.orders import Desk, Order, Wish, order_of
from clearprint.outcomes import failed
from clearprint.process import Failure, Limits
from clearprint.project import SHIPPED, Project
from clearprint.tasks import Done, Task
from clearprint.workers import NoWorkerError

SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
SPANISH = article_text(translation="\n  of: en\n  source: {}\n  status: machine")
FONT = "styles/fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Bold.ttf"
ENGLISH_FORMS = sorted(n for n, e in load_editions(Project(SHIPPED)).items() if e.beside is None)
FORMS = sorted(load_editions(Project(SHIPPED)))


def shipped_text(name: str) -> str:
    return (SHIPPED / name).read_text("utf-8")


def pdfs(*handouts: str, editions: list[str] | None = None) -> list[str]:
    """The PDFs of handouts such as en/asthma, in all editions or in some."""
    return sorted(
        f"{handout}.{edition}.pdf"
        for handout in handouts
        for edition in (ENGLISH_FORMS if handout.startswith("en/") else FORMS)
        if editions is None or edition in editions
    )


@pytest.fixture
def library(write_project: WriteProject) -> Project:
    """A library of two topics, one of them in two languages, all built."""
    project = write_project(
        {
            "handouts/asthma/en.yaml": ARTICLE,
            "handouts/asthma/es.yaml": SPANISH,
            "handouts/burns/en.yaml": ARTICLE,
            "clinic.yaml": "logo: logo.svg",
            "logo.svg": SVG,
            "styles/base.css": shipped_text("styles/base.css"),
            "styles/warning.svg": SVG,
        }
    )
    assert rebuilt(project) == ALL
    assert rebuilt(project) == []
    return project


ALL = pdfs("en/asthma", "es/asthma", "en/burns")


def contents(project: Project) -> dict[str, bytes]:
    """Every PDF of a project."""
    output = output_of(project)
    found = {f.relative_to(output).as_posix(): f.read_bytes() for f in output.glob("*/*.pdf")}
    assert found
    return found


def assert_true(project: Project) -> None:
    """The manifest tells of every PDF that is there, and tells the truth."""
    output = output_of(project)
    records = read_manifest(output).records
    assert contents(project).keys() <= records.keys()
    assert all(publish.is_whole(output / name, records[name]) for name in contents(project))
    assert not (output / JOURNAL).exists()
    parsed = json.loads((output / MANIFEST).read_text("utf-8"))["pdfs"]
    assert parsed == records


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("handouts/burns/en.yaml", article_text(title="Burns"), pdfs("en/burns")),
        ("handouts/asthma/es.yaml", SPANISH + "\n", pdfs("es/asthma")),
        # the source of a translation alters the translation
        ("handouts/asthma/en.yaml", article_text(title="A"), pdfs("en/asthma", "es/asthma")),
        ("templates/labels/es.yaml", shipped_text("templates/labels/es.yaml") + "\n",
         pdfs("es/asthma")),
        # a translation prints English words as well
        ("templates/labels/en.yaml", shipped_text("templates/labels/en.yaml") + "\n", ALL),
        ("templates/labels/ar.yaml", shipped_text("templates/labels/ar.yaml") + "\n", []),
        ("templates/large-print.html", shipped_text("templates/large-print.html") + "\n",
         pdfs("en/asthma", "es/asthma", "en/burns", editions=["large-print"])),
        ("templates/base.html", shipped_text("templates/base.html") + "\n", ALL),
        ("styles/columns.css", shipped_text("styles/columns.css") + "\n",
         pdfs("en/asthma", "es/asthma", "en/burns", editions=["one-page", "two-page"])),
        ("styles/warning.svg", SVG + "\n", ALL),
        ("styles/gallery.css", "p {}", []),
        (FONT, b"another font", ALL),
        ("clinic.yaml", "logo: logo.svg\nname: A", ALL),
        ("clinic.yaml", "logo: logo.svg\npaper: a4", ALL),
        ("logo.svg", SVG + "\n", ALL),
        ("other.svg", SVG, []),
        ("templates/editions.yaml",
         shipped_text("templates/editions.yaml").replace("extent: 2", "extent: 3", 1),
         pdfs("en/asthma", "es/asthma", "en/burns", editions=["two-page"])),
        ("handouts/burns/es.yaml", SPANISH, pdfs("es/burns")),
        # a text that is no translation is not printed beside another
        ("handouts/burns/es.yaml", ARTICLE, pdfs("es/burns", editions=ENGLISH_FORMS)),
    ],
)  # fmt: skip
def test_a_change_rebuilds_exactly_what_it_can_alter(
    library: Project,
    write_project: WriteProject,
    name: str,
    content: str | bytes,
    expected: list[str],
) -> None:
    before = contents(library)
    write_project({name: content})
    assert rebuilt(library) == expected
    after = contents(library)
    assert sorted(n for n in after if after[n] != before.get(n)) == expected
    assert rebuilt(library) == []
    assert_true(library)


@pytest.mark.parametrize(
    ("wish", "suffix"),
    [
        (Wish(("burns",), ("en",), ("large-print",), size=20.0), "large-print-20pt"),
        (Wish(("burns",), ("en",), ("large-print",), paper="a4"), "large-print.a4"),
        (Wish(("burns",), ("en",), ("large-print",), 16.0, "a4"), "large-print-16pt.a4"),
    ],
)
def test_another_size_or_paper_is_another_pdf_and_kept_up_to_date_from_then_on(
    library: Project, write_project: WriteProject, wish: Wish, suffix: str
) -> None:
    name = f"en/burns.{suffix}.pdf"
    assert rebuilt(library, wish) == [name]
    assert rebuilt(library) == []
    write_project({"handouts/burns/en.yaml": article_text(title="Burns")})
    assert rebuilt(library, Wish(("asthma",))) == []
    assert rebuilt(library) == sorted([*pdfs("en/burns"), name])
    (output_of(library) / name).unlink()
    assert rebuilt(library) == [name]


def test_another_program_or_engine_rebuilds_everything(
    library: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = freshness.program()
    monkeypatch.setattr(freshness, "program", lambda: f"{code} changed")
    assert rebuilt(library) == ALL
    monkeypatch.undo()
    monkeypatch.setattr(freshness, "version", lambda _: "71.0")
    assert freshness.program.__wrapped__() != code
    assert "weasyprint 71.0" in freshness.program.__wrapped__()


def test_dates_of_files_count_for_nothing(library: Project) -> None:
    """Nor does the clock: it may have been set back, or forward."""
    files = [file for file in library.folder.rglob("*") if file.is_file()]
    assert len(files) > len(ALL)
    for time in (0, 4_000_000_000):
        for file in files:
            os.utime(file, (time, time))
        assert rebuilt(library) == []


def test_force_builds_what_is_fresh_as_well(library: Project) -> None:
    forced = StandIn()
    run(library, hands=forced, force=True)
    assert forced.asked == ALL


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(file.read_bytes()[:-1]),
        lambda file: file.write_bytes(file.read_bytes()[:-1] + b"?"),
        lambda file: file.write_bytes(b""),
        lambda file: file.unlink(),
    ],
)
def test_a_damaged_or_missing_pdf_is_made_good(
    library: Project, damage: Callable[[Path], object]
) -> None:
    before, name = contents(library), "es/asthma.one-page.pdf"
    damage(output_of(library) / name)
    assert rebuilt(library) == [name]
    assert contents(library) == before


def test_a_damaged_manifest_is_told_and_made_good(library: Project) -> None:
    before = contents(library)
    file = output_of(library) / MANIFEST
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    report = run(library)
    (finding,) = report.findings
    assert (finding.code, finding.stops) == ("manifest-damaged", False)
    assert report.counts["built"] == len(ALL)
    assert not report.refused
    assert contents(library) == before
    assert file.read_bytes() == whole
    assert rebuilt(library) == []


def test_a_missing_manifest_is_made_again(library: Project) -> None:
    whole = (output_of(library) / MANIFEST).read_bytes()
    (output_of(library) / MANIFEST).unlink()
    report = run(library)
    assert (report.findings, report.counts["built"]) == ((), len(ALL))
    assert (output_of(library) / MANIFEST).read_bytes() == whole


def test_where_nothing_is_to_do_nothing_is_written(library: Project) -> None:
    def states() -> dict[Path, int]:
        files = output_of(library).rglob("*")
        return {f: f.stat().st_mtime_ns for f in files if f.is_file() and f.name != lock.LOCK}

    before = states()
    assert len(before) > len(ALL)
    run(library)
    assert states() == before


def test_what_was_remembered_counts_only_where_the_form_is_the_same(
    library: Project, write_project: WriteProject
) -> None:
    write_project({"handouts/burns/en.yaml": article_text(title="Burns")})
    asked = StandIn()
    run(library, hands=asked)
    assert [task.remembered is not None for task in asked.tasks] == [True] * len(ENGLISH_FORMS)
    write_project({FONT: b"a narrower font"})
    asked = StandIn()
    run(library, hands=asked)
    assert [task.remembered for task in asked.tasks] == [None] * len(ALL)


def refuse(task: Task) -> Done:
    """Refuse what is said of burns."""
    finding = Finding("overset", Place("handouts/burns/en.yaml"), "It is too long.", "Shorten it.")
    return Done(findings=(finding,)) if task.order.topic == "burns" else stand_in(task)


def test_a_refused_handout_stops_nobody_and_keeps_its_last_good_pdf(
    library: Project, write_project: WriteProject
) -> None:
    before, records = contents(library), read_manifest(output_of(library)).records
    write_project({"templates/base.html": shipped_text("templates/base.html") + "\n"})
    report = run(library, hands=StandIn(refuse))
    refused = [outcome.order.name for outcome in report.outcomes if outcome.status == "refused"]
    assert sorted(refused) == pdfs("en/burns")
    assert report.refused
    assert report.counts["built"] == len(ALL) - len(refused)
    after = contents(library)
    assert sorted(name for name in after if after[name] == before[name]) == pdfs("en/burns")
    kept = read_manifest(output_of(library)).records
    assert all(kept[name] == {**records[name], "state": "refused"} for name in refused)
    assert_true(library)


@pytest.mark.parametrize(
    ("failure", "code", "words"),
    [
        (Failure("died", "signal SIGKILL"), "worker-died", "ended, twice (signal SIGKILL)"),
        (Failure("timeout", "9 s"), "too-slow", "longer than 120 seconds"),
        (Failure("memory", ""), "too-large", "more than 2048 MB"),
    ],
)
def test_a_worker_without_an_answer_is_told_with_a_remedy(
    library: Project, failure: Failure, code: str, words: str
) -> None:
    def fail(task: Task) -> Done | Failure:
        return failure if task.order.name == "en/burns.one-page.pdf" else stand_in(task)

    before = contents(library)
    report = run(library, hands=StandIn(fail), force=True)
    (outcome,) = [outcome for outcome in report.outcomes if outcome.status == "refused"]
    (finding,) = outcome.findings
    assert (finding.code, finding.place.file) == (code, "handouts/burns/en.yaml")
    assert words in finding.problem
    assert finding.remedy
    assert contents(library) == before
    assert_true(library)


def test_a_fault_of_ours_is_told_with_its_traceback(library: Project) -> None:
    report = run(library, hands=StandIn(lambda _: Failure("fault", "Traceback")), force=True)
    assert report.counts["failed"] == len(ALL)
    assert {outcome.fault for outcome in report.outcomes} == {"Traceback"}
    assert_true(library)


def test_a_fault_of_ours_in_one_order_stops_no_other(
    library: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = freshness.Fingerprints.of

    def fail(fingerprints: freshness.Fingerprints, order: Order) -> str:
        assert order.topic != "burns"
        return good(fingerprints, order)

    monkeypatch.setattr(freshness.Fingerprints, "of", fail)
    report = run(library, force=True)
    failed = {o.order.name: o.fault for o in report.outcomes if o.status == "failed"}
    assert sorted(failed) == pdfs("en/burns")
    assert all("AssertionError" in fault for fault in failed.values())
    assert report.counts["built"] == len(ALL) - len(failed)
    assert_true(library)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_too_little_memory_is_told_with_what_is_enough(library: Project) -> None:
    desk, limits = Desk(library), Limits(megabytes=10)
    orders, output = desk.orders(Wish())[:1], output_of(library)
    report = batch.run(desk, orders, output, hands.Ear(), How(1, limits, force=True))
    (finding,) = report.findings
    assert finding.code == "no-worker"
    assert finding.problem.startswith("No worker process can be started: ")
    assert not finding.problem.endswith(": .")
    assert "--memory 300" in finding.remedy


@pytest.mark.parametrize("kind", ["died", "memory"])
def test_what_ends_for_want_of_memory_is_told_with_what_is_enough(kind: Any) -> None:
    failure, place = Failure(kind, "GLib-ERROR: creating thread"), Place("a")
    small = failed(Order("a", "en", "one-page"), place, failure, Limits(megabytes=75))
    assert "--memory 300" in small.findings[0].remedy
    usual = failed(Order("a", "en", "one-page"), place, failure, Limits())
    assert "300" not in usual.findings[0].remedy


def test_where_no_worker_starts_it_is_told_once(library: Project) -> None:
    def fail(_: Task) -> Done:
        raise NoWorkerError("exit status 1")

    tried = StandIn(fail)
    report = run(library, hands=tried, force=True)
    (finding,) = report.findings
    assert finding.problem == "No worker process can be started: exit status 1."
    assert report.not_begun == tuple(order.name for order in hands.orders_of(library))
    assert report.refused
    assert tried.stopped


def test_a_missing_system_library_is_told_once(
    library: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = system.LIBRARIES[:1]
    monkeypatch.setattr(system, "missing", lambda: list(lacking))
    desk = Desk(library)
    report = batch.run(desk, desk.orders(Wish()), output_of(library), hands.Ear(), How(force=True))
    (finding,) = report.findings
    assert finding.code == "missing-library"
    assert "Pango" in finding.problem
    assert batch.run(desk, desk.orders(Wish()), output_of(library), hands.Ear()).findings == ()


def test_an_article_with_a_fault_in_its_tables_is_refused_and_the_rest_built(
    library: Project, write_project: WriteProject
) -> None:
    write_project({"templates/labels/es.yaml": "direction: up"})
    report = run(library, force=True)
    statuses = {outcome.order.language: outcome.status for outcome in report.outcomes}
    assert statuses == {"en": "built", "es": "refused"}
    assert_true(library)


def test_outcomes_come_in_the_order_of_what_was_asked_for(
    library: Project, write_project: WriteProject
) -> None:
    """However the workers finished: a report can be held against the last one."""

    class Backwards(StandIn):
        def run(self, tasks):  # type: ignore[no-untyped-def]
            return super().run(list(tasks)[::-1])

    write_project({"handouts/burns/en.yaml": article_text(title="Burns")})
    report = run(library, hands=Backwards(refuse))
    assert [outcome.order for outcome in report.outcomes] == hands.orders_of(library)


def test_the_audience_hears_of_each_once(library: Project, write_project: WriteProject) -> None:
    write_project({"handouts/burns/en.yaml": article_text(title="Burns")})
    ear, desk = hands.Ear(), Desk(library)
    report = batch.run(desk, desk.orders(Wish()), output_of(library), ear, How(hands=StandIn()))
    assert ear.count == len(ENGLISH_FORMS)
    assert sorted(ear.heard, key=lambda o: o.order.name) == sorted(
        report.outcomes, key=lambda o: o.order.name
    )
    assert [o.status for o in ear.heard].count("fresh") == len(ALL) - len(ENGLISH_FORMS)


# PDFs of handouts that are no more


def test_orphans_are_listed_and_removed_on_request_alone(library: Project) -> None:
    shutil.rmtree(library.folder / "handouts" / "burns")
    (library.folder / "handouts" / "asthma" / "es.yaml").unlink()
    gone = pdfs("en/burns", "es/asthma")
    report = run(library)
    assert list(report.orphans) == gone
    assert report.removed == ()
    assert sorted(contents(library)) == ALL
    assert not report.refused
    report = run(library, prune=True)
    assert (list(report.removed), report.orphans) == (gone, ())
    assert sorted(contents(library)) == pdfs("en/asthma")
    assert_true(library)
    assert not list(output_of(library).glob("pictures/*/burns*"))


@pytest.mark.parametrize("hidden", ["handouts/burns", "handouts"])
def test_what_cannot_be_looked_into_leaves_none(library: Project, hidden: str) -> None:
    """A share that is not mounted, or a folder of somebody else's: the handouts are still there."""
    desk = Desk(library)
    orders = stock.orders(desk, Wish(("asthma",)), output_of(library))
    shutil.rmtree(library.folder / hidden)
    (library.folder / hidden).symlink_to("nowhere")
    how = How(hands=StandIn(), prune=True)
    report = batch.run(Desk(library), orders, output_of(library), hands.Ear(), how)
    assert {(f.place.file, f.code) for f in report.findings} == {(hidden, "unreadable")}
    assert (report.orphans, report.removed, report.refused) == ((), (), True)
    assert set(pdfs("en/burns")) <= contents(library).keys()


def test_texts_that_are_no_handouts_are_told_with_the_whole_library(
    library: Project, write_project: WriteProject
) -> None:
    write_project({"handouts/en.yaml": ARTICLE, "handouts/burns/es.yml": ARTICLE})
    report = run(library)
    assert [f.place.file for f in report.findings] == ["handouts/en.yaml", "handouts/burns/es.yml"]
    assert report.refused
    assert not run(library, Wish(("asthma",))).refused


def test_an_edition_that_is_no_more_leaves_orphans(
    library: Project, write_project: WriteProject
) -> None:
    rows = shipped_text("templates/editions.yaml").replace("two-page:", "newsletter:", 1)
    write_project({"templates/editions.yaml": rows})
    report = run(library, prune=True)
    assert list(report.removed) == pdfs("en/asthma", "es/asthma", "en/burns", editions=["two-page"])


def test_orphans_are_known_without_a_manifest_and_strangers_are_left_alone(
    library: Project,
) -> None:
    """What the manifest does not know must say itself that we made it, and stand in its place."""
    output = output_of(library)
    ours, others = pdf_of("a", creator="Clearprint"), pdf_of("a", creator="An office program")
    strangers = {
        **dict.fromkeys(["en/notes.pdf", "en/minutes.draft.pdf", "x.pdf"], ours),
        **dict.fromkeys(["en/deep/asthma.one-page.pdf", "mine/plan.two-page.pdf"], ours),
        **dict.fromkeys(["es.bak/asthma.one-page.pdf", "en/letter.newsletter.pdf"], ours),
        "en/letter.one-page.pdf": others,
        "en/letter.two-page.pdf": b"no PDF at all",
    }
    shutil.rmtree(library.folder / "handouts" / "burns")
    (output / MANIFEST).unlink()
    for name, pdf in {**strangers, **dict.fromkeys(pdfs("en/burns"), ours)}.items():
        (output / name).parent.mkdir(exist_ok=True)
        (output / name).write_bytes(pdf)
    assert list(run(library).orphans) == pdfs("en/burns")
    report = run(library, prune=True)
    assert list(report.removed) == pdfs("en/burns")
    assert {name: (output / name).read_bytes() for name in strangers} == strangers


def test_pruning_goes_on_where_one_cannot_be_removed(library: Project) -> None:
    output = output_of(library)
    shutil.rmtree(library.folder / "handouts" / "burns")
    (library.folder / "handouts" / "asthma" / "es.yaml").unlink()
    obstacle = output / "en" / "burns.large-print.pdf"
    obstacle.unlink()
    (obstacle / "inner").mkdir(parents=True)
    gone = [name for name in pdfs("en/burns", "es/asthma") if "burns.large" not in name]
    report = run(library, prune=True)
    assert list(report.removed) == gone
    (finding,) = report.findings
    assert finding.problem.startswith("burns.large-print.pdf could not be removed: ")
    assert finding.remedy == "There is a folder of that name: move it away."
    assert not (output / "es").exists()
    assert not (output / "pictures" / "es").exists()
    shutil.rmtree(obstacle)
    assert_true(library)


def test_a_folder_that_pruning_empties_stays_where_others_have_something_in_it(
    library: Project,
) -> None:
    (library.folder / "handouts" / "asthma" / "es.yaml").unlink()
    (output_of(library) / "es" / "notes.txt").write_text("words", "utf-8")
    run(library, prune=True)
    assert [file.name for file in (output_of(library) / "es").iterdir()] == ["notes.txt"]


# What belongs to others


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("index.html", "<!DOCTYPE html><title>My photos</title>"),
        ("manifest.json", '{"name": "My app", "icons": []}'),
        (".lock", "somebody else's"),
    ],
)
def test_a_folder_with_a_page_of_somebody_elses_is_refused(
    library: Project, tmp_path: Path, name: str, content: str
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / name).write_text(content, "utf-8")
    desk, asked = Desk(library), StandIn()
    orders = hands.orders_of(library)
    how, output = How(hands=asked), tmp_path / "site"
    (finding,) = findings_of(lambda: batch.run(desk, orders, output, hands.Ear(), how))
    assert finding.code == "not-ours"
    assert name in finding.problem
    assert "--output" in finding.remedy
    assert asked.tasks == []
    assert [(f.name, f.read_text("utf-8")) for f in output.iterdir()] == [(name, content)]


def test_in_a_folder_with_files_of_others_these_stay(library: Project) -> None:
    output = output_of(library)
    strangers = [
        "pictures/holiday/beach.png",
        "pictures/en/burns.png",
        "pictures/en/burns.one-page.0123456789ab.jpg",
        "mine/sub/.draft.part",
        "mine/.draft.1.part",
        ".draft.1.part",
        "en/.notes.txt.1.part",
    ]
    for name in strangers:
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_bytes(b"mine")
    old = output / "pictures/en/burns.one-page.0123456789ab.png"
    old.write_bytes(b"old")
    run(library, force=True)
    assert [name for name in strangers if not (output / name).exists()] == []
    assert not old.exists()


# The states of PDFs


def states(library: Project) -> dict[str, str]:
    """What the manifest says of every PDF."""
    records = json.loads((output_of(library) / MANIFEST).read_text("utf-8"))["pdfs"]
    return {name: record["state"] for name, record in records.items()}


def shown(library: Project) -> dict[str, str]:
    """What the page says of each PDF that it shows."""
    cards = (output_of(library) / gallery.PAGE).read_text("utf-8").split('<li class="card')[1:]
    links = [re.findall(r'<a href="([^"]+)"', card) for card in cards]
    found = [re.findall(r'<li class="warning">(.*?)</li>', card) for card in cards]
    return {link[0]: " ".join(words) for link, words in zip(links, found, strict=True)}


def test_what_is_up_to_date_says_so(library: Project) -> None:
    assert states(library) == dict.fromkeys(ALL, "fresh")
    assert shown(library) == dict.fromkeys(ALL, "")


def test_what_was_refused_is_out_of_date_until_it_is_made(
    library: Project, write_project: WriteProject
) -> None:
    write_project({"handouts/burns/en.yaml": article_text(title="Burns")})
    run(library, hands=StandIn(refuse))
    others = dict.fromkeys(set(ALL) - set(pdfs("en/burns")), "fresh")
    assert states(library) == {**others, **dict.fromkeys(pdfs("en/burns"), "refused")}
    warning = "Out of date: what was to take its place was refused"
    assert [n for n, words in shown(library).items() if words == warning] == sorted(
        pdfs("en/burns"), key=list(shown(library)).index
    )
    run(library, Wish(("asthma",)))
    assert states(library)["en/burns.one-page.pdf"] == "refused"
    run(library)
    assert states(library) == dict.fromkeys(ALL, "fresh")
    assert set(shown(library).values()) == {""}


def test_what_is_refused_for_its_tables_is_out_of_date_too(
    library: Project, write_project: WriteProject
) -> None:
    write_project({"clinic.yaml": "phon: 1"})
    report = run(library)
    assert report.counts["refused"] == len(ALL)
    assert states(library) == dict.fromkeys(ALL, "refused")
    assert len(set(shown(library).values())) == 1
    assert report.findings == ()


def test_what_nobody_asked_for_is_out_of_date_where_its_files_changed(
    library: Project, write_project: WriteProject
) -> None:
    write_project({"handouts/asthma/en.yaml": article_text(title="A")})
    run(library, Wish(("burns",)))
    stale = pdfs("en/asthma", "es/asthma")
    assert [name for name, state in states(library).items() if state == "stale"] == stale
    assert shown(library)["es/asthma.bilingual.pdf"] == "Out of date: not made again yet"


def test_a_handout_that_is_no_more_is_withdrawn(library: Project) -> None:
    shutil.rmtree(library.folder / "handouts" / "burns")
    run(library)
    gone = [name for name, state in states(library).items() if state == "withdrawn"]
    assert gone == pdfs("en/burns")
    assert shown(library)[gone[0]] == "Withdrawn: there is no such handout any more"
    before = (output_of(library) / MANIFEST).stat()
    run(library)
    assert (output_of(library) / MANIFEST).stat() == before
    (output_of(library) / gone[0]).unlink()
    run(library)
    assert gone[0] not in states(library)


def test_while_it_builds_and_however_it_ends_what_is_old_says_so(
    library: Project, write_project: WriteProject
) -> None:
    """As after a power cut: what the disk holds in the middle of a batch."""
    seen: list[tuple[dict[str, str], dict[str, str]]] = []

    def look(task: Task) -> Done:
        seen.append((states(library), shown(library)))
        return stand_in(task)

    write_project({"handouts/burns/en.yaml": article_text(title="Burns")})
    run(library, hands=StandIn(look))
    told, page = seen[0]
    assert [name for name, state in told.items() if state == "stale"] == pdfs("en/burns")
    assert sorted(name for name, words in page.items() if words) == pdfs("en/burns")


@pytest.mark.parametrize("refused", [True, False])
@pytest.mark.parametrize("pictured", [True, False])
def test_a_damaged_pdf_that_is_not_made_again_is_told_and_not_shown(
    library: Project, write_project: WriteProject, refused: bool, pictured: bool
) -> None:
    name = "en/burns.one-page.pdf"
    file = output_of(library) / name
    file.write_bytes(file.read_bytes()[:20])
    if not pictured:
        shutil.rmtree(output_of(library) / pictures.PICTURES)
        for other in ALL:  # that pictures can be drawn of
            _put_real(library, other)
        file.write_bytes(file.read_bytes()[:20])
    if refused:
        report = run(library, hands=StandIn(refuse))
        assert report.refused
    else:
        report = run(library, Wish(("asthma",)))
        assert not report.refused
    (finding,) = [f for f in report.findings if f.code == "pdf-damaged"]
    assert finding.place.file.endswith(name)
    assert ("could not be made again" in finding.problem) == refused
    assert states(library)[name] == "damaged"
    assert name not in shown(library)
    assert len(shown(library)) == len(ALL) - 1
    assert rebuilt(library) == [name]
    assert states(library)[name] == "fresh"
    assert name in shown(library)


def _put_real(library: Project, name: str) -> None:
    """Have a real PDF in the place of what stands for one."""
    ledger = Ledger(output_of(library))
    pdf = pdf_of(name)
    ledger.publish(
        name, pdf, {**ledger.records[name], "bytes": len(pdf), "sha256": publish.digest(pdf)}
    )
    ledger.merge()


# Reviews that are overdue

REVIEWED = article_text(
    review="\n  status: reviewed\n  by: A nurse\n  on: 2024-01-10\n  due: 2027-01-10"
)


@pytest.mark.parametrize(
    ("today", "advice", "again"),
    [
        (date(2027, 1, 10), "refuse", False),
        (date(2027, 1, 11), "refuse", True),
        (date(2027, 1, 11), "tell", False),
    ],
)
def test_where_the_clinic_refuses_it_what_is_overdue_is_judged_again(
    write_project: WriteProject, today: date, advice: str, again: bool
) -> None:
    project = write_project(
        {"handouts/burns/en.yaml": REVIEWED, "clinic.yaml": f"advice: {advice}"}
    )

    def build(day: date, make: hands.Make) -> StandIn:
        desk, asked = Desk(project, day), StandIn(make)
        batch.run(desk, desk.orders(Wish()), output_of(project), hands.Ear(), How(hands=asked))
        return asked

    def reviewed(task: Task) -> Done:
        done = stand_in(task)
        return Done(done.pdf, done.picture, {**(done.record or {}), "due": "2027-01-10"})

    assert len(build(date(2026, 12, 1), reviewed).tasks) == 3
    assert len(build(today, refuse).tasks) == (3 if again else 0)
    assert set(states(project).values()) == ({"refused"} if again else {"fresh"})
    page = (output_of(project) / gallery.PAGE).read_text("utf-8")
    assert page.count("Review overdue: since 2027-01-10") == (3 if today.day > 10 else 0)


@pytest.mark.parametrize(
    "order",
    [
        Order("a", "en", "one-page"),
        Order("a.b", "zh-Hans", "large-print", 20.5, "a4"),
        Order("a-20pt", "en", "one-page", None, "letter"),
    ],
)
def test_the_name_of_a_pdf_tells_its_order(order: Order) -> None:
    assert order_of(order.name) == order


@pytest.mark.parametrize("name", ["a.pdf", "en/a.pdf", "en/b/a.one-page.pdf", "en/a.b-020pt.pdf"])
def test_other_names_tell_none(name: str) -> None:
    assert order_of(name) is None


# Nothing is lost


class Interrupted(StandIn):
    """Hands in the middle of whose work somebody presses Ctrl-C."""

    def run(self, tasks):  # type: ignore[no-untyped-def]
        """Do three."""
        for number, answer in enumerate(super().run(tasks)):
            if number == 3:
                raise KeyboardInterrupt
            yield answer


def test_ctrl_c_leaves_whole_pdfs_and_a_true_manifest(library: Project) -> None:
    shutil.rmtree(output_of(library))
    stopped = Interrupted()
    report = run(library, hands=stopped)
    assert report.interrupted
    assert stopped.stopped
    assert report.counts["built"] == len(contents(library)) == 3
    assert len(report.not_begun) == len(ALL) - 3
    assert_true(library)
    assert rebuilt(library) == sorted(report.not_begun)


@pytest.mark.parametrize("at", ["fsync", "replace"])
def test_ctrl_c_in_the_middle_of_publishing_leaves_a_true_manifest(
    library: Project, write_project: WriteProject, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    done = getattr(os, at)

    def stop(*args: object) -> None:
        done(*args)
        if any("burns.two-page.pdf" in str(file) for file in _open_files(args)):
            raise KeyboardInterrupt

    def _open_files(args: tuple[object, ...]) -> list[object]:
        files = [Path(f"/proc/self/fd/{a}").readlink() for a in args if isinstance(a, int)]
        return [*files, *args]

    if at == "fsync" and not Path("/proc/self/fd").exists():
        pytest.skip("there is no /proc here")
    write_project({"templates/base.html": shipped_text("templates/base.html") + "\n"})
    monkeypatch.setattr(os, at, stop)
    report = run(library)
    monkeypatch.undo()
    assert report.interrupted
    assert_true(library)
    assert not list(output_of(library).rglob("*.part"))
    assert rebuilt(library)
    assert rebuilt(library) == []


def test_a_pdf_replaced_by_a_folder_is_told_and_the_rest_built(library: Project) -> None:
    file = output_of(library) / "en/burns.one-page.pdf"
    file.unlink()
    (file / "inner").mkdir(parents=True)
    report = run(library)
    (outcome,) = [outcome for outcome in report.outcomes if outcome.status == "refused"]
    assert "burns.one-page.pdf could not be written" in outcome.findings[0].problem
    assert "There is a folder of that name: move it away." in outcome.findings[0].remedy
    assert report.counts["fresh"] == len(ALL) - 1
    shutil.rmtree(file)
    assert rebuilt(library) == ["en/burns.one-page.pdf"]
    assert_true(library)


def test_a_pdf_that_is_held_open_stays_as_it_was_for_its_reader(
    library: Project, write_project: WriteProject
) -> None:
    file = output_of(library) / "en/burns.one-page.pdf"
    before = file.read_bytes()
    with file.open("rb") as reader:
        write_project({"handouts/burns/en.yaml": article_text(title="Burns")})
        report = run(library)
        assert reader.read() == before
    assert report.refused == (os.name == "nt")
    assert_true(library)


def test_what_killed_builds_left_is_swept(library: Project) -> None:
    part = output_of(library) / "en" / ".burns.one-page.pdf.1.part"
    part.write_bytes(b"half")
    run(library)
    assert not part.exists()


def test_a_second_build_is_refused_and_writes_nothing(library: Project) -> None:
    before, asked = contents(library), StandIn()
    with lock.held(output_of(library)):
        (finding,) = findings_of(lambda: run(library, hands=asked, force=True))
    assert finding.code == "in-use"
    assert asked.tasks == []
    assert contents(library) == before


@pytest.mark.parametrize("stopped", [False, True])
def test_a_text_that_is_written_to_while_it_is_built_is_built_again(
    library: Project, stopped: bool
) -> None:
    def write_meanwhile(task: Task) -> Done:
        if task.order.name == "en/burns.one-page.pdf":
            file = library.folder / "handouts/burns/en.yaml"
            text = file.read_bytes()
            file.write_bytes(b"")
            file.write_bytes(text)
        elif task.order.topic == "burns" and stopped:
            raise KeyboardInterrupt
        return stand_in(task)

    report = run(library, hands=StandIn(write_meanwhile), force=True)
    (finding,) = report.findings
    assert (finding.code, finding.place.file) == ("changed", "handouts/burns/en.yaml")
    assert not finding.stops
    assert report.interrupted == stopped
    assert rebuilt(library) == pdfs("en/burns", editions=["one-page"] if stopped else None)
    assert_true(library)


def test_refused_before_it_begins_it_writes_nothing(tmp_path: Path) -> None:
    desk = Desk(Project(tmp_path))
    with pytest.raises(Refused):
        stock.orders(desk, Wish(("none",)), tmp_path / "output")
    assert list(tmp_path.iterdir()) == []


def page_of(project: Project) -> str:
    """The page that shows what is there."""
    return (output_of(project) / "index.html").read_text("utf-8")


def cards_marked(project: Project) -> list[str]:
    """The PDFs that the page says are out of date."""
    cards = page_of(project).split('<li class="card')[1:]
    marked = (card for card in cards if "Out of date" in card)
    return sorted(card.split('href="')[1].split('"')[0] for card in marked)


def test_the_page_marks_what_is_not_made_of_what_is_written_now(
    library: Project, write_project: WriteProject
) -> None:
    assert cards_marked(library) == []
    write_project({"handouts/burns/en.yaml": article_text(title="Other")})
    run(library, hands=StandIn(refuse))
    assert cards_marked(library) == pdfs("en/burns")
    run(library, hands=StandIn(refuse), wish=Wish(topics=("asthma",)))  # not asked for
    assert cards_marked(library) == pdfs("en/burns")
    run(library)
    assert cards_marked(library) == []


def test_what_was_refused_for_another_reason_than_its_text_is_not_marked(library: Project) -> None:
    run(library, hands=StandIn(lambda _: Failure("timeout", "9 s")), force=True)
    assert cards_marked(library) == []
