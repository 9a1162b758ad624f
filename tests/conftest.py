"""What all tests share: the small project a test needs, and the findings of a refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from clearprint.findings import Finding, Refused
from clearprint.load import Node, parse
from clearprint.orders import Desk
from clearprint.project import SHIPPED, Project

DATA = Path(__file__).parent / "data"

# The same texts in every run, however slow the machine: a red test must be red for everybody.
settings.register_profile("clearprint", deadline=None, derandomize=True, database=None)
settings.load_profile("clearprint")

WriteProject = Callable[[Mapping[str, str | bytes]], Project]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Sheets that differ from the golden ones are looked at; this flag takes them as they are."""
    parser.addoption("--renew-golden", action="store_true", help="write tests/golden anew")


_PARTS = {
    "title": "Small",
    "sections": """
  overview:
    text: It is small.
  when_to_see_a_doctor:
    text: Call when it hurts.
    urgent:
      - Great pain""",
    "references": "\n  - text: A book.",
    "version": '"1.0"',
    "published": "2026-11-24",
    "review": "\n  status: unreviewed",
}


def article_text(**parts: str | None) -> str:
    """A small valid article as YAML; a part is what follows “key:”, and None leaves the key out."""
    kept = {key: value for key, value in {**_PARTS, **parts}.items() if value is not None}
    return "".join(f"{key}: {value}\n" for key, value in kept.items())


ARTICLE = article_text()


def findings_of(made: Callable[[], object]) -> tuple[Finding, ...]:
    """The findings of what must be refused; the test fails where it is not."""
    with pytest.raises(Refused) as caught:
        made()
    return caught.value.findings


def node_of(text: str) -> Node:
    """YAML text as nodes, the way a file named test.yaml would be read."""
    return parse(text, "test.yaml")


@pytest.fixture
def write_project(tmp_path: Path) -> WriteProject:
    """Write files, by their names from the project folder on, and give the project they make."""

    def write(files: Mapping[str, str | bytes]) -> Project:
        folder = tmp_path / "project"
        for name, content in files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        return Project(folder)

    return write


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The tables of a project that has no handout yet."""
    (tmp_path / "project" / "handouts").mkdir(parents=True)
    return Desk(Project(tmp_path / "project"))


@pytest.fixture
def shipped() -> Project:
    """What ships."""
    return Project(SHIPPED)
