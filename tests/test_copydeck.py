"""The words of a sheet: all of an article, in each edition's measure, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import WriteProject, article_text

from clearprint.article import Article, Reference
from clearprint.body import BLANK, Body, plain
from clearprint.copydeck import Cut, Deck, cuts, make_deck, printed_stale
from clearprint.orders import Desk
from clearprint.project import Project
from clearprint.textblocks import reference_block
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


def _handout(project: Project) -> Handout:
    return read_handout(Desk(project), "small", "en")


def _deck(project: Project, edition: str = "two-page", *cut: Cut) -> Deck:
    desk = Desk(project)
    return make_deck(_handout(project), desk.editions[edition], desk.clinic, cut)


def _texts(deck: Deck) -> list[str]:
    return [passage.text for passage in deck.passages()]


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
        texts = _texts(make_deck(handout, desk.editions[edition], desk.clinic))
        written = list(_written(handout.article))
        assert len(written) > 30
        for words in written:
            said = BLANK.sub(handout.labels.words.blank, words)
            assert any(said in text for text in texts), words


def test_a_brief_edition_has_the_briefs(project: Project) -> None:
    texts = _texts(_deck(project, "one-page"))
    assert "It is small." in texts
    assert "It is small, in full." not in texts
    assert "One lives on." in texts  # no brief was written
    assert "Does it pass?" not in texts


@pytest.mark.parametrize("edition", ["one-page", "two-page", "large-print"])
def test_urgent_signs_and_disclaimer_are_in_every_edition(project: Project, edition: str) -> None:
    deck = _deck(project, edition)
    texts = _texts(deck)
    signs = ["Get help now", "Seek urgent or emergency care for", "Great pain", "Great fear"]
    start = texts.index("Get help now")
    assert texts[start : start + 5] == [*signs, "These are signs."]
    assert "Medical Disclaimer: Not so for everybody." in texts


def test_a_full_edition_has_the_full_text_once(project: Project) -> None:
    texts = _texts(_deck(project))
    assert texts.count("It is small, in full.") == 1
    assert "It is small." not in texts
    assert len(texts) == len(set(texts))


def test_passages_stand_in_the_order_of_the_article(project: Project) -> None:
    groups = list(dict.fromkeys(passage.group for passage in _deck(project).passages()))
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


def test_the_languages_disclaimer_stands_in_for_a_missing_one(write_project: WriteProject) -> None:
    project = write_project({"handouts/small/en.yaml": article_text()})
    deck = _deck(project)
    assert deck.disclaimer == deck.labels.disclaimer
    assert any(deck.labels.disclaimer in text for text in _texts(deck))


def test_what_a_clinic_left_out_is_a_line_to_write_on(project: Project) -> None:
    contact = [(line.label, line.value) for line in _deck(project).contact]
    assert contact == [("Care team", None), ("After hours", None), ("Emergency", None)]


def test_a_clinic_is_told_of(write_project: WriteProject) -> None:
    clinic = (
        "name: Riverside\naddress: [100 River Street, Springfield]\nphone: 555-0100\n"
        "after_hours: 555-0199\nemergency: '911'\nweb: https://www.example.org/\n"
    )
    deck = _deck(write_project({"handouts/small/en.yaml": ARTICLE, "clinic.yaml": clinic}))
    assert tuple(map(plain, deck.clinic)) == ("Riverside", "100 River Street", "Springfield")
    assert [line.value for line in deck.contact] == [
        "555-0100",
        "555-0199",
        "911",
        "www.example.org",
    ]
    assert {"Riverside", "Springfield", "555-0199", "911"} <= set(_texts(deck))


def test_the_imprint_and_the_foot_say_that_nobody_reviewed_it(project: Project) -> None:
    deck = _deck(project)
    assert tuple(map(plain, deck.imprint)) == ("Version 1.0", "Published November 24, 2026")
    assert [[plain(statement) for statement in row] for row in deck.foot] == [
        ["Small", "Two-page handout", "Not yet reviewed by a clinician"]
    ]


def test_the_imprint_says_who_reviewed_it(write_project: WriteProject) -> None:
    review = "\n  {status: reviewed, by: 'A. Person, MD', on: 2026-12-01, due: 2028-12-01}"
    deck = _deck(write_project({"handouts/small/en.yaml": article_text(review=review)}))
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
    deck = _deck(write_project({"handouts/small/en.yaml": article_text(review=review)}))
    assert deck.dates == ("2026-11-24", "2026-11-24")


def test_addresses_stand_in_words_beside_references(project: Project) -> None:
    first, second = _deck(project).references
    assert (first.url, first.address) == (None, None)
    assert second.url == "https://www.example.org/page/"
    assert second.address == "www.example.org/page"
    assert "www.example.org/page" in _texts(_deck(project))


def test_properties_of_the_pdf(project: Project) -> None:
    deck = _deck(project, "one-page")
    assert "Small" in deck.head_title
    assert "One-page sheet" in deck.head_title
    assert deck.keywords == ("small", "thing", "icd-10-cm:R52", "icd-10-cm:R53")
    assert deck.folio(2, 3) == "Page 2 of 3"
    assert (deck.language, deck.direction) == ("en", "ltr")
    assert "Atkinson Hyperlegible Next" in deck.fonts


def test_words_are_counted(project: Project) -> None:
    deck = _deck(project)
    assert deck.length == sum(len(text.split()) for text in _texts(deck)) > 50


# What may be left out


def test_cuts_come_in_the_authors_order(project: Project) -> None:
    found = cuts(_handout(project), Desk(project).editions["two-page"])
    assert found == (
        Cut(1, "faq.1", "Does it pass?"),
        Cut(2, "faq.3", "Is it mine?"),
        Cut(3, "sections.living_with_it", "Life with it"),
    )


def test_what_an_edition_does_not_print_is_no_cut(project: Project) -> None:
    found = cuts(_handout(project), Desk(project).editions["one-page"])
    assert found == (Cut(3, "sections.living_with_it", "Life with it"),)


def test_what_is_left_out_is_gone_and_told(project: Project) -> None:
    all_of_it = _texts(_deck(project))
    question, life = (
        Cut(1, "faq.1", "Does it pass?"),
        Cut(3, "sections.living_with_it", "Life with it"),
    )
    deck = _deck(project, "two-page", question, life)
    told = "This sheet leaves out: “Does it pass?”, “Life with it”. Ask for the full handout."
    assert deck.left_out == told
    gone = {"Does it pass?", "In most cases.", "Life with it", "One lives on."}
    assert set(_texts(deck)) == set(all_of_it) - gone | {told}


def test_nothing_is_told_where_nothing_is_left_out(project: Project) -> None:
    assert _deck(project).left_out is None
    assert not any("leaves out" in text for text in _texts(_deck(project)))


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
    before, after = _texts(_deck(project)), _texts(_deck(project, "two-page", Cut(1, block, name)))
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
    first, second = cuts(_handout(project), Desk(project).editions["two-page"])
    texts = _texts(_deck(project, "two-page", first))
    assert "Much rest." not in texts
    assert "Take 5 mg." in texts
    assert second.block == "sections.second"


REFERENCED = article_text(title="Pequeño", references="\n  - text: A book.\n  - text: Una página.")


def _translated(write_project: WriteProject, english: str, spanish: str) -> Handout:
    files = {"handouts/small/en.yaml": english, "handouts/small/es.yaml": spanish}
    return read_handout(Desk(write_project(files)), "small", "es")


def _spanish_deck(write_project: WriteProject, spanish: str, edition: str = "two-page") -> Deck:
    english = REFERENCED.replace("Una página", "A page").replace("Pequeño", "Small")
    handout = _translated(write_project, english, spanish)
    desk = Desk(write_project({"clinic.yaml": "{name: Riverside, address: [1 Road]}"}))
    return make_deck(handout, desk.editions[edition], desk.clinic)


def test_references_that_were_left_are_of_the_sources_language(write_project: WriteProject) -> None:
    spanish = REFERENCED + "translation: {of: en, status: machine}\n"
    deck = _spanish_deck(write_project, spanish)
    assert [source.lang for source in deck.references] == ["en", None]


def test_so_are_those_that_the_source_has_replaced_since(write_project: WriteProject) -> None:
    old = Reference(text="An old book.")
    noted = f'source: {{references.1: "{reference_block(old).digest}"}}'
    spanish = REFERENCED.replace("A book.", "An old book.")
    deck = _spanish_deck(
        write_project, f"{spanish}translation: {{of: en, status: machine, {noted}}}\n"
    )
    assert [source.lang for source in deck.references] == ["en", None]


def test_the_clinics_own_words_are_of_the_sources_language(write_project: WriteProject) -> None:
    deck = _spanish_deck(write_project, REFERENCED + "translation: {of: en, status: machine}\n")
    assert [(run.text, run.lang) for (run,) in deck.clinic] == [
        ("Riverside", "en"),
        ("1 Road", "en"),
    ]


def test_what_is_stale_is_told_in_both_languages(write_project: WriteProject) -> None:
    deck = _spanish_deck(write_project, REFERENCED + "translation: {of: en, status: machine}\n")
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


def test_a_stale_section_has_its_heading_whatever_its_key(write_project: WriteProject) -> None:
    own = '\n  "section 1.5":\n    heading: {}\n    text: Words.\n  overview:'
    english = article_text(references="\n  - text: A.").replace("\n  overview:", own.format("Half"))
    made = "translation: {of: en, status: machine}\n"
    spanish = article_text(references="\n  - text: A.").replace(
        "\n  overview:", own.format("Medio")
    )
    handout = _translated(write_project, english, f"{spanish}{made}")
    desk = Desk(write_project({}))
    deck = make_deck(handout, desk.editions["two-page"], desk.clinic)
    assert ": Small, Medio, " in deck.imprint[-2][0].text


def test_an_edition_tells_what_is_stale_of_what_it_prints(write_project: WriteProject) -> None:
    made = "{of: en, status: machine, source: {title: x}}"
    spanish = ARTICLE.replace("title: Small", "title: Pequeño") + f"translation: {made}\n"
    handout = _translated(write_project, ARTICLE, spanish)
    editions = Desk(write_project({})).editions
    brief, full = (set(printed_stale(handout, editions[n])) for n in ("one-page", "two-page"))
    assert set(handout.stale) == brief | full
    assert "sections.overview.brief" in brief - full
    assert "sections.overview.text" in full - brief
    assert "sections.when_to_see_a_doctor.text" in brief & full  # there is no brief of it
    assert {name for name in full - brief if name.startswith("faq.")}


def test_a_translation_is_set_in_its_sources_fonts_too(write_project: WriteProject) -> None:
    deck = _spanish_deck(write_project, REFERENCED + "translation: {of: en, status: machine}\n")
    assert deck.fonts == ("Atkinson Hyperlegible Next",)
    files = {
        "handouts/small/en.yaml": REFERENCED,
        "handouts/small/ar.yaml": REFERENCED + "translation: {of: en, status: machine}\n",
    }
    desk = Desk(write_project(files))
    deck = make_deck(read_handout(desk, "small", "ar"), desk.editions["one-page"], desk.clinic)
    assert deck.fonts == ("Vazirmatn", "Atkinson Hyperlegible Next")
