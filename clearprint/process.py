"""A Python of its own that is asked one thing after another, and can be ended at any moment.

It is told what to do over its standard input, and answers over its standard output. It writes no
file, so it may be killed at any moment, and it ends when the process that started it does.
"""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread, Timer
from typing import IO, Any, Literal, cast

if sys.platform != "win32":
    import resource

_LENGTH = struct.Struct("<Q")
_MB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What one task may take: seconds, and megabytes of its worker (Linux holds to the latter)."""

    seconds: float = 120.0
    megabytes: int = 2048


@dataclass(frozen=True)
class Failure:
    """Why a task has no answer; `detail` is for people: how the worker ended, or a traceback."""

    kind: Literal["died", "silent", "timeout", "memory", "fault"]
    detail: str


class Process:
    """A Python that answers questions, one at a time.

    It has a folder of its own for temporary files: it is killed, and cannot tidy up itself.
    """

    def __init__(self, path: list[str], limits: Limits) -> None:
        self.folder = tempfile.mkdtemp(prefix="clearprint-worker-")
        self.said = tempfile.TemporaryFile()  # noqa: SIM115 (what it prints; a pipe could fill up)
        code = (
            f"import sys; sys.path[:] = {path!r}; "
            f"from clearprint.process import serve; serve({limits.megabytes}, {self.folder!r})"
        )
        self.process = subprocess.Popen(  # noqa: S603 (this very Python)
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.said,
            env={**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self.folder)},
            start_new_session=True,  # Ctrl-C is for the parent, who ends its workers itself
        )
        self.questions = cast(IO[bytes], self.process.stdin)
        self.answers = cast(IO[bytes], self.process.stdout)

    def ask(self, function: Callable[..., Any], arguments: tuple[Any, ...], seconds: float) -> Any:
        """What a function gives in the other process, or a Failure."""
        late = SimpleQueue[bool]()

        def stop() -> None:
            late.put(True)
            self.process.kill()

        timer = Timer(seconds, stop)
        timer.start()
        try:
            _send(self.questions, (function, arguments))
            return pickle.loads(_received(self.answers))  # noqa: S301 (from our own child)
        except (EOFError, OSError):
            if not late.empty():
                return Failure("timeout", f"{seconds:g} s")
            return Failure("died", self._last_words())
        finally:
            timer.cancel()

    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self.process.poll() is None

    def kill(self) -> None:
        """End it at once; whoever waits for its answer hears that it died."""
        self.process.kill()

    def close(self) -> None:
        """Let go of all it held, once it ended."""
        self.process.wait()
        for stream in (self.questions, self.answers, self.said):
            with suppress(OSError):
                stream.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _last_words(self) -> str:
        """How it ended, and the last line it printed."""
        status = self.process.wait()
        ended = f"exit status {status}"
        if status < 0:
            with suppress(ValueError):
                ended = f"signal {signal.Signals(-status).name}"
        self.said.seek(0)
        lines = self.said.read().decode("utf-8", "replace").strip().splitlines()
        return f"{ended}: {lines[-1].strip()}" if lines else ended


def _send(stream: IO[bytes], value: object) -> None:
    data = pickle.dumps(value)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def _received(stream: IO[bytes]) -> bytes:
    """One message; raises EOFError where the other side has gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    data = stream.read(_LENGTH.unpack(head)[0])
    if len(data) < _LENGTH.unpack(head)[0]:
        raise EOFError
    return data


def serve(megabytes: int, folder: str) -> None:
    """Be a worker: answer what comes over standard input, until it is closed.

    `folder` is removed where the process that asks is gone, and cannot do it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anything prints is no answer
    _limit(megabytes)
    asked: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.buffer, asked, folder), daemon=True).start()
    try:
        while True:
            answer = _answer(asked.get())
            _send(answers, answer)
            if isinstance(answer, Failure) and answer.kind == "memory":
                break
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    os._exit(1)  # at once: the thread that listens would hold a usual exit up


def _listen(stream: IO[bytes], asked: SimpleQueue[bytes], folder: str) -> None:
    """Take questions; end the worker, even in the middle of one, when nobody waits any more."""
    with suppress(EOFError, OSError):
        while True:
            asked.put(_received(stream))
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def _answer(question: bytes) -> object:
    try:
        function, arguments = pickle.loads(question)  # noqa: S301 (from our own parent)
        return function(*arguments)
    except MemoryError:
        return Failure("memory", "")
    except Exception:
        return Failure("fault", traceback.format_exc())


def _limit(megabytes: int) -> None:
    """Let this process have so much memory of its own; more is a MemoryError."""
    with suppress(NameError, OSError, ValueError):  # not on Windows; without effect on macOS
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes * _MB, megabytes * _MB))
