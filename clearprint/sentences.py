"""Where sentences and words end, and how long a text is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

_SPACELESS = ("zh", "ja", "th", "lo", "km", "my")
"""Languages that write their words without spaces between them: characters are counted there."""

_ABBREVIATIONS = re.compile(
    r"(?i)(?<!\w)(?:Drs?|Dra|Sra?|Mrs?|Ms|Prof|St|vs|etc|e\.g|i\.e|approx|incl|No|Fig|p\.ej|p\. ej|"
    r"a\. ?m|p\. ?m|U\. ?S|U\.K|EE\. ?UU|z\. ?B|d\. ?h|ca|т\. ?е|т\. ?д|(?<=\()[A-Z])\.$"
)
_LOOK_BACK = 60
"""Letters that are enough to tell an abbreviation, and how the next sentence starts."""
_INITIAL = re.compile(r"(?<!\w)[A-ZÀ-Ö]\w*\.? [A-ZÀ-Ö]\.$")
"""“John F.”, but not “vitamin D.”"""
_END = re.compile(
    r"[.!?…؟۔।॥።။។](?:[\"”»’')\]]*)(?=\s|$)|[。！？](?:[”’」』）)]*)"
    # A source that lost the space between two:
    r"|(?:(?<=[^\W_]{2})[.!?:]|(?<=[^\W_]\))[.!?])(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]*[\s,])"
)
_MARKS = (
    "\u0300-\u036f\u064b-\u0670\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u200c\u200d"
)
"""Vowel signs and accents, which Python takes for no letters; and what joins Persian and Hindi."""
_WORD = re.compile(rf"[^\W\d_](?:[^\W_]|['’.·-](?=\w)|[{_MARKS}])*|\d[\d.,:/–-]*")


def parts_words(language: str) -> bool:
    """Whether a language parts its words with spaces, so that they can be counted."""
    return language.split("-")[0] not in _SPACELESS


def length(text: str, language: str) -> int:
    """How long a text is: in words as white space parts them, else in characters."""
    return len(text.split()) if parts_words(language) else len("".join(text.split()))


def room(text: str) -> int:
    """The room a text takes, in letters; one of Chinese or Korean takes as much as two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def told_length(count: int, language: str) -> str:
    """A length in words for people, such as “1 word” or “20 characters”."""
    unit = "word" if parts_words(language) else "character"
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a passage, each with its offset; full stops of abbreviations end none."""
    start = 0
    for end in _END.finditer(text):
        after = text[end.end() : end.end() + _LOOK_BACK].lstrip()
        before = text[max(0, end.start() - _LOOK_BACK) : end.start() + 1]
        if not _is_abbreviated(before) and not after[:1].islower():
            yield from _stripped(text, start, end.end())
            start = end.end()
    yield from _stripped(text, start, len(text))


def _is_abbreviated(text: str) -> bool:
    """Whether the full stop a text ends with belongs to its last word."""
    return bool(_ABBREVIATIONS.search(text) or _INITIAL.search(text))


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    sentence = text[start:end]
    if words(sentence):
        yield start + len(sentence) - len(sentence.lstrip()), sentence.strip()


def words(text: str) -> list[str]:
    """The words of a text; a number counts as one."""
    return _WORD.findall(text)
