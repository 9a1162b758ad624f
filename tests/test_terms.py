"""Medical words are told at their first use, in the text and on the one-page sheet."""

from __future__ import annotations

import pytest
from copies import told

BRIEFED = """sections:
  overview:
    text: You may have edema (swelling).
    brief: {brief}
  when_to_see_a_doctor: {{text: Call us., urgent: [Pain]}}"""


def test_a_word_is_told_once_with_the_everyday_one() -> None:
    (found,) = told("You may have edema.\n\nThe edema goes.", "term")
    assert (found.place.line, "Write “swelling”" in found.remedy) == (5, True)


@pytest.mark.parametrize(
    "text",
    [
        "You may have edema (swelling).",
        "Swelling, or edema, is common.",
        "See PrEP (x prophylaxis).",
    ],
)
def test_a_word_that_is_explained_passes(text: str) -> None:
    assert told(text, "term") == []


def test_the_one_page_sheet_is_read_on_its_own() -> None:
    (found,) = told(BRIEFED.format(brief="You may have edema."), "term")
    assert found.place.line == 5
    assert told(BRIEFED.format(brief="You may swell."), "term") == []
