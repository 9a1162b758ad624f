"""What workers are asked to do in the tests; found by its name in the worker's own process."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from pathlib import Path


def ready() -> None:
    """Need no time to start."""


def never_ready() -> None:
    """Cannot start."""
    sys.exit("there is no paper")


def double(number: int) -> int:
    """Do something useful."""
    return number * 2


def own_process(_: int) -> int:
    """Say which process this is."""
    return os.getpid()


def die_the_first_time(marker: Path) -> str:
    """Be killed, as by a system that runs out of memory; do it when asked once more."""
    tries = marker.read_text("utf-8") if marker.exists() else ""
    marker.write_text(tries + "x", "utf-8")
    if not tries:
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def die(marker: Path | None) -> None:
    """Be killed each time, with some last words; None is done."""
    if marker is None:
        return
    with marker.open("a", encoding="utf-8") as stream:
        stream.write("x")
    print("first words\nmy last words", file=sys.stderr, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


def sleep(seconds: float) -> float:
    """Take time."""
    time.sleep(seconds)
    return seconds


def sleep_once_seen(marker: Path) -> None:
    """Say which process this is, and take for ever."""
    part = marker.with_suffix(".part")
    part.write_text(str(os.getpid()), "utf-8")
    part.replace(marker)
    time.sleep(3600)


def leave_a_file(_: int) -> str:
    """Make a temporary file, and do not tidy up."""
    return tempfile.mkdtemp(prefix="clearprint-fonts-")


def take_memory(megabytes: int) -> int:
    """Fill some memory."""
    return len(bytearray(megabytes << 20))


def fail(number: int) -> int:
    """Do what cannot be done with zero."""
    return 1 // number


def chatter(number: int) -> int:
    """Print what is no answer."""
    print("x" * 100_000)
    os.write(1, b"y" * 100_000)
    return number


def large(size: int) -> bytes:
    """Answer at length."""
    return b"z" * size


def unsendable(_: int) -> object:
    """Answer with what cannot be sent."""
    return lambda: None
