"""The figures of a text: its numbers and doses, dates and times, phone numbers and addresses.

They are read in any digits and custom of writing, so that two languages can be held against each
other. What stands in words, such as “two weeks”, is a figure as well, but is not asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from clearprint.addresses import ADDRESS, PHONE, address, phone
from clearprint.amounts import amounts
from clearprint.clock import clock
from clearprint.dates import dates
from clearprint.labels import Labels
from clearprint.numerals import plain
from clearprint.readings import Figure
from clearprint.units import vocabulary

TAKEN = "\0"
"""Stands in a text for what was read already."""


def figures(text: str, labels: Labels) -> list[Figure]:
    """The figures of a text in a language; a unit behind a number is part of it."""
    text, found = plain(text), list[Figure]()
    days, hours, words = dates(labels.notation), clock(labels), vocabulary(labels)
    wholes: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Figure | None]]] = [
        (ADDRESS, lambda match: address(match.group())),
        (days.pattern, days.read),
        (PHONE, lambda match: phone(match, words)),
        (hours.pattern, hours.read),
    ]
    for pattern, read in wholes:
        text = _taken(text, pattern, read, found)
    return [*found, *(amount.figure() for amount in amounts(text, labels))]


def _taken(
    text: str,
    pattern: re.Pattern[str],
    read: Callable[[re.Match[str]], Figure | None],
    found: list[Figure],
) -> str:
    """The same text with what was found and read taken out of it."""

    def take(match: re.Match[str]) -> str:
        if (figure := read(match)) is None:
            return match.group()
        found.append(figure)
        return TAKEN * len(figure.written) + match.group()[len(figure.written) :]

    return pattern.sub(take, text)
