"""The fonts are ours, whole, static and licensed, and fontconfig sees no others."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import WriteProject, findings_of
from fontTools.ttLib import TTFont

from clearprint import fonts
from clearprint.labels import load_labels
from clearprint.project import SHIPPED, Project

FOLDER = SHIPPED / fonts.FOLDER
PROVENANCE = (FOLDER / "PROVENANCE.md").read_text("utf-8")


@dataclass(frozen=True)
class Row:
    """What PROVENANCE.md says of a font file."""

    family: str
    name: str
    weight: str
    version: str
    characters: int
    digest: str

    @property
    def path(self) -> Path:
        """Where the file is."""
        return FOLDER / fonts.slug(self.family) / self.name


def tables() -> Iterator[list[str]]:
    """The rows of all tables, their cells without the marks."""
    for line in PROVENANCE.split("\n"):
        if line.startswith("| ") and not line.startswith("| family"):
            yield [cell.strip().replace("`", "") for cell in line.strip("|").split("|")]


ROWS = [
    Row(family, name, weight, version, int(characters.replace(",", "")), digest)
    for family, name, weight, version, characters, digest in (r for r in tables() if len(r) == 6)
]
PACKAGES = {row[0]: row for row in tables() if len(row) == 5}


def test_there_are_two_weights_of_each_family() -> None:
    assert len(ROWS) >= 12
    assert {(row.family, row.weight) for row in ROWS} == {
        (family, weight) for family in PACKAGES for weight in ("Regular", "Bold")
    }


def test_every_file_is_accounted_for() -> None:
    there = {file for file in FOLDER.rglob("*") if file.is_file() and file.parent != FOLDER}
    licences = {FOLDER / fonts.slug(family) / "OFL.txt" for family in PACKAGES}
    assert there == {row.path for row in ROWS} | licences


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_font_is_the_one_of_its_provenance(row: Row) -> None:
    assert sha256(row.path.read_bytes()).hexdigest() == row.digest
    with TTFont(row.path, lazy=True) as font:
        names = font["name"]
        assert len(font.getBestCmap()) == row.characters
        assert row.version in str(names.getDebugName(5))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_font_is_static_truetype_of_its_name(row: Row) -> None:
    with TTFont(row.path, lazy=True) as font:
        assert font.sfntVersion == "\x00\x01\x00\x00"
        assert "glyf" in font
        assert {"fvar", "CFF ", "CFF2", "gvar"}.isdisjoint(font.keys())
        names = font["name"]
        assert (names.getDebugName(16) or names.getDebugName(1)) == row.family
        assert (names.getDebugName(17) or names.getDebugName(2)) == row.weight
        assert font["OS/2"].usWeightClass == {"Regular": 400, "Bold": 700}[row.weight]
        assert font["OS/2"].fsType == 0  # may be embedded
        assert font["post"].italicAngle == 0


@pytest.mark.parametrize("family", PACKAGES)
def test_a_licence_stands_beside_each_family(family: str) -> None:
    licence = (FOLDER / fonts.slug(family) / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Copyright" in licence.split("SIL OPEN FONT LICENSE")[0]


@pytest.mark.parametrize("family", PACKAGES)
def test_a_changed_font_bears_no_reserved_name(family: str) -> None:
    _, package, digest, kept, reserved = PACKAGES[family]
    assert package.startswith("@expo-google-fonts/")
    assert re.fullmatch(r"[0-9a-f]{64}", digest)
    licence = (FOLDER / fonts.slug(family) / "OFL.txt").read_text("utf-8")
    named = re.search(r"Reserved Font Name [‘’'\"]?(\w+)", licence.split("-----")[0])
    assert (named.group(1) if named else "none") == reserved
    assert kept.startswith("all") or reserved == "none" or reserved not in family


@pytest.mark.parametrize("language", Project(SHIPPED).languages())
def test_every_language_is_set_in_fonts_that_are_there(shipped: Project, language: str) -> None:
    families = load_labels(shipped, language).fonts
    assert families
    for family in families:
        weights = [file.stem.rsplit("-")[-1] for file in fonts.of_family(shipped, family)]
        assert weights == ["Bold", "Regular"]


def test_a_family_stands_in_the_folder_of_its_name(write_project: WriteProject) -> None:
    assert fonts.slug("Atkinson Hyperlegible Next") == "atkinson-hyperlegible-next"
    project = write_project({"styles/fonts/own-sans/OwnSans-Regular.ttf": ""})
    (file,) = fonts.of_family(project, "Own Sans")
    assert file.is_relative_to(project.folder)
    assert len(fonts.of_family(project, "Noto Sans")) == 2
    assert fonts.of_family(project, "None Such") == []


def test_coverage_is_that_of_all_families_together(shipped: Project) -> None:
    latin = fonts.coverage(shipped, ("Atkinson Hyperlegible Next",))
    both = fonts.coverage(shipped, ("Atkinson Hyperlegible Next", "Noto Sans SC"))
    assert {ord("A"), ord("é"), 0x200C} <= latin
    assert ord("龙") not in latin
    assert ord("龙") in both
    assert latin < both


def test_a_text_is_measured_in_ems(shipped: Project) -> None:
    families = ("Atkinson Hyperlegible Next", "Noto Sans SC")
    assert fonts.measure(shipped, families, "龙龙") == pytest.approx(2)
    narrow, wide = (fonts.measure(shipped, families, text) for text in ("iiii", "WWWW"))
    assert 0.8 < narrow < wide < 4.5
    assert fonts.measure(shipped, families, "") == 0


def test_fontconfig_sees_the_projects_fonts_alone(
    write_project: WriteProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "before")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    project = write_project({"handouts/a & b/en.yaml": ""})
    file = fonts.use_only.__wrapped__(project)
    assert os.environ["FONTCONFIG_FILE"] == str(file)
    tree = ElementTree.parse(file).getroot()
    assert [found.text for found in tree.iter("dir")] == [
        str(project.folder / fonts.FOLDER),
        str(FOLDER),
    ]
    assert [found.text for found in tree.iter("cachedir")] == [str(tmp_path / "cache/clearprint")]
    assert {element.tag for element in tree.iter()} == {"fontconfig", "dir", "cachedir"}


def test_a_folder_of_any_name_is_written_down_safely(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "before")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    odd = tmp_path / "<dir>/&amp;"
    tree = ElementTree.parse(fonts.use_only.__wrapped__(Project(odd))).getroot()
    assert next(tree.iter("dir")).text == str(odd / fonts.FOLDER)


def test_where_nothing_can_be_kept_a_folder_of_the_run_is(
    write_project: WriteProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("FONTCONFIG_FILE", "before")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    file = fonts.use_only.__wrapped__(write_project({"clinic.yaml": ""}))
    tree = ElementTree.parse(file).getroot()
    assert [found.text for found in tree.iter("cachedir")] == [str(file.parent)]


BOLD = "styles/fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Bold.ttf"


def test_a_font_that_cannot_be_used_is_refused(write_project: WriteProject) -> None:
    project = write_project({BOLD: b"words"})
    (found,) = findings_of(lambda: fonts.coverage(project, ("Atkinson Hyperlegible Next",)))
    assert (found.code, found.place.file) == ("font", BOLD)
    assert "no TrueType font" in found.problem


def test_nobody_needs_a_home(monkeypatch: pytest.MonkeyPatch, write_project: WriteProject) -> None:
    """In a container the user may have none."""

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    file = fonts.use_only(write_project({"handouts/small/en.yaml": ""}))
    (cache,) = ElementTree.parse(file).getroot().iter("cachedir")
    assert cache.text == str(file.parent)
