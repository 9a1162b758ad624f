"""Work goes on where nobody listens any more."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from clearprint.project import SHIPPED

SAID = (
    "import sys\n"
    "from clearprint.streams import patient\n"
    "with patient():\n"
    "    for number in range(3):\n"
    "        print('é' * 100_000, file=sys.{stream})\n"
    "        sys.{stream}.flush()\n"
    "    print('this is left for the end', file=sys.{stream})\n"
    "    print('the work is done', file=sys.{other})\n"
)


def said(stream: str, where: Any, **more: Any) -> subprocess.CompletedProcess[str]:
    """Say a lot to a stream that leads somewhere, and a little to the other."""
    other = "stderr" if stream == "stdout" else "stdout"
    streams = {stream: where, other: subprocess.PIPE}
    code = SAID.format(stream=stream, other=other)
    words = [sys.executable, "-c", code]
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    more = {"env": usual, **more}
    return subprocess.run(words, cwd=SHIPPED, check=False, text=True, **streams, **more)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize(("stream", "other"), [("stdout", "stderr"), ("stderr", "stdout")])
def test_a_full_disk_ends_no_work(stream: str, other: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = said(stream, full)
    assert getattr(done, other) == "the work is done\n"
    assert done.returncode == 0


def test_a_closed_pipe_ends_no_work() -> None:
    with subprocess.Popen([sys.executable, "-c", ""], stdin=subprocess.PIPE) as nobody:
        nobody.wait()
        done = said("stdout", nobody.stdin)
    assert done.stderr == "the work is done\n"
    assert done.returncode == 0


def test_a_letter_that_is_lacking_is_written_as_its_number() -> None:
    done = said("stdout", subprocess.PIPE, env={"PYTHONIOENCODING": "ascii"})
    assert done.stdout.startswith(("\\xe9" * 100_000 + "\n") * 3)
