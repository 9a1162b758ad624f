"""Pieces are facts at a glance only where each of them has a label and a value."""

from __future__ import annotations

import pytest

from clearprint.body import Run
from clearprint.manuscript.facts import facts_of
from clearprint.manuscript.outline import Piece


def lines(*texts: str) -> tuple[Piece, ...]:
    return tuple(Piece("bullet", (Run(text),)) for text in texts)


def test_labels_and_values() -> None:
    assert facts_of(lines("Type: tablet", "Ratio: 5:1", "时间：两周")) == (
        ("Type", "tablet"),
        ("Ratio", "5:1"),
        ("时间", "两周"),
    )
    cells = (((Run("Type:"),), (Run("tablet"),)), ((Run("Dose"),), (Run("4 mg"),)))
    table = Piece("table", (), cells=cells)
    assert facts_of((table,)) == (("Type", "tablet"), ("Dose", "4 mg"))


@pytest.mark.parametrize(
    "texts",
    [
        ("Type: tablet", "Take it with food."),
        ("Type: tablet", "Type: syrup"),
        ("At 8:30 daily",),
        ("Name: ____",),
    ],
)
def test_what_is_none(texts: tuple[str, ...]) -> None:
    assert facts_of(lines(*texts)) is None
