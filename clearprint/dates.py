"""Dates as a text writes them, in digits or with the names of the months."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from clearprint.notation import Notation
from clearprint.numerals import SPACES, plain
from clearprint.readings import Figure, Reading
from clearprint.units import any_of

MONTH = "month"

_DIGITS = (
    r"(?<![\d/.-])(?P<first>\d{1,4})(?P<sign>[/.-])\s?(?P<second>\d{1,2})(?P=sign)\s?"
    r"(?P<third>\d{1,4})(?!\d)"
)
_BLANK = f"[{SPACES}]?"
_DAY, _YEAR = r"[0-3]?\d(?!\d)", r"(?:19|20)\d\d(?!\d)"
_ORDINAL, _NUMBERED = r"(?:st|nd|rd|th|er|º|ª|°|[.])?", "[日号일]"
_JOIN = rf"[{SPACES},]*(?:(?:de|del|of|năm)[{SPACES}])?"


@dataclass(frozen=True)
class Dates:
    """What finds the dates of a language, and reads them."""

    pattern: re.Pattern[str]
    months: dict[str, int]
    order: str

    def read(self, found: re.Match[str]) -> Figure | None:
        """The date that the pattern found; none where no day can be meant."""
        if found["sign"]:
            return self._in_digits(found)
        groups = {name[0]: text for name, text in found.groupdict().items() if text}
        day, year = (int(groups[name]) if name in groups else 0 for name in "dy")
        name = groups["m"]
        if day > 31:
            return None
        if day or year:
            return _date(found.group(), year, self.months[name], day)
        return _month(name, self.months[name])

    def _in_digits(self, found: re.Match[str]) -> Figure | None:
        """A date such as 11/24/2026, its day and month as the language orders them."""
        groups = found["first"], found["second"], found["third"]
        if (len(groups[0]) == 4) == (len(groups[2]) == 4):
            return None
        year_last = self.order if self.order.endswith("y") else "dmy"
        order = "ymd" if len(groups[0]) == 4 else year_last
        parts = dict(zip(order, map(int, groups), strict=True))
        if parts["m"] > 12:  # the other order can be meant alone
            parts["m"], parts["d"] = parts["d"], parts["m"]
        if not (1 <= parts["m"] <= 12 and 1 <= parts["d"] <= 31):
            return None
        return _date(found.group(), parts["y"], parts["m"], parts["d"])


def _date(written: str, year: int, month: int, day: int) -> Figure:
    """A date; it may be told by its day and year, and a month's name that is not known."""
    told = f"{year or ''}-{month:02}-{f'{day:02}' if day else ''}"
    parts = [Figure(str(n), frozenset([Reading(str(n))])) for n in (day, year) if n]
    named = frozenset([Reading(str(month), MONTH), Reading(str(month))])
    parts.append(Figure(str(month), named, asked=False))
    return Figure(written, frozenset([Reading(told)]), tuple(parts))


def _month(name: str, number: int) -> Figure:
    """A month alone; where its name is a number, as in Vietnamese, it may be one as well."""
    readings = {Reading(str(number), MONTH)}
    if str(number) in name:
        readings.add(Reading(str(number)))
    return Figure(name, frozenset(readings), asked=False)


@cache
def dates(notation: Notation) -> Dates:
    """What finds the dates of a language."""
    months = {plain(name): number for name, number in (*notation.months, *notation.abbreviated)}
    alone = {plain(name) for name, _ in notation.months}
    alone |= {name for name in months if name[0].isdigit()}
    month = any_of(months, any_case=False)
    before = rf"{_BLANK}[年년]?{_BLANK}"
    forms = (
        _DIGITS,
        rf"(?P<y1>{_YEAR}){before}(?P<m1>{month}){_BLANK}(?P<d1>{_DAY}){_NUMBERED}?",
        rf"(?<![\d.,/])(?P<d2>{_DAY}){_ORDINAL}{_JOIN}(?P<m2>{month})(?:{_JOIN}(?P<y2>{_YEAR}))?",
        rf"(?P<m3>{month}){_BLANK}(?P<d3>{_DAY})(?![.,:]\d)(?:{_NUMBERED}|{_ORDINAL})"
        rf"(?:,?{_BLANK}(?P<y3>{_YEAR}))?",
        rf"(?P<m4>{month}){_JOIN}(?P<y4>{_YEAR})",
        rf"(?P<y5>{_YEAR}){before}(?P<m5>{month})",
        rf"(?P<m6>{any_of(alone, any_case=False)})",
    )
    return Dates(re.compile("|".join(forms)), months, notation.order)
