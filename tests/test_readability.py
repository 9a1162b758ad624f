"""Reading levels: counted by hand, each language by its own formula, or none."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import article_text, node_of

from clearprint.passages import copy_of
from clearprint.readability import Reading, count, reading_of, syllables


def reading(text: str, language: str) -> Reading:
    lines = "\n".join(f"      {line}" for line in text.split("\n"))
    sections = f"\n  overview:\n    text: |\n{lines}\n  when_to_see_a_doctor: {{text: Call us.}}"
    node = node_of(article_text(sections=sections))
    return reading_of(copy_of(node, language, date(2026, 11, 24)))


@pytest.mark.parametrize(
    ("word", "language", "number"),
    [
        *(
            ("chemotherapy", "en", 5),
            ("called", "en", 1),
            ("tumor", "en", 2),
            ("diseases", "en", 3),
        ),
        *(("MRI", "en", 3), ("cáncer", "es", 2), ("enfermedad", "es", 4), ("guía", "es", 2)),
        *(("cirugía", "es", 4), ("quien", "es", 1), ("médecin", "fr", 3), ("malade", "fr", 2)),
        *(("Krankheit", "de", 2), ("лечение", "ru", 4)),
    ],
)
def test_syllables_are_counted_as_spoken(word: str, language: str, number: int) -> None:
    assert syllables(word, language) == number


def test_each_list_item_is_a_sentence_and_headings_are_none() -> None:
    counts = count(["Take one pill", "Call us. Now!", "It is 8.30 a.m. and dark."], "en")
    assert (counts.sentences, counts.words) == (4, 12)


def test_scores_are_those_of_the_formula() -> None:
    text = "\n".join(["- Take one pill with a glass of water when you get up."] * 40)
    (fkgl, smog) = reading(text, "en").scores
    # 40 sentences of 12 words and 13 syllables, and “Call us.” with two.
    expected = 0.39 * (482 / 41) + 11.8 * (522 / 482) - 15.59
    assert (fkgl.formula, fkgl.value) == ("FKGL", round(expected, 1))
    assert (smog.formula, smog.value) == ("SMOG", 3.1)


def test_a_short_text_has_no_score() -> None:
    assert str(reading("Take one pill.", "en")).startswith("too short to score: 2 sentences")


@pytest.mark.parametrize("language", ["ar", "zh-Hans", "ko", "vi", "hi", "ja"])
def test_a_language_without_a_formula_gets_no_figure(language: str) -> None:
    told = reading("\n".join(["- Take one pill with water when you get up."] * 60), language)
    assert (told.scores, str(told)) == ((), "no accepted formula for this language")


@pytest.mark.parametrize(
    ("language", "formula"),
    [
        *(("es", "INFLESZ"), ("fr", "Kandel-Moles"), ("de", "Wiener Sachtextformel 1")),
        *(("it", "Gulpease"), ("pt", "Martins"), ("ru", "Flesch for Russian")),
    ],
)
def test_each_language_has_its_own_formula(language: str, formula: str) -> None:
    text = "\n".join(["- Ma me mi mo mu la le li lo lu."] * 40)
    assert [score.formula for score in reading(text, language).scores] == [formula]
