"""The words of a sheet: all of an article, in each edition's measure, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import WriteProject, article_text
from decks import ARTICLE, REFERENCED, deck_of, handout_of, spanish_deck, texts_of

from clearprint.article import Article, Reference
from clearprint.body import BLANK, Body, plain
from clearprint.copydeck import Cut, cuts, make_deck
from clearprint.orders import Desk
from clearprint.project import Project
from clearprint.textblocks import reference_block
from clearprint.validate import read_handout


@pytest.fixture
def project(write_project: WriteProject) -> Project:
    return write_project({"handouts/small/en.yaml": ARTICLE, "clinic.yaml": "paper: letter"})


def _written(article: Article) -> Iterator[str]:
    """Every text of an article that is for its readers."""
    yield from filter(None, (article.title, article.subtitle, article.main_message))
    yield from (text for fact in article.quick_facts.items() for text in fact)
    bodies: list[Body] = []
    for section in article.sections.values():
        bodies.append(section.text)
        yield from (*section.urgent, *filter(None, (section.heading, section.urgent_note)))
    for asked in article.faq:
        yield asked.question
        bodies.append(asked.answer)
    yield from (text for body in bodies for text in body.passages)
    yield from (reference.text for reference in article.references)
    yield from filter(None, (article.disclaimer,))


@pytest.mark.parametrize("edition", ["two-page", "large-print"])
def test_a_full_edition_has_every_word_of_the_article(shipped: Project, edition: str) -> None:
    desk = Desk(shipped)
    assert desk.handouts
    for topic in desk.handouts:
        handout = read_handout(desk, topic, "en")
        texts = texts_of(make_deck(handout, desk.editions[edition], desk.clinic))
        written = list(_written(handout.article))
        assert len(written) > 30
        for words in written:
            said = BLANK.sub(handout.labels.words.blank, words)
            assert any(said in text for text in texts), words


def test_a_brief_edition_has_the_briefs(project: Project) -> None:
    texts = texts_of(deck_of(project, "one-page"))
    assert "It is small." in texts
    assert "It is small, in full." not in texts
    assert "One lives on." in texts  # no brief was written
    assert "Does it pass?" not in texts


@pytest.mark.parametrize("edition", ["one-page", "two-page", "large-print"])
def test_urgent_signs_and_disclaimer_are_in_every_edition(project: Project, edition: str) -> None:
    deck = deck_of(project, edition)
    texts = texts_of(deck)
    signs = ["Get help now", "Seek urgent or emergency care for", "Great pain", "Great fear"]
    start = texts.index("Get help now")
    assert texts[start : start + 5] == [*signs, "These are signs."]
    assert "Medical Disclaimer: Not so for everybody." in texts


def test_a_full_edition_has_the_full_text_once(project: Project) -> None:
    texts = texts_of(deck_of(project))
    assert texts.count("It is small, in full.") == 1
    assert "It is small." not in texts
    assert len(texts) == len(set(texts))


def test_the_languages_disclaimer_stands_in_for_a_missing_one(write_project: WriteProject) -> None:
    project = write_project({"handouts/small/en.yaml": article_text()})
    deck = deck_of(project)
    assert deck.disclaimer == deck.labels.disclaimer
    assert any(deck.labels.disclaimer in text for text in texts_of(deck))


def test_what_a_clinic_left_out_is_a_line_to_write_on(project: Project) -> None:
    contact = [(plain(line.label), line.value) for line in deck_of(project).contact]
    assert contact == [("Care team", None), ("After hours", None), ("Emergency", None)]


def test_on_a_sheet_in_two_languages_the_one_line_is_told_in_both(
    write_project: WriteProject,
) -> None:
    spanish = f"{REFERENCED}translation: {{of: en, status: machine}}\n"
    deck = spanish_deck(write_project, spanish, "bilingual")
    told = [deck.contact_heading, *(line.label for line in deck.contact)]
    assert plain(told[0]) == "A quién llamar / Who to call"
    assert [(ours.lang, theirs.lang) for ours, theirs in told] == [(None, "en")] * 4
    alone = spanish_deck(write_project, spanish)
    assert plain(alone.contact_heading) == "A quién llamar"


def test_a_clinic_is_told_of(write_project: WriteProject) -> None:
    clinic = (
        "name: Riverside\naddress: [100 River Street, Springfield]\nphone: 555-0100\n"
        "after_hours: 555-0199\nemergency: '911'\nweb: https://www.example.org/\n"
    )
    deck = deck_of(write_project({"handouts/small/en.yaml": ARTICLE, "clinic.yaml": clinic}))
    assert tuple(map(plain, deck.clinic)) == ("Riverside", "100 River Street", "Springfield")
    assert [line.value for line in deck.contact] == [
        "555-0100",
        "555-0199",
        "911",
        "www.example.org",
    ]
    assert {"Riverside", "Springfield", "555-0199", "911"} <= set(texts_of(deck))


def test_addresses_stand_in_words_beside_references(project: Project) -> None:
    first, second = deck_of(project).references
    assert (first.url, first.address) == (None, None)
    assert second.url == "https://www.example.org/page/"
    assert second.address == "www.example.org/page"
    assert "www.example.org/page" in texts_of(deck_of(project))


# What may be left out


def test_cuts_come_in_the_authors_order(project: Project) -> None:
    found = cuts(handout_of(project), Desk(project).editions["two-page"])
    assert found == (
        Cut(1, "faq.1", "Does it pass?"),
        Cut(2, "faq.3", "Is it mine?"),
        Cut(3, "sections.living_with_it", "Life with it"),
    )


def test_what_an_edition_does_not_print_is_no_cut(project: Project) -> None:
    found = cuts(handout_of(project), Desk(project).editions["one-page"])
    assert found == (Cut(3, "sections.living_with_it", "Life with it"),)


def test_what_is_left_out_is_gone_and_told(project: Project) -> None:
    all_of_it = texts_of(deck_of(project))
    question, life = (
        Cut(1, "faq.1", "Does it pass?"),
        Cut(3, "sections.living_with_it", "Life with it"),
    )
    deck = deck_of(project, "two-page", question, life)
    told = "This sheet leaves out: “Does it pass?”, “Life with it”. Ask for the full handout."
    assert deck.left_out == told
    gone = {"Does it pass?", "In most cases.", "Life with it", "One lives on."}
    assert set(texts_of(deck)) == set(all_of_it) - gone | {told}


def test_nothing_is_told_where_nothing_is_left_out(project: Project) -> None:
    assert deck_of(project).left_out is None
    assert not any("leaves out" in text for text in texts_of(deck_of(project)))


@pytest.mark.parametrize(
    ("block", "name"),
    [
        ("faq.2", "Shall I wait?"),
        ("sections.overview", "Overview"),
        ("sections.when_to_see_a_doctor", "When to See a Doctor"),
        ("disclaimer", "Medical Disclaimer: Not so for everybody."),
        ("title", "Small"),
    ],
)
def test_what_its_author_does_not_allow_is_never_left_out(
    project: Project, block: str, name: str
) -> None:
    before, after = (
        texts_of(deck_of(project)),
        texts_of(deck_of(project, "two-page", Cut(1, block, name))),
    )
    assert name in before
    assert set(before) <= set(after)


def test_beside_its_source_a_translation_leaves_the_same_out_of_both(
    write_project: WriteProject,
) -> None:
    spanish = ARTICLE.replace("Does it pass?", "¿Pasa?").replace("Life with it", "La vida")
    spanish += "translation: {of: en, status: machine}\n"
    files = {"handouts/small/en.yaml": ARTICLE, "handouts/small/es.yaml": spanish}
    desk = Desk(write_project(files))
    handout, edition = read_handout(desk, "small", "es"), desk.editions["bilingual"]
    cut = cuts(handout, edition)
    assert len(cut) == 3
    deck = make_deck(handout, edition, desk.clinic, cut)
    assert deck.beside is not None
    for side in (deck, deck.beside):
        assert [asked.question for asked in side.faq] == ["Shall I wait?"]
        assert len(side.sections) == 2


def test_of_two_sections_with_one_name_only_the_one_goes(write_project: WriteProject) -> None:
    sections = """
  overview: {text: It is small.}
  first: {heading: Treatment, text: Much rest., may_cut: 1}
  second: {heading: Treatment, text: Take 5 mg., may_cut: 9}
  when_to_see_a_doctor: {text: Call us., urgent: [Great pain]}"""
    project = write_project({"handouts/small/en.yaml": article_text(sections=sections)})
    first, second = cuts(handout_of(project), Desk(project).editions["two-page"])
    texts = texts_of(deck_of(project, "two-page", first))
    assert "Much rest." not in texts
    assert "Take 5 mg." in texts
    assert second.block == "sections.second"


def test_references_that_were_left_are_of_the_sources_language(write_project: WriteProject) -> None:
    spanish = REFERENCED + "translation: {of: en, status: machine}\n"
    deck = spanish_deck(write_project, spanish)
    assert [source.lang for source in deck.references] == ["en", None]


def test_so_are_those_that_the_source_has_replaced_since(write_project: WriteProject) -> None:
    old = Reference(text="An old book.")
    noted = f'source: {{references.1: "{reference_block(old).digest}"}}'
    spanish = REFERENCED.replace("A book.", "An old book.")
    deck = spanish_deck(
        write_project, f"{spanish}translation: {{of: en, status: machine, {noted}}}\n"
    )
    assert [source.lang for source in deck.references] == ["en", None]


def test_the_clinics_own_words_are_of_the_sources_language(write_project: WriteProject) -> None:
    deck = spanish_deck(write_project, REFERENCED + "translation: {of: en, status: machine}\n")
    assert [(run.text, run.lang) for (run,) in deck.clinic] == [
        ("Riverside", "en"),
        ("1 Road", "en"),
    ]
