"""The same batch on many machines: a Dask cluster, whose workers receive what they need.

Each thread of a Dask worker has a process of its own to set type in, as on one machine, with the
same limits. The finished bytes come back, so one process publishes, and nothing is written twice.
"""

from __future__ import annotations

import io
import re
import shutil
import threading
import zipfile
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic, sleep
from typing import Any, TypeVar, cast
from uuid import uuid4

from distributed import Client, Future, KilledWorker, WorkerPlugin, as_completed, get_worker

from clearprint import tasks
from clearprint.findings import Finding, Place, Refused
from clearprint.freshness import engine
from clearprint.parcel import packed
from clearprint.process import Failure, Limits
from clearprint.project import Project
from clearprint.tasks import Done, Task
from clearprint.workers import Worker

Answer = TypeVar("Answer")

WAIT = 30.0  # seconds for the scheduler to answer, and for its first worker
SLACK = 60.0  # seconds beyond the limit of a PDF, after which a machine that is silent is given up
TRIES = 2  # a task whose machine falls silent is given to another once
LEAVE, LEAVE_AT_ONCE = 10.0, 1.0  # seconds to take leave of a cluster: when all is done, on Ctrl-C
_ADDRESS = re.compile(r"((tcp|tls)://)?(\[[\da-fA-F:.]+\]|[\w.-]+):\d{1,5}")


class Cluster:
    """The workers of a cluster, connected to and supplied with a project once there is work.

    What a cluster is asked, a thread asks that may be left behind, so nobody waits without end.
    `stuck` says that one was: then the process cannot end as usual, and must exit at once.
    """

    def __init__(self, address: str, project: Project, limits: Limits) -> None:
        """Raises Refused where that is no address."""
        if not _ADDRESS.fullmatch(address):
            problem = f"“{address}” is not the address of a scheduler."
            remedy = "Write it as tcp://HOST:8786, with the name of its machine for HOST."
            raise Refused([Finding("cluster", Place("command line"), problem, remedy)])
        self.address, self.project, self.limits = address, project, limits
        self.name = uuid4().hex  # of this batch, among all that the cluster does
        self.client: Client | None = None
        self.futures: dict[Any, Future[Done | Failure]] = {}  # that are waited for
        self.done = self.stuck = False

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Done | Failure]]:
        """Each task with what came of it, as they come.

        Raises Refused where there is no scheduler, no worker, or one with other libraries.
        """
        client = self.client = self._asked("does not answer as one does", self._connected)
        self._check(client)
        supplies = Supplies(self.name, packed(self.project), self.limits)
        self._asked("does not take the project", lambda: client.register_plugin(supplies))
        left, workers = list(tasks), None
        for number in range(TRIES):
            left = yield from self._round(client, number, left, workers)
            if left:
                workers = self._asked("does not answer", lambda: self._others(client))
        for task in left:
            yield task, Failure("silent", "")
        self.done = True

    def stop(self) -> None:
        """Have the workers stop and tidy up, and leave the cluster, as far as it lets us."""
        if self.client:
            with suppress(Refused):
                self._asked("does not let go", self._left, LEAVE if self.done else LEAVE_AT_ONCE)

    def _connected(self) -> Client:
        return Client(self.address, timeout=WAIT, set_as_default=False)

    def _check(self, client: Client) -> None:
        """Refuse workers that would make other bytes."""
        no_workers = "has no workers; start some with “dask worker”"
        self._asked(no_workers, lambda: client.wait_for_workers(1, timeout=WAIT))
        ours, hangs = engine(), "does not answer, or a worker of it"
        there = self._asked(hangs, lambda: client.run(engine_there, on_error="return"))
        for worker, theirs in there.items():
            if isinstance(theirs, BaseException):
                raise self._refused(f"has a worker without Clearprint, {worker}", str(theirs))
            if differing := sorted(set(theirs) - set(ours)):
                said = f"it has {', '.join(differing)}"
                raise self._refused(f"has a worker with other libraries, {worker}", said)

    def _round(
        self, client: Client, number: int, wanted: list[Task], workers: list[str] | None
    ) -> Generator[tuple[Task, Done | Failure], None, list[Task]]:
        """Each task with what came of it, until all are done or nothing more is heard.

        Returns those of which nothing was heard.
        """
        waiting = {f"{self.name}-{number}-{place}": task for place, task in enumerate(wanted)}
        keys, names = list(waiting), [self.name] * len(waiting)
        given = client.map(do_there, names, wanted, key=keys, pure=False, workers=workers)
        self.futures = {future.key: future for future in given}
        answers = as_completed(given, loop=client.loop, with_results=True, raise_errors=False)
        heard = monotonic()
        while waiting and monotonic() - heard < self.limits.seconds + SLACK:
            if answers.has_ready():
                future, answer = next(answers)
                yield waiting.pop(future.key), self._answer(future, answer)
                self.futures.pop(future.key).release()
                heard = monotonic()
            elif answers.is_empty():
                raise self._refused("went away", f"{len(waiting)} PDFs were not made")
            else:
                sleep(0.05)
        return list(waiting.values())

    def _others(self, client: Client) -> list[str]:
        """Take back what is waited for; returns the workers that did not have any of it."""
        futures, keys = list(self.futures.values()), set(self.futures)
        having = {worker for worker, theirs in client.processing().items() if keys & set(theirs)}
        having.update(*client.who_has(futures).values())
        others = [worker for worker in client.nthreads() if worker not in having]
        client.cancel(futures, force=True)
        if not others:
            raise self._refused("has no worker that answers", "all that had something to do hang")
        return others

    def _left(self) -> None:
        """Take leave, of whatever is there to take leave of."""
        if client := self.client:
            with suppress(Exception):  # whatever is wrong with a cluster that is being left
                client.cancel(list(self.futures.values()), force=True)
            with suppress(Exception):
                client.sync(client.unregister_worker_plugin, self.name)
            client.close(timeout=1)

    def _answer(self, future: Future[Done | Failure], answer: Any) -> Done | Failure:
        if future.status == "finished":
            done: Done | Failure = answer
            return done
        if future.status != "error":
            raise self._refused("went away", f"a task was {future.status}")
        _, error, _ = answer
        if isinstance(error, KilledWorker):
            return Failure("died", "so did the Dask workers that tried it")
        raise self._refused("cannot make PDFs", str(error))

    def _asked(self, fault: str, ask: Callable[[], Answer], seconds: float | None = None) -> Answer:
        """What a cluster answers within some seconds; raises Refused with the fault."""
        stuck, self.stuck = self.stuck, True
        try:
            answer = within(seconds or WAIT + 1, ask)
        except Refused:
            raise
        except Exception as error:
            said = " ".join(str(error).split()) or type(error).__name__
            raise self._refused(fault, said) from None
        self.stuck = stuck
        return answer

    def _refused(self, what: str, said: str) -> Refused:
        problem = f"The cluster at {self.address} {what}: {said}."
        remedy = "Look at its scheduler and workers, or build on this machine: leave --scheduler."
        return Refused([Finding("cluster", Place(self.address), problem, remedy)])


