"""Raised and lowered letters stay so where there are such letters, else somebody is asked."""

from __future__ import annotations

import pytest

from clearprint.manuscript.raised import raised


@pytest.mark.parametrize(
    ("text", "way", "made"),
    [("9", "sup", "⁹"), ("-3", "sup", "⁻³"), ("2", "sub", "₂"), ("th", "sup", "th")],
)
def test_a_letter_that_is_raised_itself_needs_no_question(text: str, way: str, made: str) -> None:
    assert raised(text, way) == (made, None)


@pytest.mark.parametrize(("text", "way"), [("max", "sub"), ("x", "sup")])
def test_another_stands_on_the_line_and_is_asked_about(text: str, way: str) -> None:
    made, note = raised(text, way)
    assert made == text
    assert note
    assert f"“{text}”" in note
