"""A handout in the making: what a manuscript's words became, and what a person must decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clearprint.body import Block, Line, plain


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
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class DraftQuestion:
    """A question and its answer; no blocks where there was none."""

    question: str
    blocks: tuple[Block, ...]
    origin: Origin
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class DraftReference:
    """A source, its address apart where it stood at the end."""

    text: str
    url: str | None = None

    @property
    def origin(self) -> Origin:
        """The text it was."""
        return Origin((f"{self.text} {self.url}" if self.url else self.text,))


@dataclass(frozen=True)
class Draft:
    """All of a manuscript, placed.

    `part_notes` are told at a part, such as the name that the writer had for it. `kept` are words
    that found no place: what they were, and the words.
    """

    title: str | None
    subtitle: str | None
    quick_facts: tuple[tuple[str, str], ...]
    sections: tuple[DraftSection, ...]
    faq: tuple[DraftQuestion, ...]
    references: tuple[DraftReference, ...]
    disclaimer: str | None
    part_notes: dict[str, tuple[str, ...]]
    kept: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]

    @property
    def has_overview(self) -> bool:
        """Whether there is the section that every handout starts with."""
        return any(section.key == "overview" for section in self.sections)

    def commented(self) -> Iterator[str]:
        """The manuscript's words that stand in comments of the file, not in its fields."""
        for _, words in self.kept:
            yield words
        for notes in self.part_notes.values():
            yield from notes
        for section in self.sections:
            if section.urgent:
                yield section.urgent.sentence


def text_of(lines: tuple[Line, ...]) -> str:
    """The words of some lines."""
    return "\n".join(plain(line) for line in lines)
