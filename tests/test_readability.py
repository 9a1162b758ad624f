"""Reading levels: counted by hand, each language by its own formula, or none."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import article_text, node_of

from clearprint.passages import copy_of
from clearprint.readability import Reading, count, reading_of, sheet_reading


def reading(text: str, language: str) -> Reading:
    lines = "\n".join(f"      {line}" for line in text.split("\n"))
    sections = f"\n  overview:\n    text: |\n{lines}\n  when_to_see_a_doctor: {{text: Call us.}}"
    node = node_of(article_text(sections=sections))
    return reading_of(copy_of(node, language, date(2026, 11, 24)))


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


@pytest.mark.parametrize("language", ["zh-Hans", "ko", "vi", "hi", "ja"])
def test_a_language_without_a_formula_gets_no_figure(language: str) -> None:
    told = reading("\n".join(["- Take one pill with water when you get up."] * 60), language)
    assert (told.scores, str(told)) == ((), "no accepted formula for this language")


def test_arabic_has_a_formula_that_cannot_be_counted() -> None:
    told = reading("\n".join(["- Take one pill with water when you get up."] * 60), "ar")
    assert (told.scores, "short vowels" in str(told)) == ((), True)


OWN = {
    "es": ("INFLESZ", "Tome una pastilla con el agua y no la deje para mañana."),
    "fr": ("Kandel-Moles", "Prenez un comprimé avec de l’eau et ne le gardez pas pour demain."),
    "de": ("Wiener Sachtextformel 1", "Nehmen Sie eine Tablette mit Wasser und warten Sie nicht."),
    "it": ("Gulpease", "Prenda una pastiglia con l’acqua e non la lasci per domani."),
    "nl": ("Flesch-Douma", "Neem een tablet met water en bewaar het niet voor morgen."),
    "pt": ("Martins", "Tome um comprimido com água e não o deixe para amanhã."),
    "ru": ("Flesch for Russian", "Примите таблетку и не ждите до утра, если вам не лучше."),
}


@pytest.mark.parametrize("language", OWN)
def test_each_language_has_its_own_formula(language: str) -> None:
    formula, sentence = OWN[language]
    text = "\n".join([f"- {sentence}"] * 40)
    assert [score.formula for score in reading(text, language).scores] == [formula]
    for other in OWN.keys() - {language}:
        assert reading(text, other).scores == (), other


def test_an_english_text_in_a_spanish_file_gets_no_figure() -> None:
    text = "\n".join(["- Take one pill with a glass of water when you get up."] * 40)
    assert str(reading(text, "es")) == "no figure: the text does not seem to be Spanish"
    assert "FKGL" in str(reading(text, "en"))


def test_the_one_page_sheet_has_a_level_of_its_own() -> None:
    sections = "\n  overview: {{text: It is small.{0}}}\n  when_to_see_a_doctor: {{text: Call us.}}"
    plain, briefed = (
        copy_of(node_of(article_text(sections=sections.format(brief))), "en", date(2026, 11, 24))
        for brief in ("", ", brief: So. So. So.")
    )
    assert sheet_reading(plain) is None
    sheet = sheet_reading(briefed)
    assert sheet is not None
    assert str(sheet) == "too short to score: 4 sentences, 5 words"
    assert str(reading_of(briefed)) == "too short to score: 2 sentences, 5 words"
