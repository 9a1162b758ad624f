"""The judge: may this PDF leave the press? It looks at the finished bytes and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from clearprint.body import plain
from clearprint.findings import Finding
from clearprint.finished import Finished
from clearprint.judging import OURS, Job, fault
from clearprint.legibility import line_faults
from clearprint.likeness import contains
from clearprint.proofreading import copy_faults
from clearprint.readback import read_back


def judge(pdf: bytes, job: Job) -> list[Finding]:
    """Everything that keeps a finished PDF from leaving; an empty list lets it go."""
    try:
        finished = read_back(pdf)
    except ValueError as error:
        return [Finding("unreadable-pdf", job.place, f"The PDF is {error}.", OURS)]
    found = [
        *_typesetter(job),
        *_document(finished, job),
        *_extent(finished, job),
        *copy_faults(finished, job),
        *line_faults(finished, job),
    ]
    return list(dict.fromkeys(found))


def _typesetter(job: Job) -> Iterator[Finding]:
    """Silence from the typesetter is part of the result."""
    for warning in dict.fromkeys(job.warnings):
        problem = f"The typesetter said: {warning.words.rstrip('.')}."
        remedy = "Correct the style sheet there." if warning.place else OURS
        yield Finding("typesetter-warning", warning.place or job.place, problem, remedy)


def _document(finished: Finished, job: Job) -> Iterator[Finding]:
    if not finished.tagged or not any(page.tags for page in finished.pages):
        yield fault(job, "untagged", "The PDF has no tags: a screen reader cannot read it.")
    if finished.title != job.title:
        yield fault(job, "title", f"The PDF's title is “{finished.title}”, not “{job.title}”.")
    if finished.language != job.deck.language:
        problem = f"The PDF's language is “{finished.language}”, not “{job.deck.language}”."
        yield fault(job, "language", problem)


def _extent(finished: Finished, job: Job) -> Iterator[Finding]:
    count, extent = len(finished.pages), job.edition.extent
    if extent is not None and count > extent:
        yield fault(job, "extent", f"The PDF has {count} pages; the edition has {extent}.")
    if count != job.pages:
        yield fault(job, "page-missing", f"The PDF has {count} pages of {job.pages} laid out.")
    for number, page in enumerate(finished.pages, start=1):
        folio = job.deck.folio(number, job.pages)
        foot = " ".join(text.words for text in page.texts if text.artifact)
        turned = job.deck.direction == "rtl"
        if not contains(foot, folio, turned):
            yield fault(job, "folio", f"Page {number} does not say “{folio}”.")
        for words in (plain(statement) for row in job.deck.foot for statement in row):
            if not contains(foot, words, turned):
                problem = f"The foot of page {number} does not say “{words}”."
                yield fault(job, "foot", problem)
