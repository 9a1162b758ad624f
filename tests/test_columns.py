"""Columns that are made with tabs keep each dose in its own, in a plain text and in Word."""

from __future__ import annotations

import pytest
from manuscripts import Document, body_of, overview, word_text

from clearprint.manuscript.columns import FLAT, columns_of, is_spread, tables_in
from clearprint.orders import Desk

LINES = "Week\tMorning\tNoon\n1\t4 mg\t2 mg\n2\t\t2 mg\n3\t1 mg"
TABLE = """\
| Week | Morning | Noon |
|---|---|---|
| 1 | 4 mg | 2 mg |
| 2 |  | 2 mg |
| 3 | 1 mg |  |"""


def in_word(desk: Desk, text: str) -> str:
    def fill(document: Document) -> None:
        for line in text.split("\n"):
            document.add_paragraph(line)

    return word_text(desk, fill)


def flat(text: str) -> str:
    return " ".join(text.replace("#", "").split())


def test_lines_with_tabs_are_a_table(desk: Desk) -> None:
    text = overview(desk, "a.txt", f"{LINES}\nThen stop.")
    assert body_of(text) == f"{TABLE}\n\nThen stop."
    assert "empty cell" in flat(text)


def test_paragraphs_with_tabs_are_a_table(desk: Desk) -> None:
    text = in_word(desk, f"{LINES}\nThen stop.")
    assert body_of(text) == f"{TABLE}\n\nThen stop."
    assert "empty cell" in flat(text)


@pytest.mark.parametrize("kind", ["plain", "word"])
def test_a_first_column_without_a_heading_keeps_its_place(desk: Desk, kind: str) -> None:
    lines = "\tMorning\tNoon\n1\t4 mg\t2 mg\n2\t\t2 mg"
    text = overview(desk, "a.txt", lines) if kind == "plain" else in_word(desk, lines)
    assert body_of(text) == "- 1; Morning: 4 mg; Noon: 2 mg\n- 2; Noon: 2 mg"


@pytest.mark.parametrize("kind", ["plain", "word"])
def test_a_label_and_what_it_says_are_a_line(desk: Desk, kind: str) -> None:
    lines = "Phone:\t555 0100\nFax:\t555 0101\n•\tone\n1.\ttwo"
    text = overview(desk, "a.txt", lines) if kind == "plain" else in_word(desk, lines)
    assert body_of(text) == "Phone: 555 0100\n\nFax: 555 0101\n\n- one\n\n1. two"
    assert FLAT not in flat(text)


@pytest.mark.parametrize("line", ["Week 1    4 mg    2 mg", "Week 1\t4 mg\t2 mg"])
def test_columns_that_make_no_table_are_told(desk: Desk, line: str) -> None:
    text = overview(desk, "a.txt", line)
    assert body_of(text) == "Week 1 4 mg 2 mg"
    assert FLAT in flat(text)


def test_columns_of_a_lone_paragraph_are_told(desk: Desk) -> None:
    text = in_word(desk, "Week 1\t4 mg\t2 mg\nThen stop.")
    assert body_of(text) == "Week 1 4 mg 2 mg\n\nThen stop."
    assert FLAT in flat(text)


def test_which_lines_are_a_table() -> None:
    parted = [False, False, False, True, False]
    assert list(tables_in([3, 2, 0, 3, 3], parted)) == [(0, 2), (3, 5)]
    assert list(tables_in([2, 2, 0, 3, 0], parted)) == []
    assert list(tables_in([3, 3, 3, 3, 0], parted)) == [(0, 3)]


def test_a_mark_before_a_line_parts_no_columns() -> None:
    assert [columns_of(line) for line in ("a\tb", "\ta", "-\ta\tb", "a", "\ta\tb")] == [
        2,
        0,
        0,
        0,
        3,
    ]
    assert is_spread("a    b    c")
    assert not is_spread("-    a    b")


def test_tabs_in_a_cell_of_a_table_part_its_words(desk: Desk) -> None:
    def fill(document: Document) -> None:
        table = document.add_table(rows=2, cols=2)
        for place, text in enumerate(("Drug", "Dose", "A", "1\t2 mg\t3")):
            table.cell(place // 2, place % 2).text = text

    assert body_of(word_text(desk, fill)).endswith("| A | 1 2 mg 3 |")
