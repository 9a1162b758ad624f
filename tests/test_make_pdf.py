"""The command runs in any Python: in the one that was set up, or it says how to set one up."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from clearprint.project import SHIPPED

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
MISSING = "raise ModuleNotFoundError('No module named click', name='{name}')"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose command finds a library missing."""
    (tmp_path / "make_pdf.py").write_bytes((SHIPPED / "make_pdf.py").read_bytes())
    (tmp_path / "clearprint").mkdir()
    lacking(tmp_path, "click")
    return tmp_path


def lacking(folder: Path, name: str) -> None:
    """Have the command find another library missing."""
    (folder / "clearprint" / "cli.py").write_text(MISSING.format(name=name), "utf-8")


def command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command of a checkout."""
    asked = [sys.executable, str(folder / "make_pdf.py"), *words]
    return subprocess.run(asked, capture_output=True, text=True, check=False, cwd=folder.parent)


def test_without_its_libraries_it_says_how_to_install_them(checkout: Path) -> None:
    done = command(checkout)
    assert done.returncode == 2
    assert "“click”" in done.stderr
    assert "python3 bootstrap.py" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the Python of this test is a shell script")
def test_it_hands_over_to_the_python_that_was_set_up(checkout: Path) -> None:
    python = checkout / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$@"\nexit 3\n', "utf-8")
    python.chmod(0o755)
    done = command(checkout, "list", "two words")
    assert done.returncode == 3
    assert done.stdout.split(maxsplit=1) == [str(checkout / "make_pdf.py"), "list two words\n"]


@POSIX
def test_an_order_to_end_reaches_who_does_the_work(checkout: Path) -> None:
    python = checkout / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\necho $$\nexec sleep 60\n", "utf-8")
    python.chmod(0o755)
    words = [sys.executable, str(checkout / "make_pdf.py")]
    with subprocess.Popen(words, stdout=-1, text=True) as process:
        assert process.stdout
        assert int(process.stdout.readline()) == process.pid
        process.terminate()
        assert process.wait(10) == -signal.SIGTERM


@POSIX
def test_ctrl_c_while_it_starts_is_no_fault(checkout: Path) -> None:
    waits = "import time\nprint(1, flush=True)\ntime.sleep(60)\n"
    (checkout / "clearprint" / "cli.py").write_text(waits, "utf-8")
    words = [sys.executable, str(checkout / "make_pdf.py")]
    with subprocess.Popen(words, stdout=-1, stderr=-1, text=True) as process:
        assert process.stdout
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=10)
    assert (process.returncode, said) == (130, "")


def test_a_missing_module_of_ours_is_a_fault_of_ours(checkout: Path) -> None:
    lacking(checkout, "clearprint.fit")
    done = command(checkout)
    assert done.returncode == 1
    assert "Traceback" in done.stderr
