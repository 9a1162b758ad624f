"""The same batch on many machines: a Dask cluster, whose workers receive what they need.

Each thread of a Dask worker has a process of its own to set type in, as on one machine, with the
same limits. The finished bytes come back, so one process publishes, and nothing is written twice.
"""

from __future__ import annotations

import io
import shutil
import threading
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from distributed import Client, Future, KilledWorker, WorkerPlugin, as_completed, get_worker

from clearprint import tasks
from clearprint.clinic import FILE as CLINIC
from clearprint.clinic import load_clinic
from clearprint.findings import Finding, Place, Refused
from clearprint.freshness import engine
from clearprint.project import SHIPPED, Project
from clearprint.tasks import Done, Task
from clearprint.workers import Failure, Limits, Worker

WAIT = 30  # seconds for the scheduler to answer, and for its first worker
_OURS = ("clearprint/**/*.py", "templates/**/*", "styles/**/*", CLINIC)
_THEIRS = ("handouts/*/*", "templates/**/*", "styles/**/*", "*.yaml", "*.svg", "*.png")


class Cluster:
    """The workers of a cluster, connected to and supplied with a project once there is work."""

    def __init__(self, address: str, project: Project, limits: Limits) -> None:
        self.address, self.project, self.limits = address, project, limits
        self.name = uuid4().hex  # of this batch, among all that the cluster does
        self.client: Client | None = None
        self.futures: list[Future[Done | Failure]] = []

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Done | Failure]]:
        """Each task with what came of it, as they come.

        Raises Refused where there is no scheduler, no worker, or one with other libraries.
        """
        client = self.client = self._connected()
        self._check(client)
        client.register_plugin(Supplies(self.name, packed(self.project), self.limits))
        waiting = {f"{self.name}-{number}": task for number, task in enumerate(tasks)}
        keys = list(waiting)
        self.futures = client.map(
            do_there, [self.name] * len(keys), list(waiting.values()), key=keys, pure=False
        )
        for future in as_completed(self.futures, loop=client.loop):
            yield waiting.pop(future.key), self._answer(future)
            future.release()
        if waiting:
            raise self._refused("went away", f"{len(waiting)} PDFs were not made")

    def stop(self) -> None:
        """Have the workers stop and tidy up, and leave the cluster."""
        if self.client is None:
            return
        with suppress(Exception):  # whatever is wrong with a cluster that is being left
            self.client.cancel(self.futures, force=True)
            self.client.sync(self.client.unregister_worker_plugin, self.name)
        self.client.close(timeout=1)

    def _connected(self) -> Client:
        try:
            return Client(self.address, timeout=WAIT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise self._refused("does not answer", str(error)) from None

    def _check(self, client: Client) -> None:
        """Refuse workers that would make other bytes."""
        try:
            client.wait_for_workers(1, timeout=WAIT)
        except TimeoutError:
            raise self._refused("has no workers", "start some with “dask worker”") from None
        ours = engine()
        for worker, theirs in client.run(engine_there, on_error="return").items():
            if isinstance(theirs, BaseException):
                raise self._refused(f"has a worker without Clearprint, {worker}", str(theirs))
            if differing := sorted(set(theirs) - set(ours)):
                said = f"it has {', '.join(differing)}"
                raise self._refused(f"has a worker with other libraries, {worker}", said)

    def _answer(self, future: Future[Done | Failure]) -> Done | Failure:
        if future.status == "finished":
            answer: Done | Failure = future.result()
            return answer
        if future.status != "error":
            raise self._refused("went away", f"a task was {future.status}")
        error = future.exception()
        if isinstance(error, KilledWorker):
            return Failure("died", "so did the Dask workers that tried it")
        raise self._refused("cannot make PDFs", str(error))

    def _refused(self, what: str, said: str) -> Refused:
        problem = f"The cluster at {self.address} {what}: {said}."
        remedy = "Look at its scheduler and workers, or build on this machine: leave --scheduler."
        return Refused([Finding("cluster", Place(self.address), problem, remedy)])


def packed(project: Project) -> bytes:
    """The program and a project in one archive."""
    data = io.BytesIO()
    profile, logo = project.find(CLINIC), load_clinic(project).logo
    wanted = [("program", SHIPPED, _OURS), ("project", project.folder, _THEIRS)]
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, folder, patterns in wanted:
            files = {file for pattern in patterns for file in folder.glob(pattern)}
            if profile and profile.parent == folder and logo:
                files.add(folder / logo)
            for file in sorted(files):
                if file.is_file():
                    archive.write(file, f"{name}/{file.relative_to(folder).as_posix()}")
    return data.getvalue()


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
            self.own.press = Worker(tasks.do, tasks.ready, self.limits, program)
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
