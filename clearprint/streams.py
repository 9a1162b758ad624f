"""Where words go: a terminal, a log or a pipe, whatever letters it takes, and if it goes away."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout, suppress
from io import TextIOWrapper
from typing import Any, TextIO, cast


@contextmanager
def patient() -> Iterator[None]:
    """Have standard output and error take whatever is said: no work ends for want of a listener.

    A letter that they lack is written as its number. Once one cannot be written to any more, as a
    pipe that was closed or a full disk, what is said to it is lost.
    """
    with ExitStack() as stack:
        for redirect, stream in ((redirect_stdout, sys.stdout), (redirect_stderr, sys.stderr)):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
            stack.enter_context(redirect(cast(TextIO, _Patient(stream))))
        yield


class _Patient:
    """A stream that is let go of once it cannot be written to."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def write(self, text: str) -> int:
        """Say something."""
        with self._let_go():
            self.stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Have it said now."""
        with self._let_go():
            self.stream.flush()

    @contextmanager
    def _let_go(self) -> Iterator[None]:
        """Where nothing can be written, have all that follows go nowhere, the rest of this too."""
        try:
            yield
        except OSError:
            with suppress(OSError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, self.stream.fileno())
                os.close(nowhere)
