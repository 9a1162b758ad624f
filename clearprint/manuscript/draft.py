"""A handout in the making: what a manuscript's words became, and what a person must decide."""

from __future__ import annotations

from dataclasses import dataclass

from clearprint.body import Block
from clearprint.manuscript.outline import Note


@dataclass(frozen=True)
class Origin:
    """The texts of the manuscript that went to one place of the handout, in their order.

    `apart` is a sentence among them that was taken apart into a list.
    """

    texts: tuple[str, ...]
    apart: str | None = None


@dataclass(frozen=True)
class Signs:
    """Signs that need emergency care, taken from a sentence or a list of the manuscript."""

    signs: tuple[str, ...]
    note: str | None
    sentence: str


@dataclass(frozen=True)
class DraftSection:
    """A section; `heading` is the writer's own where the labels have another."""

    key: str
    heading: str | None
    blocks: tuple[Block, ...]
    origin: Origin
    urgent: Signs | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class DraftQuestion:
    """A question and its answer; no blocks where there was none."""

    question: str
    blocks: tuple[Block, ...]
    origin: Origin
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class DraftReference:
    """A source, its address apart where it stood at the end; `origin` is the text it was."""

    text: str
    url: str | None
    origin: Origin


@dataclass(frozen=True)
class Draft:
    """All of a manuscript, placed.

    `part_notes` are told at a part, such as the name that the writer had for it. `kept` are words
    that found no place. `unprinted` are words of the manuscript that are not in the file, because
    the sheet prints them by itself: headings that are the labels' own, and the Q and A before
    questions and answers.
    """

    title: str | None
    subtitle: str | None
    quick_facts: tuple[tuple[str, str], ...]
    sections: tuple[DraftSection, ...]
    faq: tuple[DraftQuestion, ...]
    references: tuple[DraftReference, ...]
    disclaimer: str | None
    part_notes: dict[str, tuple[Note, ...]]
    kept: tuple[Note, ...]
    notes: tuple[Note, ...]
    unprinted: tuple[str, ...] = ()
