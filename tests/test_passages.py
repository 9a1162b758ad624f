"""Every text of an article is a passage, with the line it stands on."""

from __future__ import annotations

from datetime import date

from conftest import article_text, node_of

from clearprint.passages import Copy, copy_of

TEXT = article_text(
    main_message="Rest.",
    sections="""
  overview:
    text: |
      First line
      goes **on**.

      - One
      - [Two](https://example.org)
        goes on
    brief: Short.
  when_to_see_a_doctor:
    text: Call us.
    urgent: [Pain, Fever]
    urgent_note: These matter.
  own: {heading: My own, text: Words.}""",
    faq="\n  - question: Why?\n    answer: So.",
)


def copy(text: str) -> Copy:
    return copy_of(node_of(text), "en", date(2026, 11, 24))


def test_every_text_is_a_passage_at_its_line() -> None:
    told = {passage.text: passage for passage in copy(TEXT).passages}
    lines = TEXT.split("\n")
    for text, words in {
        "First line goes on.": "First line",
        "One": "- One",
        "Two goes on": "[Two]",
        "Short.": "brief",
        "Call us.": "Call us.",
        "Pain": "urgent:",
        "My own": "own:",
        "These matter.": "urgent_note",
        "Why?": "Why?",
        "So.": "So.",
        "Rest.": "Rest.",
    }.items():
        assert words in lines[told[text].place.line - 1], text


def test_a_letter_has_the_line_it_stands_on() -> None:
    (passage,) = (p for p in copy(TEXT).passages if p.text.startswith("First"))
    first, on = passage.at(0).line, passage.at(passage.text.index("goes")).line
    assert on == first + 1


def test_a_brief_is_no_part_of_the_full_text_and_lists_are_whole() -> None:
    made = copy(TEXT)
    assert "Short." not in [passage.text for passage in made.full]
    assert [found.items for found in made.lists] == [("One", "Two goes on")]
    (two,) = (passage for passage in made.passages if passage.links)
    assert two.links == ("Two",)


def test_what_cannot_be_printed_is_read_by_its_lines() -> None:
    text = """
sections:
  overview:
    text: |
      ## Doses
      Take **5.0 mg**
      at night.

      - One
        - Two
      1. Three
  own: {heading: [no, text], text: {no: text}, urgent: Pain}
  empty:
titel: Broken
"""
    made = copy(text)
    assert [(passage.kind, passage.text) for passage in made.passages] == [
        ("paragraph", "Doses Take 5.0 mg at night."),
        *(("item", "One"), ("item", "Two"), ("item", "Three")),
    ]
    assert [passage.place.line for passage in made.passages] == [5, 9, 10, 11]
    assert made.passages[0].at(made.passages[0].text.index("5.0")).line == 6
    assert [found.items for found in made.lists] == [("One", "Two", "Three")]


def test_a_file_that_is_no_handout_has_no_passages() -> None:
    assert [copy(text).passages for text in ("- a\n- b\n", "words", "sections: [a]")] == [()] * 3


def test_any_key_may_name_a_section() -> None:
    made = copy(TEXT.replace("  own: {", "  faq about driving: {").replace("Why?", "faq 1"))
    told = {passage.text: passage.section for passage in made.passages}
    assert told["My own"] == told["Words."] == "faq about driving"
    assert told["faq 1"] == told["So."] == "faq 0"


def test_a_passage_is_of_the_kind_of_its_block() -> None:
    body = (
        "Words.\n\n      - One\n\n      1. Two\n\n      | A | B |\n      |---|---|\n      | C | |"
    )
    made = copy(TEXT.replace("First line\n      goes **on**.", body))
    kinds = {passage.text: passage.kind for passage in made.passages}
    assert [kinds[text] for text in ("Small", "Rest.", "My own", "Words.", "One", "Two", "C")] == [
        *("title", "sentence", "heading", "paragraph", "item", "item", "cell")
    ]
    assert [found.items for found in made.lists] == [("One",), ("Two",), ("One", "Two goes on")]
