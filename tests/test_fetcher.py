"""Nothing is fetched but the project's own files, and who asks for more is told where."""

from __future__ import annotations

import pytest
from conftest import ARTICLE, WriteProject, findings_of
from proofs import small
from weasyprint.urls import FatalURLFetchingError

from clearprint.fetcher import OwnFiles
from clearprint.project import SHIPPED, Project

FILES = {"handouts/small/en.yaml": ARTICLE}


def _styled(css: str) -> dict[str, str]:
    """The small project with something added to its style."""
    base = (SHIPPED / "styles/base.css").read_text("utf-8")
    return {**FILES, "styles/base.css": base + css}


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
    css = (project.folder / "styles/base.css").read_text("utf-8").splitlines()
    assert (found.place.file, found.place.line) == ("styles/base.css", len(css))
    assert "address" in found.remedy


def test_a_template_that_asks_for_more_is_refused(write_project: WriteProject) -> None:
    own = '{% extends "base.html" %}{% block sheet %}<img src="file:///etc/x.svg">{% endblock %}'
    (found,) = findings_of(lambda: small(write_project({**FILES, "templates/columns.html": own})))
    assert (found.code, found.place.file) == ("not-fetched", "templates/")
