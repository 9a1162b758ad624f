"""A line that starts with a box is one to tick; a ticked one loses its tick and is told."""

from __future__ import annotations

import pytest

from clearprint.body import Run
from clearprint.manuscript.boxes import boxed
from clearprint.manuscript.outline import Kind, Piece


@pytest.mark.parametrize(
    ("kind", "text", "made", "words"),
    [
        ("paragraph", "[ ] Eat", "check", "Eat"),
        ("bullet", "☐ Eat", "check", "Eat"),
        ("paragraph", "[x] Eat", "bullet", "Eat"),
        ("step", "☑ Eat", "step", "Eat"),
        ("paragraph", "Eat [ ] now", "paragraph", "Eat [ ] now"),
        ("paragraph", "[ ]", "paragraph", "[ ]"),
    ],
)
def test_boxes(kind: Kind, text: str, made: Kind, words: str) -> None:
    found = boxed(Piece(kind, (Run(text),)))
    assert (found.kind, found.text) == (made, words)
    assert (found.note is not None) == ("[x]" in text or "☑" in text)
