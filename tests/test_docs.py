"""What the documents say is true: their example prints, their commands and files are there."""

from __future__ import annotations

import ast
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import WriteProject

from clearprint import system
from clearprint.build import build
from clearprint.cli import main
from clearprint.orders import Desk, Wish
from clearprint.project import SHIPPED, Project
from clearprint.validate import check_project

DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/writers.md")


def document(name: str) -> str:
    """The text of a document."""
    return (SHIPPED / name).read_text("utf-8")


def example() -> str:
    """The README's handout."""
    (text,) = re.findall(r"```yaml\n(.*?)```", document("README.md"), re.DOTALL)
    return str(text)


def commands() -> list[str]:
    """Every command line of ours that stands in a document, without what is said of it."""
    lines = [line for name in DOCUMENTS for line in document(name).splitlines()]
    written = [re.match(r"python3 make_pdf\.py(?: \S+)*", line) for line in lines]
    quoted = [
        found for line in lines for found in re.findall(r"`(python3 make_pdf\.py[^`]*)`", line)
    ]
    return sorted({*(found.group() for found in written if found), *quoted})


def test_the_example_of_a_handout_prints_in_every_edition(
    write_project: WriteProject, tmp_path: Path
) -> None:
    desk = Desk(write_project({"handouts/migraine/en.yaml": example()}))
    assert check_project(desk) == []
    orders = desk.orders(Wish())
    assert len(orders) >= 3
    for order in orders:
        build(order, desk, tmp_path, "")
        assert (tmp_path / order.name).stat().st_size > 0


def test_the_example_of_a_fault_is_what_is_told(write_project: WriteProject) -> None:
    wrong = example().replace("title:", "titel:")
    project = write_project({"handouts/migraine/en.yaml": wrong})
    told = CliRunner().invoke(main, ["check", "migraine", "--project", str(project.folder)])
    (shown,) = re.findall(r"```\n(handouts/.*?)```", document("README.md"), re.DOTALL)
    for line in shown.splitlines():
        assert line in told.output.splitlines()


@pytest.mark.parametrize("command", commands())
def test_each_command_can_be_given(command: str) -> None:
    words = shlex.split(re.sub(r"<(\w+)>", r"\1", command))[2:]
    assert CliRunner().invoke(main, [*words, "--help"]).exit_code == 0
    first = words[0] if words else "--help"  # what is no command is taken for a topic
    topics = {*Desk(Project(SHIPPED)).handouts, "topic", "migraine"}
    assert first.startswith("-") or first in main.commands or first in topics


def test_what_a_template_may_name_is_what_it_is_given() -> None:
    """The values that `compose` hands to a template, and none that it does not."""
    module = ast.parse((SHIPPED / "clearprint/compose.py").read_text("utf-8"))
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call)]
    names = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "render"]
    (given,) = [{word.arg for word in call.keywords} for call in names]
    (told,) = re.findall(r"A template may name: (.*?)\. ", document("CONTRIBUTING.md"), re.DOTALL)
    assert set(re.findall(r"`(\w+)`", told)) == given


def test_each_benchmark_is_told_of() -> None:
    told = set(re.findall(r"python -m bench\.(\w+)", document("CONTRIBUTING.md")))
    files = (SHIPPED / "bench").glob("*.py")
    assert told == {file.stem for file in files if "__main__" in file.read_text("utf-8")} != set()


def test_what_pip_is_told_to_install_is_there() -> None:
    """From this folder, with its pins: the name alone is on no index."""
    found = {
        line
        for name in DOCUMENTS
        for line in re.findall(r"`([^`]*pip install[^`]*)`", document(name))
    }
    assert len(found) >= 1
    extras = tomllib.loads(document("pyproject.toml"))["project"]["optional-dependencies"]
    for command in found:
        python, *words = shlex.split(command)
        assert python == ".venv/bin/python"
        assert words[:-1] == ["-m", "pip", "install", "-c", "constraints.txt"]
        (extra,) = re.fullmatch(r"\.\[(\w+)\]", words[-1]).groups()  # type: ignore[union-attr]
        assert extra in extras
    assert (SHIPPED / "constraints.txt").is_file()


def test_there_are_commands() -> None:
    assert len(commands()) > 10


def test_the_commands_for_each_system_are_those_the_program_tells() -> None:
    readme = document("README.md")
    for name, lines in (*system.INSTALL.items(), *system.INSTALL_TOOLS.items()):
        for line in lines:
            assert line in readme or line == "apt-get update", name


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_document_links_to_is_there(name: str) -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", document(name)) if "://" not in link]
    files = re.findall(
        r"`((?:clearprint|tests|templates|styles|docs|handouts)/[\w./-]*\w\.\w+)`", document(name)
    )
    assert links or files or name == "CHANGELOG.md"
    for file in (*links, *files):
        folders = (SHIPPED, (SHIPPED / name).parent)
        assert any((folder / file).exists() for folder in folders), file


def test_the_newest_version_is_the_programs() -> None:
    declared = re.search(r'^version = "(.+)"', document("pyproject.toml"), re.MULTILINE)
    newest = re.search(r"^## ([\d.]+),", document("CHANGELOG.md"), re.MULTILINE)
    assert declared
    assert newest
    assert newest.group(1) == declared.group(1)
