"""Who does the tasks of a batch: workers of this machine, or those of a cluster."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from clearprint import system, tasks
from clearprint.findings import Finding, Place, Refused
from clearprint.outcomes import too_little
from clearprint.process import Failure, Limits
from clearprint.project import SHIPPED, Project
from clearprint.tasks import Done, Task
from clearprint.workers import Crew, NoWorkerError

_HERE = Place("this machine")


class Hands(Protocol):
    """Who does the tasks: the workers of this machine, or a cluster's."""

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Done | Failure]]:
        """Each task with what came of it, as they come; raises Refused where none can be done."""

    def stop(self) -> None:
        """End whatever is being done, at once."""


def cores() -> int:
    """How many processes this machine runs at once for us."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@dataclass(frozen=True)
class How:
    """How a batch is done: by so many workers of this machine, or by other hands.

    `force` builds what is fresh as well; `prune` removes the PDFs of handouts that are no more, and
    of translations that the clinic has come to refuse.
    """

    jobs: int = field(default_factory=cores)
    limits: Limits = field(default_factory=Limits)
    hands: Hands | None = None
    force: bool = False
    prune: bool = False


@contextmanager
def at_work(how: How, count: int) -> Iterator[Hands]:
    """The hands for so many tasks, until they are done; raises Refused where nobody can work."""
    hands = how.hands or crew(min(how.jobs, count), how.limits)
    try:
        yield hands
    except NoWorkerError as error:
        problem = f"No worker process can be started: {error}."
        doctor = "Run “make_pdf.py doctor”: it says what this machine lacks."
        remedy = too_little(how.limits) or doctor
        raise Refused([Finding("no-worker", _HERE, problem, remedy)]) from None
    finally:
        hands.stop()


def crew(count: int, limits: Limits) -> Crew[Task, Done]:
    """Workers of this machine; raises Refused where it lacks a system library."""
    if lacking := system.missing():
        names = ", ".join(library.name for library in lacking)
        remedy = f"Install it:\n{system.advice()}"
        problem = f"The system library {names} is missing."
        raise Refused([Finding("missing-library", _HERE, problem, remedy)])
    return Crew(max(count, 1), tasks.do, tasks.ready, limits)


def cluster(address: str, project: Project, limits: Limits) -> Hands:
    """The workers of a cluster, whose library nobody needs who has none; raises Refused."""
    try:
        module = importlib.import_module("clearprint.cluster")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("clearprint"):
            raise
        problem = f"The library “{error.name}” is missing, which talks to a cluster."
        install = f'{sys.executable} -m pip install -c constraints.txt ".[cluster]"'
        remedy = f"Install it, in the folder {SHIPPED}: {install}"
        raise Refused([Finding("no-cluster", Place("command line"), problem, remedy)]) from None
    hands: Hands = module.Cluster(address, project, limits)
    return hands
