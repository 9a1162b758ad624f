#!/usr/bin/env python3
"""Set everything up and build every handout: `python3 bootstrap.py`; with `test`, test instead.

Needs nothing but Python. What is missing on the machine is named, with the command that mends it.
"""

import hashlib
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

OLDEST = (3, 11)
if sys.version_info < OLDEST:  # read by an older Python: all of this file parses in 3.6
    sys.stderr.write(
        "Clearprint needs Python {}.{} or later, and this is {}.{}.\nInstall a newer one from "
        "https://www.python.org/downloads/ and run this with it.\n".format(
            *OLDEST, *sys.version_info[:2]
        )
    )
    sys.exit(2)

from clearprint import system  # noqa: E402 (an older Python cannot read it)

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
USAGE = """\
python3 bootstrap.py               set everything up, and build every handout into output/
python3 bootstrap.py test [ARGS]   set everything up, and run the tests; ARGS go to pytest
Where CI is set in the environment, no test may be skipped for want of a program.
"""
DEBIAN = "Debian/Ubuntu"
DEBIAN_VENV = f"apt-get install -y python3.{sys.version_info[1]}-venv"
WHOLE_PYTHON = (
    "  Install a whole Python from https://www.python.org/downloads/ and run this with it."
)


class MissingError(Exception):
    """What this cannot go on without, and what to do about it."""


def main(words: list[str]) -> int:
    """Set up, then build or test; returns the exit status: 2 where the machine lacks something."""
    if words and words[0] != "test":
        print(USAGE, end="")
        return 0 if words[0] in ("-h", "--help") else 2
    try:
        need_system()
        if words:
            need_tools()
        need_libraries("test" if words else "")
    except MissingError as error:
        print(error, file=sys.stderr)
        return 2
    return run(PYTHON, *(["-m", "pytest", *words[1:]] if words else ["make_pdf.py"]))


def run(*command: str | Path) -> int:
    """Run a command in the project's folder, its output shown, and return its exit status."""
    sys.stdout.flush()  # what was said so far comes before what the command says
    return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603 (our own words)


def need_system() -> None:
    """Have the system libraries; raises MissingError with the commands that install them.

    Root on Debian or Ubuntu, as in a container, may install them, so there they are installed.
    """
    lacking = missing()
    if lacking and system.kind() == DEBIAN and system.is_root():
        print(f"This machine lacks {', '.join(lacking)}.")
        install(*system.INSTALL[DEBIAN], *([] if has_venv() else [DEBIAN_VENV]))
        lacking = missing()
    if lacking:
        told = f"This machine lacks {', '.join(lacking)}. Install it, and run this again:"
        raise MissingError("\n".join([told, *advice()]))


def need_tools() -> None:
    """Say which programs the tests lack, with what installs them: tests that use them are skipped.

    Where CI is set they may not be: there they are installed as libraries are, or MissingError.
    """
    must, lacking = bool(os.environ.get("CI")), system.missing_tools()
    if must and lacking and system.kind() == DEBIAN and system.is_root():
        install(*system.INSTALL_TOOLS[DEBIAN])
        lacking = system.missing_tools()
    if not lacking:
        return
    names = ", ".join(f"{tool.name} ({tool.purpose})" for tool in lacking)
    told = f"This machine lacks {names}. {'Install it' if must else 'Tests that need it'}"
    told += ", and run this again:" if must else " are skipped. To run them, install it:"
    told += f"\n{system.advice(system.INSTALL_TOOLS)}"
    if must:
        raise MissingError(told)
    print(told)


def install(*commands: str) -> None:
    """Run commands as root, each told before, up to one that fails."""
    for command in commands:
        print(f"Running as root: {command}")
        if run(*command.split()):
            break


def missing() -> list[str]:
    """What the machine lacks: system libraries, or the means to make a virtual environment."""
    names = [f"{library.name} ({library.purpose})" for library in system.missing()]
    return names if has_venv() else [*names, "Python's venv (keeps our libraries apart)"]


def has_venv() -> bool:
    """Whether this Python can make a virtual environment; Debian's needs a package for it."""
    return all(find_spec(module) for module in ("venv", "ensurepip"))


def advice() -> list[str]:
    """The lines that say how what is missing is installed."""
    lines = [system.advice()] if system.missing() else []
    if not has_venv():
        sudo = "" if system.is_root() else "sudo "
        debian = f"  {DEBIAN}: {sudo}{DEBIAN_VENV}"
        lines.append(debian if system.kind() == DEBIAN else WHOLE_PYTHON)
    return lines


def need_libraries(extra: str = "") -> None:
    """Have the Python libraries in .venv, and those of an extra; raises MissingError.

    A stamp in .venv says what they were installed from, so that the next run is quick.
    """
    wanted = fingerprint()
    if PYTHON.exists() and any(stamped(name) == wanted for name in (extra, "test")):
        return
    print("Installing the Python libraries into .venv; the first time takes a minute or two.")
    if Path(sys.prefix) != VENV and run(sys.executable, "-m", "venv", VENV):
        raise MissingError("The folder .venv could not be made, as told above.")
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    if run(*pip, "-c", "constraints.txt", "-e", f".[{extra}]" if extra else "."):
        raise MissingError(
            "pip could not install the libraries, as told above. Where it found no network: "
            "connect, or set HTTPS_PROXY, and run this again."
        )
    stamp(extra).write_text(wanted, "utf-8")


def fingerprint() -> str:
    """What stands for all that the libraries are installed from: pins, Python and this folder."""
    whole = hashlib.sha256(f"{ROOT} {sys.version}".encode())
    for name in ("pyproject.toml", "constraints.txt"):
        whole.update((ROOT / name).read_bytes())
    return whole.hexdigest()


def stamp(extra: str) -> Path:
    """The file that says what the libraries of an extra were installed from."""
    return VENV / f"installed{extra and '-' + extra}"


def stamped(extra: str) -> str | None:
    """What the libraries of an extra were installed from; None where they are not."""
    file = stamp(extra)
    return file.read_text("utf-8") if file.is_file() else None


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
