"""Setting up: what runs, what does not run again, and what is said where something is missing.

Nothing is installed here: every command is recorded in place of being run.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import bootstrap
from clearprint import system

Command = tuple[str, ...]
LIBRARY = system.LIBRARIES[0]


def nothing(_: Command) -> bool:
    """Fails at nothing, and mends nothing."""
    return False


class Machine:
    """A machine on which commands are recorded; `fails` says which ones fail."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ran: list[Command] = []
        self.fails: Callable[[Command], bool] = nothing
        self.mends: Callable[[Command], object] = nothing

    def run(self, *words: str | Path) -> int:
        """Record a command; one that makes an environment leaves a Python in it."""
        command = tuple(str(word) for word in words)
        self.ran.append(command)
        if self.fails(command):
            return 1
        if command[1:3] == ("-m", "venv"):
            bootstrap.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            bootstrap.PYTHON.touch()
        self.mends(command)
        return 0

    @property
    def told(self) -> list[str]:
        """The commands with the paths of this machine taken out."""
        return [
            " ".join(c).replace(str(self.root), "").replace(sys.executable, "python")
            for c in self.ran
        ]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_bytes((bootstrap.ROOT / name).read_bytes())
    machine = Machine(tmp_path)
    monkeypatch.setattr(bootstrap, "run", machine.run)
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(system, "missing", list)
    monkeypatch.setattr(system, "kind", lambda: "Debian/Ubuntu")
    monkeypatch.setattr(system, "is_root", lambda: False)
    monkeypatch.setattr(system, "missing_tools", list)
    monkeypatch.setattr(bootstrap, "has_venv", lambda: True)
    monkeypatch.delenv("CI", raising=False)
    return machine


PIP = "/.venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e"


def test_the_first_run_installs_and_builds_the_second_only_builds(machine: Machine) -> None:
    assert bootstrap.main([]) == 0
    assert machine.told == [
        "python -m venv /.venv",
        f"{PIP} .",
        "/.venv/bin/python make_pdf.py",
    ]
    machine.ran.clear()
    assert bootstrap.main([]) == 0
    assert machine.told == ["/.venv/bin/python make_pdf.py"]


def test_testing_installs_more_and_hands_its_words_to_pytest(machine: Machine) -> None:
    bootstrap.main([])
    machine.ran.clear()
    assert bootstrap.main(["test", "-k", "fit", "-x"]) == 0
    assert machine.told[1:] == [f"{PIP} .[test]", "/.venv/bin/python -m pytest -k fit -x"]
    machine.ran.clear()
    bootstrap.main(["test"])
    bootstrap.main([])
    assert machine.told == ["/.venv/bin/python -m pytest", "/.venv/bin/python make_pdf.py"]


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_other_pins_are_installed_anew(machine: Machine, name: str) -> None:
    bootstrap.main([])
    with (machine.root / name).open("a") as file:
        file.write("# changed\n")
    machine.ran.clear()
    bootstrap.main([])
    assert f"{PIP} ." in machine.told


def test_a_damaged_environment_is_made_anew(machine: Machine) -> None:
    bootstrap.main([])
    bootstrap.PYTHON.unlink()
    machine.ran.clear()
    bootstrap.main([])
    assert machine.told[0] == "python -m venv /.venv"


