"""Left-to-right words inside right-to-left text: found, so that they can be isolated.

Without isolation a bidirectional line prints “10 mg” as “mg 10” and “2–3” as “3–2” (Unicode
Standard Annex 9). In a handout those are a dose and a range.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import bidirectional

_RIGHT_TO_LEFT = {"R", "AL"}
_LEFT_TO_RIGHT = {"L", "EN", "AN"}
_STOPS = set("،؛؟«»")  # punctuation of the text around, neutral though Unicode calls it


class Stretch(NamedTuple):
    """A piece of a text; `ltr` says that it is to be isolated as left-to-right."""

    text: str
    ltr: bool


def is_right_to_left(text: str) -> bool:
    """Whether a text has any letter that is written from right to left."""
    return any(bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)


def stretches(text: str, turned: bool = False) -> Iterator[Stretch]:
    """Split a text into what flows with it and what is to be isolated.

    `turned` says that it stands in a right-to-left document: there “10 mg” alone in a cell, or set
    in bold, needs it as much as among other words. Elsewhere, a text without right-to-left letters
    comes back whole.
    """
    if not turned and not is_right_to_left(text):
        yield Stretch(text, False)
        return
    flushed = 0
    for start, end in _runs(text):
        if start > flushed:
            yield Stretch(text[flushed:start], False)
        yield Stretch(text[start:end], True)
        flushed = end
    if flushed < len(text):
        yield Stretch(text[flushed:], False)


def turned_round(said: Iterable[str], seen: Iterable[str]) -> list[str]:
    """What has a number and is to be read from left to right, and is seen otherwise on the page.

    `said` are lines in logical order, `seen` lines as the eye meets them, without spaces.
    """
    wanted = Counter(
        stretch.text
        for line in said
        if _DIGIT.search(line)
        for stretch in stretches(line, turned=True)
        if stretch.ltr and len(_PARTS.findall(stretch.text)) > 1 and _DIGIT.search(stretch.text)
    )
    page = "\n".join(seen).translate(_ALIKE)
    return [text for text, count in wanted.items() if page.count(_unspaced(text)) < count]


_PARTS, _DIGIT = re.compile(r"\d+|[^\W\d]+|[^\w\s]"), re.compile(r"\d")
_ALIKE = str.maketrans(")]}", "([{")  # pdfium mirrors the brackets of some right-to-left sheets


def _unspaced(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and c.isprintable()).translate(_ALIKE)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where left-to-right runs start and end, brackets of the text around left out."""
    position = 0
    while position < len(text):
        if bidirectional(text[position]) not in _LEFT_TO_RIGHT:
            position += 1
            continue
        start = end = position
        while position < len(text) and not _stops(text[position]):
            position += 1
            if bidirectional(text[position - 1]) in _LEFT_TO_RIGHT:
                end = position
        yield _whole(text, start, end)


def _stops(letter: str) -> bool:
    return bidirectional(letter) in _RIGHT_TO_LEFT or letter in _STOPS


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in a sign or bracket that belongs to the run: “+1 …”, “(555) …”, “… (T1)”, “5 %”."""
    inside = text[start:end]
    if inside.count("(") > inside.count(")") and text[end : end + 1] == ")":
        end += 1
    if inside.count(")") > inside.count("(") and text[start - 1 : start] == "(":
        start -= 1
    while text[end : end + 1] and text[end] in "%°":
        end += 1
    if start and text[start - 1] in "+±<>≥≤$€£":
        start -= 1
    return start, end
