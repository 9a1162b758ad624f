"""Long paragraphs of two texts are parted alike, behind sentences, and lose nothing."""

from __future__ import annotations

import pytest
from conftest import WriteProject, article_text
from decks import translated
from hypothesis import given
from hypothesis import strategies as st

from clearprint.body import Body, Bullets, Line, Paragraph, Run, plain
from clearprint.copydeck import make_deck
from clearprint.deck import Deck
from clearprint.orders import Desk
from clearprint.parallel import LONGEST, parallel
from clearprint.sentences import room

LONG = "This is a sentence of some forty letters. "
SHORT = "Kurz ist er. "


def beside(ours: str, theirs: str) -> tuple[list[str], list[str]]:
    """The paragraphs of two texts, once they stand side by side."""
    bodies = parallel(Body((Paragraph((Run(ours),)),)), Body((Paragraph((Run(theirs),)),)))
    first, second = ([plain(line) for b in body.blocks for line in b.lines] for body in bodies)
    return first, second


def test_what_is_short_is_as_it_was() -> None:
    bodies = (
        Body((Paragraph((Run("One."),)), Bullets(((Run("a"),),)))),
        Body((Paragraph((Run("Eins."),)), Bullets(((Run("b"),),)))),
    )
    assert parallel(*bodies) == bodies


def test_both_are_parted_behind_the_same_sentence() -> None:
    ours = "".join(f"This is a sentence of forty letters, {n}. " for n in range(40))
    first, second = beside(ours, "".join(f"Kurz, {n}. " for n in range(40)))
    assert len(first) == len(second) == 3
    for ours, theirs in zip(first, second, strict=True):
        assert ours.rpartition(", ")[2] == theirs.rpartition(", ")[2]


def test_with_other_sentences_both_are_parted_in_proportion() -> None:
    first, second = beside(LONG * 40, SHORT * 90)
    assert len(first) == len(second) > 1
    shares = [len(text) / sum(map(len, side)) for side in (first, second) for text in side]
    assert max(shares) < 1.2 / len(first)


def test_chinese_takes_twice_the_room() -> None:
    first, _ = beside("这是一个句子。" * 60, "It is one. " * 60)
    assert len(first) > 1


def test_a_sentence_is_never_cut() -> None:
    endless = "word " * 300
    assert beside(endless, SHORT) == ([endless], [SHORT])


def test_bold_words_and_links_keep_how_they_are_set() -> None:
    line: Line = (
        Run(LONG * 20),
        Run("Bold. Words. ", bold=True),
        Run("A page", href="https://example.org"),
        Run(f". {LONG * 20}"),
    )
    ours, _ = parallel(Body((Paragraph(line),)), Body((Paragraph((Run(LONG * 43),)),)))
    runs = [run for block in ours.blocks for part in block.lines for run in part]
    assert "".join(run.text for run in runs if run.bold).replace(" ", "") == "Bold.Words."
    assert [run.text for run in runs if run.href] == ["A page"]


SENTENCE = st.text("abc ", min_size=1, max_size=200).map(lambda text: f"X{text.strip()}. ")


@given(st.lists(SENTENCE, min_size=1, max_size=30), st.lists(SENTENCE, min_size=1, max_size=30))
def test_nothing_is_lost_and_each_has_its_partner(ours: list[str], theirs: list[str]) -> None:
    first, second = beside("".join(ours), "".join(theirs))
    assert len(first) == len(second)
    assert "".join(first).replace(" ", "") == "".join(ours).replace(" ", "")
    assert "".join(second).replace(" ", "") == "".join(theirs).replace(" ", "")
    assert all(first)
    assert all(second)
    if len(ours) == len(theirs):
        assert all(room(text) <= LONGEST for text in (*first, *second))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_as_few_parts_as_will_do(count: int) -> None:
    sentence = f"X{'x' * 97}. "
    first, _ = beside(sentence * 7 * count, sentence * 7 * count)
    assert len(first) == count


FORM = """
      Take ____ mg.

      - [ ] I took it at ____ h

      1. Write ________

      | Day | Dose |
      |---|---|
      | Monday | ____ mg |"""


def _beside(write_project: WriteProject, text: str = FORM) -> Deck:
    """The deck of a bilingual sheet with this text in its overview and its first answer."""
    sections = f"""
  overview:
    text: |{text}
  when_to_see_a_doctor:
    text: Call.
    urgent: [Pain]"""
    faq = f"\n  - question: Why?\n    answer: |{text}"
    english = article_text(sections=sections, faq=faq)
    spanish = english + "translation: {of: en, status: machine}\n"
    desk, handout = Desk(write_project({})), translated(write_project, english, spanish)
    return make_deck(handout, desk.editions["bilingual"], desk.clinic)


def test_only_the_translation_is_filled_in(write_project: WriteProject) -> None:
    deck = _beside(write_project)
    assert deck.beside is not None
    for side, blanks in ((deck, 4), (deck.beside, 0)):
        for body in (side.sections[0].body, side.faq[0].answer):
            runs = [run for block in body.blocks for line in block.lines for run in line]
            assert sum(run.blank for run in runs) == blanks
            assert sum(run.text == "…" for run in runs) == 4 - blanks
    both = (deck.sections[0].body, deck.beside.sections[0].body)
    kinds = [[type(block).__name__ for block in body.blocks] for body in both]
    assert kinds[0] == ["Paragraph", "Checklist", "Steps", "Entry"]
    assert kinds[1] == ["Paragraph", "Bullets", "Steps", "Entry"]


def test_every_body_of_a_sheet_is_parted(write_project: WriteProject) -> None:
    deck = _beside(write_project, f"\n      {LONG * 40}")
    assert deck.beside is not None
    for side in (deck, deck.beside):
        assert len(side.sections[0].body.blocks) == len(side.faq[0].answer.blocks) == 3


def test_partners_have_one_number_each(write_project: WriteProject) -> None:
    passages = list(_beside(write_project).passages())
    numbers = [passage.pair for passage in passages if passage.pair is not None]
    assert numbers == sorted([*range(len(numbers) // 2)] * 2)
    assert next(p.group for p in passages if p.pair is None) == "title"
