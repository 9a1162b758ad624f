"""How hard a text is to read, by the formula that a language has; never by another language's.

Counted over the sentences and list items of the data: in extracted text a list without full stops
is one sentence, and easy instructions come out eight grades too hard. Scales are native and are
not converted into each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from typing import Any

from clearprint.passages import Copy, Passage
from clearprint.sentences import sentences, words
from clearprint.stopwords import other_language
from clearprint.syllables import syllables

FEWEST_SENTENCES = 30
FEWEST_WORDS = 300
"""Below these a score says nothing (UNMH's instructions; SMOG's 30 sentences)."""

_SCORED = ("sentence", "paragraph", "item", "sign")


@dataclass(frozen=True)
class Counts:
    """A text in numbers."""

    sentences: int
    words: int
    letters: int
    syllables: tuple[int, ...]
    """Of each word that is one; numbers have none."""
    long: int
    """Words of more than six letters."""

    @property
    def in_sentence(self) -> float:
        """Words in a sentence."""
        return self.words / self.sentences

    @property
    def in_word(self) -> float:
        """Syllables in a word."""
        return sum(self.syllables) / len(self.syllables)

    def share(self, least: int) -> float:
        """Words with as many syllables or more, in percent."""
        return 100 * sum(n >= least for n in self.syllables) / len(self.syllables)


@dataclass(frozen=True)
class Score:
    """What a formula gives, in its own scale, and how that is read."""

    formula: str
    value: float
    scale: str


@dataclass(frozen=True)
class Reading:
    """How hard a handout is to read: scores, or why there are none."""

    sentences: int
    words: int
    scores: tuple[Score, ...] = ()
    why_none: str = ""

    def __str__(self) -> str:
        told = (f"{score.formula} {score.value:.1f} ({score.scale})" for score in self.scores)
        return "; ".join(told) or self.why_none

    def record(self) -> dict[str, Any]:
        """The same as plain values, for JSON."""
        scores = {score.formula: score.value for score in self.scores}
        return {
            "scores": scores,
            "sentences": self.sentences,
            "words": self.words,
            "why_none": self.why_none,
        }


def reading_of(copy: Copy) -> Reading:
    """The reading level of a handout's full text; headings, labels and tables are left out."""
    return _reading(copy, copy.full)


def sheet_reading(copy: Copy) -> Reading | None:
    """The reading level of the one-page sheet of a handout with briefs; None where it has none."""
    return _reading(copy, copy.sheet) if copy.sheet else None


def _reading(copy: Copy, passages: tuple[Passage, ...]) -> Reading:
    language = copy.spoken
    if language not in _FORMULAS:
        return Reading(0, 0, (), _NOT_TO_BE_COUNTED.get(language, NO_FORMULA))
    texts = [passage.text for passage in passages if passage.kind in _SCORED]
    counts = count(texts, language)
    why = other_language(texts, language)
    if counts.sentences < FEWEST_SENTENCES or counts.words < FEWEST_WORDS:
        why = why or f"too short to score: {counts.sentences} sentences, {counts.words} words"
    if why:
        return Reading(counts.sentences, counts.words, (), why)
    scores = tuple(
        Score(name, round(formula(counts), 1), scale)
        for name, formula, scale in _FORMULAS[language]
    )
    return Reading(counts.sentences, counts.words, scores)


def count(texts: list[str], language: str) -> Counts:
    """Passages in numbers; each passage ends a sentence."""
    said = [sentence for text in texts for _, sentence in sentences(text)]
    found = [word for sentence in said for word in words(sentence)]
    spoken = [word for word in found if not word[0].isdigit()]
    return Counts(
        len(said),
        len(found),
        sum(letter.isalnum() for word in found for letter in word),
        tuple(syllables(word, language) for word in spoken),
        sum(len(word) > 6 for word in spoken),
    )


def _fkgl(c: Counts) -> float:
    return 0.39 * c.in_sentence + 11.8 * c.in_word - 15.59


def _smog(c: Counts) -> float:
    return 1.043 * sqrt(30 * sum(n >= 3 for n in c.syllables) / c.sentences) + 3.1291


def _flesch(base: float, sentence: float, word: float) -> Callable[[Counts], float]:
    return lambda c: base - sentence * c.in_sentence - word * c.in_word


def _wiener(c: Counts) -> float:
    long = 100 * c.long / len(c.syllables)
    ones = 100 - c.share(2)
    return 0.1935 * c.share(3) + 0.1672 * c.in_sentence + 0.1297 * long - 0.0327 * ones - 0.875


def _gulpease(c: Counts) -> float:
    return 89 + (300 * c.sentences - 10 * c.letters) / c.words


_GRADE = "US school grade"
_EASIER = "0 to 100, higher is easier"
_FORMULAS: dict[str, tuple[tuple[str, Callable[[Counts], float], str], ...]] = {
    "en": (("FKGL", _fkgl, _GRADE), ("SMOG", _smog, _GRADE)),
    "es": (("INFLESZ", _flesch(206.835, 1, 62.3), f"{_EASIER}; 55 to 65 is normal"),),
    "fr": (("Kandel-Moles", _flesch(207, 1.015, 73.6), _EASIER),),
    "de": (("Wiener Sachtextformel 1", _wiener, "school year"),),
    "nl": (("Flesch-Douma", _flesch(206.835, 0.93, 77), _EASIER),),
    "it": (("Gulpease", _gulpease, f"{_EASIER}; under 60 is hard after eight years of school"),),
    "pt": (("Martins", _flesch(248.835, 1.015, 84.6), _EASIER),),
    "ru": (("Flesch for Russian", _flesch(206.835, 1.3, 60.1), _EASIER),),
}
"""Language to its formulas: name, formula, and how the scale is read."""

NO_FORMULA = "no accepted formula for this language"
_NOT_TO_BE_COUNTED = {
    "ar": "no figure: OSMAN, the formula for Arabic, needs short vowels, which are seldom written",
}
"""Why a language that has a formula gets no figure."""
