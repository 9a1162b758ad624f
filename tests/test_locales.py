"""A language is one by its tag, whether or not anybody has collected data for it."""

from __future__ import annotations

from datetime import date

import pytest
from babel.localedata import locale_identifiers

from clearprint import locales
from clearprint.clock import clock
from clearprint.dates import dates
from clearprint.labels import load_labels
from clearprint.locales import direction_of, is_language, notation_of
from clearprint.project import SHIPPED, Project

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "tag", ["en", "zh-Hans", "pt-BR", "zh-Hant-TW", "ur-Latn", "hmn", "mww", "prs", "ksw", "ht"]
)
def test_what_is_registered_is_a_language(tag: str) -> None:
    assert is_language(tag)


@pytest.mark.parametrize(
    "tag",
    ["", "xx", "zzz", "english", "EN", "en_US", "en-us", "zh-Hnas", "pt-XX", "en-Latn-x", "../en"],
)
def test_anything_else_is_none(tag: str) -> None:
    assert not is_language(tag)


@pytest.mark.parametrize(
    ("direction", "tags"),
    [
        ("ltr", ("en", "zh-Hans", "so", "hmn", "ksw", "ur-Latn", "xx")),
        ("rtl", ("ar", "fa", "ckb", "prs", "prs-AF", "so-Arab", "pa-PK", "rhg")),
    ],
)
def test_directions_are_those_of_the_script(direction: str, tags: tuple[str, ...]) -> None:
    assert {tag: direction_of(tag) for tag in tags} == dict.fromkeys(tags, direction)


def test_a_language_that_is_known_by_another_tag_has_its_data() -> None:
    assert (locales.english_name("prs"), locales.own_name("prs")) == ("Dari", "دری")
    assert locales.numbering_system("prs") == "arabext"
    assert locales.date_in_words("prs", DAY) == locales.date_in_words("fa-AF", DAY)


def test_a_language_without_data_has_plain_dates_and_numbers() -> None:
    assert (locales.english_name("hmn"), locales.own_name("hmn")) == ("Hmong", None)
    assert locales.date_in_words("hmn", DAY) == "2026-11-24"
    assert (locales.number("hmn", 1234), locales.numbering_system("hmn")) == ("1234", "latn")
    assert locales.english_name("mww") is None


LANGUAGES = sorted(tag for tag in locale_identifiers() if "_" not in tag)


def test_numbers_and_dates_can_be_read_in_every_language() -> None:
    """A language that nobody thought of is added by files alone."""
    labels = load_labels(Project(SHIPPED), "en")
    assert len(LANGUAGES) > 200
    for language in LANGUAGES:
        assert is_language(language)
        notation = notation_of(language)
        assert sorted(notation.order) == ["d", "m", "y"]
        assert set(dict(notation.months).values()) == set(range(1, 13)), language
        assert all(decimal and decimal != group for decimal, group in notation.signs)
        assert dates(notation).months
        assert clock(labels.model_copy(update={"language": language})).parts


def test_months_are_the_languages_own() -> None:
    """Babel mixes them up once Chinese was asked for."""
    notation_of("zh-Hans")
    assert {name for name, _ in notation_of("fr").months} >= {"mars", "Mars", "décembre"}
    assert all(name.isascii() for name, _ in notation_of("id").months)


@pytest.mark.parametrize(
    ("language", "word", "value"),
    [("en", "million", 10**6), ("es", "mil", 1000), ("zh-Hans", "万", 10**4), ("hi", "लाख", 10**5)],
)
def test_large_numbers_have_words(language: str, word: str, value: int) -> None:
    assert (word, value) in notation_of(language).larger
