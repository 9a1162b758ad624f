"""A writer's table keeps each cell in its column, or says what became of it."""

from __future__ import annotations

from clearprint.body import Run, plain
from clearprint.manuscript.grids import Cell, grid
from clearprint.manuscript.outline import Piece


def cell(text: str, span: int = 1, goes_on: bool = False) -> Cell:
    return Cell((Run(text),) if text else (), span, goes_on)


def rows(*texts: str) -> list[list[Cell]]:
    return [[cell(part.strip()) for part in text.split("|")] for text in texts]


def lines(pieces: list[Piece]) -> list[str]:
    return [plain(piece.runs) for piece in pieces]


def test_empty_cells_stay_in_their_columns_and_are_pointed_at() -> None:
    (table,) = grid(rows("Week|Morning|Noon", "1|4 mg|2 mg", "2||2 mg"), True, 1).pieces
    assert table.kind == "table"
    assert [[plain(cell) for cell in row] for row in table.cells] == [
        ["Week", "Morning", "Noon"],
        ["1", "4 mg", "2 mg"],
        ["2", "", "2 mg"],
    ]
    assert table.note
    assert "“none”" in table.note
    assert "“Week | Morning | Noon”" in table.note
    assert "“2 | … | 2 mg”" in table.note


def test_a_table_that_is_all_to_fill_in_is_told_from_one_with_doses() -> None:
    (log,) = grid(rows("Day|Pain|Sleep", "Monday||", "Tuesday||"), True, 1).pieces
    assert log.note
    assert "It has empty cells" in log.note
    assert "Monday" not in log.note


def test_a_whole_table_needs_no_note_and_a_guessed_head_does() -> None:
    (sure,) = grid(rows("Drug|Dose", "A|2 mg"), True, 1).pieces
    (guessed,) = grid(rows("Drug|Dose", "A|2 mg"), False, 1).pieces
    assert sure.note is None
    assert guessed.note
    assert "headings" in guessed.note


def test_merged_cells_become_items_with_the_heading_before_each_cell() -> None:
    table = [
        [cell("Sign"), cell("What to do", 2)],
        [cell("Fever"), cell("38 °C or more"), cell("Call")],
        [cell("", goes_on=True), cell("below 38 °C"), cell("Wait")],
    ]
    made = grid(table, True, 1)
    assert lines(made.pieces) == [
        "Sign: Fever; What to do: 38 °C or more; What to do: Call",
        "Sign: Fever; What to do: below 38 °C; What to do: Wait",
    ]
    assert {"fever", "what"} <= set(made.added)
    assert all(piece.note and "merged cells" in piece.note for piece in made.pieces)


def test_a_column_without_a_heading_keeps_the_doses_in_their_places() -> None:
    made = grid(rows("|Morning|Noon", "Monday|2 mg|", "Tuesday||4 mg"), True, 1)
    assert lines(made.pieces) == ["Monday; Morning: 2 mg", "Tuesday; Noon: 4 mg"]


def test_a_column_that_nobody_filled_in_is_one_to_write_in() -> None:
    made = grid(rows("|Dose|Done", "Monday|2 mg|", "Tuesday|4 mg|"), True, 1)
    assert lines(made.pieces)[0] == "Monday; Dose: 2 mg; Done: ____"


def test_a_first_row_to_fill_in_is_no_row_of_headings() -> None:
    made = grid([[cell("Name ____", 2)], [cell("Age"), cell("Sex")]], False, 1)
    assert lines(made.pieces) == ["Name ____", "Age; Sex"]


def test_a_box_is_text_and_an_empty_table_is_told() -> None:
    boxed = grid(rows("Call us."), False, 1).pieces
    assert [(piece.kind, piece.text) for piece in boxed] == [("paragraph", "Call us.")]
    (empty,) = grid(rows("|", "|"), False, 1).pieces
    assert (empty.kind, empty.text) == ("aside", "")
