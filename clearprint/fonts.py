"""The project's own fonts, and no others: what fontconfig is told before the typesetter starts."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from clearprint.findings import Finding, Place, Refused
from clearprint.fontfile import JOINERS, advances, fault
from clearprint.project import Project

FOLDER = "styles/fonts"


@cache
def use_only(project: Project) -> Path:
    """Have fontconfig see the project's fonts alone; returns the file that says so.

    Must be called before the typesetter makes its font configuration.
    """
    folder = Path(tempfile.mkdtemp(prefix="clearprint-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    fonts = "".join(f"<dir>{escape(str(f / FOLDER))}</dir>" for f in project.folders)
    file = folder / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f"<fontconfig>{fonts}<cachedir>{escape(str(_cache(folder)))}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    os.environ["FONTCONFIG_FILE"] = str(file)
    return file


def slug(family: str) -> str:
    """The folder that a font family stands in."""
    return family.lower().replace(" ", "-")


def of_family(project: Project, family: str) -> list[Path]:
    """The files of a font family."""
    return list(project.files(f"{FOLDER}/{slug(family)}/*.ttf").values())


@cache
def coverage(project: Project, families: tuple[str, ...]) -> frozenset[int]:
    """The code points that a list of font families has between them, in the regular weight.

    Raises Refused where one of their files is no font that can be used.
    """
    files = (file for family in families for file in of_family(project, family))
    remedy = "Put the whole font there again, in TrueType's form."
    if found := [
        Finding("font", Place(project.shown(file)), f"The font cannot be used: {why}.", remedy)
        for file in files
        if (why := fault(file))
    ]:
        raise Refused(found)
    have = set(map(ord, JOINERS))  # shape their neighbours, and print nothing themselves
    return frozenset(have.union(*_advances(project, families)))


def measure(project: Project, families: tuple[str, ...], text: str) -> float:
    """About how wide a text is on one line, in ems: its letters side by side, unshaped."""
    tables = _advances(project, families)
    found = (next((t[ord(c)] for t in tables if ord(c) in t), 1.0) for c in text)
    return sum(found)


def _advances(project: Project, families: tuple[str, ...]) -> list[dict[int, float]]:
    files = (file for family in families for file in of_family(project, family))
    return [advances(file) for file in files if "Regular" in file.stem]


def _cache(spare: Path) -> Path:
    """Where fontconfig may remember what it found: the user's cache, else a folder for this run."""
    try:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "clearprint"
        folder.mkdir(parents=True, exist_ok=True)
        return folder if os.access(folder, os.W_OK) else spare
    except (OSError, RuntimeError):  # the latter where nobody has a home, as in a container
        return spare
