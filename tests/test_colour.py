"""Contrast as WCAG 2.1 reckons it."""

from __future__ import annotations

import pytest

from clearprint.colour import CONTRAST, contrast, contrast_on_white, from_hex


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("#000000", 21.0),
        ("#ffffff", 1.0),
        ("#767676", 4.54),  # the grey that just passes 4.5:1
        ("#595959", 7.0),  # the grey that just passes 7:1
        ("#ff0000", 4.0),
        ("#0000ff", 8.59),
        ("#1f3d6d", 10.8),
    ],
)
def test_contrast_on_white(text: str, ratio: float) -> None:
    assert contrast_on_white(from_hex(text)) == pytest.approx(ratio, abs=0.05)


def test_contrast_does_not_ask_which_is_which() -> None:
    one, other = from_hex("#1f3d6d"), from_hex("#eeeeee")
    assert contrast(one, other) == contrast(other, one)
    assert contrast(one, one) == 1


def test_large_and_small_digits_are_the_same_colour() -> None:
    assert from_hex("#ABCDEF") == from_hex("#abcdef") == (171, 205, 239)


def test_the_bound_is_what_wcag_calls_enhanced() -> None:
    assert CONTRAST == 7
