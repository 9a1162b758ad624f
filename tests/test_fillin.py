"""What people fill in with a pen is drawn to be filled in, and read as what it is."""

from __future__ import annotations

import pytest
from conftest import WriteProject, article_text, findings_of
from proofs import Proof, small, take
from tagtree import Element
from verapdf import failures

from clearprint.body import (
    BodyFaultsError,
    Bullets,
    Checklist,
    Paragraph,
    Run,
    Steps,
    Table,
    plain,
)
from clearprint.commonmark import parse
from clearprint.fillin import has_box, is_to_tick, with_blanks, without_box
from clearprint.finished import Shape
from clearprint.inline import Piece, pieces
from clearprint.orders import Desk, Order
from clearprint.project import Project
from clearprint.validate import read_handout

BOX, LIST = "Start every item with “- [ ] ”.", "Not every item of this list has an empty box"
FORM = """
      Take ____ mg at ________ h, and call **Dr. ____________**.

      - [ ] Bring your list
      - [ ] My number: ____________

      1. One
      2. Two

      ____________________
"""


def _sections(text: str) -> str:
    return f"""
  overview:
    text: |{text}
  when_to_see_a_doctor:
    text: Call when it hurts.
    urgent:
      - Great pain"""


def _print(write: WriteProject, text: str = FORM, edition: str = "two-page") -> Proof:
    return small(write({"handouts/small/en.yaml": article_text(sections=_sections(text))}), edition)


def _blanks(text: str) -> list[tuple[str, bool]]:
    (paragraph,) = parse(text).blocks
    assert isinstance(paragraph, Paragraph)
    return [(run.text, run.blank) for run in paragraph.runs]


# Reading


def test_three_underscores_are_a_space_to_write_on() -> None:
    assert _blanks("Take ___ mg") == [("Take ", False), ("___", True), (" mg", False)]
    assert _blanks("A snake_case__word") == [("A snake_case__word", False)]


@pytest.mark.parametrize("text", ["____mg and mg____", "(____)", "**____**", "\\_\\_\\_\\_"])
def test_they_are_never_marks_for_bold_and_never_printed(text: str) -> None:
    (paragraph,) = parse(text).blocks
    assert isinstance(paragraph, Paragraph)
    assert any(run.blank for run in paragraph.runs)
    assert "_" not in "".join(run.text for run in paragraph.runs if not run.blank)


def test_a_line_of_underscores_is_a_line_to_write_on() -> None:
    first, second, items = parse("________\n________\n\n- ________\n- a").blocks
    for block in (first, second):
        assert isinstance(block, Paragraph)
        assert [run.blank for run in block.runs] == [True]
    assert isinstance(items, Bullets)
    assert [line[0].blank for line in items.lines] == [True, False]


def test_a_space_to_write_on_cannot_be_in_a_link() -> None:
    with pytest.raises(BodyFaultsError) as caught:
        parse("a [b ____](https://example.org)")
    problems = [fault.problem for fault in caught.value.faults]
    assert problems == ["A space to write on stands in the words of a link."]


def test_underscores_are_refused_where_they_would_be_printed(write_project: WriteProject) -> None:
    article = article_text(title='"Dose: ____"')
    project = write_project({"handouts/small/en.yaml": article})
    (found,) = findings_of(lambda: read_handout(Desk(project), "small", "en"))
    assert (found.code, found.place.line) == ("blank", 1)


@pytest.mark.parametrize("words", ["Take **care**", "See [us](https://example.org)"])
def test_marks_are_refused_where_they_would_be_printed(
    write_project: WriteProject, words: str
) -> None:
    article = article_text(title=f"'{words}'")
    project = write_project({"handouts/small/en.yaml": article})
    (found,) = findings_of(lambda: read_handout(Desk(project), "small", "en"))
    assert (found.code, found.place.line) == ("marks", 1)
    article = article_text(title="'2 ** 3 [a] (b)'")
    write_project({"handouts/small/en.yaml": article})
    assert read_handout(Desk(project), "small", "en").article.title == "2 ** 3 [a] (b)"


