"""The formulas of a Word document on one line: the signs that their shapes stand for."""

from __future__ import annotations

import re
from typing import Any

from clearprint.manuscript.wordxml import qn

_SHAPES = ("f", "num", "den", "rad", "nary", "d", "m", "mr", "func", "limLow")
_TAGS = {qn(f"m:{name}"): name for name in _SHAPES}


def is_shape(element: Any) -> bool:
    """Whether the place of an element's parts says what letters side by side do not: ½ is no 12."""
    return element.tag in _TAGS


def signs_of(shape: Any) -> tuple[str, str]:
    """What stands before and behind a shape, where it is written on one line."""
    name = _TAGS[shape.tag]
    if name == "d":
        return _bracket(shape, "m:begChr", "("), _bracket(shape, "m:endChr", ")")
    if name == "rad":
        return "√(", ")"
    opening, closing = ("(", ")") if name in ("num", "den") and not _is_simple(shape) else ("", "")
    return ("/" if name == "den" else "") + opening, closing


def _is_simple(part: Any) -> bool:
    """Whether a part is a number or a letter, which needs no brackets."""
    text = "".join(found.text or "" for found in part.iter(qn("m:t")))
    return re.fullmatch(r"\s*[\w.,]*\s*", text) is not None


def _bracket(shape: Any, tag: str, usual: str) -> str:
    found = shape.find(f"{qn('m:dPr')}/{qn(tag)}")
    return usual if found is None else str(found.get(qn("m:val"), ""))
