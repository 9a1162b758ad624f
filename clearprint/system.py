"""What this machine must have: system libraries and, to test, a few programs; what installs them.

Needs nothing but Python, so that it can say what is missing before anything else is there.
"""

from __future__ import annotations

import ctypes.util
import os
import platform
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True)
class Library:
    """A system library, the names it is loaded by, and its function that tells the version."""

    name: str
    purpose: str
    names: tuple[str, ...]
    version: str


LIBRARIES = (
    Library(
        "Pango",
        "lays text out",
        ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "pango-1.0"),
        "pango_version_string",
    ),
    Library(
        "PangoFT2",
        "finds the fonts",
        (
            "libpangoft2-1.0.so.0",
            "libpangoft2-1.0.dylib",
            "libpangoft2-1.0-0.dll",
            "pangoft2-1.0",
        ),
        "pango_version_string",
    ),
    Library(
        "HarfBuzz subset",
        "keeps the fonts in a PDF small",
        (
            "libharfbuzz-subset.so.0",
            "libharfbuzz-subset.0.dylib",
            "libharfbuzz-subset-0.dll",
            "harfbuzz-subset",
        ),
        "hb_version_string",
    ),
)

INSTALL = {
    "Debian/Ubuntu": (
        "apt-get update",
        "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    ),
    "Fedora": ("dnf install -y pango harfbuzz",),
    "macOS": ("brew install pango",),
    "Windows": (
        "winget install -e --id MSYS2.MSYS2",
        'C:\\msys64\\usr\\bin\\bash -lc "pacman -S --noconfirm mingw-w64-ucrt-x86_64-pango"',
    ),
}
"""The commands for each system, in order, without the `sudo` that some need."""


@dataclass(frozen=True)
class Tool:
    """A program that nothing but the tests needs."""

    name: str
    purpose: str


TOOLS = (
    Tool("chromium", "shows the gallery as people see it"),
    Tool("chromedriver", "types and looks in it"),
    Tool("pdftotext", "reads the PDFs in another way"),
)

INSTALL_TOOLS = {
    "Debian/Ubuntu": (
        "apt-get update",
        "apt-get install -y --no-install-recommends chromium chromium-driver poppler-utils",
    ),
    "Fedora": ("dnf install -y chromium chromedriver poppler-utils",),
    "macOS": ("brew install --cask chromium chromedriver", "brew install poppler"),
}
"""The commands that install the tools; Windows has no one place to take all of them from."""

_HOMEBREW = "/opt/homebrew/lib:/usr/local/lib:/usr/lib"  # the first is in no default path
_MSYS2 = "C:\\msys64\\ucrt64\\bin;C:\\msys64\\mingw64\\bin"  # where WeasyPrint looks as well


def is_there(library: Library) -> bool:
    """Whether a system library can be loaded."""
    return _loaded(library) is not None


def version(library: Library) -> str:
    """The version of a system library; empty where it does not tell."""
    try:
        told = getattr(_loaded(library), library.version)
    except AttributeError:  # not there, or its system does not look into what it builds on
        return ""
    told.restype = ctypes.c_char_p
    return str(told().decode())


def missing() -> list[Library]:
    """The system libraries that cannot be loaded."""
    return [library for library in LIBRARIES if not is_there(library)]


def missing_tools() -> list[Tool]:
    """The programs for the tests that are not here; their tests are skipped."""
    return [tool for tool in TOOLS if not shutil.which(tool.name)]


def kind() -> str | None:
    """Which of the systems with known commands this is."""
    if sys.platform == "darwin":
        return "macOS"
    if sys.platform == "win32":
        return "Windows"
    for tool, name in (("apt-get", "Debian/Ubuntu"), ("dnf", "Fedora")):
        if shutil.which(tool):
            return name
    return None


def is_root() -> bool:
    """Whether this process may install system packages without asking."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def advice(install: Mapping[str, tuple[str, ...]] = INSTALL) -> str:
    """The commands that install something here, or on each system where there are none for this."""
    here = kind()
    return "\n".join(
        f"  {name}: {_sudo(name)}{command}"
        for name in ([here] if here and here in install else install)
        for command in install[name]
    )


def description() -> str:
    """The system in a few words."""
    return f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"


def _loaded(library: Library) -> ctypes.CDLL | None:
    """The library by the first of its names that leads to it, searched for only if none does."""
    _look_further()
    found = (path for name in library.names if (path := ctypes.util.find_library(name)))
    for name in chain(library.names, found):
        with suppress(OSError):
            return ctypes.CDLL(name)
    return None


def _look_further() -> None:
    """Have libraries found where Homebrew and MSYS2 put them; the typesetter looks there too."""
    if sys.platform == "darwin":
        os.environ.setdefault("DYLD_FALLBACK_LIBRARY_PATH", _HOMEBREW)
    elif sys.platform == "win32":
        for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", _MSYS2).split(";"):
            with suppress(OSError):
                os.add_dll_directory(folder)


def _sudo(name: str) -> str:
    return "sudo " if name in ("Debian/Ubuntu", "Fedora") and not is_root() else ""
