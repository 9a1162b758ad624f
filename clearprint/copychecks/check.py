"""What a check of the copy is: one function, and the texts it must catch and must let pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from clearprint.findings import Place
from clearprint.passages import Copy, Passage


class Hit(NamedTuple):
    """Something a check came upon: where, what it is, and a remedy better than the check's own."""

    place: Place
    problem: str
    remedy: str = ""


Look = Callable[[Copy], Iterator[Hit]]


@dataclass(frozen=True)
class Check:
    """One piece of advice of the field.

    `catches` and `passes` are body texts of an overview, or lines of a handout's file where they
    start with one of its keys. `languages` are those the check has words for; none means all.
    """

    code: str
    reason: str
    source: str
    remedy: str
    catches: str
    passes: str
    look: Look
    languages: tuple[str, ...] = ()

    def knows(self, language: str) -> bool:
        """Whether the check can be made in a language."""
        return not self.languages or language.split("-")[0] in self.languages


def in_passages(seen: Callable[[Passage, Copy], Iterator[tuple[int, str, str]]]) -> Look:
    """A check that looks at each passage on its own, given the whole for its language.

    It yields an offset in the passage, a problem and a remedy (empty: the check's own).
    """

    def look(copy: Copy) -> Iterator[Hit]:
        for passage in copy.passages:
            for offset, problem, remedy in seen(passage, copy):
                yield Hit(passage.at(offset), problem, remedy)

    return look


def shortened(text: str, most: int = 60) -> str:
    """The start of a text, for a message."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"
