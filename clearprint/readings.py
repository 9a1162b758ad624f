"""A figure of a text: a number, dose, phone number, address or date, and how it may be read."""

from __future__ import annotations

from dataclasses import dataclass

from clearprint.units import COUNTED, TIME, UNKNOWN

_TOLD = TIME | COUNTED | {UNKNOWN}


@dataclass(frozen=True)
class Reading:
    """One way to read a figure: a value, its unit, what it is for, a sign such as < before it."""

    value: str
    unit: str = ""
    per: str = ""
    sign: str = ""

    def __str__(self) -> str:
        unit = f" {self.unit}" if self.unit else ""
        return f"{self.sign}{self.value}{unit}{'/' if self.per else ''}{self.per}"

    def agrees(self, other: Reading) -> bool:
        """Whether two readings may be the same, where one leaves a part to the words.

        That part may be a unit of time, or what is counted: “six weeks” need not be told in weeks,
        nor “5 mg/day” by the day. A weight, a volume, or what they are for is never left out.
        """
        return (
            (self.value, self.sign) == (other.value, other.sign)
            and _may_be(self.unit, other.unit)
            and _may_be(self.per, other.per)
        )

    def contradicts(self, other: Reading) -> bool:
        """Whether two readings are other amounts of one unit; “one” is often no amount at all."""
        if not self.unit or self.unit != other.unit:
            return False
        if self.value == other.value:
            return bool(self.per and other.per)
        return "1" not in (self.value, other.value)


def _may_be(one: str, other: str) -> bool:
    if one == other:
        return True
    mine, theirs = set(filter(None, one.split("/"))), set(filter(None, other.split("/")))
    return (mine <= theirs or theirs <= mine) and mine ^ theirs <= _TOLD


@dataclass(frozen=True)
class Figure:
    """A number, phone number, address or date: as it is written, and every way it may be read.

    `parts` are the figures that it may be told by instead, such as a day's number and a year's.
    What stands in words is not `asked` for: it may answer a number, and need not be answered.
    """

    written: str
    readings: frozenset[Reading]
    parts: tuple[Figure, ...] = ()
    asked: bool = True

    def agrees(self, other: Figure) -> bool:
        """Whether two figures may be the same."""
        return any(mine.agrees(theirs) for mine in self.readings for theirs in other.readings)

    def contradicts(self, other: Figure) -> bool:
        """Whether two figures tell other amounts of the same thing: two tablets, and three."""
        return not self.agrees(other) and any(
            mine.contradicts(theirs) for mine in self.readings for theirs in other.readings
        )
