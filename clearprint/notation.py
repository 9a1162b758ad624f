"""How a language writes numbers, days and times of day, as plain data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Notation:
    """The signs and words of a language for numbers, days and times of day.

    `signs` are its decimal and group signs, one pair for each custom there is; `larger` the words
    for thousand, million and so on, by what they stand for; `months` the names of the months, by
    number; `abbreviated` what is short for one, and a month only beside a day or year; `parts` the
    parts of a day, by their first and last hour (22 to 6 runs over midnight); `order` is the order
    of a date in digits, such as "mdy".
    """

    signs: tuple[tuple[str, str], ...]
    larger: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]
    abbreviated: tuple[tuple[str, int], ...]
    parts: tuple[tuple[str, int, int], ...]
    order: str
