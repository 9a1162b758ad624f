"""What is known of each language is whole, whatever was asked for before."""

from __future__ import annotations

import pytest
from babel.localedata import locale_identifiers

from clearprint.clock import clock
from clearprint.dates import dates
from clearprint.labels import load_labels
from clearprint.locales import is_known, notation_of
from clearprint.project import SHIPPED, Project

LANGUAGES = sorted(tag for tag in locale_identifiers() if "_" not in tag)


def test_numbers_and_dates_can_be_read_in_every_language() -> None:
    """A language that nobody thought of is added by files alone."""
    labels = load_labels(Project(SHIPPED), "en")
    assert len(LANGUAGES) > 200
    for language in LANGUAGES:
        assert is_known(language)
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
