"""The sources of a text keep their words, and what may be none is pointed at."""

from __future__ import annotations

from clearprint.body import Run
from clearprint.manuscript.outline import Kind, Piece
from clearprint.manuscript.references import doubts, references_of


def source(text: str, kind: Kind = "step", number: int = 0, href: str | None = None) -> Piece:
    return Piece(kind, (Run(text, href=href),), number=number)


def test_a_source_loses_its_number_and_keeps_its_address() -> None:
    pieces = [
        source("NHS. Steroids. <https://nhs.uk/a>.", number=1),
        source("[2] NCI. Fatigue.", "paragraph"),
        source("GINA", "bullet", href="https://gina.org"),
        Piece("table", (), cells=(((Run("WHO"),), (Run("2024"),)),)),
    ]
    found = list(references_of(pieces))
    assert [(each.text, each.url) for each in found] == [
        ("NHS. Steroids.", "https://nhs.uk/a"),
        ("NCI. Fatigue.", None),
        ("GINA", "https://gina.org"),
        ("WHO; 2024", None),
    ]
    assert list(doubts(pieces[:1])) == []


def test_other_numbers_stay_and_are_told() -> None:
    pieces = [source("NHS.", number=5), source("NCI.", number=6)]
    assert [each.text for each in references_of(pieces)] == ["5. NHS.", "6. NCI."]
    (told,) = doubts(pieces)
    assert "other numbers" in told.text


def test_what_follows_the_list_is_pointed_at() -> None:
    after = source("Written by the clinic.", "paragraph")
    (told,) = doubts([source("NHS.", number=1), after])
    assert "Written by the clinic." in told.text
    assert list(doubts([source("NHS.", "paragraph"), after])) == []