def within(seconds: float, ask: Callable[[], Answer]) -> Answer:
    """What a call gives; where it takes longer it is left behind, and TimeoutError raised."""
    done: SimpleQueue[tuple[Answer, None] | tuple[None, Exception]] = SimpleQueue()

    def work() -> None:
        try:
            done.put((ask(), None))
        except Exception as error:
            done.put((None, error))

    threading.Thread(target=work, daemon=True).start()
    end = monotonic() + seconds
    while (left := end - monotonic()) > 0:
        with suppress(Empty):
            answer, error = done.get(timeout=min(left, 0.5))  # in short spells: Ctrl-C is heard
            if error:
                raise error
            return cast(Answer, answer)
    raise TimeoutError(f"nothing came in {seconds:.0f} seconds")


class Supplies(WorkerPlugin):
    """What a worker receives before its first task, those that join later included."""

    idempotent = True

    def __init__(self, name: str, archive: bytes, limits: Limits) -> None:
        self.name, self.archive, self.limits = name, archive, limits

    def setup(self, worker: object) -> None:
        """Unpack the project on the worker's own disk."""
        self.folder = Path(str(getattr(worker, "local_directory", "."))) / f"clearprint-{self.name}"
        with zipfile.ZipFile(io.BytesIO(self.archive)) as archive:
            archive.extractall(self.folder)
        self.archive = b""
        self.presses: list[Worker[Task, Done]] = []
        self.own = threading.local()

    def teardown(self, worker: object) -> None:  # noqa: ARG002 (Dask's signature)
        """End what sets type here, and leave nothing behind."""
        for press in self.presses:
            press.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def do(self, task: Task) -> Done | Failure:
        """Make the PDF of a task in this thread's own process."""
        if not hasattr(self.own, "press"):
            program = self.folder / "program"
            self.own.press = Worker(tasks.do_sent, tasks.ready, self.limits, program)
            self.presses.append(self.own.press)
        done: Done | Failure = self.own.press.do(replace(task, folder=self.folder / "project"))
        return done


def engine_there() -> list[str]:
    """The libraries of whatever worker this runs on."""
    return engine()


def do_there(name: str, task: Task) -> Done | Failure:
    """Make the PDF of a task, on whatever worker this runs."""
    supplies: Any = get_worker().plugins[name]
    done: Done | Failure = supplies.do(task)
    return done
