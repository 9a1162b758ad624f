"""Questions and answers that are marked with a Q and an A become the FAQ, in every kind of file."""

from __future__ import annotations

import pytest
from manuscripts import Document, asthma, imported, kept_in, text_of

from clearprint.body import plain
from clearprint.orders import Desk

ASKED = [("Can I drive?", "Yes."), ("Can I drink?", "A little.")]


def test_a_word_file_with_such_lines(desk: Desk) -> None:
    def fill(document: Document) -> None:
        document.add_heading("Questions and answers", 1)
        for line in ("Q: Can I drive?", "A: Yes.", "Q: Can I drink?", "A: A little."):
            document.add_paragraph(line)

    made = imported(desk, "a.docx", asthma(fill))
    assert [(q.question, q.blocks[0].lines[0][0].text) for q in made.draft.faq] == ASKED
    text = text_of(desk, made)
    assert kept_in(text) == ["Questions and answers"]
    assert "nothing below your heading" not in text


@pytest.mark.parametrize(
    "lines",
    [
        "Q: Can I drive?\n\nA: Yes.\n\nQ: Can I drink?\n\nA: A little.",
        "Q: Can I drive?\nA: Yes.\nQ: Can I drink?\nA: A little.",
        "Q1. Can I drive?\n\nA1. Yes.\n\nQ2. Can I drink?\n\nA2. A little.",
    ],
)
def test_a_plain_text_with_such_lines(desk: Desk, lines: str) -> None:
    text = f"Steroids\n\nOverview\n\nThey help.\n\nFAQ\n\n{lines}\n"
    made = imported(desk, "a.txt", text)
    assert [(q.question, q.blocks[0].lines[0][0].text) for q in made.draft.faq] == ASKED


def test_a_bold_question_and_its_answer_on_the_next_line(desk: Desk) -> None:
    lines = "**Q: Can I drive?**\nA: Yes.\n\n**Q: Can I drink?**\n**A:** A *little*."
    made = imported(desk, "a.md", f"# Steroids\n\n## Overview\n\nThey help.\n\n## FAQ\n\n{lines}\n")
    assert [(q.question, plain(q.blocks[0].lines[0])) for q in made.draft.faq] == ASKED


def test_a_lone_letter_is_no_mark(desk: Desk) -> None:
    made = imported(desk, "a.txt", "Vitamins\n\nOverview\n\nThere are two.\n\nA: It is one.\n")
    assert made.draft.faq == ()
    assert "A: It is one." in text_of(desk, made)
