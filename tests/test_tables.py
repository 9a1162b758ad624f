"""Tables: read whole or refused, printed with their headings, and heard cell by cell."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from conftest import WriteProject, article_text
from proofs import Proof, small, take
from tagtree import squeezed
from verapdf import failures

from clearprint.body import BodyFaultsError, Table, plain
from clearprint.commonmark import parse
from clearprint.findings import Refused
from clearprint.orders import Order
from clearprint.project import SHIPPED

PLAN = """
      | Day | Morning | Evening |
      |---|---|---|
      | Monday | 5 mg | ____ mg |
      | Tuesday | | with \\| without food |
      | | | |
"""
WIDTH, AGAIN = 5, "Heading of the second column"


def _sections(text: str) -> str:
    return f"""
  overview:
    text: |
      Before it.
{text}
      After it.
  when_to_see_a_doctor:
    text: Call when it hurts.
    urgent:
      - Great pain"""


def _print(write: WriteProject, text: str, edition: str) -> Proof:
    article = article_text(sections=_sections(text))
    return small(write({"handouts/small/en.yaml": article}), edition)


def _table(text: str) -> Table:
    (table,) = parse(text).blocks
    assert isinstance(table, Table)
    return table


def _cells(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in (table.head, *table.rows)]


# Reading


def test_a_table_has_a_head_and_rows() -> None:
    table = _table("| A | **B** |\n|---|:-:|\n| 1 | x \\| y |\n| | 2 |")
    assert _cells(table) == [["A", "B"], ["1", "x | y"], ["", "2"]]
    assert table.columns == 2
    assert table.head[1][0].bold
    assert table.rows[1][0] == ()


def test_bars_at_the_ends_may_be_left_out() -> None:
    assert _cells(_table("A | B\n--|--\n1 | 2")) == [["A", "B"], ["1", "2"]]


def test_words_are_given_back_in_reading_order() -> None:
    body = parse("| A | B |\n|---|---|\n| 1 | |\n| | 2 |\n\nEnd")
    assert body.passages == ("A", "B", "1", "2", "End")


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("|A|B|\n|-|-|\n|1|2|3|", 2, "Cells in this row of the table: 3; in its head: 2."),
        ("|A|B|\n|-|-|\n|1|2|\n|1|", 3, "Cells in this row of the table: 1; in its head: 2."),
        ("|A|B|\n|-|-|\n|1|2|\nText", 3, "Cells in this row of the table: 1; in its head: 2."),
        ("|A| |\n|-|-|\n|1|2|", 0, "A column of the table has no heading."),
        ("a\n\n|A|B|\n|-|-|", 2, "The table has headings and no rows."),
        (
            "|A|B|\n|-|\n|1|2|",
            1,
            "This looks like a table, but the headings and the dashes do not match.",
        ),
    ],
)
def test_what_would_be_lost_is_refused_with_its_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(BodyFaultsError) as caught:
        parse(text)
    assert [(f.line, f.problem) for f in caught.value.faults] == [(line, problem)]


def test_faults_of_a_cell_are_told_with_its_row() -> None:
    with pytest.raises(BodyFaultsError) as caught:
        parse("|A|B|\n|-|-|\n|1|<b>|")
    assert [fault.line for fault in caught.value.faults] == [2]


def test_a_table_in_a_list_is_refused() -> None:
    with pytest.raises(BodyFaultsError):
        parse("- a\n\n  |A|B|\n  |-|-|\n  |1|2|")


def test_a_table_that_is_too_wide_is_taken_row_by_row() -> None:
    body = parse("| A | B |\n|---|---|\n| 1 | |")
    assert body.narrowed(2) == body
    (entry,) = body.narrowed(1).blocks
    assert [plain(line) for line in entry.lines] == ["A", "1", "B", "_" * 12]


# Printing


@pytest.mark.parametrize("edition", ["one-page", "two-page", "large-print"])
def test_a_table_passes_every_judge(write_project: WriteProject, edition: str) -> None:
    proof = _print(write_project, PLAN, edition)
    assert proof.judged() == []
    assert failures(proof.pdf) == []


def test_headings_of_columns_and_rows_are_tagged(write_project: WriteProject) -> None:
    proof = _print(write_project, PLAN, "two-page")
    (table,) = [element for element in proof.tags.walk() if element.kind == "Table"]
    assert [part.kind for part in table.children] == ["THead", "TBody"]
    rows = [row for part in table.children for row in part.children]
    assert [[(cell.kind, cell.text) for cell in row.children] for row in rows] == [
        [("TH", "Day"), ("TH", "Morning"), ("TH", "Evening")],
        [("TH", "Monday"), ("TD", "5 mg"), ("TD", "blank mg")],
        [("TH", "Tuesday"), ("TD", ""), ("TD", "with | without food")],
        [("TD", ""), ("TD", ""), ("TD", "")],
    ]


def test_each_cell_names_its_headings(write_project: WriteProject) -> None:
    """A screen reader says “Monday, Morning” before it says the dose."""
    proof = _print(write_project, PLAN, "two-page")
    cells = [o for o in proof.opened.objects if _kind(o) in ("TH", "TD")]
    names = {str(cell.ID): _words(cell) for cell in cells if "/ID" in cell}
    dose = next(cell for cell in cells if _words(cell) == "5 mg")
    assert [names[str(key)] for key in dose.A.Headers] == ["Monday", "Morning"]


def test_an_empty_row_is_high_enough_to_write_in(write_project: WriteProject) -> None:
    text = """
      | Day | Dose |
      |---|---|
      | Monday | None |
      | Tuesday | |
      | Sunday | None |