def test_a_list_with_boxes_is_a_checklist() -> None:
    (block,) = parse("- [ ] one\n- [ ] **two**\n- [ ] three ____").blocks
    assert isinstance(block, Checklist)
    assert [plain(line) for line in block.lines] == ["one", "two", "three ____"]
    assert block.lines[1] == (Run("two", bold=True),)


@pytest.mark.parametrize(
    "text", ["- [ ] a\n- b", "- [x] a", "- [X] a\n- [ ] b", "1. [ ] a\n2. [ ] b", "- [ ]\n- [ ] a"]
)
def test_boxes_that_nobody_can_tick_are_refused(text: str) -> None:
    with pytest.raises(BodyFaultsError) as caught:
        parse(text)
    (fault,) = caught.value.faults
    assert fault.problem.startswith(LIST)
    assert fault.remedy == BOX


def test_boxes_of_lines() -> None:
    line = (Run("[ ] a"), Run("b", bold=True))
    assert has_box(line)
    assert is_to_tick(line)
    assert without_box(line) == (Run("a"), Run("b", bold=True))
    assert without_box(()) == ()
    assert not has_box((Run("a [ ] b"),))
    assert not is_to_tick((Run("[x] a"),))
    assert with_blanks((Run("a___", bold=True),)) == (
        Run("a", bold=True),
        Run("___", bold=True, blank=True),
    )


# Printing


@pytest.mark.parametrize("edition", ["one-page", "two-page", "large-print"])
def test_a_form_passes_every_judge(write_project: WriteProject, edition: str) -> None:
    proof = _print(write_project, edition=edition)
    assert proof.judged() == []
    assert failures(proof.pdf) == []


def test_no_underscore_is_drawn_or_said(write_project: WriteProject) -> None:
    proof = _print(write_project)
    drawn = "".join(text.words for page in proof.finished.pages for text in page.texts)
    assert "Bring your list" in drawn
    assert "_" not in drawn
    assert "_" not in proof.tags.text


def test_a_screen_reader_says_that_there_is_a_blank(write_project: WriteProject) -> None:
    spoken = _print(write_project).tags.text
    assert "Take blank mg at blank h, and call Dr. blank." in spoken
    assert "My number: blank" in spoken


def test_a_blank_is_as_wide_as_it_is_written(write_project: WriteProject) -> None:
    proof = _print(write_project, "\n      a ____ b ________ c\n")
    size = proof.record["size"]
    widths = sorted(shape.box.right - shape.box.left for shape in _rules(proof))
    assert any(width == pytest.approx(4 * 0.6 * size, abs=1) for width in widths)
    assert any(width == pytest.approx(8 * 0.6 * size, abs=1) for width in widths)


def test_a_line_to_write_on_is_as_wide_as_its_column(write_project: WriteProject) -> None:
    def wide(text: str) -> int:
        proof = _print(write_project, f"\n      {text}\n", "large-print")
        across = proof.finished.pages[0].width - 40 * 72 / 25.4
        return sum(rule.box.right - rule.box.left > across - 1 for rule in _rules(proof))

    assert wide("____") == wide("A ____") + 1


def test_each_item_has_a_square(write_project: WriteProject) -> None:
    with_boxes = _print(write_project, "\n      - [ ] One thing\n      - [ ] Another\n")
    size = 0.85 * with_boxes.record["size"]
    squares = [s for page in with_boxes.finished.pages for s in page.shapes if _is_square(s, size)]
    assert len(squares) == 2
    without = _print(write_project, "\n      - One thing\n      - Another\n")
    assert not [s for page in without.finished.pages for s in page.shapes if _is_square(s, size)]


def test_a_square_is_not_said(write_project: WriteProject) -> None:
    proof = _print(write_project)
    (item,) = [e for e in proof.tags.walk() if e.kind == "LI" and "Bring your list" in e.text]
    assert item.text == "Bring your list"
    assert not any(element.kind == "Lbl" for element in item.walk())


