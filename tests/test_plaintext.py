"""Plain text, whose lines alone say what is a heading, a list, a paragraph."""

from __future__ import annotations

import pytest
from manuscripts import article_of, body_of, imported, overview, text_of

from clearprint.orders import Desk

WRAPPED = """\
Steroids are medicines that bring down the swelling in your brain. You take them
for a few weeks. Your team makes the dose smaller step by step, so that your
body can get used to it. Do not stop them on your own."""
ADDRESS = "https://www.cancer.gov/about-cancer/treatment/" + "a-very-long-path/" * 6


def test_wrapped_lines_are_one_paragraph_though_an_address_is_long(desk: Desk) -> None:
    for text in (WRAPPED, f"{WRAPPED}\n\n{ADDRESS}"):
        paragraphs = body_of(overview(desk, "a.txt", text)).split("\n\n")
        assert " ".join(paragraphs[0].split()) == " ".join(WRAPPED.split())
        desk.project.folder.joinpath("handouts/asthma/en.yaml").unlink()


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("Monday 8:00-12:00\nTuesday 9:00-17:00\nCall 555 0100", 3),
        ("You may feel hungry.\nYou may sleep badly.", 2),
        ("Call us when your temperature\nis over 38 degrees.", 1),
        (WRAPPED, 1),
        ("Name:\n______________________", 2),
    ],
)
def test_a_break_that_the_writer_made_stays(desk: Desk, written: str, made: int) -> None:
    assert len(body_of(overview(desk, "a.txt", written)).split("\n\n")) == made


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("[ ] Eat\n☐ Drink", "- [ ] Eat\n- [ ] Drink"),
        ("- [x] Eat", "- Eat"),
        ("____________", "____________"),
        ("- ____", "- ____"),
        ("\uf0b7 One\n\uf0b7 Two", "- One\n- Two"),
        ("1. Wash\n   a. soap\n   b. rinse\n2. Dry", "1. Wash: a. soap; b. rinse\n2. Dry"),
        ("Take between 3\n- 5 mg a day", "Take between 3 - 5 mg a day"),
        ("Take:\n- 5 mg\n- 10 mg", "Take:\n\n- 5 mg\n- 10 mg"),
    ],
)
def test_lists_and_boxes_are_told(desk: Desk, written: str, made: str) -> None:
    assert body_of(overview(desk, "a.txt", written)) == made


def test_a_number_at_the_end_of_a_line_is_no_step(desk: Desk) -> None:
    text = "In the second week the dose is never more than\n2. Then ask us."
    assert body_of(overview(desk, "a.txt", text)) == " ".join(text.split())


def sections(desk: Desk, text: str) -> list[str]:
    return [section.key for section in imported(desk, "a.txt", text).draft.sections]


@pytest.mark.parametrize(
    "heading", ["Symptoms:", "SIGNS AND SYMPTOMS:", "1. SYMPTOMS", "2.1 Symptoms", "IV. Symptoms"]
)
def test_a_known_heading_is_one_with_a_colon_or_a_number(desk: Desk, heading: str) -> None:
    text = f"Steroids\n\nOverview:\n\nThey help.\n\n{heading}\n\nYou may feel hungry.\n"
    assert sections(desk, text) == ["overview", "symptoms"]


def test_headings_right_above_their_text_are_found(desk: Desk) -> None:
    text = (
        "Steroids at home\nOverview\nSteroids bring the swelling down.\nSymptoms\n"
        "You may feel hungry.\nWhen to call\nCall us.\nReferences\nNHS. Steroids.\nNCI. Brain.\n"
    )
    made = imported(desk, "a.txt", text)
    keys = [section.key for section in made.draft.sections]
    assert keys == ["overview", "symptoms", "when_to_see_a_doctor"]
    assert [source.text for source in article_of(desk, made).references] == [
        "NHS. Steroids.",
        "NCI. Brain.",
    ]


def test_a_line_that_announces_a_list_is_no_heading(desk: Desk) -> None:
    text = "Steroids\n\nOverview\n\nSymptoms of it include:\n\n  - Hunger\n"
    assert sections(desk, text) == ["overview"]


def test_lines_in_a_block_are_no_headings(desk: Desk) -> None:
    text = "Steroids\n\nOverview\n\nThey help.\n\nOpening hours\n\nMonday 8:00\nTuesday 9:00\n"
    assert sections(desk, text) == ["overview", "opening_hours"]


def test_capitals_above_a_text_are_a_heading(desk: Desk) -> None:
    text = "Steroids\n\nOverview\n\nThey help.\n\nTAKING YOUR TABLETS:\n\nTake them with food.\n"
    assert sections(desk, text) == ["overview", "taking_your_tablets"]


def test_facts_on_lines_of_their_own_stay_apart(desk: Desk) -> None:
    text = "Steroids\n\nOverview\n\nThey help.\n\nQuick facts\n\nType: tablet\nRatio: 5:1\n"
    made = imported(desk, "a.txt", text)
    assert made.draft.quick_facts == (("Type", "tablet"), ("Ratio", "5:1"))
    assert "quick_facts:\n  Type: tablet\n" in text_of(desk, made)
