"""A program answers what follows from the file, and nothing that takes a person."""

from __future__ import annotations

import pytest
from copies import small_copy

from clearprint.answers import cdc_answers, pemat_answers
from clearprint.questionnaires import CDC, PEMAT

NEEDED = "  when_to_see_a_doctor: {text: Call us., urgent: [Pain]}"


def said(text: str, codes: set[str] | None = None, language: str = "en") -> dict[str, str]:
    """Every answer on sections of a handout: “P11” to “yes”."""
    copy, found = small_copy(f"sections:\n{text}\n{NEEDED}", language), codes or set()
    pemat = {f"P{n}": answer.said for n, answer in pemat_answers(copy, found).items()}
    return {**pemat, **{f"C{n}": answer.said for n, answer in cdc_answers(copy, found).items()}}


def test_the_questions_have_their_official_numbers() -> None:
    assert [question.number for question in PEMAT] == [*range(1, 13), *range(15, 27)]
    assert [question.number for question in CDC] == list(range(1, 21))


def test_a_plain_text_has_no_pictures_tables_or_numbers() -> None:
    told = said("  overview: {text: Rest.}")
    none = ("P6", "P16", "P17", "P18", "P19", "P24", "P25", "C15", "C16", "C17")
    assert {told[number] for number in none} == {"n/a"}
    assert (told["P11"], told["C1"], told["C4"], told["C8"]) == ("no", "no", "no", "no")
    assert (told["P12"], told["P20"], told["C5"], told["C14"]) == ("yes", "yes", "yes", "yes")
    assert {"P1", "P2", "P3", "P5", "P10", "P15", "P23", "P26", "C9", "C18"}.isdisjoint(told)


@pytest.mark.parametrize(
    ("text", "number", "answer"),
    [
        ("  overview:\n    text: |\n      - [ ] Keys\n      - [ ] Card", "P23", "yes"),
        ("  overview:\n    text: |\n      Name: ____", "P23", "yes"),
        ("  overview:\n    text: |\n      - One\n      - Two", "C8", "yes"),
        ("  overview: {text: A.}\n  causes: {text: B.}", "P8", "yes"),
        ("  overview: {text: A., figure: {file: a.svg, alt: B, caption: C}}", "P17", "yes"),
    ],
)
def test_what_a_text_has_is_seen(text: str, number: str, answer: str) -> None:
    assert said(text)[number] == answer
    assert said("  overview: {text: Rest.}").get(number) != answer


def test_numbers_and_tables_are_left_to_people() -> None:
    text = (
        "  overview:\n    text: |\n      | Day | Dose |\n      |---|---|\n      | Monday | 5 mg |"
    )
    assert {"P6", "P19", "P24", "P25", "C15", "C16", "C17"}.isdisjoint(said(text))


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("acronym", ("P4", "C7")),
        ("term", ("P4", "C7")),
        ("long-paragraph", ("P8",)),
        ("empty-heading", ("P9",)),
        ("long-list", ("C8",)),
        ("no-action", ("P20", "C5")),
    ],
)
def test_what_was_found_is_a_no(code: str, numbers: tuple[str, ...]) -> None:
    told = said("  overview: {text: Rest.}", {code})
    assert {told[number] for number in numbers} == {"no"}


def test_an_empty_cell_is_a_space_to_fill_in() -> None:
    text = "  overview:\n    text: |\n      | Day | Pain |\n      |---|---|\n      | Monday | |"
    assert said(text)["P23"] == "yes"


def test_a_picture_may_be_a_chart_that_has_to_be_explained() -> None:
    told = said("  overview: {text: A., figure: {file: a.svg, alt: B, caption: C}}")
    assert (told["P19"], "P25" in told, "C4" in told) == ("n/a", False, False)


def test_mixed_denominators_are_a_no() -> None:
    assert said("  overview: {text: 1 in 10.}", {"mixed-denominators"})["C17"] == "no"


def test_an_action_is_left_to_people_where_the_language_is_not_looked_through() -> None:
    assert {"P20", "C5"}.isdisjoint(said("  overview: {text: So.}", language="ko"))
