"""Raised and lowered letters: as letters that are so themselves, where there are any."""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_ORDINAL = re.compile(r"\s*(st|nd|rd|th|o|a|os|as|er|ers|re|res|e|es|ème|ÿ|ª|º|°|®|™|SM|TM)?\s*")
"""What is raised in print and means the same when it is not: 1st, 1er, Dr."""

_FLAT = "“{text}” is {way} in your file; here it stands on the line. Does it still say the same?"


def raised(text: str, way: str) -> tuple[str, str | None]:
    """A text that was raised (“sup”) or lowered (“sub”), and a note where it cannot be."""
    table = _RAISED if way == "sup" else _LOWERED
    made = text.translate(table)
    plain = [letter for letter in text if not letter.isspace() and ord(letter) not in table]
    if not plain:
        return made, None
    if _ORDINAL.fullmatch(text):
        return text, None
    told = "raised" if way == "sup" else "lowered"
    return text, _FLAT.format(text=text.strip(), way=told)
