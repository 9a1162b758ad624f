"""Times of day are read with the words that a language has for the parts of a day."""

from __future__ import annotations

import pytest

from clearprint.clock import clock, of_day
from clearprint.labels import load_labels
from clearprint.numerals import plain
from clearprint.project import SHIPPED, Project
from clearprint.readings import Figure


def _read(text: str, language: str) -> list[Figure]:
    found = clock(load_labels(Project(SHIPPED), language))
    read = (found.read(match) for match in found.pattern.finditer(plain(text)))
    return [figure for figure in read if figure]


@pytest.mark.parametrize(
    ("text", "language", "times"),
    [
        ("8:00 p.m.", "en", {"20:00"}),
        ("8:00 AM", "en", {"8:00"}),
        ("8 p.m.", "en", {"20:00"}),
        ("12:00 a.m.", "en", {"0:00"}),
        ("12:30 p.m.", "en", {"12:30"}),
        ("8:00", "en", {"8:00", "8"}),
        ("2 at night", "en", {"2:00", "2"}),
        ("8:00 p. m.", "es", {"20:00"}),
        ("8 de la noche", "es", {"20:00", "8"}),
        ("20 h 30", "fr", {"20:30"}),
        ("20h00", "fr", {"20:00", "20"}),
        ("8 h du soir", "fr", {"20:00"}),
        ("8 giờ tối", "vi", {"20:00"}),
        ("8 часов вечера", "ru", {"20:00"}),
        ("2 часа ночи", "ru", {"2:00"}),
        ("晚上8点30分", "zh-Hans", {"20:30"}),
        ("오후 8시", "ko", {"20:00"}),
        ("रात 8 बजे", "hi", {"20:00"}),
        ("٨:٠٠ مساءً", "ar", {"20:00"}),
    ],
)
def test_a_time_is_read(text: str, language: str, times: set[str]) -> None:
    (figure,) = _read(text, language)
    assert {str(reading) for reading in figure.readings} == times


@pytest.mark.parametrize(
    ("text", "language"),
    [("8 h", "fr"), ("3 дня", "ru"), ("25:00", "en"), ("8 amps", "en"), ("10 mg", "en")],
)
def test_what_is_no_time(text: str, language: str) -> None:
    """“8 h” may be what something takes, and “3 дня” is three days, not three in the afternoon."""
    assert _read(text, language) == []


def test_an_hour_is_the_one_nearest_to_its_part_of_the_day() -> None:
    assert [of_day("9", part=(3, 6)), of_day("9", part=(21, 3))] == ["9:00", "21:00"]
    assert [of_day("12", part=(0, 0)), of_day("12", part=(12, 12))] == ["0:00", "12:00"]
    assert of_day("20", part=(0, 12)) == "20:00"  # said to be of 24 hours
