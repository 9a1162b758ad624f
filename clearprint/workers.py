"""Workers that live long and do one task after another; one that dies or hangs is replaced."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Condition, Lock, Thread
from typing import Generic, TypeVar

from clearprint.process import Failure, Limits, Process

Task = TypeVar("Task")
Answer = TypeVar("Answer")

START = 120.0  # seconds a worker may take to start
TRIES = 2  # a task whose worker died is tried once more
RENEWED = 300  # tasks; of each document the typesetter's libraries keep some 40 KB for good


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
        self._process: Process | None = None
        self._answers = 0
        self._busy, self._changing, self._stopped = Lock(), Lock(), False

    def do(self, task: Task) -> Answer | Failure:
        """The task's answer, or why there is none; raises NoWorkerError."""
        with self._busy:
            return self._done(task)

    def _done(self, task: Task) -> Answer | Failure:
        for _ in range(TRIES):
            process = self._started()
            reply: Answer | Failure = process.ask(self.function, (task,), self.limits.seconds)
            self._answers += 1
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

    def _started(self) -> Process:
        if self._process and self._process.is_alive() and self._answers < RENEWED:
            return self._process
        if self._process:
            self._end(self._process)
        for _ in range(TRIES):
            with self._changing:
                if self._stopped:
                    raise NoWorkerError("stopped")
                process = self._process = Process(self.path, self.limits)
            reply = process.ask(self.ready, (), START)
            if not isinstance(reply, Failure):
                return process
            self._end(process)
        raise NoWorkerError(reply.detail or f"it takes more than {self.limits.megabytes} MB")

    def _end(self, process: Process) -> None:
        with self._changing:
            process.kill()
            process.close()
            self._process, self._answers = None, 0