"""
    proof = _print(write_project, text, "two-page")
    (page, *_) = proof.finished.pages
    tags = [tag for tag in page.tags if tag.words.strip() in ("Monday", "Tuesday", "Sunday")]
    tops = [max(t.box.top for t in page.texts if t.mark == tag.marks[0]) for tag in tags]
    assert len(tops) == 3
    size = proof.record["size"]
    assert tops[0] - tops[1] < 1.7 * size
    assert tops[1] - tops[2] > 1.85 * size


def test_a_wide_table_is_a_list_for_each_row_in_large_print(write_project: WriteProject) -> None:
    proof = _print(write_project, PLAN, "large-print")
    kinds = {element.kind for element in proof.tags.walk()}
    assert "Table" not in kinds
    spoken = proof.tags.text
    for words in ("Day: Monday", "Morning: 5 mg", "Evening: blank mg", "Day: Tuesday"):
        assert words in spoken
    assert spoken.count("Day: blank") == 1
    assert squeezed("Before it. Day: Monday") in squeezed(spoken)


def test_the_head_stands_again_on_each_page(write_project: WriteProject) -> None:
    rows = "".join(f"      | Row {n} | What to do in row {n} |\n" for n in range(1, 81))
    text = f"\n      | Row | {AGAIN} |\n      |---|---|\n{rows}"
    proof = _print(write_project, text, "large-print")
    assert proof.judged() == []
    tables = [element for element in proof.tags.walk() if element.kind == "Table"]
    assert len(tables) > 1
    assert all(AGAIN in table.text for table in tables)


def test_a_short_table_stays_on_one_page(write_project: WriteProject) -> None:
    rows = "".join(f"      | {n} | What to do in row {n} |\n" for n in range(5))
    table = f"\n      | Row | What |\n      |---|---|\n{rows}"
    starts = set()
    for lines in range(5, 11):
        filler = "\n".join("      It takes a line.\n" for _ in range(lines))
        proof = _print(write_project, f"{filler}\n{table}", "large-print")
        (found,) = [element for element in proof.tags.walk() if element.kind == "Table"]
        pages = {element.page for element in found.walk()}
        assert len(pages) == 1
        starts |= pages
    assert starts == {0, 1}  # some fit on the first page


def test_a_lost_cell_stops_the_press(write_project: WriteProject) -> None:
    parts = (SHIPPED / "templates/parts.html").read_text("utf-8")
    cell = "{{ line(cell) }}</td>"
    assert cell in parts
    article = article_text(sections=_sections(PLAN))
    files = {
        "handouts/small/en.yaml": article,
        "templates/parts.html": parts.replace(cell, "</td>"),
    }
    proof = small(write_project(files), "two-page")
    assert proof.codes() == {"missing"}
    assert any("“5 mg”" in finding.problem for finding in proof.judged())


def test_rows_of_two_languages_stand_beside_each_other(write_project: WriteProject) -> None:
    proof = _bilingual(write_project)
    assert proof.judged() == []
    assert failures(proof.pdf) == []
    spoken = proof.tags.text
    places = [spoken.index(words) for words in ("lunes", "Monday", "Dosis: 5", "Dose: 5", "martes")]
    assert places == sorted(places)


def test_a_translation_has_as_many_rows(write_project: WriteProject) -> None:
    with pytest.raises(Refused) as caught:
        _bilingual(write_project, "      | martes | 6 mg |\n")
    assert "3 rows of a table, 2 columns" in str(caught.value)
    assert "2 rows of a table, 2 columns" in str(caught.value)


def test_a_translation_has_words_where_the_source_has(write_project: WriteProject) -> None:
    with pytest.raises(Refused) as caught:
        _bilingual(write_project, filled="| martes | 6 |")
    assert "6 cells with words" in str(caught.value)
    assert "5 cells with words" in str(caught.value)


def _bilingual(write: WriteProject, more: str = "", filled: str = "| martes | |") -> Proof:
    english = """
      | Day | Dose |
      |---|---|
      | Monday | 5 mg |
      | Tuesday | |
"""
    spanish = english
    for ours, theirs in (("Day", "Día"), ("Dose", "Dosis"), ("Monday", "lunes")):
        spanish = spanish.replace(ours, theirs)
    assert "| Tuesday | |" in spanish
    spanish = spanish.replace("| Tuesday | |", filled) + more
    translation = "\n  of: en\n  status: machine"
    files = {
        "handouts/small/en.yaml": article_text(sections=_sections(english)),
        "handouts/small/es.yaml": article_text(
            sections=_sections(spanish), translation=translation
        ),
    }
    return take(write(files), Order("small", "es", "bilingual"))


def _kind(thing: Any) -> str:
    is_element = isinstance(thing, pikepdf.Dictionary) and "/S" in thing
    return str(thing.S).removeprefix("/") if is_element else ""


def _words(element: Any) -> str:
    """The words of an element's lines."""
    if isinstance(element, int):
        return ""
    if "/ActualText" in element:
        return str(element.ActualText)
    kids = element.get("/K", [])
    return "".join(_words(kid) for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]))
