"""Decks of small handouts, for the tests of what a sheet says."""

from __future__ import annotations

from conftest import WriteProject, article_text

from clearprint.copydeck import Cut, make_deck
from clearprint.deck import Deck
from clearprint.orders import Desk
from clearprint.project import Project
from clearprint.validate import Handout, read_handout

ARTICLE = article_text(
    subtitle="About little things",
    main_message="Small things pass.",
    quick_facts="\n  Kind: A small thing\n  Dose: Very little",
    sections="""
  overview:
    text: It is small, in full.
    brief: It is small.
  living_with_it:
    heading: Life with it
    text: One lives on.
    may_cut: 3
  when_to_see_a_doctor:
    text: Call when it hurts.
    urgent:
      - Great pain
      - Great fear
    urgent_note: These are signs.""",
    faq="""
  - question: Does it pass?
    answer: In most cases.
    may_cut: 1
  - question: Shall I wait?
    answer: No.
  - question: Is it mine?
    answer: It is.
    may_cut: 2""",
    references="\n  - text: A book.\n  - text: A page.\n    url: https://www.example.org/page/",
    disclaimer="Not so for everybody.",
    keywords="[small, thing]",
    codes="\n  icd-10-cm: [R52, R53]",
)


def handout_of(project: Project) -> Handout:
    """The handout “small” of a project, in English."""
    return read_handout(Desk(project), "small", "en")


def deck_of(project: Project, edition: str = "two-page", *cut: Cut) -> Deck:
    """Its deck in an edition, less what is left out."""
    desk = Desk(project)
    return make_deck(handout_of(project), desk.editions[edition], desk.clinic, cut)


def texts_of(deck: Deck) -> list[str]:
    """The words of a deck, passage by passage."""
    return [passage.text for passage in deck.passages()]


REFERENCED = article_text(title="Pequeño", references="\n  - text: A book.\n  - text: Una página.")


def translated(write_project: WriteProject, english: str, spanish: str) -> Handout:
    """An English handout in Spanish, beside its source."""
    files = {"handouts/small/en.yaml": english, "handouts/small/es.yaml": spanish}
    return read_handout(Desk(write_project(files)), "small", "es")


def spanish_deck(write_project: WriteProject, spanish: str, edition: str = "two-page") -> Deck:
    """The deck of `REFERENCED` in Spanish, of a clinic with a name and an address."""
    english = REFERENCED.replace("Una página", "A page").replace("Pequeño", "Small")
    handout = translated(write_project, english, spanish)
    desk = Desk(write_project({"clinic.yaml": "{name: Riverside, address: [1 Road]}"}))
    return make_deck(handout, desk.editions[edition], desk.clinic)
