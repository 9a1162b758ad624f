"""A batch builds what is stale and nothing else, and ends well however it ends."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import hands
import pytest
from conftest import ARTICLE, WriteProject, article_text, findings_of
from hands import StandIn, output_of, rebuilt, run, stand_in

from clearprint import batch, freshness, lock, publish, system
from clearprint.batch import How
from clearprint.editions import load_editions
from clearprint.findings import Finding, Place, Refused
from clearprint.manifest import JOURNAL, MANIFEST, read_manifest
from clearprint.orders import Desk, Order, Wish, order_of
from clearprint.project import SHIPPED, Project
from clearprint.tasks import Done, Task
from clearprint.workers import Failure, NoWorkerError

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
    assert all(kept[name] == records[name] for name in refused)
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


def test_the_audience_hears_of_each_once(library: Project, write_project: WriteProject) -> None:
    write_project({"handouts/burns/en.yaml": article_text(title="Burns")})
    ear, desk = hands.Ear(), Desk(library)
    report = batch.run(desk, desk.orders(Wish()), output_of(library), ear, How(hands=StandIn()))
    assert ear.count == len(ENGLISH_FORMS)
    assert tuple(ear.heard) == report.outcomes
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
    output = output_of(library)
    strangers = ["en/notes.pdf", "en/minutes.draft.pdf", "en/deep/asthma.one-page.pdf", "x.pdf"]
    for name in strangers:
        (output / name).parent.mkdir(exist_ok=True)
        (output / name).write_bytes(b"%PDF")
    shutil.rmtree(library.folder / "handouts" / "burns")
    (output / MANIFEST).unlink()
    report = run(library, prune=True)
    assert list(report.removed) == pdfs("en/burns")
    assert [name for name in strangers if (output / name).exists()] == strangers


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


def test_a_text_that_is_written_to_while_it_is_built_is_built_again(
    library: Project, write_project: WriteProject
) -> None:
    def write_meanwhile(task: Task) -> Done:
        if task.order.name == "en/burns.one-page.pdf":
            file = library.folder / "handouts/burns/en.yaml"
            text = file.read_bytes()
            file.write_bytes(b"")
            file.write_bytes(text)
        return stand_in(task)

    report = run(library, hands=StandIn(write_meanwhile), force=True)
    (finding,) = report.findings
    assert (finding.code, finding.place.file) == ("changed", "handouts/burns/en.yaml")
    assert not finding.stops
    assert rebuilt(library) == pdfs("en/burns")
    assert_true(library)


def test_refused_before_it_begins_it_writes_nothing(tmp_path: Path) -> None:
    desk = Desk(Project(tmp_path))
    with pytest.raises(Refused):
        batch.orders(desk, Wish(("none",)), tmp_path / "output")
    assert list(tmp_path.iterdir()) == []


def page_of(project: Project) -> str:
    """The page that shows what is there."""
    return (output_of(project) / "index.html").read_text("utf-8")


def cards_marked(project: Project) -> list[str]:
    """The PDFs that the page says are not up to date."""
    cards = page_of(project).split('<li class="card"')[1:]
    marked = (card for card in cards if "Not up to date" in card)
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
