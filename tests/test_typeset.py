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
from weasyprint.urls import FatalURLFetchingError

from clearprint import fonts
from clearprint.project import SHIPPED, Project
from clearprint.typeset import OwnFiles, Printed, press, typeset

FILES = {"handouts/small/en.yaml": ARTICLE}


def _styled(css: str) -> dict[str, str]:
    """The small project with something added to its style."""
    base = (SHIPPED / "styles/base.css").read_text("utf-8")
    return {**FILES, "styles/base.css": base + css}


@pytest.fixture
def proof(write_project: WriteProject) -> Proof:
    return small(write_project(FILES))


# What may be fetched


@pytest.mark.parametrize(
    "address",
    [
        "http://www.example.org/a.png",
        "https://www.example.org/a.png",
        "ftp://ftp.example.org/a.png",
        "data:image/png;base64,AAAA",
        "file://localhost/etc/passwd",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "gopher://example.org",
        "//www.example.org/a.png",
        "",
    ],
)
def test_nothing_is_fetched_from_elsewhere(shipped: Project, address: str) -> None:
    with pytest.raises(FatalURLFetchingError, match="not a file of ours"):
        OwnFiles(shipped).fetch(address)


@pytest.mark.parametrize(
    "name",
    [
        "styles/../clinic.yaml",
        "styles/../../secret.svg",
        "styles/%2e%2e/pyproject.toml",
        "pyproject.toml",
        "clearprint/cli.py",
        "output/manifest.json",
    ],
)
def test_no_way_leads_out_of_the_projects_folders(write_project: WriteProject, name: str) -> None:
    project = write_project({**FILES, "pyproject.toml": "", "output/manifest.json": "{}"})
    (project.folder.parent / "secret.svg").write_text("<svg/>")
    with pytest.raises(FatalURLFetchingError, match="not a file of ours"):
        OwnFiles(project).fetch(f"{project.folder.as_uri()}/{name}")


def test_a_link_on_the_disk_leads_nowhere_else(write_project: WriteProject) -> None:
    project = write_project({"styles/base.css": "", "secret.txt": "secret"})
    (project.folder / "styles/rule.svg").symlink_to(project.folder / "secret.txt")
    with pytest.raises(FatalURLFetchingError, match="not a file of ours"):
        OwnFiles(project).fetch((project.folder / "styles/rule.svg").as_uri())


def test_its_own_files_are_fetched(write_project: WriteProject) -> None:
    project = write_project({**FILES, "styles/mark.svg": "<svg/>", "logo.svg": "<svg></svg>"})
    fetcher = OwnFiles(project)
    assert fetcher.fetch((project.folder / "styles/mark.svg").as_uri()).read() == b"<svg/>"
    assert fetcher.fetch((project.folder / "logo.svg").as_uri()).read() == b"<svg></svg>"
    assert b"<svg" in fetcher.fetch((SHIPPED / "styles/warning.svg").as_uri()).read()


@pytest.mark.parametrize("link", ["handouts", "handouts/small"])
def test_what_may_be_printed_is_fetched(write_project: WriteProject, link: str) -> None:
    """A logo in a folder of its own, and a figure that is kept elsewhere with its text."""
    figure = "It is small.\n    figure: {file: ring.svg, alt: A ring, caption: Round}"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="9"/></svg>'
    project = write_project(
        {
            "handouts/small/en.yaml": ARTICLE.replace("It is small.", figure),
            "handouts/small/ring.svg": svg,
            "clinic.yaml": "logo: brand/logo.svg",
            "brand/logo.svg": svg,
        }
    )
    kept = (project.folder / link).rename(project.folder.parent / "share")
    (project.folder / link).symlink_to(kept)
    assert small(project).judged() == []


def test_a_picture_that_nobody_names_is_not_fetched(write_project: WriteProject) -> None:
    project = write_project({**FILES, "brand/logo.svg": "<svg/>", "brand/other.svg": "<svg/>"})
    logo, other = (project.folder / f"brand/{name}.svg" for name in ("logo", "other"))
    fetcher = OwnFiles(project)
    assert fetcher.showing([logo]).fetch(logo.as_uri()).read() == b"<svg/>"
    for its, address in ((fetcher, logo), (fetcher.showing([logo]), other)):
        with pytest.raises(FatalURLFetchingError, match="not a file of ours"):
            its.fetch(address.as_uri())


def test_a_style_of_ones_own_may_name_what_ships(write_project: WriteProject) -> None:
    """A clinic that takes base.css over need not take its pictures over."""
    assert "url(warning.svg)" in (SHIPPED / "styles/base.css").read_text("utf-8")
    proof = small(write_project(_styled("")))
    assert proof.judged() == []


def test_its_own_picture_comes_before_what_ships(write_project: WriteProject) -> None:
    project = write_project({**_styled(""), "styles/warning.svg": "<svg/>"})
    address = (project.folder / "styles/warning.svg").as_uri()
    assert OwnFiles(project).fetch(address).read() == b"<svg/>"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("nothing.svg", "is not there"),
        ("/etc/passwd", "not a file of ours"),
        ("https://www.example.org/a.svg", "not a file of ours"),
        ("data:image/svg+xml,<svg/>", "not a file of ours"),
    ],
)
def test_a_style_that_asks_for_more_is_refused(
    write_project: WriteProject, address: str, said: str
) -> None:
    project = write_project(_styled(f".imprint {{ background: url('{address}') }}"))
    (found,) = findings_of(lambda: small(project))
    assert found.code == "not-fetched"
    assert said in found.problem
    assert "address" in found.remedy


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
    project = write_project(_styled(".imprint { colour: red }"))
    for edition in ("one-page", "two-page", "two-page"):
        proof = small(project, edition)
        assert [w for w in proof.job.warnings if "colour" in w and "base.css" in w]


def test_a_warning_about_a_sheet_is_told(proof: Proof) -> None:
    sheet = proof.layout.sheet
    html = sheet.html.replace("</style>", "p { colour: red }</style>")
    layout = press(Project()).lay_out(type(sheet)(html, sheet.styles, sheet.deck, sheet.setting))
    assert any("colour" in warning for warning in layout.warnings)
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
