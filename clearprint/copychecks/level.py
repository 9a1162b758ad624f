"""A text that is harder to read than the field asks for, where it has a bound for the language."""

from __future__ import annotations

from collections.abc import Iterator

from clearprint.copychecks.check import Check, Hit
from clearprint.passages import Copy
from clearprint.readability import reading_of

_ASKED = {"FKGL": "grade 6 to 8", "INFLESZ": "55 or more", "Gulpease": "60 or more"}
_HARDEST = {"FKGL": 9.0, "INFLESZ": -50.0, "Gulpease": -55.0}
"""Formula to the hardest level that is let pass; negative where a higher figure is easier.

A little beyond what the sources ask for: formulas differ by grades on the same text."""


def _level(copy: Copy) -> Iterator[Hit]:
    reading = reading_of(copy)
    for score in reading.scores:
        bound = _HARDEST.get(score.formula)
        if bound is None:
            continue
        if (score.value if bound > 0 else -score.value) > bound:
            told = f"{score.formula} {score.value:.1f}, {_ASKED[score.formula]} is asked for"
            problem = f"The text is hard to read: {told}."
            yield Hit(copy.node.place, problem)


_HARD = (
    "Individualized pharmacological interventions are necessitated by the comprehensive evaluation "
    "of the contemporaneous physiological characteristics of a patient.\n\n"
)
_EASY = "Take one pill with a glass of water when you get up, and do not skip a day.\n\n"

CHECKS = (
    Check(
        "reading-level",
        "Half of all adults read at grade eight or lower, and a sick person reads worse. A figure "
        "is a hint about words and sentences, and says nothing about whether the text is good.",
        "NIH: grade 6 to 8 (FKGL); INFLESZ: under 55 is rather hard; Gulpease: under 60 is hard "
        "for people with eight years of school. CMS Toolkit, part 7: a range, never a requirement.",
        "Shorten the sentences, take everyday words, and let a patient read it aloud.",
        _HARD * 30,
        _EASY * 30,
        _level,
        ("en", "es", "it"),
    ),
)
