"""Proofs: sheets printed for a test by the whole pass, and kept to be read back.

A proof is taken where `build` hands the finished bytes to preflight. What ships is printed once in
a process.
"""

from __future__ import annotations

import atexit
import io
import shutil
import tempfile
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from unittest.mock import patch

import pikepdf
import pypdf
from tagtree import Element, read_tags

from clearprint import build as the_pass
from clearprint.deck import Deck
from clearprint.editions import PAPERS
from clearprint.findings import Finding
from clearprint.finished import Finished
from clearprint.judging import Job
from clearprint.orders import Desk, Order, Wish
from clearprint.preflight import judge
from clearprint.project import Project
from clearprint.publish import Record
from clearprint.readback import read_back
from clearprint.typeset import Layout, Printed, typeset


@dataclass(frozen=True, eq=False)
class Proof:
    """A finished PDF, what preflight judges it against, and its line in the manifest."""

    order: Order
    pdf: bytes
    job: Job
    layout: Layout
    record: Record

    @property
    def deck(self) -> Deck:
        """The words it was printed from."""
        return self.job.deck

    @property
    def html(self) -> str:
        """The sheet it was printed from."""
        return self.layout.sheet.html

    @cached_property
    def finished(self) -> Finished:
        """The PDF as preflight reads it."""
        return read_back(self.pdf)

    @cached_property
    def opened(self) -> pikepdf.Pdf:
        """The PDF for looking into."""
        return self.copy()

    @cached_property
    def tags(self) -> Element:
        """Its tag tree."""
        glyphs: dict[tuple[int, int], str] = defaultdict(str)
        for number, page in enumerate(self.finished.pages):
            for text in page.texts:
                if text.mark is not None:
                    glyphs[number, text.mark] += text.words
        return read_tags(self.opened, glyphs)

    @cached_property
    def pypdf(self) -> pypdf.PdfReader:
        """The PDF as another reader sees it."""
        return pypdf.PdfReader(io.BytesIO(self.pdf))

    def copy(self) -> pikepdf.Pdf:
        """The PDF for damaging; `with_` makes a proof of it again."""
        return pikepdf.open(io.BytesIO(self.pdf))

    def with_(self, pdf: pikepdf.Pdf) -> Proof:
        """The same proof with other bytes."""
        out = io.BytesIO()
        pdf.save(out)
        return replace(self, pdf=out.getvalue())

    def judged(self) -> list[Finding]:
        """What preflight says."""
        return judge(self.pdf, self.job)

    def codes(self) -> set[str]:
        """The codes of what preflight says."""
        return {finding.code for finding in self.judged()}


def take(project: Project, order: Order, remembered: Record | None = None) -> Proof:
    """Print an order, fit to its extent; preflight looks away, so that a test can look."""
    jobs: list[tuple[bytes, Job]] = []
    layouts: list[Layout] = []

    def look_away(pdf: bytes, job: Job) -> list[Finding]:
        jobs.append((pdf, job))
        return []

    def keep(layout: Layout) -> Printed:
        layouts.append(layout)
        return typeset(layout)

    with patch.object(the_pass, "judge", look_away), patch.object(the_pass, "typeset", keep):
        built = the_pass.build(order, Desk(project), _output(), "", remembered)
    ((pdf, job),), (layout,) = jobs, layouts
    return Proof(order, pdf, job, layout, built.record)


def small(project: Project, edition: str = "one-page", size: float | None = None) -> Proof:
    """Print the handout “small” of a test's project."""
    return take(project, Order("small", "en", edition, size))


@cache
def shipped_orders() -> tuple[Order, ...]:
    """Every handout that ships, in every language and edition, on every paper."""
    desk = Desk(Project())
    return tuple(order for paper in PAPERS for order in desk.orders(Wish(paper=paper)))


@cache
def shipped(order: Order) -> Proof:
    """A handout that ships."""
    return take(Project(), order)


@cache
def _output() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="clearprint-proofs-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
