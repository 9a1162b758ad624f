"""Chances that cannot be compared, since each is out of another number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearprint.copychecks.check import Check, Hit
from clearprint.passages import Copy

_CHANCE = {
    "en": r"(?i)\b(?:one|two|three|four|five|about \d+|\d[\d,]*)\s+(?:in|out of)\s+(?:every\s+)?"
    r"(\d[\d,]*|five|six|seven|eight|nine|ten|twenty|hundred|thousand)(?![\w.:/%-])"
    r"(?!\s*(?:mg|mcg|ml|mL|weeks?|days?|hours?|minutes?|months?|years?|steps?|%|percent))",
    "es": r"(?i)\b(?:una?|dos|tres|cuatro|cinco|\d[\d.]*)\s+de\s+cada\s+"
    r"(\d[\d.]*|cinco|diez|cien|mil)(?![\w,:/%-])",
    "fr": r"(?i)\b(?:une?|deux|trois|quatre|\d+)\s+(?:\w+\s+)?sur\s+(\d+|cinq|dix|cent|mille)"
    r"(?![\w,:/%-])",
}
_WORDS = {
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twenty": 20,
    "hundred": 100,
    "thousand": 1000,
    "cinco": 5,
    "diez": 10,
    "cien": 100,
    "mil": 1000,
    "cinq": 5,
    "dix": 10,
    "cent": 100,
    "mille": 1000,
}


def _denominator(written: str) -> int:
    digits = re.sub(r"\D", "", written)
    return int(digits) if digits else _WORDS[written.lower()]


def _mixed(copy: Copy) -> Iterator[Hit]:
    """The first chance that is out of another number than the one before it, in each text."""
    pattern = _CHANCE[copy.spoken]
    for brief in (False, True):
        first: re.Match[str] | None = None
        for passage in copy.passages:
            if passage.brief != brief:
                continue
            for found in re.finditer(pattern, passage.text):
                number = _denominator(found.group(1))
                if number < 2 or 1900 <= number <= 2100:  # “1 in 2024” is a year
                    continue
                if first and _denominator(first.group(1)) != number:
                    problem = f"“{first.group()}” and “{found.group()}” are out of two numbers."
                    yield Hit(passage.at(found.start()), problem)
                    return
                first = first or found


CHECKS = (
    Check(
        "mixed-denominators",
        "Many people take 1 in 100 for more than 1 in 10, since 100 is more than 10.",
        "CDC Clear Communication Index, items 15 to 17: the same denominator throughout.",
        "Say all of them out of the same number, such as “10 in 100 and 1 in 100”.",
        "About 1 in 10 people feel sick. About 1 in 100 have a rash.",
        "About 10 in 100 people feel sick. About 1 in 100 have a rash. Take 2 in 24 hours. It was "
        "found for 1 in 2019.",
        _mixed,
        tuple(_CHANCE),
    ),
)
