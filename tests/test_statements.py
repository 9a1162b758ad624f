"""A sheet says what it is, who reviewed it, and what of it is stale."""

from __future__ import annotations

import pytest
from conftest import WriteProject, article_text
from decks import ARTICLE, REFERENCED, deck_of, spanish_deck, translated

from clearprint.body import plain
from clearprint.copydeck import make_deck
from clearprint.orders import Desk
from clearprint.project import Project
from clearprint.statements import printed_stale


@pytest.fixture
def project(write_project: WriteProject) -> Project:
    return write_project({"handouts/small/en.yaml": ARTICLE, "clinic.yaml": "paper: letter"})


def test_the_imprint_and_the_foot_say_that_nobody_reviewed_it(project: Project) -> None:
    deck = deck_of(project)
    assert tuple(map(plain, deck.imprint)) == ("Version 1.0", "Published November 24, 2026")
    assert [[plain(statement) for statement in row] for row in deck.foot] == [
        ["Small", "Two-page handout", "Not yet reviewed by a clinician"]
    ]


def test_the_imprint_says_who_reviewed_it(write_project: WriteProject) -> None:
    review = "\n  {status: reviewed, by: 'A. Person, MD', on: 2026-12-01, due: 2028-12-01}"
    deck = deck_of(write_project({"handouts/small/en.yaml": article_text(review=review)}))
    assert tuple(map(plain, deck.imprint[2:])) == (
        "Reviewed by A. Person, MD, December 1, 2026",
        "Next review due December 1, 2028",
    )
    assert [[plain(statement) for statement in row] for row in deck.foot] == [
        ["Small", "Two-page handout"]
    ]
    assert deck.dates == ("2026-11-24", "2026-12-01")


def test_a_review_before_the_publication_does_not_turn_time_back(
    write_project: WriteProject,
) -> None:
    review = "\n  {status: reviewed, by: 'A. Person, MD', on: 2026-01-01, due: 2027-12-01}"
    deck = deck_of(write_project({"handouts/small/en.yaml": article_text(review=review)}))
    assert deck.dates == ("2026-11-24", "2026-11-24")


def test_what_is_stale_is_told_in_both_languages(write_project: WriteProject) -> None:
    deck = spanish_deck(write_project, REFERENCED + "translation: {of: en, status: machine}\n")
    (ours,), (theirs,) = deck.imprint[-2:]
    assert ours.text.startswith("El texto en inglés ha cambiado")
    assert ours.text.endswith(
        ": Pequeño, Descripción general, Cuándo consultar al médico, Referencias"
    )
    assert theirs.text.startswith(
        "The English text has changed since this translation was made: Small"
    )
    assert theirs.text.endswith("Overview, When to See a Doctor, References")
    assert (ours.lang, theirs.lang) == (None, "en")


def test_an_edition_tells_what_is_stale_of_what_it_prints(write_project: WriteProject) -> None:
    made = "{of: en, status: machine, source: {title: x}}"
    spanish = ARTICLE.replace("title: Small", "title: Pequeño") + f"translation: {made}\n"
    handout = translated(write_project, ARTICLE, spanish)
    editions = Desk(write_project({})).editions
    brief, full = (set(printed_stale(handout, editions[n])) for n in ("one-page", "two-page"))
    assert set(handout.stale) == brief | full
    assert "sections.overview.brief" in brief - full
    assert "sections.overview.text" in full - brief
    assert "sections.when_to_see_a_doctor.text" in brief & full  # there is no brief of it
    assert {name for name in full - brief if name.startswith("faq.")}


def test_a_stale_section_has_its_heading_whatever_its_key(write_project: WriteProject) -> None:
    own = '\n  "section 1.5":\n    heading: {}\n    text: Words.\n  overview:'
    english = article_text(references="\n  - text: A.").replace("\n  overview:", own.format("Half"))
    made = "translation: {of: en, status: machine}\n"
    spanish = article_text(references="\n  - text: A.").replace(
        "\n  overview:", own.format("Medio")
    )
    handout = translated(write_project, english, f"{spanish}{made}")
    desk = Desk(write_project({}))
    deck = make_deck(handout, desk.editions["two-page"], desk.clinic)
    assert ": Small, Medio, " in deck.imprint[-2][0].text
