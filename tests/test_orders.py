"""A wish becomes orders for what there is, and is refused where it names what there is not."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from conftest import ARTICLE, WriteProject, article_text, findings_of

from clearprint.editions import load_editions
from clearprint.findings import Finding
from clearprint.orders import Desk, Order, Wish
from clearprint.project import SHIPPED, Project

TRANSLATED = article_text(translation="{of: en, status: machine}")
ONE_LANGUAGE = [n for n, e in load_editions(Project(SHIPPED)).items() if e.beside is None]


@pytest.fixture
def desk(write_project: WriteProject) -> Desk:
    names = ("glioma/en", "glioma/es", "seizure/en", "seizure/fr")
    texts = {name: ARTICLE if name.endswith("en") else TRANSLATED for name in names}
    return Desk(write_project({f"handouts/{name}.yaml": text for name, text in texts.items()}))


def fault_in(desk: Desk, wish: Wish) -> Finding:
    (finding,) = findings_of(lambda: desk.orders(wish))
    return finding


def handouts(orders: list[Order]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((order.topic, order.language) for order in orders))


@pytest.mark.parametrize(
    ("order", "name"),
    [
        (Order("glioma", "en", "one-page"), "en/glioma.one-page.pdf"),
        (Order("glioma", "es", "large-print", 20), "es/glioma.large-print-20pt.pdf"),
        (Order("glioma", "es", "large-print", 20.5), "es/glioma.large-print-20.5pt.pdf"),
        (Order("glioma", "en", "one-page", None, "a4"), "en/glioma.one-page.a4.pdf"),
        (Order("glioma", "en", "large-print", 16, "a4"), "en/glioma.large-print-16pt.a4.pdf"),
    ],
)
def test_an_order_knows_where_its_pdf_goes(order: Order, name: str) -> None:
    assert order.name == name


def test_no_wish_is_everything(desk: Desk) -> None:
    orders = desk.orders(Wish())
    assert handouts(orders) == [
        *(("glioma", "en"), ("glioma", "es"), ("seizure", "en"), ("seizure", "fr"))
    ]
    assert {o.edition for o in orders if o.topic == "seizure" and o.language == "en"} == set(
        ONE_LANGUAGE
    )
    assert len({order.name for order in orders}) == len(orders)


def test_a_wish_is_kept_to(desk: Desk) -> None:
    wish = Wish(topics=("glioma",), languages=("es",), editions=("two-page",))
    assert desk.orders(wish) == [Order("glioma", "es", "two-page")]


def test_topics_come_in_the_order_asked_for(desk: Desk) -> None:
    orders = desk.orders(Wish(topics=("seizure", "glioma"), editions=("one-page",)))
    assert [order.topic for order in orders] == ["seizure", "seizure", "glioma", "glioma"]


def test_a_language_of_another_topic_is_no_fault(desk: Desk) -> None:
    assert handouts(desk.orders(Wish(languages=("fr",)))) == [("seizure", "fr")]


def test_two_languages_need_a_second_text(desk: Desk) -> None:
    orders = desk.orders(Wish(editions=("bilingual",)))
    assert handouts(orders) == [("glioma", "es"), ("seizure", "fr")]


@pytest.mark.parametrize(
    ("wish", "code", "remedy"),
    [
        (Wish(topics=("glimoa",)), "unknown-topic", "Did you mean “glioma”?"),
        (Wish(topics=("../../etc/passwd",)), "unknown-topic", "Known here: glioma, seizure."),
        (Wish(topics=("glioma/en",)), "unknown-topic", "Did you mean “glioma”?"),
        (Wish(languages=("../en",)), "unknown-language", "Known here: en, es, fr."),
        (Wish(topics=("glioma",), languages=("fr",)), "unknown-language", "Known here: en, es."),
        (Wish(editions=("onepage",)), "unknown-edition", "Did you mean “one-page”?"),
        (Wish(editions=("../one-page",)), "unknown-edition", "Did you mean “one-page”?"),
    ],
)
def test_names_that_are_not_there_are_refused(
    desk: Desk, wish: Wish, code: str, remedy: str
) -> None:
    found = fault_in(desk, wish)
    assert (found.code, found.remedy, found.place.file) == (code, remedy, "command line")


def test_a_size_alone_means_the_editions_that_have_it(desk: Desk) -> None:
    orders = desk.orders(Wish(topics=("glioma",), languages=("en",), size=20))
    assert orders == [Order("glioma", "en", "large-print", 20)]


@pytest.mark.parametrize("size", [19, 0, -1, 1e9, float("nan"), float("inf")])
def test_a_size_that_nobody_offers_is_refused(desk: Desk, size: float) -> None:
    found = fault_in(desk, Wish(size=size))
    assert found.problem == f"No edition can be printed in {size:g} pt."
    assert (found.code, found.remedy) == ("unknown-size", "Try -e large-print.")


def test_a_size_that_an_edition_lacks_is_refused(desk: Desk) -> None:
    found = fault_in(desk, Wish(editions=("large-print",), size=19))
    assert found.problem == "The large-print edition cannot be printed in 19 pt."
    assert found.remedy == "Sizes on request: 16, 18, 20, 22, 24, 28."
    assert fault_in(desk, Wish(editions=("one-page",), size=20)).remedy == "Try -e large-print."


def test_another_paper_is_part_of_the_order(desk: Desk, write_project: WriteProject) -> None:
    assert {order.paper for order in desk.orders(Wish(paper="a4"))} == {"a4"}
    assert {order.paper for order in desk.orders(Wish(paper="letter"))} == {None}
    european = Desk(write_project({"clinic.yaml": "paper: a4"}))
    assert {order.paper for order in european.orders(Wish(paper="a4"))} == {None}
    (first, *_) = european.orders(Wish())
    assert european.paper(first) == "a4"
    assert european.paper(Order("glioma", "en", "one-page", None, "letter")) == "letter"


def test_an_edition_is_set_at_the_size_of_the_order(desk: Desk) -> None:
    sizes = desk.edition(Order("glioma", "en", "large-print", 24)).sizes
    assert (sizes.floor, sizes.ceiling) == (24, 24)
    assert desk.edition(Order("glioma", "en", "large-print")).sizes.floor == 18


def test_a_handout_in_a_language_without_labels_is_told(write_project: WriteProject) -> None:
    desk = Desk(write_project({"handouts/glioma/eng.yaml": ARTICLE}))
    (found,) = findings_of(lambda: desk.labels("eng"))
    assert (str(found.place), found.code) == ("templates/labels/eng.yaml", "no-labels")
    assert "Did you mean “en”?" in found.remedy


def test_each_table_is_read_once(desk: Desk) -> None:
    assert desk.labels("en") is desk.labels("en")
    assert desk.clinic is desk.clinic
    assert desk.editions is desk.editions


def test_no_pdf_goes_anywhere_but_into_its_language_s_folder(desk: Desk) -> None:
    orders = desk.orders(Wish())
    assert orders
    for order in orders:
        path = PurePosixPath(order.name)
        assert len(path.parts) == 2
        assert ".." not in path.parts


ORIGINALS = {"handouts/glioma/en.yaml": ARTICLE, "handouts/glioma/es.yaml": ARTICLE}


def test_two_originals_are_not_printed_side_by_side(write_project: WriteProject) -> None:
    desk = Desk(write_project(ORIGINALS))
    assert {order.edition for order in desk.orders(Wish())} == set(ONE_LANGUAGE)
    assert not desk.can_make(Order("glioma", "es", "bilingual"))


def test_nor_is_what_was_translated_from_another_language(write_project: WriteProject) -> None:
    french = article_text(translation="{of: es, status: machine}")
    desk = Desk(write_project({**ORIGINALS, "handouts/glioma/fr.yaml": french}))
    assert {order.edition for order in desk.orders(Wish(languages=("fr",)))} == set(ONE_LANGUAGE)
    found = fault_in(desk, Wish(languages=("fr",), editions=("bilingual",)))
    assert found.problem == (
        "glioma in fr has no bilingual edition: it was translated from “es”, not from “en”."
    )


@pytest.mark.parametrize(
    ("wish", "lacks"),
    [
        (
            Wish(languages=("es",), editions=("bilingual",)),
            "it does not say that it was translated",
        ),
        (
            Wish(languages=("en",), editions=("bilingual",)),
            "“en” is what stands beside the others.",
        ),
        (Wish(topics=("asthma",), editions=("bilingual",)), "there is no asthma/en.yaml to stand"),
    ],
)
def test_why_there_is_no_edition_in_two_languages_is_told(
    write_project: WriteProject, wish: Wish, lacks: str
) -> None:
    spanish = article_text(translation="{of: en, status: machine}")
    asthma = {"handouts/asthma/es.yaml": ARTICLE, "handouts/asthma/fr.yaml": ARTICLE}
    desk = Desk(write_project({**ORIGINALS, **asthma}))
    found = findings_of(lambda: desk.orders(wish))
    assert {finding.code for finding in found} == {"no-second-language"}
    assert any(lacks in finding.problem for finding in found)
    assert {finding.place.file for finding in found} == {"command line"}
    desk = Desk(
        write_project({"handouts/burns/en.yaml": ARTICLE, "handouts/burns/es.yaml": spanish})
    )
    assert desk.orders(Wish(editions=("bilingual",))) == [Order("burns", "es", "bilingual")]


def test_where_every_edition_is_in_two_languages_it_is_told_too(
    write_project: WriteProject,
) -> None:
    """Nobody named an edition: without a reason there would be nothing to tell."""
    rows = (SHIPPED / "templates/editions.yaml").read_text("utf-8")
    bilingual = rows[rows.index("bilingual:") :]
    files = {"handouts/burns/en.yaml": ARTICLE, "templates/editions.yaml": bilingual}
    found = fault_in(Desk(write_project(files)), Wish())
    assert (found.code, found.place.file) == ("no-second-language", "command line")


@pytest.mark.parametrize(
    ("written", "of"),
    [
        ("translation: {of: en, status: machine}\n", "en"),
        ('translation:\n  status: machine\n\n  # a word\n  of: "zh-Hans"\ntitle: x\n', "zh-Hans"),
        ('{\n "title": "x",\n "translation": {\n  "of": "en"\n }\n}', "en"),
        ("translation:\n  status: machine\nother:\n  of: es\n", ""),
        ("title: translation of: es\ntext: |\n  translation: {of: es}\n", ""),
    ],
)
def test_what_a_text_was_translated_from_is_known(
    write_project: WriteProject, written: str, of: str
) -> None:
    desk = Desk(write_project({"handouts/burns/fr.yaml": written}))
    assert desk.translated_from("burns", "fr") == of
