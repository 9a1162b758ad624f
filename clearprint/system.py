"""What this machine must have: system libraries, and the command that installs each.

Needs nothing but Python, so that it can say what is missing before anything else is there.
"""

from __future__ import annotations

import ctypes.util
import platform
import shutil
import sys
from dataclasses import dataclass

PYTHON = (3, 11)


@dataclass(frozen=True)
class Library:
    """A system library, and the names it is loaded by."""

    name: str
    purpose: str
    names: tuple[str, ...]


LIBRARIES = (
    Library(
        "Pango",
        "lays text out",
        ("pango-1.0-0", "libpango-1.0-0", "pango-1.0", "libpango-1.0.so.0", "libpango-1.0.dylib"),
    ),
    Library(
        "PangoFT2",
        "finds the fonts",
        (
            "pangoft2-1.0-0",
            "libpangoft2-1.0-0",
            "pangoft2-1.0",
            "libpangoft2-1.0.so.0",
            "libpangoft2-1.0.dylib",
        ),
    ),
    Library(
        "HarfBuzz subset",
        "keeps the fonts in a PDF small",
        (
            "harfbuzz-subset-0",
            "libharfbuzz-subset-0",
            "harfbuzz-subset",
            "libharfbuzz-subset.so.0",
            "libharfbuzz-subset.0.dylib",
        ),
    ),
)

INSTALL = {
    "Debian/Ubuntu": "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "Fedora": "dnf install -y pango harfbuzz",
    "macOS": "brew install pango",
    "Windows": (
        "winget install -e --id MSYS2.MSYS2 && C:\\msys64\\usr\\bin\\bash -lc "
        '"pacman -S --noconfirm mingw-w64-x86_64-pango" && '
        "set WEASYPRINT_DLL_DIRECTORIES=C:\\msys64\\mingw64\\bin"
    ),
}


def is_there(library: Library) -> bool:
    """Whether a system library can be loaded."""
    for name in library.names:
        try:
            ctypes.CDLL(ctypes.util.find_library(name) or name)
        except OSError:
            continue
        return True
    return False


def missing() -> list[Library]:
    """The system libraries that cannot be loaded."""
    return [library for library in LIBRARIES if not is_there(library)]


def kind() -> str | None:
    """Which of the systems with a known command this is."""
    if sys.platform == "darwin":
        return "macOS"
    if sys.platform == "win32":
        return "Windows"
    for tool, name in (("apt-get", "Debian/Ubuntu"), ("dnf", "Fedora")):
        if shutil.which(tool):
            return name
    return None


def advice() -> str:
    """The command that installs the libraries here, or all of them where this is unknown."""
    here = kind()
    lines = [f"  {name}: {_sudo(name)}{INSTALL[name]}" for name in ([here] if here else INSTALL)]
    return "\n".join(lines)


def description() -> str:
    """The system in a few words."""
    return f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"


def _sudo(name: str) -> str:
    return "sudo " if name in ("Debian/Ubuntu", "Fedora") else ""
