"""Abbreviations and ways to write a dose that have led to a wrong dose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearprint.copychecks.check import Check, in_passages
from clearprint.passages import Passage

_JOINT = "The Joint Commission, official “Do Not Use” list (2009)"
_UNIT = r"(?:mg|mcg|µg|μg|g|kg|mL|ml|L|units?|unidades|unités|мг|мкг|мл|г)(?![\w²³])"

_ABBREVIATIONS = (
    (r"(?<![\w.])\d[\d.,]* ?[Uu](?![\w.’'-])", "units"),
    (r"(?<![\w.])\d[\d.,]* ?IU(?!\w)", "international units"),
    (r"(?<![\w.])[Qq]\.?[Dd](?:\.|(?!\w))", "every day"),
    (r"(?<![\w.])[Qq]\.?[Oo]\.?[Dd](?:\.|(?!\w))", "every other day"),
    (r"(?<!\w)MSO4(?!\w)", "morphine sulfate"),
    (r"(?<!\w)MgSO4(?!\w)", "magnesium sulfate"),
    (rf"(?<!\w)MS (?=\d[\d.,]* ?{_UNIT})", "morphine sulfate or magnesium sulfate"),
    (r"(?<=\d) ?[µμ]g(?!\w)", "mcg or micrograms"),
    (r"(?<=\d) ?cc(?!\w)", "mL or milliliters"),
    (r"(?<!\S)@(?= ?\d)", "at"),
    (r"(?<![\w<>=-])[<>](?= ?\d)", "less than, or more than"),
)
_TRAILING = re.compile(rf"(?<![\d.,])\d+(?:\.0+|,00?)(?= ?{_UNIT})")
_LEADING = re.compile(rf"(?<![\w.,…])[.,]\d+(?= ?{_UNIT})")


def _abbreviation(passage: Passage, _: str) -> Iterator[tuple[int, str, str]]:
    for pattern, meant in _ABBREVIATIONS:
        for found in re.finditer(pattern, passage.text):
            problem = f"“{found.group().strip()}” can be misread, and has led to wrong doses."
            yield found.start(), problem, f"Write it out: {meant}."


def _trailing(passage: Passage, _: str) -> Iterator[tuple[int, str, str]]:
    for found in _TRAILING.finditer(passage.text):
        whole = re.split("[.,]", found.group())[0]
        problem = f"“{found.group()}” is read as {whole}0 where the point is not seen: ten times."
        yield found.start(), problem, f"Write {whole}."


def _leading(passage: Passage, _: str) -> Iterator[tuple[int, str, str]]:
    for found in _LEADING.finditer(passage.text):
        digits = found.group()[1:]
        problem = f"“{found.group()}” is read as {digits} where the point is not seen."
        yield found.start(), problem, f"Write 0{found.group()}."


CHECKS = (
    Check(
        "do-not-use",
        "Some abbreviations have been misread so often that people were harmed: a U read as a 0, "
        "QD read as QID, µg read as mg.",
        f"{_JOINT}; µg, cc, @, < and > are on its list of future candidates, and on ISMP's list.",
        "Write the word out.",
        "Inject 10 U before breakfast.",
        "Inject 10 units before breakfast. Vitamin U is no vitamin.",
        in_passages(_abbreviation),
    ),
    Check(
        "trailing-zero",
        "A point is easily missed in print or on a copy: 5.0 mg becomes 50 mg.",
        _JOINT,
        "Leave the zero after the point out.",
        "Take 5.0 mg at night.",
        "Take 5 mg at night, or 2.5 mg. The spot is 5.0 cm wide. The total is 5,000 mg.",
        in_passages(_trailing),
    ),
    Check(
        "missing-zero",
        "A point is easily missed in print or on a copy: .5 mg becomes 5 mg.",
        _JOINT,
        "Write a zero before the point.",
        "Take .5 mg at night.",
        "Take 0.5 mg at night.",
        in_passages(_leading),
    ),
)
