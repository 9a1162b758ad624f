"""Numbers of a text with their units, what they are for, and the signs before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest

from clearprint.clock import of_day
from clearprint.labels import Labels
from clearprint.notation import Notation
from clearprint.numerals import SPACES, Number, numbers, plain, times
from clearprint.readings import Figure, Reading
from clearprint.units import (
    CLOCK,
    COMPARED,
    NO_UNIT,
    ROMAN,
    TIME,
    Measure,
    Unit,
    Vocabulary,
    any_of,
    vocabulary,
)

_TO = re.compile(r"[^\d.,;:()\0\n]{1,10}")  # “ to ”, “–”, “至”: what parts the ends of a range
_EACH = re.compile(rf"[{SPACES}]?에?[{SPACES}]?")
_SIGN = re.compile(rf"(?:(?<!-)(<=|>=|[{COMPARED}])[{SPACES}]?)?([-−–])?$")
_PERCENT_BEFORE = re.compile(rf"(?<!\d)(?<!\d\s)[%٪][{SPACES}]?$")
_OPEN = re.compile(rf"(?:^|(?<!\d)[{SPACES}]|[\n(\[“”«\"':<>≤≥=~\0])$")
_ALIKE = {"<=": "≤", ">=": "≥"}
_NEAR = 40  # letters around a number in which words may say “at least”


@dataclass(frozen=True)
class Amount:
    """A number, or a word of number, with its unit and signs, and where it stands."""

    written: str
    start: int
    end: int
    values: frozenset[str]
    units: frozenset[Unit]
    signs: frozenset[str] = frozenset([""])
    parts: tuple[Figure, ...] = ()
    asked: bool = True

    def figure(self) -> Figure:
        """The same as a figure of the text."""
        readings = {
            _reading(value, unit, sign)
            for value in self.values
            for unit in self.units
            for sign in self.signs
        }
        return Figure(self.written, frozenset(readings), self.parts, self.asked)


def _reading(value: str, unit: Unit, sign: str) -> Reading:
    if unit[0] == CLOCK and value.isdecimal() and int(value) <= 24:
        return Reading(of_day(value))
    return Reading(value, *unit, sign)


def amounts(text: str, labels: Labels) -> list[Amount]:
    """The amounts of a text in its plain form: first those in digits, then those in words."""
    words = vocabulary(labels)
    in_digits = list(_in_digits(text, labels.notation, words))
    rest = list(text)
    for amount in in_digits:
        rest[amount.start : amount.end] = "\0" * (amount.end - amount.start)
    in_words = _in_words("".join(rest), words)
    found = sorted((*in_digits, *in_words), key=lambda amount: amount.start)
    told = (_counted(amount, words) for amount in _each_told(text, _ranged(text, found), words))
    return sorted((amount for amount in told if amount.units), key=lambda amount: not amount.asked)


def _in_digits(text: str, notation: Notation, words: Vocabulary) -> Iterator[Amount]:
    before = 0
    for number in numbers(text, notation):
        if number.start < before:
            continue  # it was part of the one before, such as the 2 of “mg/m2”
        end, values = _larger(text, number, notation)
        measure = words.measure(text, end)
        units = measure.units
        if units == {NO_UNIT} and _PERCENT_BEFORE.search(text[: number.start]):
            units = frozenset([("%", "")])
        if told := words.told_before(text[before : number.start]):
            units = frozenset((unit, per or of) for unit, per in units for of in told)
        signs, minus = _signs(text, number, words)
        values = frozenset(f"{minus}{value}" for value in values)
        written = _written(f"{minus}{text[number.start : end]}", units, signs)
        parts = tuple(_parts(number, units))
        yield Amount(written, number.start, measure.end, values, units, signs, parts)
        before = measure.end


def _written(number: str, units: frozenset[Unit], signs: frozenset[str]) -> str:
    """A number as it is told, with the signs of its unit."""
    unit = "/".join(filter(None, min(units)))
    sign = "" if "" in signs else min(signs)
    return f"{sign}{number}{' ' if unit else ''}{unit}"


def _larger(text: str, number: Number, notation: Notation) -> tuple[int, frozenset[str]]:
    """Where a number ends with its word for thousand or million, and its values by it."""
    table, pattern = _larger_words(notation)
    if not (found := pattern.match(text, number.end)):
        return number.end, number.values
    factor = table[found[1]]
    return found.end(), frozenset(times(value, factor) for value in number.values)


@cache
def _larger_words(notation: Notation) -> tuple[dict[str, int], re.Pattern[str]]:
    table = {plain(word): factor for word, factor in notation.larger}
    return table, re.compile(rf"[{SPACES}]?({any_of(table)})")


def _signs(text: str, number: Number, words: Vocabulary) -> tuple[frozenset[str], str]:
    """The sign of comparison before a number, or those that words near it may say; and a minus."""
    found = _SIGN.search(text, max(0, number.start - 4), number.start)
    compared, minus = found.groups("") if found else ("", "")
    if minus and not _OPEN.search(text[: number.start - 1]):
        minus = ""  # a range, or a word with a hyphen
    if compared:
        return frozenset([_ALIKE.get(compared, compared)]), "-" if minus else ""
    near = text[max(0, number.start - _NEAR) : number.end + _NEAR]
    return words.compared_in(near) | {""}, "-" if minus else ""


def _parts(number: Number, units: frozenset[Unit]) -> Iterator[Figure]:
    """The numbers that what looks like one may be: “2 500 mg tablets”, “grades 1,2,3”."""
    *others, last = re.findall(r"\d{1,50}", number.written)
    if number.apart or (len(others) > 1 and number.values == {number.written}):
        yield from (Figure(other, frozenset([Reading(str(int(other)))])) for other in others)
        yield Figure(last, frozenset(Reading(str(int(last)), *unit) for unit in units))


def _in_words(text: str, words: Vocabulary) -> Iterator[Amount]:
    for found in words.words.finditer(text):
        value, unit = words.number(found.group())
        if unit == ROMAN:
            measure = Measure(frozenset([NO_UNIT, (ROMAN, "")]), found.end())
        elif unit:
            measure = words.told_for((unit,), text, found.end())
        else:
            measure = words.measure(text, found.end())
        written, values = text[found.start() : measure.end].strip(), frozenset([value])
        yield Amount(written, found.start(), measure.end, values, measure.units, asked=False)


def _counted(amount: Amount, words: Vocabulary) -> Amount:
    """The same; some words are numbers only before a unit: “a”, and 二 that is part of a word."""
    value, word = min(amount.values), amount.written
    alone = value not in ("0.5", "1") and len(word) > 1 and word.casefold() not in words.units
    return amount if amount.asked or alone else replace(amount, units=amount.units - {NO_UNIT})


def _ranged(text: str, found: list[Amount]) -> list[Amount]:
    """The same, where the first number of a range may have the unit of the second."""
    ranged = list(found)
    for index in range(len(ranged) - 2, -1, -1):
        first, second = ranged[index], ranged[index + 1]
        if first.units == {NO_UNIT} and _TO.fullmatch(text, first.end, second.start):
            ranged[index] = replace(first, units=first.units | second.units)
    return ranged


def _each_told(text: str, found: list[Amount], words: Vocabulary) -> Iterator[Amount]:
    """The same, where “1 day 3 times”, as Korean and Chinese say it, is three times a day."""
    of = frozenset[str]()
    for amount, following in zip_longest(found, found[1:]):
        if of:
            units = frozenset((unit, per or told) for unit, per in amount.units for told in of)
            amount = replace(amount, units=units)
        of = _of_each(text, amount, following, words) if following else frozenset()
        if not of:
            yield amount


def _of_each(text: str, amount: Amount, following: Amount, words: Vocabulary) -> frozenset[str]:
    """What the following amount is for, where this one only says that; else nothing."""
    if amount.values != {"1"}:
        return frozenset()
    if told := words.told_before(text[amount.start : following.start], whole=True):
        return told
    of, units = ({unit for unit, _ in found.units} for found in (amount, following))
    is_each = of in ({"d"}, {"times"}) and not units & (of | TIME | {"", CLOCK})
    apart = _EACH.fullmatch(text, amount.end, following.start)
    return frozenset(of) if is_each and apart else frozenset()
