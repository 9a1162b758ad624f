"""Processes that live long and do one task after another; one that dies or hangs is replaced.

A worker is a fresh Python that is told what to do over its standard input, and answers over its
standard output. It writes no file, so it may be killed at any moment, and it ends when the process
that started it does.
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
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Condition, Lock, Thread, Timer
from typing import IO, Any, Generic, Literal, TypeVar, cast

if sys.platform != "win32":
    import resource

Task = TypeVar("Task")
Answer = TypeVar("Answer")

START = 120.0  # seconds a worker may take to start
TRIES = 2  # a task whose worker died is tried once more
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


class NoWorkerError(Exception):
    """No worker can be started; says what the last one said."""


class Crew(Generic[Task, Answer]):
    """A number of workers, all ready to apply one function to tasks.

    `function` and `ready` are found by their module and name; `ready` is called once in each
    worker, for what takes time at the start.
    """

    def __init__(
        self,
        count: int,
        function: Callable[[Task], Answer],
        ready: Callable[[], object],
        limits: Limits,
    ) -> None:
        self.workers = [Worker(function, ready, limits) for _ in range(count)]

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Answer | Failure]]:
        """Each task with its answer, as they come; raises NoWorkerError where no worker is left."""
        done: SimpleQueue[tuple[Task, Answer | Failure] | BaseException | None] = SimpleQueue()
        pile = _Pile(tasks)

        def tend(worker: Worker[Task, Answer]) -> None:
            """One worker's day: the next task, until there are none."""
            try:
                for task in pile:
                    with pile.put_back(task):
                        done.put((task, worker.do(task)))
                done.put(None)
            except BaseException as error:  # told to the one who waits
                done.put(error)

        for worker in self.workers:
            Thread(target=tend, args=(worker,), daemon=True).start()
        working, failed = len(self.workers), list[NoWorkerError]()
        while working:
            item = _next(done)
            if isinstance(item, NoWorkerError):
                failed.append(item)
            elif isinstance(item, BaseException):
                raise item
            elif item is not None:
                yield item
                continue
            working -= 1
        if len(failed) == len(self.workers):
            raise failed[-1]

    def stop(self) -> None:
        """End all workers at once, whatever they are at."""
        for worker in self.workers:
            worker.stop()


class _Pile(Generic[Task]):
    """Tasks that several threads take, one after another; one that cannot be done is put back."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self.waiting, self.taken = deque(tasks), 0
        self.changing = Condition()

    def __iter__(self) -> Iterator[Task]:
        """The next task, until there are none, and none can be put back any more."""
        while True:
            with self.changing:
                self.changing.wait_for(lambda: self.waiting or not self.taken)
                if not self.waiting:
                    return
                task = self.waiting.popleft()
                self.taken += 1
            yield task

    @contextmanager
    def put_back(self, task: Task) -> Iterator[None]:
        """Put a task back where this ends with an error."""
        try:
            yield
        except BaseException:
            self.waiting.appendleft(task)
            raise
        finally:
            with self.changing:
                self.taken -= 1
                self.changing.notify_all()


def _next(done: SimpleQueue[Answer]) -> Answer:
    """The next item; waits in short spells, so that Ctrl-C is heard on every system."""
    while True:
        with suppress(Empty):
            return done.get(timeout=0.5)


class Worker(Generic[Task, Answer]):
    """One worker: its process, started when there is something to do, and again after it ended.

    `program` is a folder to find modules in before all others.
    """

    def __init__(
        self,
        function: Callable[[Task], Answer],
        ready: Callable[[], object],
        limits: Limits,
        program: Path | None = None,
    ) -> None:
        self.function, self.ready, self.limits = function, ready, limits
        self.path = [str(program), *sys.path] if program else sys.path
        self._process: _Process | None = None
        self._busy, self._changing, self._stopped = Lock(), Lock(), False

    def do(self, task: Task) -> Answer | Failure:
        """The task's answer, or why there is none; raises NoWorkerError."""
        with self._busy:
            return self._done(task)

    def _done(self, task: Task) -> Answer | Failure:
        for _ in range(TRIES):
            process = self._started()
            reply: Answer | Failure = process.ask(self.function, (task,), self.limits.seconds)
            if not isinstance(reply, Failure) or reply.kind == "fault":
                return reply
            self._end(process)
            if reply.kind != "died":
                break
        return reply

    def stop(self) -> None:
        """End the process, and start no other."""
        with self._changing:
            self._stopped = True
            if self._process:
                self._process.kill()
        with self._busy:
            if self._process:
                self._end(self._process)

    def _started(self) -> _Process:
        if self._process and self._process.is_alive():
            return self._process
        for _ in range(TRIES):
            with self._changing:
                if self._stopped:
                    raise NoWorkerError("stopped")
                process = self._process = _Process(self.path, self.limits)
            reply = process.ask(self.ready, (), START)
            if not isinstance(reply, Failure):
                return process
            self._end(process)
        raise NoWorkerError(reply.detail or f"it takes more than {self.limits.megabytes} MB")

    def _end(self, process: _Process) -> None:
        with self._changing:
            process.kill()
            process.close()
            self._process = None


class _Process:
    """A Python that answers questions, one at a time.

    It has a folder of its own for temporary files: it is killed, and cannot tidy up itself.
    """

    def __init__(self, path: list[str], limits: Limits) -> None:
        self.folder = tempfile.mkdtemp(prefix="clearprint-worker-")
        self.said = tempfile.TemporaryFile()  # noqa: SIM115 (what it prints; a pipe could fill up)
        code = (
            f"import sys; sys.path[:] = {path!r}; "
            f"from clearprint.workers import serve; serve({limits.megabytes}, {self.folder!r})"
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
