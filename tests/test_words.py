"""The words of a text: what counts as one, and what must not be told apart."""

from __future__ import annotations

import pytest

from clearprint.manuscript.words import cleaned, gap_between, one_line, words


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Take 2 tablets.", ["take", "2", "tablets"]),
        ("over 1,000 units", ["over", "1,000", "units"]),
        ("0.5 mg at 8:30, or 1.5.", ["0.5", "mg", "at", "8:30", "or", "1.5"]),
        ("38 °C or ≥ 5 %", ["38", "°", "c", "or", "≥", "5", "%"]),
        ("Name: ____ Date: ___", ["name", "___", "date", "___"]),
        ("[ ] Eat", ["[ ]", "eat"]),
        ("☐ Eat", ["[ ]", "eat"]),
        ("[ ]; Eat", ["[ ]", "eat"]),
        ("x_y_z and [](a)", ["x", "y", "z", "and", "a"]),
        ("疲劳5天", ["疲", "劳", "5", "天"]),
        ("दवा लें", ["दवा", "लें"]),
    ],
)
def test_words_are_counted(text: str, counted: list[str]) -> None:
    assert [word.replace("\ue000", ".") for word in words(text)] == [
        word.replace(",", ".").replace(":", ".") for word in counted
    ]


@pytest.mark.parametrize(("one", "other"), [("10⁹/L", "109/L"), ("H₂O", "H2O"), ("Na⁺", "Na+")])
def test_a_raised_letter_counts_as_the_letter(one: str, other: str) -> None:
    assert words(one) == words(other)


def test_what_nobody_sees_goes_and_joiners_stay() -> None:
    assert cleaned("a\u200bb\tc\u202ed e\u200cf") == "ab cd e\u200cf"
    assert cleaned("⚠\ufe0f Call") == "⚠ Call"
    assert one_line(" a \n b\u00a0c ") == "a b\u00a0c"


def test_ideographs_have_no_space_between_lines() -> None:
    assert (gap_between("不会", "马上"), gap_between("will", "not")) == ("", " ")
