"""Programs that only tests need; where one is missing, its tests are skipped, but never in CI."""

from __future__ import annotations

import os
import shutil

import pytest

from clearprint import system


def tool(name: str) -> str:
    """Where a program is; else the test ends here, with the command that installs it."""
    if found := shutil.which(name):
        return found
    told = f"there is no {name} here; install it:\n{system.advice(system.INSTALL_TOOLS)}"
    if os.environ.get("CI"):
        pytest.fail(told)
    pytest.skip(told)
