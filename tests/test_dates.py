"""Dates are read in the order and with the month names of their language."""

from __future__ import annotations

import pytest

from clearprint.dates import dates
from clearprint.labels import load_labels
from clearprint.numerals import plain
from clearprint.project import SHIPPED, Project
from clearprint.readings import Figure


def _read(text: str, language: str) -> list[Figure]:
    found = dates(load_labels(Project(SHIPPED), language).notation)
    read = (found.read(match) for match in found.pattern.finditer(plain(text)))
    return [figure for figure in read if figure]


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("11/24/2026", "en", "2026-11-24"),
        ("24.11.2026", "fr", "2026-11-24"),
        ("11/24/2026", "es", "2026-11-24"),  # there is no 24th month
        ("3/4/2026", "en", "2026-03-04"),
        ("3/4/2026", "es", "2026-04-03"),
        ("2026-11-24", "vi", "2026-11-24"),
        ("November 24, 2026", "en", "2026-11-24"),
        ("24 de noviembre de 2026", "es", "2026-11-24"),
        ("24 tháng 11 năm 2026", "vi", "2026-11-24"),
        ("24 ноября 2026 г.", "ru", "2026-11-24"),
        ("2026年11月24日", "zh-Hans", "2026-11-24"),
        ("2026년 11월 24일", "ko", "2026-11-24"),
        ("٢٤ نوفمبر ٢٠٢٦", "ar", "2026-11-24"),
        ("24 नवंबर 2026", "hi", "2026-11-24"),
        ("1er mars", "fr", "-03-01"),
        ("March 2026", "en", "2026-03-"),
    ],
)
def test_a_date_is_read(text: str, language: str, date: str) -> None:
    (figure,) = _read(text, language)
    assert [reading.value for reading in figure.readings] == [date]
    assert figure.asked


def test_a_month_alone_is_not_asked_for() -> None:
    (figure,) = _read("in November", "en")
    assert not figure.asked
    assert [str(reading) for reading in figure.readings] == ["11 month"]


@pytest.mark.parametrize("text", ["5 mg. may cause", "31/31/2026", "24/7", "1.2.3", "555-010-0199"])
def test_what_is_no_date(text: str) -> None:
    assert _read(text, "en") == []
