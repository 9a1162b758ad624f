"""Libraries in which all is fresh, as large as wanted: a run with nothing to do is timed on them.

They are true: each PDF is there and is read, each record has its digest and its own fingerprint.
Only their bytes are borrowed from a PDF that was made before, so that nobody waits hours for them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bench.words import write_library
from clearprint import pictures
from clearprint.build import Built, make
from clearprint.freshness import Fingerprints
from clearprint.manifest import Ledger
from clearprint.orders import Desk, Wish
from clearprint.project import SHIPPED, Project

EACH = 23  # PDFs of a topic


def idle_library(folder: Path, count: int) -> Project:
    """A library of at least so many PDFs, all of them fresh."""
    project = write_library(folder, -(-count // EACH))
    desk, output = Desk(project), project.folder / "output"
    orders, fingerprints = desk.orders(Wish()), Fingerprints(desk)
    made: Built = make(orders[0], desk, "")
    picture, ledger = pictures.draw(made.pdf), Ledger(output)
    for order in orders:
        told = {"topic": order.topic, "language": order.language, "edition": order.edition}
        record = {**made.record, **told, "fingerprint": fingerprints.of(order)}
        pictures.keep(output, order.name, record, picture)
        ledger.publish(order.name, made.pdf, record)
    ledger.merge()
    return project


def command(project: Project, *words: str) -> list[str]:
    """The command that builds a project."""
    return [sys.executable, "make_pdf.py", "--project", str(project.folder), *words]


def counts(project: Project) -> dict[str, int]:
    """How many PDFs the command says it built, found fresh and refused."""
    told = project.folder / "told.json"
    asked = command(project, "--json", str(told))
    subprocess.run(asked, cwd=SHIPPED, check=True, stdout=subprocess.DEVNULL)
    found: dict[str, int] = json.loads(told.read_text("utf-8"))["counts"]
    return found


def loaded(project: Project, library: str) -> int:
    """How many modules of a library the command imports."""
    asked = command(project)
    timed = [asked[0], "-X", "importtime", *asked[1:]]
    done = subprocess.run(timed, cwd=SHIPPED, check=True, capture_output=True, text=True)
    names = [line.rpartition("|")[2].strip() for line in done.stderr.splitlines()]
    if not any(name.startswith("clearprint") for name in names):
        raise RuntimeError("nothing was told of what was imported")
    return sum(name.partition(".")[0] == library for name in names)
