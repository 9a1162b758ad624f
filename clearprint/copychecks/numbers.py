"""Chances that cannot be compared, since each is out of another number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from clearprint.copychecks.check import Check, Hit
from clearprint.passages import Copy, Passage

_WORDS = {
    5: ("five", "cinco", "cinq"),
    6: ("six",),
    7: ("seven",),
    8: ("eight",),
    9: ("nine",),
    10: ("ten", "diez", "dix"),
    20: ("twenty",),
    50: ("fifty",),
    100: ("a hundred", "hundred", "cien", "cent"),
    1000: ("a thousand", "thousand", "mil", "mille"),
    1_000_000: ("a million", "million", "un millón", "un million"),
}
_SAID = {word: number for number, words in _WORDS.items() for word in words}
_LONGEST_FIRST = "|".join(sorted(_SAID, key=len, reverse=True))
_NUMBER = (
    rf"(?P<number>\d{{1,3}}(?:[.,\s]\d{{3}}){{1,3}}|\d{{1,9}}|{_LONGEST_FIRST})"
    r"(?![\w:/%-]|[.,]\d)"
)
_SOME = {
    "en": r"(?:about |nearly |almost )?(?:one|two|three|four|five|six|seven|eight|nine|"
    r"\d[\d,]{0,11})(?:\s+\w+)?\s+(?:in|out\s+of|per)\s+(?:every\s+)?",
    "es": r"(?:un[ao]?|dos|tres|cuatro|cinco|seis|\d[\d.]{0,11})\s+(?:\w+\s+)?(?:de|por)\s+cada\s+",
    "fr": r"(?:une?|deux|trois|quatre|\d{1,9})\s+(?:\w+\s+)?(?:sur|pour)\s+",
}
_PERCENT = (
    r"(?P<percent>\d{1,3}(?:[.,]\d+)?(?:\s?%|\s(?:percent|por\sciento|pour\scent)))"
    r"(?=\s(?:of|des?)\b)"
)
_NO_CHANCE = {
    "en": "mg|mcg|ml|l|weeks?|days?|hours?|minutes?|months?|years?|steps?|questions?|points?|"
    "stars?|pages?|items?|inch(?:es)?|feet|am|pm",
    "es": "mg|ml|semanas?|días?|horas?|minutos?|meses|años?|pasos?|preguntas?|puntos?|páginas?",
    "fr": "mg|ml|semaines?|jours?|heures?|minutes?|mois|ans?|étapes?|questions?|points?|pages?",
}
"""What stands behind a number that is a time, a mark or an amount."""
_BEFORE_NONE = re.compile(
    r"(?i)\b(?:page|step|stage|phase|grade|type|score|scale|rated?|pain|chapter|página|paso|etapa|"
    r"étape|grade|figure|tableau|table|dolor|douleur)s?(?:\s+(?:of|is|at|as|de))?\s+$"
)
_PEOPLE = {
    "en": "people|persons?|patients|wom[ae]n|m[ae]n|child(?:ren)?|kids|teens|adults|bab(?:y|ies)|"
    "infants|births|pregnanc(?:y|ies)|cases|parents|risk|chance|odds|have|get|die|feel|will",
    "es": "personas?|pacientes?|mujer(?:es)?|hombres?|niñ[oa]s?|adultos|bebés|casos|riesgo|"
    "probabilidad|embarazos?",
    "fr": "personnes?|patients?|femmes?|hommes?|enfants?|adultes|bébés|cas|risque|chances?|"
    "grossesses?",
}
"""Who or what a chance is told of."""


class _Chance(NamedTuple):
    passage: Passage
    offset: int
    written: str
    number: int
    percent: bool


def _mixed(copy: Copy) -> Iterator[Hit]:
    """The first chance that is out of another number than one before it, in each text.

    A percentage is out of 100, and is set beside others in its own paragraph or list only.
    """
    for passages in (copy.full, tuple(p for p in copy.sheet if p.brief)):
        found = [each for passage in passages for each in _chances(passage, copy.spoken)]
        plain = [each for each in found if not each.percent]
        pairs = [*pairwise(plain), *_beside(found)]
        for first, second in sorted(pairs, key=lambda pair: found.index(pair[1])):
            if first.number != second.number:
                problem = f"“{first.written}” and “{second.written}” are out of two numbers."
                yield Hit(second.passage.at(second.offset), problem)
                break


def _beside(found: list[_Chance]) -> Iterator[tuple[_Chance, _Chance]]:
    """Chances in one passage, of which one is a percentage."""
    for first, second in pairwise(found):
        if first.passage is second.passage and first.percent != second.percent:
            yield first, second


def _chances(passage: Passage, language: str) -> Iterator[_Chance]:
    """The chances of people that a passage tells."""
    text = passage.text
    if not re.search(rf"(?i)\b(?:{_PEOPLE[language]})\b", text):
        return
    fraction = rf"\b{_SOME[language]}{_NUMBER}(?!\s*(?:{_NO_CHANCE[language]})\b)"
    for match in re.finditer(rf"(?i)(?<![\d.,])(?:{fraction}|\b{_PERCENT})", text):
        if _BEFORE_NONE.search(text[max(0, match.start() - 40) : match.start()]):
            continue
        written = (match["number"] or "100").lower()
        out_of = _SAID.get(written) or int(re.sub(r"\D", "", written))
        if out_of >= 2 and not 1900 <= out_of <= 2100:  # “1 in 2024” is a year
            percent = match["percent"] is not None
            yield _Chance(passage, match.start(), match.group(), out_of, percent)


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
        tuple(_SOME),
    ),
)
