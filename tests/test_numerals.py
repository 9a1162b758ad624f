"""A number is known by its value, in whatever digits and with whatever signs it is written."""

from __future__ import annotations

from fractions import Fraction

import pytest

from clearprint.labels import load_labels
from clearprint.notation import Notation
from clearprint.numerals import numbers, plain, times, told
from clearprint.project import SHIPPED, Project


def _notation(language: str) -> Notation:
    return load_labels(Project(SHIPPED), language).notation


def _values(text: str, language: str) -> list[set[str]]:
    return [set(number.values) for number in numbers(plain(text), _notation(language))]


def test_other_digits_and_signs_become_plain() -> None:
    assert plain("۱۲٫۵ १० ４ ½ ⅔ m²") == "12٫5 10 4  1⁄2  2⁄3 m2"
    assert plain("38,5 ºC, 38 ° F, ｍｇ, ㎎, ２％") == "38,5 °C, 38 °F, mg, mg, 2%"
    assert plain("10⁹ 10¹² 5 µg 555‑0199") == "10^9 10^12 5 μg 555-0199"


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("1,500 1.125 1.5 .5 1,234,567", "en", ["1500", "1.125", "1.5", "0.5", "1234567"]),
        ("1,500 1.125 39.5 1 500 1\u202f500", "fr", ["1.5", "1.125", "39.5", "1500", "1500"]),
        ("1.500 1,5 39.5", "vi", ["1500", "1.5", "39.5"]),
        ("1\u00a0500 1,5", "ru", ["1500", "1.5"]),
        ("1,00,000 १,००० १०.५", "hi", ["100000", "1000", "10.5"]),
        ("١٬٥٠٠ ١٫٥ ٣،٥", "ar", ["1500", "1.5", "3.5"]),
        ("½ 1½ 1 1/2 ⅔ 3/4", "en", ["0.5", "1.5", "1.5", "2/3", "0.75"]),
        ("24/7, 120/80, 5/10", "en", ["24", "7", "120", "80", "5", "10"]),
        ("0010 1.50 1.2.3", "en", ["10", "1.5", "1.2.3"]),
    ],
)
def test_a_value_is_read_as_the_language_writes_it(
    text: str, language: str, values: list[str]
) -> None:
    assert _values(text, language) == [{value} for value in values]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("每天一次，5毫克", ["5"]),
        ("每天一次，2.5毫克", ["2.5"]),
        ("如超过100，5毫克", ["100", "5"]),
        ("１，０００毫克", ["1,000"]),
        ("خذها،5 ملغ", ["5"]),
        ("خذ ١،٥ ملغ", ["1,5"]),
    ],
)
def test_a_comma_that_parts_words_is_in_no_number(text: str, found: list[str]) -> None:
    """Chinese and Arabic need no space behind it."""
    notation = _notation("en")
    assert [number.written for number in numbers(plain(text), notation)] == found


def test_where_countries_differ_both_are_read() -> None:
    assert _values("1,500 1.500 1.500,5", "es") == [{"1500", "1.5"}, {"1500", "1.5"}, {"1500.5"}]


def test_a_space_may_part_two_numbers() -> None:
    (spaced,) = numbers("2 500 mg", _notation("en"))
    assert spaced.apart
    (russian,) = numbers("2 500 мг", _notation("ru"))
    assert not russian.apart


def test_larger_values() -> None:
    assert times("1.5", 10**6) == "1500000"
    assert [told(Fraction(text)) for text in ("7", "0", "1/4", "1/3")] == ["7", "0", "0.25", "1/3"]
