#!/usr/bin/env python3
"""Print patient handouts: `python3 make_pdf.py --help`."""

import os
import subprocess
import sys
from pathlib import Path

VENV = Path(__file__).resolve().parent / ".venv"


def hand_over(library: str) -> int:
    """Have the Python that bootstrap.py set up do the work; returns its exit status.

    Where it can, this process becomes the other, so that an order to end reaches who does the work.
    """
    pythons = [VENV / "bin" / "python", VENV / "Scripts" / "python.exe"]
    python = next((file for file in pythons if file.exists()), None)
    if python is None or Path(sys.prefix) == VENV:
        print(f"The library “{library}” is missing in this Python.", file=sys.stderr)
        print("Run “python3 bootstrap.py”: it installs all there is to install.", file=sys.stderr)
        return 2
    if os.name == "posix":
        os.execv(python, [str(python), *sys.argv])  # noqa: S606 (our own)
    try:
        return subprocess.call([str(python), *sys.argv])  # noqa: S603 (our own)
    except KeyboardInterrupt:
        return 130


try:
    from clearprint.cli import main
except KeyboardInterrupt:
    sys.exit(130)
except ModuleNotFoundError as error:
    if not error.name or error.name.startswith("clearprint"):
        raise
    sys.exit(hand_over(error.name))

if __name__ == "__main__":
    main()
