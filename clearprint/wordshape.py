"""The shape of a text: a letter for each character, and one word's for what is a word with spaces.

R is a right-to-left letter, L any other, N a digit, F a fraction, B a space to write on, s white
space, C a currency, P a sign behind a number; all else stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import bidirectional, category

from clearprint.body import BLANK

_RIGHT_TO_LEFT = {"R", "AL"}
_PARTS_OF_LETTERS = {"NSM", "BN"}  # vowel signs and joiners
_FRACTIONS, _SIGNS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞", "%‰℃℉"

STOPS = "،؛؟۔«»"
"""Punctuation of the text around, whatever Unicode says of its direction."""

_NAME = (
    r"(?:-|[^\W\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff])+"  # no Arabic word that is joined to it
)
_ADDRESS = re.compile(
    rf"(?:https?://|www\.|{_NAME}(?:\.{_NAME})+/)[^\s{STOPS}]*[^\s{STOPS}.,:;!?\"'”’]"
)
_DOTTED = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,}")  # a.m.
_THOUSANDS = re.compile(r"(?<![LNFB.,:/–-])N{1,3}(?:sN{3})+(?![N/–-])(?:[.,]N+)?")  # 5 000
_MIXED = re.compile(r"(?<![LNFB.,:/–-])N{1,3}s(?:F|N{1,2}/N{1,2})(?![LNFB/–-]|[.,:]N)")  # 1 1/2
_GROUPS = (  # the last of those with spaces is no “24” of “0199 24 hours”
    r"(?:(?!(?<=sNNNN)sNN(?!N))s\(?N{2,4}\)?(?!N|[:,/]N))*(?:[.–-](?:N{2,4}|B+)(?!N|[:,/]N))*"
)
_TELEPHONES = (
    re.compile(rf"(?<![LNFB.,:/–-])Ns\((?:N{{3}}|B+)\){_GROUPS}"),  # 1 (555) 010-0199
    re.compile(rf"(?<![LNFB])(?:\(?\+\(?|\()(?:N{{1,4}}|B+)\)?(?:sN(?=sN))?{_GROUPS}"),
    re.compile(rf"(?<![LNFB.,:/–-])N{{1,4}}{_GROUPS}"),
)
_EXTENSION = re.compile(r"\s(?:x\d|ext)")
UNIT = re.compile(r"s?°?[LP]")
"""What follows a number that has a unit."""


class Passage(NamedTuple):
    """A part of a line in another language, and whether that is written from right to left."""

    start: int
    end: int
    rtl: bool


def is_right_to_left(text: str) -> bool:
    """Whether a text has any letter that is written from right to left."""
    return not text.isascii() and any(bidirectional(c) in _RIGHT_TO_LEFT for c in text)


def shape_of(text: str, passages: Iterable[Passage] = ()) -> str:
    """The shape of a text; each of the passages is one word, or none where it is right-to-left."""
    letters: list[str] = []
    for letter in text:
        letters.append(_class_of(letter, letters[-1] if letters else ""))
    shape = "".join(letters)
    filled = [(*found.span(), "B") for found in BLANK.finditer(text)]
    filled += [(*_within(text, passage), "L،"[passage.rtl]) for passage in passages]
    filled += [(*_balanced(text, *found.span()), "L") for found in _ADDRESS.finditer(text)]
    filled += [(*found.span(), "L") for found in _DOTTED.finditer(text)]
    for start, end, letter in filled:
        if letter != "L" or "R" not in shape[start:end]:  # one that says what is not so
            shape = shape[:start] + letter * (end - start) + shape[end:]
    for pattern in (*_TELEPHONES, _THOUSANDS, _MIXED):
        for found in pattern.finditer(shape):
            start, end = _balanced(text, *found.span())
            if pattern not in _TELEPHONES or _is_telephone(text, shape, found):
                shape = shape[:start] + "N" * (end - start) + shape[end:]
    return shape


def _class_of(letter: str, before: str) -> str:
    kind = bidirectional(letter)
    if letter in STOPS:
        return letter
    if kind in _RIGHT_TO_LEFT:
        return "R"
    if letter in _FRACTIONS:
        return "F"
    if letter in _SIGNS:
        return "P"
    if kind == "L":
        return "L"
    if kind in ("EN", "AN"):
        return before if before == "R" and not letter.isdecimal() else "N"  # the ² of a word
    if kind in _PARTS_OF_LETTERS:
        return before or letter
    if letter.isspace():
        return "s"
    return "C" if category(letter) == "Sc" else letter


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """Where an address or a number starts and ends, without a bracket that is around it."""
    while text[end - 1] == ")" and text.count(")", start, end) > text.count("(", start, end):
        end -= 1
    while text[start] == "(" and text.count("(", start, end) > text.count(")", start, end):
        start += 1
    return start, end


def _within(text: str, passage: Passage) -> tuple[int, int]:
    """Where the words of a passage start and end."""
    words = text[passage.start : passage.end]
    return passage.end - len(words.lstrip()), passage.start + len(words.rstrip())


def _is_telephone(text: str, shape: str, found: re.Match[str]) -> bool:
    """Whether digits in groups are a telephone number, or a date: not a year and a dose."""
    digits, groups = found.group().count("N"), re.findall("N+", found.group())
    if not 7 <= digits <= 15:  # ITU-T E.164 has fifteen at most
        return False
    if found.re is _TELEPHONES[0]:
        return text[found.start()] == "1"
    if text[found.start()] in "+(0":
        return True
    if UNIT.match(shape, found.end()) and not _EXTENSION.match(text, found.end()):
        return False
    return len(groups[-1]) == 4 or (len(groups) > 2 and len(max(groups, key=len)) > 2)