def test_a_blank_that_the_template_forgets_stops_the_press(write_project: WriteProject) -> None:
    parts = (Project().folder / "templates/parts.html").read_text("utf-8")
    files = {
        "handouts/small/en.yaml": article_text(sections=_sections(FORM)),
        "templates/parts.html": parts.replace("{%- if run.blank -%}", "{%- if false -%}"),
    }
    assert "missing" in small(write_project(files), "two-page").codes()


def test_a_blank_that_says_another_word_stops_the_press(write_project: WriteProject) -> None:
    parts = (Project().folder / "templates/parts.html").read_text("utf-8")
    assert parts.count("words.blank }}") == 1
    files = {
        "handouts/small/en.yaml": article_text(sections=_sections(FORM)),
        "templates/parts.html": parts.replace("words.blank }}", "words.notes }}"),
    }
    assert {"missing", "misread"} <= small(write_project(files), "two-page").codes()


# In other languages


def _translated(write: WriteProject, language: str, text: str, edition: str) -> Proof:
    translation = "\n  of: en\n  status: machine"
    files = {
        "handouts/small/en.yaml": article_text(sections=_sections("\n      Take ____ mg.\n")),
        f"handouts/small/{language}.yaml": article_text(
            sections=_sections(text), translation=translation
        ),
    }
    return take(write(files), Order("small", language, edition))


@pytest.mark.parametrize("language", sorted({*Project().languages()} - {"en"}))
def test_a_space_to_write_on_is_said_in_every_language(
    write_project: WriteProject, language: str
) -> None:
    """In Chinese too, where letters mostly need no words beside them."""
    proof = _translated(write_project, language, "\n      ____ mg.\n", "two-page")
    assert proof.judged() == []
    assert f"{proof.deck.blank} mg." in proof.tags.text


def test_of_two_languages_only_one_is_filled_in(write_project: WriteProject) -> None:
    proof = _translated(write_project, "es", "\n      Tome ____ mg.\n", "bilingual")
    assert proof.judged() == []
    assert failures(proof.pdf) == []
    assert "Tome espacio en blanco mg." in proof.tags.text
    assert "Take … mg." in proof.tags.text


def test_a_table_of_one_column_stands_side_by_side_row_by_row(write_project: WriteProject) -> None:
    table = "\n      | {} |\n      |---|\n      | ____ mg |\n"
    english, spanish = table.format("Dose"), table.format("Dosis")
    files = {
        "handouts/small/en.yaml": article_text(sections=_sections(english)),
        "handouts/small/es.yaml": article_text(
            sections=_sections(spanish), translation="{of: en, status: machine}"
        ),
    }
    proof = take(write_project(files), Order("small", "es", "bilingual"))
    assert proof.judged() == []
    assert "Dosis: espacio en blanco mg" in proof.tags.text
    assert "Dose: … mg" in proof.tags.text


@pytest.mark.parametrize("edition", ["two-page", "large-print", "bilingual"])
def test_a_dose_keeps_its_order_in_right_to_left_text(
    write_project: WriteProject, edition: str
) -> None:
    """“10 mg” that is filled in reads 10 mg, not mg 10."""
    proof = _translated(write_project, "ar", "\n      خذ ____ mg.\n", edition)
    assert proof.judged() == []
    (page, *_) = proof.finished.pages
    (unit,) = [t for t in page.texts if "mg" in t.words and t.box.left > page.width / 2]
    near = [
        shape.box
        for shape in _rules(proof)
        if 0 < unit.box.bottom + 3 - shape.box.bottom < 10
        and page.width / 2 < shape.box.right <= unit.box.left + 1
    ]
    assert len(near) == 1
    assert unit.box.left - near[0].right < proof.record["size"]


