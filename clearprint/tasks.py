"""What a worker is asked to do: make one PDF of a project, wherever the worker is."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from clearprint import pictures
from clearprint.findings import Finding, Place, Refused
from clearprint.freshness import Fingerprints, program
from clearprint.orders import Desk, Order
from clearprint.project import Project
from clearprint.publish import Record


@dataclass(frozen=True)
class Task:
    """An order, with all that a worker needs beside the project's folder."""

    folder: Path
    order: Order
    fingerprint: str
    program: str
    remembered: Record | None = None


@dataclass(frozen=True)
class Done:
    """What came of a task: a PDF that passed, with its record and picture; or findings.

    `seconds` is the time that each stage took.
    """

    pdf: bytes = b""
    picture: bytes = b""
    record: Record | None = None
    findings: tuple[Finding, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)


def ready() -> None:
    """Import the typesetter, which takes half a second."""
    _build()


def do(task: Task) -> Done:
    """Make the PDF of a task, up to where it may leave; nothing is written."""
    if findings := _other_program(task):
        return Done(findings=findings)
    try:
        built = _build().make(task.order, _desk(task.folder), task.fingerprint, task.remembered)
    except Refused as refused:
        return Done(findings=refused.findings)
    with (clock := _build().Clock()).at("picture"):
        picture = pictures.draw(built.pdf)
    return Done(built.pdf, picture, built.record, seconds={**built.seconds, **clock.seconds})


def do_sent(task: Task) -> Done:
    """Make the PDF of a task from files that were sent, where they are those of who asked."""
    if findings := _other_program(task) or _other_files(task):
        return Done(findings=findings)
    return do(task)


def _other_files(task: Task) -> tuple[Finding, ...]:
    """Refuse to make another PDF under the same fingerprint."""
    if _fingerprints(task.folder).of(task.order) == task.fingerprint:
        return ()
    problem = f"The files sent to make {task.order.name} are not those of the machine that asks."
    remedy = "Build once more: a file was changed meanwhile. Else build without --scheduler."
    return (Finding("other-files", Place("this machine"), problem, remedy),)


def _other_program(task: Task) -> tuple[Finding, ...]:
    """Refuse to make other bytes than who asked would: the program may have been updated."""
    if program() == task.program:
        return ()
    differing = set(task.program.split("; ")) ^ set(program().split("; "))
    problem = f"The process to make {task.order.name} is another program: {sorted(differing)}."
    remedy = "Run it again, once every machine has the same program and libraries."
    return (Finding("other-program", Place("this machine"), problem, remedy),)


@cache
def _desk(folder: Path) -> Desk:
    """The tables of a project, read once in each worker."""
    return Desk(Project(folder))


@cache
def _fingerprints(folder: Path) -> Fingerprints:
    """The fingerprints of a project whose files do not change."""
    return Fingerprints(_desk(folder))


def _build() -> Any:
    """The pass; found late, because who hands out tasks needs no typesetter."""
    return importlib.import_module("clearprint.build")
