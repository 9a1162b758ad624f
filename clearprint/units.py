"""Units and words of number as a language calls them, found in a text in its plain form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import product
from unicodedata import east_asian_width

from clearprint.labels import Labels
from clearprint.numerals import plain

TIME = frozenset(["h", "min", "sec", "d", "wk", "mo", "y"])
COUNTED = frozenset(["tablet", "capsule", "drop", "puff", "teaspoon", "tablespoon", "times"])
CLOCK = "o’clock"
UNKNOWN = "?"  # what a dose is for, where its name is not known: “5 mg/dose”
COMPARED = "<>≤≥"

_OURS = TIME - {"h", "min"} | COUNTED | {"unit", "inch", CLOCK}
"""Names of our own for units, which are no signs that a text in any language may use."""

# Letters of the scripts that part words by spaces, with their vowel signs; Chinese and Korean write
# on behind a unit.
_LETTER = r"A-Za-zÀ-ɏ\u0300-\u052f\u0620-\u065f\u066e-\u06d5\u0900-\u0963\u1e00-\u1eff"
_BEFORE, _BEHIND = rf"(?<![{_LETTER}])", rf"(?![{_LETTER}\d])"
_CLITICS = "[وفبكل]{0,2}"  # Arabic writes “and”, “for”, “in” with the next word
_BLANK = "[ \u00a0\u202f-]?"

ROMAN = "grade"  # what a Roman numeral counts: “grade II”
_NUMERALS = {"II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8", "IX": "9"}

Unit = tuple[str, str]
"""A unit and what it is for, such as “mg” and “kg”; either may be empty."""
NO_UNIT: Unit = ("", "")


@dataclass(frozen=True)
class Measure:
    """The units that words behind a number may mean, and where these words end."""

    units: frozenset[Unit]
    end: int


@dataclass(frozen=True)
class Vocabulary:
    """The names of a language's units, and its words for numbers and signs."""

    behind: re.Pattern[str]
    per: re.Pattern[str]
    before: re.Pattern[str]
    units: dict[str, tuple[str, ...]]
    words: re.Pattern[str]
    numbers: dict[str, Unit]
    compared: tuple[tuple[str, re.Pattern[str]], ...]

    def measure(self, text: str, end: int) -> Measure:
        """The unit that follows a number, and what it is for; either may be none."""
        if found := self.behind.match(text, end):
            return self.told_for(self._signs(found[1]), text, found.end())
        return Measure(frozenset([NO_UNIT]), end)

    def has_unit(self, text: str, end: int) -> bool:
        """Whether a unit follows a number; Korean calls a phone number so many times."""
        return not {unit for unit, _ in self.measure(text, end).units} & {"", "times"}

    def told_for(self, units: tuple[str, ...], text: str, end: int) -> Measure:
        """Some units, with what follows them: what they are for."""
        found = self.per.match(text, end)
        if found and found[3]:
            return Measure(frozenset((unit, UNKNOWN) for unit in units), end)
        told = [self._signs(name) for name in found.groups()] if found else [("",)]
        per = ["/".join(filter(None, parts)) for parts in product(*told)]
        return Measure(frozenset(product(units, per)), found.end() if found else end)

    def told_before(self, text: str, whole: bool = False) -> frozenset[str]:
        """What a dose is for, where that ends a text, or is all of it: 每公斤 before “10 毫克”."""
        found = self.before.fullmatch(text) if whole else self.before.search(text)
        return frozenset(self._signs(found[1] or found[2]) if found else [])

    def compared_in(self, text: str) -> frozenset[str]:
        """The signs that words in a text may stand for: ≥ for “at least”."""
        return frozenset(sign for sign, words in self.compared if words.search(text))

    def number(self, word: str) -> Unit:
        """The value, and the unit or none, that a word of number says."""
        word = word.casefold()
        return next(self.numbers[word[n:]] for n in range(3) if word[n:] in self.numbers)

    def _signs(self, name: str | None) -> tuple[str, ...]:
        if not name:
            return ("",)
        return self.units.get(name) or self.units.get(name.casefold(), (name,))