def test_squares_stand_where_the_language_starts(write_project: WriteProject) -> None:
    english, arabic = "\n      - [ ] Bring it\n", "\n      - [ ] أحضرها\n"
    translation = "\n  of: en\n  status: machine"
    files = {
        "handouts/small/en.yaml": article_text(sections=_sections(english)),
        "handouts/small/ar.yaml": article_text(sections=_sections(arabic), translation=translation),
    }
    proof = take(write_project(files), Order("small", "ar", "bilingual"))
    (page, *_) = proof.finished.pages
    squares = [shape.box for shape in page.shapes if _is_square(shape, 0.85 * 12)]
    (square,) = squares
    margin = 11 * 72 / 25.4
    assert square.left == pytest.approx(page.width - margin - 0.85 * 12, abs=2)


def test_steps_keep_their_numbers_beside_a_translation(write_project: WriteProject) -> None:
    english = "\n      1. One\n      2. Two\n      3. Three\n"
    spanish = "\n      1. Uno\n      2. Dos\n      3. Tres\n"
    translation = "\n  of: en\n  status: machine"
    files = {
        "handouts/small/en.yaml": article_text(sections=_sections(english)),
        "handouts/small/es.yaml": article_text(
            sections=_sections(spanish), translation=translation
        ),
    }
    proof = take(write_project(files), Order("small", "es", "bilingual"))
    lists = [e for e in proof.tags.walk() if e.kind == "L" and _number(e) and len(e.children) == 1]
    numbers = {e.text.split()[-1]: _number(e) for e in lists}
    expected = {"Uno": 1, "One": 1, "Dos": 2, "Two": 2, "Tres": 3, "Three": 3}
    assert {word: numbers[word] for word in expected} == expected
    assert isinstance(parse("1. One\n2. Two").blocks[0], Steps)


def _number(element: Element) -> int | None:
    labels = [e.text.rstrip(".") for e in element.walk() if e.kind == "Lbl"]
    return int(labels[0]) if labels and labels[0].isdigit() else None


def _rules(proof: Proof) -> list[Shape]:
    """Thin level lines."""
    shapes = [shape for page in proof.finished.pages for shape in page.shapes]
    assert shapes
    return [s for s in shapes if s.box.top - s.box.bottom < 2 < s.box.right - s.box.left]


def _is_square(shape: Shape, side: float) -> bool:
    width, height = shape.box.right - shape.box.left, shape.box.top - shape.box.bottom
    return width == pytest.approx(height, abs=0.5) and width == pytest.approx(side, abs=1.2)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Name: ____ Date: ____.", ["Name: ", "Date: "]),
        ("Show it. Week of: ______", ["Week of: "]),
        ("I will get my results on ________.", ["I will get my results on "]),
        ("Then we will talk about it, and I write down ____", ["down "]),
        ("**Date:** ____", ["Date: "]),
        ("Between ___ ___", ["Between ", ""]),
        ("It is wide: ____________________", ["It is wide: "]),
    ],
)
def test_a_label_stays_with_its_blank(text: str, kept: list[str]) -> None:
    (paragraph,) = parse(text).blocks
    assert isinstance(paragraph, Paragraph)
    found = pieces(paragraph.runs)
    assert [label for piece in found for label in _labels(piece)] == kept
    words = "".join(words or "_" for piece in found for words, _ in _leaves(piece))
    assert words == "".join("_" if run.blank else run.text for run in paragraph.runs)


def _leaves(piece: Piece) -> list[tuple[str, bool]]:
    """The words of a piece, in order, and whether each are a space to write on."""
    if piece.run and piece.run.blank:
        return [("", True)]
    inner = [leaf for part in piece.inner for leaf in _leaves(part)]
    return inner or [(piece.words, False)]


def _labels(piece: Piece) -> list[str]:
    """What is kept before each space to write on of a piece."""
    labels = [""]
    for words, is_blank in _leaves(piece):
        labels[-1] += words
        if is_blank:
            labels.append("")
    return labels[:-1]


def test_the_room_for_an_empty_cell_is_that_of_its_heading() -> None:
    (table,) = parse("| Day | What I did, and what helped |\n|---|---|\n| | |").blocks
    assert isinstance(table, Table)
    ((day, did),) = [entry.cells for entry in table.entries]
    assert [len(plain(cell)) for _, cell in (day, did)] == [12, 54]
