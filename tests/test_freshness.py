"""A fingerprint changes with whatever can alter a PDF, and with nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ARTICLE, WriteProject, article_text

from clearprint import freshness
from clearprint.freshness import Fingerprints
from clearprint.orders import Desk, Order
from clearprint.project import SHIPPED, Project

ORDER = Order("small", "en", "one-page")
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
FONT = "styles/fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Bold.ttf"
BASE = {
    "handouts/small/en.yaml": ARTICLE,
    "clinic.yaml": "logo: logo.svg",
    "logo.svg": SVG,
}


def shipped_text(name: str) -> str:
    return (SHIPPED / name).read_text("utf-8")


def fingerprint(project: Project, order: Order = ORDER) -> str:
    return Fingerprints(Desk(project)).of(order)


def after(write_project: WriteProject, changes: dict[str, str | bytes]) -> str:
    """The fingerprint once files were written over."""
    return fingerprint(write_project(changes))


@pytest.fixture
def before(write_project: WriteProject) -> str:
    return after(write_project, {**BASE})


def test_the_same_files_have_the_same(write_project: WriteProject, before: str) -> None:
    project = write_project({})
    os.utime(project.folder / "handouts/small/en.yaml", (0, 0))
    assert fingerprint(project) == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("handouts/small/en.yaml", article_text(title="Other")),
        ("clinic.yaml", "name: A\nlogo: logo.svg"),
        ("logo.svg", SVG.replace("/>", " width='9'/>")),
        ("templates/labels/en.yaml", shipped_text("templates/labels/en.yaml") + "\n"),
        ("templates/columns.html", shipped_text("templates/columns.html") + "\n"),
        ("templates/base.html", shipped_text("templates/base.html") + "\n"),
        ("templates/parts.html", shipped_text("templates/parts.html") + "\n"),
        ("styles/base.css", shipped_text("styles/base.css") + "\n"),
        ("styles/columns.css", shipped_text("styles/columns.css") + "\n"),
        (FONT, b"another font"),
        (
            "templates/editions.yaml",
            shipped_text("templates/editions.yaml").replace("ceiling: 14", "ceiling: 13", 1),
        ),
    ],
)
def test_whatever_alters_a_pdf_alters_it(
    write_project: WriteProject, before: str, name: str, content: str | bytes
) -> None:
    assert after(write_project, {name: content}) != before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("handouts/other/en.yaml", ARTICLE),
        ("handouts/small/es.yaml", ARTICLE),
        ("templates/labels/es.yaml", shipped_text("templates/labels/es.yaml") + "\n"),
        ("templates/large-print.html", shipped_text("templates/large-print.html") + "\n"),
        ("styles/large-print.css", shipped_text("styles/large-print.css") + "\n"),
        ("styles/unused.css", "p {}"),
        ("notes.txt", "words"),
        (
            "templates/editions.yaml",
            shipped_text("templates/editions.yaml").replace("extent: 2", "extent: 3", 1),
        ),
    ],
)
def test_nothing_else_does(
    write_project: WriteProject, before: str, name: str, content: str
) -> None:
    assert after(write_project, {name: content}) == before


def test_what_a_style_sheet_takes_in_is_the_clinics_own_before_what_ships(
    write_project: WriteProject, before: str
) -> None:
    """Wherever the style sheet itself comes from: so does the typesetter find it."""
    with_picture = after(write_project, {"styles/warning.svg": SVG})
    assert with_picture != before
    changed = after(write_project, {"styles/warning.svg": SVG.replace("/>", " />")})
    assert changed not in (before, with_picture)
    style = shipped_text("styles/base.css")
    assert after(write_project, {"styles/base.css": style}) == changed


def test_what_ships_counts_for_a_style_sheet_of_the_clinics_own(
    write_project: WriteProject, before: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SHIPPED / "styles", tmp_path / "shipped/styles", ignore=lambda *_: ["fonts"])
    shutil.copytree(SHIPPED / "templates", tmp_path / "shipped/templates")
    monkeypatch.setattr("clearprint.project.SHIPPED", tmp_path / "shipped")
    first = after(write_project, {"styles/base.css": shipped_text("styles/base.css")})
    (tmp_path / "shipped/styles/warning.svg").write_text(SVG, "utf-8")
    second = after(write_project, {})
    assert first != second
    write_project({"styles/columns.css": '@import "large-print.css";'})
    assert fingerprint(Project(tmp_path / "project")) != second
    first = fingerprint(Project(tmp_path / "project"))
    with (tmp_path / "shipped/styles/large-print.css").open("a", encoding="utf-8") as style:
        style.write("p {}")
    assert fingerprint(Project(tmp_path / "project")) != first


@pytest.mark.parametrize(
    ("style", "depends"),
    [
        ("p { background: url(a.svg) }", True),
        ("p { background: URL( 'a.svg?v=1#b' ) }", True),
        ('p { background: url("../styles/./a.svg") }', True),
        ('p { background: url("%61.svg") }', True),
        (r"p { background: url(\61.svg) }", True),
        ("p { background: url(b.svg) }", True),  # which shows a.svg
        ('@import"a.svg";', True),
        ("@IMPORT/**/url(a.svg);", True),
        ('p { content: "a.svg" }', False),
        ("p { background: url(https://example.org/a.svg) }", False),
        ('p { content: "\\2022" }', False),
    ],
)
def test_a_file_counts_where_a_style_sheet_takes_it_in(
    write_project: WriteProject, style: str, depends: bool
) -> None:
    shown = SVG.replace("/>", '><image href="a.svg"/></svg>')
    styles = {"styles/columns.css": style, "styles/b.svg": shown, "styles/a.svg": SVG}
    first = after(write_project, {**BASE, **styles})
    other = after(write_project, {"styles/a.svg": SVG.replace("/>", " />")})
    assert (other != first) == depends


@pytest.mark.parametrize(
    ("taken", "depends"),
    [
        ('{% include "own.html" %}', True),
        ("{%- include 'own.html' -%}", True),
        ('{% include ["no.html", "own.html"] ignore missing %}', True),
        ('{% include "o" ~ "wn.html" %}', True),
        ("{% include edition.name %}", True),
        ('{% include "no.html" ignore missing %}', False),
        ("{# own.html #}", False),
    ],
)
def test_a_template_counts_where_it_is_taken_in(
    write_project: WriteProject, taken: str, depends: bool
) -> None:
    columns = shipped_text("templates/columns.html") + taken
    first = after(write_project, {**BASE, "templates/columns.html": columns})
    assert (after(write_project, {"templates/own.html": "words"}) != first) == depends


def test_of_the_program_only_what_the_pass_reaches_counts(
    write_project: WriteProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SHIPPED / "clearprint", tmp_path / "clearprint")
    monkeypatch.setattr(freshness, "SHIPPED", tmp_path)
    first = freshness.program.__wrapped__()
    for name in ("cli", "batch", "gallery"):
        (tmp_path / f"clearprint/{name}.py").write_text("other", "utf-8")
    assert freshness.program.__wrapped__() == first
    for name in ("build", "fit", "load", "tagging"):
        with (tmp_path / f"clearprint/{name}.py").open("a", encoding="utf-8") as module:
            module.write("\n")
        assert freshness.program.__wrapped__() != first
        first = freshness.program.__wrapped__()


def test_it_tells_the_form_from_the_words(write_project: WriteProject, before: str) -> None:
    form, words = before.split("-")
    other_words = after(write_project, {"handouts/small/en.yaml": article_text(title="Other")})
    assert (other_words.split("-")[0] == form, other_words.split("-")[1] == words) == (True, False)
    other_form = after(write_project, {**BASE, "clinic.yaml": "name: A\nlogo: logo.svg"})
    assert (other_form.split("-")[0] == form, other_form.split("-")[1] == words) == (False, True)


def test_what_is_written_to_meanwhile_is_seen(write_project: WriteProject) -> None:
    project = write_project({**BASE})
    prints = Fingerprints(Desk(project))
    prints.of(ORDER)
    assert prints.changed() == set()
    file = project.folder / "handouts/small/en.yaml"
    text = file.read_bytes()
    file.write_bytes(b"")
    file.write_bytes(text)
    assert prints.changed() == {file} <= prints.inputs(ORDER)
    file.unlink()
    assert prints.changed() == {file}


def test_orders_of_one_handout_differ(write_project: WriteProject) -> None:
    project = write_project({**BASE})
    orders = [
        ORDER,
        Order("small", "en", "two-page"),
        Order("small", "en", "large-print"),
        Order("small", "en", "large-print", 20),
        Order("small", "en", "one-page", None, "a4"),
    ]
    assert len({fingerprint(project, order) for order in orders}) == len(orders)


@pytest.mark.parametrize(
    "made",
    [
        "translation:\n  status: machine\n  of: en\n",
        '"translation":\n  "status": machine\n  "of": "en"\n',
        "translation:\n  # draft of: fr\n  of: en\n  status: machine\n",
    ],
)
def test_a_translation_depends_on_its_source(write_project: WriteProject, made: str) -> None:
    order = Order("small", "es", "one-page")
    spanish = ARTICLE + made
    project = write_project({**BASE, "handouts/small/es.yaml": spanish})
    first = fingerprint(project, order)
    prints = Fingerprints(Desk(project))
    assert [file.stem for file in prints.texts(order)] == ["es", "en"]
    write_project({"handouts/small/en.yaml": article_text(title="Other")})
    second = fingerprint(project, order)
    write_project({"templates/labels/en.yaml": shipped_text("templates/labels/en.yaml") + "\n"})
    assert len({first, second, fingerprint(project, order)}) == 3


def test_a_figure_counts_for_the_handouts_that_show_it(write_project: WriteProject) -> None:
    shown = "\n    figure: {file: a.svg, alt: A line., caption: A line}"
    overview = "\n  overview:\n    text: It is small."
    needed = "\n  when_to_see_a_doctor:\n    text: Call."
    topic = "handouts/small"
    with_figure = article_text(sections=overview + shown + needed)
    translated = article_text(
        sections=overview + shown + needed, translation="\n  status: machine\n  of: en"
    )
    project = write_project(
        {
            f"{topic}/en.yaml": with_figure,
            f"{topic}/es.yaml": translated,
            f"{topic}/a.svg": SVG,
            f"{topic}/b.svg": SVG,
            "handouts/other/en.yaml": with_figure,
            "handouts/other/a.svg": SVG,
        }
    )
    orders = [Order("small", language, "one-page") for language in ("en", "es")]
    other = Order("other", "en", "one-page")
    first = [fingerprint(project, order) for order in (*orders, other)]
    figure = project.folder / topic / "a.svg"
    assert all(figure in Fingerprints(Desk(project)).inputs(order) for order in orders)
    write_project({f"{topic}/b.svg": SVG.replace("/>", " />"), f"{topic}/c.svg": SVG})
    assert [fingerprint(project, order) for order in (*orders, other)] == first
    write_project({f"{topic}/a.svg": SVG.replace("/>", " />")})
    after = [fingerprint(project, order) for order in (*orders, other)]
    assert [now == was for now, was in zip(after, first, strict=True)] == [False, False, True]


def test_the_program_and_its_engine_are_part_of_it(
    write_project: WriteProject, before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {"weasyprint", "jinja2", "markdown-it-py"} <= set(freshness.ENGINE)
    assert "weasyprint 70" in freshness.program()
    monkeypatch.setattr(freshness, "program", lambda: "another program")
    assert after(write_project, {}) != before


def test_what_cannot_be_read_is_left_to_who_loads_it(write_project: WriteProject) -> None:
    project = write_project({**BASE})
    (project.folder / "handouts/small/en.yaml").unlink()
    (project.folder / "handouts/small/en.yaml").mkdir()
    assert fingerprint(project)


@pytest.mark.parametrize("make", [Path.mkdir, lambda file: file.symlink_to("nowhere.yaml")])
def test_a_text_beside_a_picture_need_not_be_readable(
    write_project: WriteProject, make: Callable[[Path], None]
) -> None:
    project = write_project({**BASE, "handouts/small/shape.svg": SVG})
    make(project.folder / "handouts/small/es.yaml")
    assert fingerprint(project, Order("small", "es", "one-page"))


def test_each_file_is_read_once(
    write_project: WriteProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write_project({**BASE})
    read: list[Path] = []

    def note(file: Path) -> bytes:
        read.append(file)
        return file.read_bytes()

    prints = Fingerprints(Desk(project))
    first = prints.of(ORDER)
    monkeypatch.setattr(freshness, "_read", note)
    assert prints.of(ORDER) == first
    assert read == []
    assert Fingerprints(Desk(project)).of(ORDER) == first
    assert len(read) > 5


def test_the_typesetter_is_not_imported() -> None:
    code = (
        "import sys; from clearprint import batch, cli; from clearprint.orders import *;"
        "from clearprint.project import Project; from clearprint.freshness import Fingerprints;"
        "desk = Desk(Project()); orders = desk.orders(Wish()); assert orders;"
        "[Fingerprints(desk).of(order) for order in orders];"
        "print([name for name in ('weasyprint', 'jinja2', 'pypdfium2') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=SHIPPED, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
