"""What a finished PDF is judged against, and how a fault in it is told."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from clearprint.deck import Deck
from clearprint.editions import Edition
from clearprint.findings import Finding, Place, Remark
from clearprint.finished import Page, Text

OURS = "This is a fault of the template, the style sheet or the program: report it."


@dataclass(frozen=True)
class Job:
    """What the finished PDF is judged against. `pages` is the number the layout had."""

    deck: Deck
    edition: Edition
    pages: int
    title: str
    place: Place
    warnings: tuple[Remark, ...] = ()


def fault(job: Job, code: str, problem: str, remedy: str = OURS) -> Finding:
    """A finding about the finished PDF; it is no fault of the text unless the remedy says so."""
    return Finding(code, job.place, problem, remedy)


def short(text: str) -> str:
    """Words as a message quotes them: at most 60 letters."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "…"


def marked_texts(page: Page) -> dict[int, list[Text]]:
    """What is drawn for each marked content of a page."""
    marked: dict[int, list[Text]] = defaultdict(list)
    for text in page.texts:
        if text.mark is not None:
            marked[text.mark].append(text)
    return marked