def vocabulary(labels: Labels) -> Vocabulary:
    """The vocabulary of a language, by its labels."""
    return _vocabulary(*(tuple(sorted(t.items())) for t in (labels.units, labels.spelled)))


_Table = tuple[tuple[str, tuple[str, ...]], ...]


@cache
def _vocabulary(units: _Table, spelled: _Table) -> Vocabulary:
    names = _names(units)
    unit = any_of(names, begin=False)
    words = {sign: [plain(word) for word in said] for sign, said in spelled}
    per, compared = words.pop("/", []), [(sign, words.pop(sign, [])) for sign in COMPARED]
    numbers = {word.casefold(): _number(key) for key, said in words.items() for word in said}
    spoken = any_of([*numbers, *(word.capitalize() for word in numbers)])
    numbers |= {numeral.casefold(): (value, ROMAN) for numeral, value in _NUMERALS.items()}
    one, per_ = rf"(?:1{_BLANK})?", any_of(per)
    for_ = rf"(?:{_BLANK}/{_BLANK}|{_BLANK}(?:{per_}){_BLANK})"
    of = rf"{unit}|d{_BEHIND}"
    return Vocabulary(
        behind=re.compile(rf"{_BLANK}({unit})"),
        per=re.compile(rf"{for_}({of})(?:{for_}({of}))?|{_BLANK}/{_BLANK}([^\W\d_])"),
        before=re.compile(
            rf"(?:(?:{per_}){_BLANK}{one}({unit})|{one}({unit}){_BLANK}(?:{per_})){_BLANK}$"
        ),
        units=names,
        words=re.compile(f"{spoken}|{any_of(_NUMERALS, any_case=False)}"),
        numbers=numbers,
        compared=tuple((sign, re.compile(any_of(said))) for sign, said in compared),
    )


def _names(units: _Table) -> dict[str, tuple[str, ...]]:
    """Name to the signs of the units that it may be."""
    found: dict[str, tuple[str, ...]] = {}
    for sign, said in units:
        dotted = [f"{name}." for name in said if "." in name]  # “मि.ग्रा” and “मि.ग्रा.”
        for name in map(plain, (*said, *dotted, *([] if sign in _OURS else [sign]))):
            capitals = name.upper() if name.isascii() and len(name) > 1 else name  # MG, ML
            for key in {name, name.casefold() if _is_word(name) else capitals}:
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), sign)))
    return found


def _is_word(name: str) -> bool:
    """Whether a name is a word, in whatever case, and not a sign such as mg or Гр."""
    return len(name) > 2


def any_of(names: Iterable[str], begin: bool = True, any_case: bool = True) -> str:
    """A pattern for any of some names that are no part of a longer word, the longest first.

    With `begin` a name must be the beginning of a word as well; with `any_case` words of several
    letters may be in capitals. Chinese and Korean part no words.
    """
    by_length = sorted(set(names), key=lambda name: (-len(name), name))
    return "|".join(filter(None, _kinds(by_length, begin, any_case))) or "(?!)"


def _kinds(names: list[str], begin: bool, any_case: bool) -> Iterable[str]:
    parted = [name for name in names if not _is_wide(name)]
    for is_word, case in ((True, "(?i:{})" if any_case else "(?:{})"), (False, "(?:{})")):
        for is_arabic in (False, True):
            kind = [n for n in parted if (_is_word(n), _is_arabic(n)) == (is_word, is_arabic)]
            start = _BEFORE + (_CLITICS if is_arabic else "") if begin else ""
            yield start + case.format("|".join(map(re.escape, kind))) + _BEHIND if kind else ""
    yield "|".join(rf"(?<!\d){n}" if n[0].isdigit() else re.escape(n) for n in names if _is_wide(n))


def _is_wide(name: str) -> bool:
    return east_asian_width(name[-1]) == "W"


def _is_arabic(name: str) -> bool:
    return "\u0600" <= name[0] <= "\u06ff"


def _number(key: str) -> Unit:
    """The value and the unit that a key of the labels names, such as “2 wk”."""
    value, _, unit = key.partition(" ")
    return value, unit
