"""System libraries: seen where they are, named where they are not, with the command for here."""

from __future__ import annotations

import ast
import ctypes
import ctypes.util
import os
import shutil
import sys
from pathlib import Path

import pytest

from clearprint import system

ABSENT = system.Library("Nowhere", "is not there", ("libnowhere-of-no-use.so.0",), "version")


def test_everything_the_press_needs_is_here() -> None:
    assert system.missing() == []


@pytest.mark.parametrize("library", system.LIBRARIES, ids=lambda library: library.name)
def test_each_library_tells_its_version(library: system.Library) -> None:
    assert system.version(library).split(".")[0].isdigit()


def test_a_library_that_no_name_leads_to_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "LIBRARIES", (*system.LIBRARIES, ABSENT))
    assert system.missing() == [ABSENT]
    assert system.version(ABSENT) == ""


def test_a_library_is_searched_for_where_its_name_alone_does_not_lead_to_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loaded = []

    def load(name: str) -> object:
        if name != "/elsewhere/libnowhere.so":
            raise OSError
        loaded.append(name)
        return object()

    monkeypatch.setattr(ctypes, "CDLL", load)
    monkeypatch.setattr(ctypes.util, "find_library", lambda _: "/elsewhere/libnowhere.so")
    assert system.is_there(ABSENT)
    assert loaded


@pytest.mark.parametrize(
    ("platform", "tool", "kind"),
    [
        ("linux", "apt-get", "Debian/Ubuntu"),
        ("linux", "dnf", "Fedora"),
        ("linux", "pacman", None),
        ("darwin", "brew", "macOS"),
        ("win32", "winget", "Windows"),
    ],
)
def test_systems_are_told_apart(
    platform: str, tool: str, kind: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == tool else None)
    assert system.kind() == kind


@pytest.mark.parametrize("kind", list(system.INSTALL))
def test_the_advice_is_the_commands_for_this_system_and_no_other(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "kind", lambda: kind)
    monkeypatch.setattr(system, "is_root", lambda: False)
    lines = system.advice().splitlines()
    assert len(lines) == len(system.INSTALL[kind]) > 0
    for line, command in zip(lines, system.INSTALL[kind], strict=True):
        sudo = "sudo " if kind in ("Debian/Ubuntu", "Fedora") else ""
        assert line == f"  {kind}: {sudo}{command}"


def test_root_needs_no_sudo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "kind", lambda: "Fedora")
    monkeypatch.setattr(system, "is_root", lambda: True)
    assert system.advice() == "  Fedora: dnf install -y pango harfbuzz"


@pytest.mark.parametrize(("user", "root"), [(0, True), (1000, False), (None, False)])
def test_root_is_who_has_number_0(
    user: int | None, root: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "geteuid", raising=False)  # as on Windows
    if user is not None:
        monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    assert system.is_root() == root


def test_on_a_system_nobody_knows_the_commands_of_all_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system, "kind", lambda: None)
    told = system.advice()
    for name in ("Debian/Ubuntu", "Fedora", "macOS", "Windows"):
        assert f"  {name}: " in told


def test_where_there_are_no_commands_for_this_system_those_of_others_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system, "kind", lambda: "Windows")
    told = system.advice(system.INSTALL_TOOLS).splitlines()
    assert told[1] == f"  Debian/Ubuntu: {_sudo()}{system.INSTALL_TOOLS['Debian/Ubuntu'][1]}"
    assert any("Fedora" in line for line in told)


def _sudo() -> str:
    return "" if system.is_root() else "sudo "


def test_a_program_for_the_tests_that_is_not_here_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name != "pdftotext" else None)
    assert [tool.name for tool in system.missing_tools()] == ["pdftotext"]


def test_homebrew_is_looked_into_unless_the_user_says_where(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(ctypes.util, "find_library", lambda _: None)
    monkeypatch.delenv("DYLD_FALLBACK_LIBRARY_PATH", raising=False)
    system.is_there(ABSENT)
    assert os.environ["DYLD_FALLBACK_LIBRARY_PATH"].startswith("/opt/homebrew/lib:")
    monkeypatch.setenv("DYLD_FALLBACK_LIBRARY_PATH", "/mine")
    system.is_there(ABSENT)
    assert os.environ["DYLD_FALLBACK_LIBRARY_PATH"] == "/mine"


def test_msys2_is_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    added: list[str] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "add_dll_directory", added.append, raising=False)
    monkeypatch.setattr(ctypes.util, "find_library", lambda _: None)
    monkeypatch.delenv("WEASYPRINT_DLL_DIRECTORIES", raising=False)
    system.is_there(ABSENT)
    assert "C:\\msys64\\ucrt64\\bin" in added


def test_it_needs_nothing_but_python() -> None:
    tree = ast.parse(Path(system.__file__).read_text("utf-8"))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    imported |= {str(n.module) for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert imported
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names
