"""Proofs: sheets printed for a test by the whole pass, and kept to be read back.

A proof is taken where `build` hands the finished bytes to preflight. What ships is printed once in
a process.
"""

from __future__ import annotations

import atexit
import io
import shutil
import tempfile
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from unittest.mock import patch

import pikepdf
import pypdf
from tagtree import Element, read_tags

from clearprint import build as the_pass
from clearprint.copydeck import Deck
from clearprint.editions import PAPERS
from clearprint.findings import Finding
from clearprint.orders import Desk, Order, Wish
from clearprint.preflight import Job, judge
from clearprint.project import Project
from clearprint.publish import Record
from clearprint.readback import Box, Finished, read_back
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
        return read_tags(self.opened)

    @cached_property
    def spoken(self) -> str:
        """Its words as a screen reader says them, with the spaces that stand on the paper.

        Neighbours on one line are joined as they are; a new line starts with a space.
        """
        pieces, before = [""], None
        for element in self.tags.walk():
            if element.words is None:
                is_space = element.kind == "Span" and element.marks  # drawn, and says nothing
                pieces.append(" " if is_space else "")
                continue
            place = self._box_of(element)
            pieces += ["" if before and _on_one_line(before, place) else " ", element.words]
            before = place
        return " ".join("".join(pieces).split())

    def _box_of(self, element: Element) -> tuple[int, Box]:
        """The page of a tagged piece of a line, and where on it the piece is drawn."""
        texts = self.finished.pages[element.page].texts
        boxes = [text.box for text in texts if text.mark in element.marks]
        return element.page, Box(
            min(box.left for box in boxes),
            min(box.bottom for box in boxes),
            max(box.right for box in boxes),
            max(box.top for box in boxes),
        )

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


def _on_one_line(before: tuple[int, Box], after: tuple[int, Box]) -> bool:
    """Whether one piece of text follows another on its line, with no more than a space between."""
    (page, one), (next_page, two) = before, after
    height = min(one.top, two.top) - max(one.bottom, two.bottom)
    gap = max(one.left, two.left) - min(one.right, two.right)
    return page == next_page and height > 0 and gap < 0.5 * (one.top - one.bottom)


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
