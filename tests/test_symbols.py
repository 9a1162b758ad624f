"""Signs of symbol fonts are the letters that they show: a sign for “at least” is no question."""

from __future__ import annotations

import pytest

from clearprint.manuscript.symbols import BOX, TICKED, UNKNOWN, letter, letters


@pytest.mark.parametrize(
    ("font", "sign", "shown"),
    [
        ("Symbol", "\uf0b3", "≥"),
        ("Symbol", "\uf0a3", "≤"),
        ("Symbol", "\uf06d", "μ"),
        ("Symbol", "\uf0b1", "±"),
        ("Symbol", "\uf0b4", "×"),
        ("Wingdings", "\uf0a8", BOX),
        ("Wingdings", "\uf0fe", TICKED),
        ("Wingdings 2", "\uf0a3", BOX),
        ("Arial", "\uf0b7", "•"),
        ("Arial", "m", "m"),
        ("Webdings", "a", None),
    ],
)
def test_a_sign_is_a_letter(font: str, sign: str, shown: str | None) -> None:
    assert letter(font, sign) == shown


def test_a_text_keeps_what_nobody_knows_in_sight() -> None:
    assert letters("Symbol", "\uf0b3 \uf033\uf038") == "≥ 38"
    assert letters("Webdings", "a") == UNKNOWN
    assert letters("Arial", "38 mg") == "38 mg"
