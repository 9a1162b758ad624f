"""Is this machine fit to print? Libraries and versions, fonts, and the right to write."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from clearprint import fonts, system
from clearprint.findings import Refused
from clearprint.fontfile import fault
from clearprint.labels import load_labels
from clearprint.project import SHIPPED, Project

_PINNED = re.compile(r'^\s*"([a-z0-9-]+)==([^"]+)"')


@dataclass(frozen=True)
class Item:
    """One thing looked at: whether it is good, what was seen, and what mends it."""

    name: str
    good: bool
    said: str
    remedy: str = ""

    def record(self) -> dict[str, Any]:
        """The item as plain values."""
        return asdict(self)


def examine(project: Project, output: Path) -> list[Item]:
    """Everything the press needs of this machine, good or not."""
    return [*_system(), *_packages(), *_fonts(project), _writable(output)]


def _system() -> Iterator[Item]:
    remedy = f"Install the system libraries:\n{system.advice()}"
    yield Item("Python", True, system.description())
    for library in system.LIBRARIES:
        said = ", ".join(filter(None, (system.version(library), library.purpose)))
        yield Item(library.name, system.is_there(library), said, remedy)


def _packages() -> Iterator[Item]:
    remedy = "Install the Python libraries:\n  python3 bootstrap.py"
    wanted = (SHIPPED / "pyproject.toml").read_text("utf-8").split("[project.optional")[0]
    for name, pinned in (m.groups() for line in wanted.splitlines() if (m := _PINNED.match(line))):
        try:
            found = version(name)
        except PackageNotFoundError:
            yield Item(name, False, f"not there; {pinned} is wanted", remedy)
            continue
        said = found if found == pinned else f"{found}; {pinned} is wanted"
        yield Item(name, found == pinned, said, remedy)


def _fonts(project: Project) -> Iterator[Item]:
    """Every family that a language names has a folder of its name with fonts in it."""
    families: dict[str, None] = {}
    for language in project.languages():
        try:
            families |= dict.fromkeys(load_labels(project, language).fonts)
        except Refused as refused:
            problem, remedy = "its labels are not to be read", "\n".join(map(str, refused.findings))
            yield Item(f"fonts of {language}", False, problem, remedy)
    for family in sorted(families):
        files = fonts.of_family(project, family)
        folder = f"{fonts.FOLDER}/{fonts.slug(family)}"
        said = ", ".join(map(_seen, files)) or "no file"
        good = len(files) >= 2 and not any(map(fault, files))
        yield Item(family, good, said, f"Put Regular and Bold in {folder}/.")


def _seen(font: Path) -> str:
    """A font file's name, and what is wrong with it."""
    return " – ".join(filter(None, (font.name, fault(font))))


def _writable(output: Path) -> Item:
    folder = next(f for f in (output, *output.absolute().parents) if f.exists())
    good = folder.is_dir() and os.access(folder, os.W_OK)
    remedy = f"Ask for the right to write in {folder}, or choose another with --output."
    return Item("output folder", good, str(output), remedy)
