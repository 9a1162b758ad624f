"""Laying out and setting: what is fetched, which fonts are used, what the typesetter says."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import weasyprint
from conftest import ARTICLE, WriteProject, findings_of
from proofs import Proof, small

from clearprint import fonts
from clearprint.findings import Place, Remark
from clearprint.project import SHIPPED, Project
from clearprint.typeset import Printed, press, typeset

FILES = {"handouts/small/en.yaml": ARTICLE}


def _styled(css: str) -> dict[str, str]:
    """The small project with something added to its style."""
    base = (SHIPPED / "styles/base.css").read_text("utf-8")
    return {**FILES, "styles/base.css": base + css}


@pytest.fixture
def proof(write_project: WriteProject) -> Proof:
    return small(write_project(FILES))


@pytest.mark.parametrize("box", ["0 0 a b", "0 0 10"])
def test_a_picture_that_cannot_be_drawn_is_told(write_project: WriteProject, box: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"/>'
    project = write_project({**_styled(""), "styles/warning.svg": svg})
    (found,) = findings_of(lambda: small(project))
    assert found.code == "undrawn"
    assert "Save it anew" in found.remedy


# Fonts


def test_fontconfig_is_told_of_our_fonts_alone(write_project: WriteProject) -> None:
    project = write_project(FILES)
    root = ElementTree.parse(fonts.use_only(project)).getroot()
    assert {element.tag for element in root} == {"dir", "cachedir"}
    folders = [element.text for element in root.iter("dir")]
    assert folders == [str(f / "styles/fonts") for f in (project.folder, SHIPPED)]


def test_no_font_of_the_machine_is_used(write_project: WriteProject) -> None:
    """Whatever a style sheet names, nothing but ours is found."""
    named = "DejaVu Sans, Liberation Sans, Arial, sans-serif, serif, monospace"
    proof = small(write_project(_styled(f".imprint, .subtitle, h1 {{ font-family: {named} }}")))
    used = {text.font.name for page in proof.finished.pages for text in page.texts}
    ours = {re.sub("[^a-z]", "", file.stem.lower()) for file in SHIPPED.glob("styles/fonts/*/*")}
    assert len(used) > 1
    for name in used:
        plain = re.sub("[^a-z]", "", name.split("+")[1].lower())
        assert plain in ours | {f.removesuffix("regular") for f in ours}


def test_a_projects_own_font_is_found(write_project: WriteProject) -> None:
    ours = SHIPPED / "styles/fonts/noto-sans/NotoSans-Regular.ttf"
    project = write_project({**FILES, "styles/fonts/noto-sans/NotoSans-Regular.ttf": b""})
    assert fonts.of_family(project, "Noto Sans")[0].is_relative_to(SHIPPED)  # the bold one
    assert fonts.of_family(project, "Noto Sans")[1].is_relative_to(project.folder)
    assert fonts.of_family(Project(), "Noto Sans")[1] == ours


# Layouts


def test_a_layout_knows_how_much_of_its_pages_it_takes(proof: Proof) -> None:
    layout = proof.layout
    (page,) = layout.document.pages
    height = page._page_box.height * 0.75  # points
    assert layout.pages == 1
    assert 0 < layout.depth < 1
    assert layout.used == layout.depth
    assert layout.depth * height + layout.spare == pytest.approx(height)


def test_a_layout_of_many_pages_counts_them(write_project: WriteProject) -> None:
    project = write_project(_styled(".question, .references { break-before: page }"))
    layout = small(project, "large-print").layout
    assert layout.pages == len(layout.document.pages) == 2
    assert 1 < layout.used < 2


def test_a_process_has_one_press_for_a_project(shipped: Project) -> None:
    """Each font configuration costs memory for good."""
    assert press(shipped) is press(Project())
    assert press(shipped).fonts is press(Project()).fonts


# What the typesetter says


def test_a_warning_about_a_style_is_told_with_every_sheet_it_sets(
    write_project: WriteProject,
) -> None:
    """A style sheet is parsed once in a process; the sheets after the first are no better."""
    project = write_project(_styled("\n .imprint { colour: red; }"))
    css = (project.folder / "styles/base.css").read_text("utf-8").splitlines()
    remark = Remark(
        "Ignored `colour: red`, unknown property.", Place("styles/base.css", len(css), 13)
    )
    for edition in ("one-page", "two-page", "two-page"):
        assert remark in small(project, edition).job.warnings


def test_a_warning_about_a_sheet_is_told(proof: Proof) -> None:
    sheet = proof.layout.sheet
    html = sheet.html.replace("</style>", "p { colour: red }</style>")
    layout = press(Project()).lay_out(type(sheet)(html, sheet.styles, sheet.deck, sheet.setting))
    assert any("colour" in w.words and w.place is None for w in layout.warnings)
    assert typeset(layout).warnings == layout.warnings


def test_nothing_reaches_the_terminal(
    write_project: WriteProject, capfd: pytest.CaptureFixture[str]
) -> None:
    small(write_project(_styled(".imprint { colour: red } .imprint::after { content: '\\1FA7A' }")))
    assert capfd.readouterr() == ("", "")


def test_the_typesetters_log_is_as_it_was(proof: Proof) -> None:
    """Someone else in this process may listen to it."""
    logger = logging.getLogger("weasyprint")
    before = (logger.propagate, list(logger.handlers))
    press(Project()).lay_out(proof.layout.sheet)
    assert (logger.propagate, logger.handlers) == before


def test_a_good_sheet_is_set_in_silence(proof: Proof) -> None:
    printed = typeset(press(Project()).lay_out(proof.layout.sheet))
    assert isinstance(printed, Printed)
    assert (printed.warnings, printed.pages) == ((), 1)
    assert printed.pdf.startswith(b"%PDF-")


def test_the_engine_is_the_one_that_was_tried() -> None:
    """Each major release may change the layout, and with it every handout."""
    assert weasyprint.__version__.split(".")[0] == "70"
    assert Path(os.environ["FONTCONFIG_FILE"]).is_file()
