"""The words of a text, for comparing two texts; and a text as the house keeps it."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from clearprint.commonmark import is_ideographic
from clearprint.unseen import without_unseen

BLANK, BOX = "___", "[ ]"
"""How spaces to write on and boxes to tick are counted, whatever they were typed with."""

BOXES = "☐□▢❏❑⬜"
"""Letters that are empty boxes."""

_COUNTED_SIGNS = "%‰°±<>≤≥=+×÷§#&@/"
"""Signs that change what a text says; other punctuation may move with its word."""

_MARKED = re.compile(rf"(_{{3,}}|\[ ?\](?=[\s;]|$)|[{BOXES}])")
_INSIDE = "\ue000"
"""Stands for the sign inside of a number: 1,000 and 8:30 and 0.5 are one word each."""

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+-=()n0123456789+-=()")


def words(text: str) -> tuple[str, ...]:
    """The words, numbers, telling signs, blanks and boxes of a text, without case.

    A word is letters, marks and digits without anything between them: "x-ray" is two, and each
    Chinese or Japanese letter is one. A letter counts the same whether it is raised or not.
    """
    found: list[str] = []
    for index, part in enumerate(_MARKED.split(text.translate(_RAISED))):
        if index % 2:
            found.append(BLANK if part.startswith("_") else BOX)
        else:
            found += _words(re.sub(r"(?<=\d)[.,:](?=\d)", _INSIDE, part))
    return tuple(found)


def _words(text: str) -> list[str]:
    found = []
    for kind, letters in groupby(text, key=_kind):
        if kind == "word":
            found.append("".join(letters).casefold())
        elif kind != "gap":
            found += letters
    return found


def _kind(letter: str) -> str:
    category = unicodedata.category(letter)
    if "\u3040" <= letter <= "\u9fff":
        return "ideograph"
    if category[0] in "LMN" or letter == _INSIDE:
        return "word"
    return "sign" if letter in _COUNTED_SIGNS or category in ("Sc", "So") else "gap"


def cleaned(text: str) -> str:
    """A text as the house keeps it: one form for each letter, no tabs, nothing unseen.

    Joiners stay: Persian and Hindi need them. What asks for a picture instead of a letter goes.
    """
    spaced = re.sub(r"[\t\x0b\x0c\u2028\u2029\u0085]", " ", unicodedata.normalize("NFC", text))
    return re.sub("[\ufe0e\ufe0f]", "", without_unseen(spaced))


def one_line(text: str) -> str:
    """A text on one line, with single spaces; no-break spaces inside it stay."""
    return re.sub(r"[ \t\n\r]+", " ", text).strip()


def gap_between(before: str, after: str) -> str:
    """What parts two lines that are one text: nothing between ideographs, else a space."""
    return "" if is_ideographic(before[-1:]) and is_ideographic(after[:1]) else " "
