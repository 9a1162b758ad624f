"""A manuscript in one neutral form, whatever it was written with: pieces, in their order."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from clearprint.body import Line, plain
from clearprint.unseen import without_unseen

Kind = Literal["heading", "paragraph", "bullet", "step", "aside"]

_COUNTED_SIGNS = "%‰°±<>≤≥=+×÷§#&@/"
"""Signs that change what a text says; other punctuation may move with its word."""


@dataclass(frozen=True)
class Piece:
    """A heading, a paragraph, a list item, or words that stood aside of the text.

    `level` is 1 for the highest headings and for items that are not nested; `number` is what a step
    was numbered with; `sure` is False where the form was guessed; `note` says to the writer what
    became of it, and of an aside where it stood.
    """

    kind: Kind
    runs: Line
    level: int = 1
    number: int = 0
    sure: bool = True
    note: str | None = None

    @property
    def text(self) -> str:
        """Its words, without how they are set."""
        return plain(self.runs)


@dataclass(frozen=True)
class Manuscript:
    """A writer's text: its pieces, and its words as another reader than the one of pieces saw them.

    `notes` tell what a person should know of the file as a whole.
    """

    name: str
    title: str | None
    pieces: tuple[Piece, ...]
    words: tuple[str, ...]
    notes: tuple[str, ...] = ()


def words(text: str) -> tuple[str, ...]:
    """The words, numbers and telling signs of a text, without case, for comparing two texts.

    A word is letters, marks and digits without anything between them: "x-ray" is two, and each
    Chinese or Japanese letter is one.
    """
    found = []
    for kind, letters in groupby(text, key=_kind):
        if kind == "word":
            found.append("".join(letters).casefold())
        elif kind != "gap":
            found += letters
    return tuple(found)


def _kind(letter: str) -> str:
    category = unicodedata.category(letter)
    if "\u3040" <= letter <= "\u9fff":
        return "ideograph"
    if category[0] in "LMN":
        return "word"
    return "sign" if letter in _COUNTED_SIGNS or category in ("Sc", "So") else "gap"


def cleaned(text: str) -> str:
    """A text as the house keeps it: one form for each letter, no tabs, nothing unseen.

    Joiners stay: Persian and Hindi need them.
    """
    spaced = re.sub(r"[\t\x0b\x0c\u2028\u2029\u0085]", " ", unicodedata.normalize("NFC", text))
    return without_unseen(spaced)


def one_line(text: str) -> str:
    """A text on one line, with single spaces; no-break spaces inside it stay."""
    return re.sub(r"[ \n\r]+", " ", text).strip()