def test_an_installation_that_failed_is_tried_again_and_told_without_a_traceback(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.fails = lambda command: "pip" in command
    assert bootstrap.main([]) == 2
    told = capsys.readouterr().err
    assert "network" in told
    assert "Traceback" not in told
    assert not any("make_pdf.py" in command for command in machine.ran)
    machine.ran.clear()
    machine.fails = nothing
    assert bootstrap.main([]) == 0
    assert f"{PIP} ." in machine.told


def test_an_environment_that_cannot_be_made_is_told(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.fails = lambda command: "venv" in command
    assert bootstrap.main([]) == 2
    assert ".venv could not be made" in capsys.readouterr().err
    assert len(machine.ran) == 1


@pytest.mark.parametrize(("words", "status"), [([], 3), (["test"], 1)])
def test_the_exit_status_is_that_of_the_work(
    machine: Machine, words: list[str], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*command: str | Path) -> int:
        worked = "make_pdf.py" in command or "pytest" in command
        return status if worked else machine.run(*command)

    monkeypatch.setattr(bootstrap, "run", run)
    assert bootstrap.main(words) == status


def test_a_missing_library_is_named_with_its_command_and_nothing_runs(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "missing", lambda: [LIBRARY])
    assert bootstrap.main([]) == 2
    told = capsys.readouterr().err
    assert LIBRARY.name in told
    assert "sudo apt-get install -y libpango" in told
    assert machine.ran == []


def test_root_on_debian_installs_what_is_missing_and_says_so(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lacking = [LIBRARY]
    monkeypatch.setattr(system, "missing", lambda: list(lacking))
    monkeypatch.setattr(system, "is_root", lambda: True)
    machine.mends = lambda command: lacking.clear() if "install" in command else None
    assert bootstrap.main([]) == 0
    assert machine.told[:2] == list(system.INSTALL["Debian/Ubuntu"])
    assert machine.told[-1] == "/.venv/bin/python make_pdf.py"
    said = capsys.readouterr().out
    for command in system.INSTALL["Debian/Ubuntu"]:
        assert f"Running as root: {command}" in said


def test_an_installation_by_root_that_fails_ends_with_the_commands(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "missing", lambda: [LIBRARY])
    monkeypatch.setattr(system, "is_root", lambda: True)
    machine.fails = lambda command: "update" in command
    assert bootstrap.main([]) == 2
    assert machine.told == ["apt-get update"]
    assert "apt-get install" in capsys.readouterr().err


TOOL = system.Tool("nowhere", "is not there")


def test_a_program_for_the_tests_is_told_with_its_command_and_the_others_run(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "missing_tools", lambda: [TOOL])
    monkeypatch.setattr(system, "is_root", lambda: True)  # who asked for no such thing
    assert bootstrap.main(["test"]) == 0
    assert machine.told[-1] == "/.venv/bin/python -m pytest"
    assert not any("apt-get" in command for command in machine.told)
    told = capsys.readouterr().out
    assert "nowhere (is not there). Tests that need it are skipped" in told
    assert system.INSTALL_TOOLS["Debian/Ubuntu"][1] in told
    assert bootstrap.main([]) == 0
    assert "nowhere" not in capsys.readouterr().out


def test_in_ci_root_installs_the_programs_for_the_tests(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = [TOOL]
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(system, "missing_tools", lambda: list(lacking))
    monkeypatch.setattr(system, "is_root", lambda: True)
    machine.mends = lambda command: lacking.clear() if "chromium" in command else None
    assert bootstrap.main(["test"]) == 0
    assert machine.told[:2] == list(system.INSTALL_TOOLS["Debian/Ubuntu"])
    assert machine.told[-1] == "/.venv/bin/python -m pytest"


@pytest.mark.parametrize("root", [True, False])
def test_in_ci_nothing_is_tested_without_them(
    machine: Machine,
    root: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(system, "missing_tools", lambda: [TOOL])
    monkeypatch.setattr(system, "is_root", lambda: root)
    assert bootstrap.main(["test"]) == 2
    assert system.INSTALL_TOOLS["Debian/Ubuntu"][1] in capsys.readouterr().err
    assert not any("pytest" in command for command in machine.told)


@pytest.mark.parametrize("kind", ["Fedora", "macOS", "Windows"])
def test_nobody_else_is_installed_for(
    machine: Machine, kind: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "kind", lambda: kind)
    monkeypatch.setattr(system, "is_root", lambda: True)
    monkeypatch.setattr(system, "missing", lambda: [LIBRARY])
    assert bootstrap.main([]) == 2
    assert machine.ran == []
    assert system.INSTALL[kind][0] in capsys.readouterr().err


def test_a_python_without_venv_is_told(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "has_venv", lambda: False)
    assert bootstrap.main([]) == 2
    assert f"sudo {bootstrap.DEBIAN_VENV}" in capsys.readouterr().err
    monkeypatch.setattr(system, "kind", lambda: "macOS")
    assert bootstrap.main([]) == 2
    assert "https://www.python.org" in capsys.readouterr().err
    assert machine.ran == []


def test_root_on_debian_installs_venv_too(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = [False]
    monkeypatch.setattr(bootstrap, "has_venv", lambda: there[0])
    monkeypatch.setattr(system, "is_root", lambda: True)

    def mends(command: Command) -> None:
        there[0] = there[0] or " ".join(command) == bootstrap.DEBIAN_VENV

    machine.mends = mends
    assert bootstrap.main([]) == 0
    assert bootstrap.DEBIAN_VENV in machine.told


@pytest.mark.parametrize(("words", "status"), [(["tests"], 2), (["--help"], 0)])
def test_other_words_are_answered_with_how_it_is_used(
    machine: Machine, words: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bootstrap.main(words) == status
    assert "python3 bootstrap.py test" in capsys.readouterr().out
    assert machine.ran == []


def test_an_older_python_can_read_the_file_as_far_as_the_message() -> None:
    source = Path(bootstrap.__file__).read_text("utf-8")
    tree = ast.parse(source, feature_version=(3, 7))
    check = next(node for node in tree.body if isinstance(node, ast.If))
    before = [n for n in tree.body if n.lineno < check.lineno]
    imports = [n for n in before if isinstance(n, ast.Import | ast.ImportFrom)]
    assert imports
    assert not any(isinstance(n, ast.ImportFrom) and n.module == "__future__" for n in imports)
    assert not any(isinstance(n, ast.FunctionDef | ast.ClassDef) for n in before)


def test_the_oldest_python_is_the_one_the_project_declares() -> None:
    declared = tomllib.loads((bootstrap.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert declared["requires-python"] == ">={}.{}".format(*bootstrap.OLDEST)


def test_every_library_of_the_project_is_pinned_and_alike_in_both_files() -> None:
    declared = tomllib.loads((bootstrap.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = (line for lines in declared["optional-dependencies"].values() for line in lines)
    wanted = {line.lower() for line in (*declared["dependencies"], *extras)}
    lines = (bootstrap.ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = {line.lower() for line in lines if not line.startswith("#")}
    assert wanted
    assert wanted <= pinned
