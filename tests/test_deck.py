"""The words of a sheet in their order, and what is told of them as a whole."""

from __future__ import annotations

import pytest
from conftest import WriteProject
from decks import ARTICLE, REFERENCED, deck_of, spanish_deck, texts_of

from clearprint.copydeck import make_deck
from clearprint.orders import Desk
from clearprint.project import Project
from clearprint.validate import read_handout


@pytest.fixture
def project(write_project: WriteProject) -> Project:
    return write_project({"handouts/small/en.yaml": ARTICLE, "clinic.yaml": "paper: letter"})


def test_passages_stand_in_the_order_of_the_article(project: Project) -> None:
    groups = list(dict.fromkeys(passage.group for passage in deck_of(project).passages()))
    assert groups == [
        "title",
        "main message",
        "quick facts",
        "section overview",
        "section living_with_it",
        "section when_to_see_a_doctor",
        "urgent when_to_see_a_doctor",
        "faq",
        "disclaimer",
        "contact",
        "references",
        "imprint",
    ]


def test_properties_of_the_pdf(project: Project) -> None:
    deck = deck_of(project, "one-page")
    assert "Small" in deck.head_title
    assert "One-page sheet" in deck.head_title
    assert deck.keywords == ("small", "thing", "icd-10-cm:R52", "icd-10-cm:R53")
    assert deck.folio(2, 3) == "Page 2 of 3"
    assert (deck.language, deck.direction) == ("en", "ltr")
    assert "Atkinson Hyperlegible Next" in deck.fonts


def test_words_are_counted(project: Project) -> None:
    deck = deck_of(project)
    assert deck.length == sum(len(text.split()) for text in texts_of(deck)) > 50


def test_a_translation_is_set_in_its_sources_fonts_too(write_project: WriteProject) -> None:
    deck = spanish_deck(write_project, REFERENCED + "translation: {of: en, status: machine}\n")
    assert deck.fonts == ("Atkinson Hyperlegible Next",)
    files = {
        "handouts/small/en.yaml": REFERENCED,
        "handouts/small/ar.yaml": REFERENCED + "translation: {of: en, status: machine}\n",
    }
    desk = Desk(write_project(files))
    deck = make_deck(read_handout(desk, "small", "ar"), desk.editions["one-page"], desk.clinic)
    assert deck.fonts == ("Vazirmatn", "Atkinson Hyperlegible Next")
