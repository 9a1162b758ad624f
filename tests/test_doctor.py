"""The doctor names what is missing, and the command or the step that mends it."""

from __future__ import annotations

import importlib.metadata
import os
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import WriteProject

from clearprint import doctor, system
from clearprint.cli import main
from clearprint.doctor import Item, examine
from clearprint.project import Project


def test_this_machine_is_fit_and_told_with_versions(shipped: Project, tmp_path: Path) -> None:
    said = {item.name: item.said for item in examine(shipped, tmp_path)}
    assert [item for item in examine(shipped, tmp_path) if not item.good] == []
    assert said["Python"].startswith("Python 3.")
    assert said["Pango"].startswith(system.version(system.LIBRARIES[0]))
    assert said["weasyprint"] == "70.0"
    assert "AtkinsonHyperlegibleNext-Bold.ttf" in said["Atkinson Hyperlegible Next"]
    assert said["output folder"] == str(tmp_path)


def the_one_at_fault(looked: list[Item]) -> Item:
    (item,) = (item for item in looked if not item.good)
    return item


def test_a_missing_library_is_told_with_the_command(
    shipped: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "is_there", lambda library: library.name != "HarfBuzz subset")
    item = the_one_at_fault(examine(shipped, tmp_path))
    assert item.name == "HarfBuzz subset"
    assert system.advice() in item.remedy


def test_another_version_than_the_pinned_one_is_told(
    shipped: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = importlib.metadata.version
    monkeypatch.setattr(
        doctor, "version", lambda name: "69.0" if name == "weasyprint" else right(name)
    )
    item = the_one_at_fault(examine(shipped, tmp_path))
    assert (item.name, item.said) == ("weasyprint", "69.0; 70.0 is wanted")
    assert "python3 bootstrap.py" in item.remedy


def test_a_missing_package_is_told(
    shipped: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = importlib.metadata.version

    def version(name: str) -> str:
        if name == "pypdfium2":
            raise PackageNotFoundError(name)
        return right(name)

    monkeypatch.setattr(doctor, "version", version)
    item = the_one_at_fault(examine(shipped, tmp_path))
    assert (item.name, item.said) == ("pypdfium2", "not there; 5.15.2 is wanted")


def english(shipped: Project, **changed: str) -> str:
    """The English labels with some lines changed."""
    file = shipped.find("templates/labels/en.yaml")
    assert file
    lines = file.read_text("utf-8").splitlines()
    for key, value in changed.items():
        (index,) = (i for i, line in enumerate(lines) if line.startswith(f"{key}:"))
        lines[index] = f"{key}: {value}"
    return "\n".join(lines)


def test_a_font_family_without_files_is_told_with_its_folder(
    shipped: Project, write_project: WriteProject, tmp_path: Path
) -> None:
    labels = english(shipped, fonts="[Comic Neue]")
    project = write_project({"handouts/.keep": "", "templates/labels/en.yaml": labels})
    item = the_one_at_fault(examine(project, tmp_path))
    assert item.name == "Comic Neue"
    assert "styles/fonts/comic-neue/" in item.remedy


def test_a_damaged_font_is_told(write_project: WriteProject, tmp_path: Path) -> None:
    name = "AtkinsonHyperlegibleNext-Bold.ttf"
    project = write_project({f"styles/fonts/atkinson-hyperlegible-next/{name}": b"words"})
    item = the_one_at_fault(examine(project, tmp_path))
    assert item.name == "Atkinson Hyperlegible Next"
    assert f"{name} – it is no TrueType font" in item.said


def test_labels_at_fault_are_told_with_their_line(
    shipped: Project, write_project: WriteProject, tmp_path: Path
) -> None:
    labels = english(shipped, direction="upwards")
    project = write_project({"handouts/.keep": "", "templates/labels/en.yaml": labels})
    item = the_one_at_fault(examine(project, tmp_path))
    assert item.name == "fonts of en"
    assert "templates/labels/en.yaml:" in item.remedy


def test_a_folder_that_may_not_be_written_is_told(
    shipped: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    item = the_one_at_fault(examine(shipped, tmp_path / "not" / "yet"))
    assert item.name == "output folder"
    assert str(tmp_path) in item.remedy
    assert "--output" in item.remedy


def test_a_file_in_place_of_the_folder_is_told(shipped: Project, tmp_path: Path) -> None:
    (tmp_path / "output").write_text("not a folder", "utf-8")
    assert the_one_at_fault(examine(shipped, tmp_path / "output")).name == "output folder"


def test_the_command_says_it_and_tells_by_its_exit_status(monkeypatch: pytest.MonkeyPatch) -> None:
    well = CliRunner().invoke(main, ["doctor"])
    assert (well.exit_code, "MISSING" in well.output) == (0, False)
    monkeypatch.setattr(system, "is_there", lambda library: library.name != "Pango")
    ill = CliRunner().invoke(main, ["doctor"])
    assert ill.exit_code == 3
    assert "MISSING" in ill.output
    assert system.advice() in ill.output
