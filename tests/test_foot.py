"""The running foot: statements stand whole on as few lines as hold them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import WriteProject, article_text
from proofs import shipped_orders, small

from clearprint.body import Line, Run, plain
from clearprint.copydeck import make_deck
from clearprint.deck import Deck
from clearprint.foot import CLEAR, LEAD, Foot, make_foot
from clearprint.orders import Desk
from clearprint.project import Project
from clearprint.validate import read_handout

MM = 25.4 / 72


@pytest.fixture(scope="module")
def deck() -> Deck:
    """The deck of the shipped Spanish sheet."""
    order = next(o for o in shipped_orders() if o.language == "es")
    desk = Desk(Project())
    return make_deck(
        read_handout(desk, order.topic, "es"), desk.editions["two-page"], desk.clinic, ()
    )


def foot_of(deck: Deck, *rows: tuple[str, ...], size: float = 12) -> Foot:
    """The foot of a two-page sheet on Letter with these statements; all in one language."""
    statements = tuple(tuple((Run(text),) for text in row) for row in rows)
    edition = Desk(Project()).editions["two-page"]
    return make_foot(Project(), replace(deck, foot=statements), edition, "letter", size)


def words(lines: tuple[Line, ...]) -> list[str]:
    return [plain(line) for line in lines]


def test_statements_share_a_line_where_it_holds_them(deck: Deck) -> None:
    assert words(foot_of(deck, ("One", "Two"), ("Three", "Four")).lines) == [
        "One · Two",
        "Three · Four",
    ]


def test_a_statement_is_not_broken_where_it_has_room_on_the_next_line(deck: Deck) -> None:
    long = "A title that is of some length in the foot of the page, though it fits"
    other = "Nobody has reviewed this text"
    found = foot_of(deck, (long, other, "Still more"))
    assert words(found.lines) == [long, f"{other} · Still more"]
    assert found.height == pytest.approx(CLEAR + (2 * LEAD + 0.5) * 12 * MM)


def test_a_statement_longer_than_a_line_takes_its_lines(deck: Deck) -> None:
    long = "word " * 40
    found = foot_of(deck, (long.strip(), "After"))
    assert words(found.lines) == [long.strip(), "After"]
    assert found.height > foot_of(deck, ("One", "After")).height + 2 * LEAD * 12 * MM


def test_it_grows_no_larger_than_its_ceiling(deck: Deck) -> None:
    """The page number does: it makes the first line as high as it is."""
    found = foot_of(deck, ("One", "Two"), ("Three",), size=28)
    assert found.size == 18
    assert found.height == pytest.approx(CLEAR + (LEAD * (28 + 18) + 0.5 * 28) * MM)


def test_what_is_set_otherwise_is_a_stretch_of_its_own(deck: Deck) -> None:
    title, notice = (Run("Title", bold=True),), (Run("Notice"),)
    english = ((Run("Name", lang="en"),), (Run("Warning", lang="en"),))
    edition = Desk(Project()).editions["two-page"]
    statements = replace(deck, foot=((title, notice), english))
    found = make_foot(Project(), statements, edition, "letter", 12)
    assert found.lines == (
        (Run("Title", bold=True), Run(" · Notice")),
        (Run("Name · Warning", lang="en"),),
    )


@pytest.mark.parametrize(
    ("edition", "size"), [("two-page", None), ("large-print", 18), ("large-print", 28)]
)
def test_it_has_room_for_its_lines(
    write_project: WriteProject, edition: str, size: float | None
) -> None:
    """However long the title: the foot grows upward, and never over the edge."""
    title = "Small things that have long names, as most things do which few people have"
    project = write_project({"handouts/small/en.yaml": article_text(title=title)})
    assert small(project, edition, size).judged() == []


def test_the_dot_stands_with_the_sheets_own_words(deck: Deck) -> None:
    """A stretch that runs the other way would carry it to its far end."""
    own, told, more = Run("العربية"), Run("Small · Arabic", lang="en"), Run("Not yet", lang="en")
    rows = (((own,), (told,), (more,)), ((Run("Big", bold=True),), (Run("small"),)))
    desk = Desk(Project())
    foot = make_foot(
        desk.project, replace(deck, foot=rows), desk.editions["two-page"], "letter", 12.0
    )
    assert foot.lines == (
        (Run("العربية · "), Run("Small · Arabic · Not yet", lang="en")),
        (Run("Big", bold=True), Run(" · small")),
    )
