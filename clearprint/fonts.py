"""The project's own fonts, and no others: what fontconfig is told before the typesetter starts."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont

from clearprint.project import Project

FOLDER = "styles/fonts"
_JOINERS = {0x200C, 0x200D}  # shape their neighbours and print nothing themselves


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
    """The code points that a list of font families has between them, in the regular weight."""
    letters: set[int] = set()
    for family in families:
        for file in of_family(project, family):
            if "Regular" in file.stem:
                with TTFont(file, lazy=True) as font:
                    letters |= font.getBestCmap().keys()
    return frozenset(letters | _JOINERS)


def _cache(spare: Path) -> Path:
    """Where fontconfig may remember what it found: the user's cache, else a folder for this run."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "clearprint"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return folder if os.access(folder, os.W_OK) else spare
    except OSError:
        return spare
