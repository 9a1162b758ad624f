"""Copyfitting: the largest type that keeps to the extent, then the tight setting, then the cuts."""

from __future__ import annotations

import re
from math import ceil

import pytest
from conftest import WriteProject, article_text, findings_of
from hypothesis import assume, given
from hypothesis import strategies as st
from proofs import Proof, shipped, shipped_orders, small, take

from clearprint import build as the_pass
from clearprint.compose import (
    FEWEST_NOTES,
    MOST_NOTES,
    NOTES_LINE,
    Setting,
    Sheet,
    compose,
    make_look,
)
from clearprint.copydeck import Cut
from clearprint.deck import Deck
from clearprint.editions import STEP, Edition
from clearprint.findings import Place
from clearprint.fit import EDGE, SURE, Fitted, fit
from clearprint.orders import Desk, Order
from clearprint.project import Project
from clearprint.typeset import Layout, press

PLACE = Place("handouts/small/en.yaml")
CUTS = (Cut(1, "faq.1", "first"), Cut(2, "faq.2", "second"), Cut(3, "faq.3", "third"))
TIGHT, CUT = 0.94, 0.05  # of the space: what tightness and each cut take away in these tests


class Paper:
    """Pages that fill as the square of the type size, and a count of the layouts asked for."""

    def __init__(self, deck: Deck, pages_at_floor: float, page_height: float = 700) -> None:
        self.deck, self.pages_at_floor, self.page_height = deck, pages_at_floor, page_height
        self.asked: list[tuple[Setting, tuple[Cut, ...]]] = []

    def used(self, setting: Setting, cut: tuple[Cut, ...]) -> float:
        """The pages' worth of space that a sheet takes."""
        text = self.pages_at_floor * (setting.size / 12) ** 2
        text *= (TIGHT if setting.tight else 1) * (1 - CUT * len(cut))
        return text + setting.notes_height * setting.size / self.page_height

    def lay_out(self, setting: Setting, cut: tuple[Cut, ...]) -> Layout:
        """A layout with no more in it than copyfitting looks at."""
        self.asked.append((setting, cut))
        used = self.used(setting, cut)
        pages = max(1, ceil(used - 1e-9))
        depth = used - (pages - 1)
        sheet = Sheet("", (), self.deck, setting)
        return Layout(sheet, None, pages, depth, (1 - depth) * self.page_height, ())


@pytest.fixture(scope="module")
def deck() -> Deck:
    return shipped(shipped_orders()[0]).deck


@pytest.fixture(scope="module")
def editions() -> dict[str, Edition]:
    return Desk(Project()).editions


def fitted(paper: Paper, edition: Edition, cuts: tuple[Cut, ...] = ()) -> Fitted:
    """What copyfitting makes of it; the sheet it ends with is the last that was laid out."""
    return fit(paper.lay_out, edition, cuts, PLACE)


# The largest size


@given(st.floats(min_value=0.2, max_value=1.999), st.sampled_from(["one-page", "two-page"]))
def test_the_largest_size_that_fits_is_found(space: float, name: str) -> None:
    deck = shipped(shipped_orders()[0]).deck
    edition = Desk(Project()).editions[name]
    extent = edition.extent or 0
    assume(space <= extent)
    paper = Paper(deck, space)
    found = fitted(paper, edition)
    size = found.setting.size
    assert not found.setting.tight
    assert (size - edition.sizes.floor) % STEP == 0
    assert edition.sizes.floor <= size <= edition.sizes.ceiling
    assert paper.used(Setting(size), ()) <= extent
    if size < edition.sizes.ceiling:
        assert paper.used(Setting(size + STEP), ()) > extent
    assert found.layouts == len(paper.asked) <= 4


def test_a_short_sheet_takes_the_ceiling_and_two_layouts(
    deck: Deck, editions: dict[str, Edition]
) -> None:
    """Measure at the floor, confirm at the ceiling; a third one has the ruled lines."""
    paper = Paper(deck, 0.5)
    found = fitted(paper, editions["one-page"])
    assert found.setting.size == 14
    sizes = [(setting.size, setting.notes > 0) for setting, _ in paper.asked]
    assert sizes == [(12, False), (14, False), (14, True)]


def test_a_full_sheet_takes_one_layout(deck: Deck, editions: dict[str, Edition]) -> None:
    """A quarter point more would miss by far more than predictions err."""
    used = 0.999 * (12.25 / 12) ** 2
    assert used > 1 + SURE
    paper = Paper(deck, 0.999)
    assert fitted(paper, editions["one-page"]).setting == Setting(12)
    assert len(paper.asked) == 1


def test_a_prediction_is_confirmed(deck: Deck, editions: dict[str, Edition]) -> None:
    """Space that grows faster than the square, as it does where boxes must not break."""

    class Jumping(Paper):
        def used(self, setting: Setting, cut: tuple[Cut, ...]) -> float:
            return super().used(setting, cut) + (0.2 if setting.size > 12.5 else 0)

    paper = Jumping(deck, 0.85)
    found = fitted(paper, editions["one-page"])
    assert found.setting.size == 12.5
    assert found.layout.pages == 1
    assert (Setting(13), ()) in paper.asked


def test_nothing_is_laid_out_twice(deck: Deck, editions: dict[str, Edition]) -> None:
    for space in (0.4, 0.8, 0.9, 0.97, 1.03, 1.1):
        paper = Paper(deck, space)
        fitted(paper, editions["one-page"], CUTS)
        assert len(paper.asked) == len(set(paper.asked))


def test_an_edition_without_extent_has_its_own_size(
    deck: Deck, editions: dict[str, Edition]
) -> None:
    paper = Paper(deck, 7.99)
    found = fitted(paper, editions["large-print"])
    assert found.setting == Setting(18)
    assert len(paper.asked) == 1


def test_a_size_on_request_is_kept_to(deck: Deck, editions: dict[str, Edition]) -> None:
    assert fitted(Paper(deck, 3.99), editions["large-print"].at(24)).setting.size == 24


# Tight, then the author's cuts


def test_what_overflows_at_its_floor_is_set_tight(deck: Deck, editions: dict[str, Edition]) -> None:
    found = fitted(Paper(deck, 1.03), editions["one-page"], CUTS)
    assert found.setting == Setting(12, tight=True)
    assert found.cut == ()


def test_a_tight_sheet_is_set_as_large_as_it_can_be(
    deck: Deck, editions: dict[str, Edition]
) -> None:
    paper = Paper(deck, 1.01)
    found = fitted(paper, editions["one-page"])
    assert found.setting == Setting(12.25, tight=True)
    assert paper.used(Setting(12.5, tight=True), ()) > 1


@pytest.mark.parametrize(("space", "count"), [(1.1, 1), (1.15, 2), (1.24, 3)])
def test_as_little_is_left_out_as_makes_it_fit(
    deck: Deck, editions: dict[str, Edition], space: float, count: int
) -> None:
    """In the author's order: the first goes first."""
    paper = Paper(deck, space)
    found = fitted(paper, editions["one-page"], CUTS)
    assert found.cut == CUTS[:count]
    assert found.setting.tight
    assert paper.used(Setting(12, tight=True), CUTS[: count - 1]) > 1


def test_what_cannot_fit_is_refused_with_what_to_do(
    deck: Deck, editions: dict[str, Edition]
) -> None:
    paper = Paper(deck, 2.5)
    (found,) = findings_of(lambda: fitted(paper, editions["two-page"]))
    assert (found.code, found.place, found.stops) == ("overset", PLACE, True)
    over = round(deck.length * (1 - 2 / (2.5 * TIGHT)))
    assert "takes 2.35 pages of 2" in found.problem
    assert f"about {over} words too long for 2 pages" in found.problem
    assert "At 12 pt, set tight" in found.problem
    assert "may_cut" in found.remedy
    assert "large-print" in found.remedy


def test_what_cannot_fit_even_without_its_cuts_says_so(
    deck: Deck, editions: dict[str, Edition]
) -> None:
    (found,) = findings_of(lambda: fitted(Paper(deck, 1.5), editions["one-page"], CUTS))
    assert "even without the passages that may be left out" in found.problem
    assert "too long for one page" in found.problem
    assert "“brief”" in found.remedy


def test_the_longest_sections_are_named(write_project: WriteProject) -> None:
    words = "word " * 900
    article = article_text(
        sections=f"""
  overview:
    text: Short.
  own:
    heading: My own
    text: {words}
  other:
    heading: The other
    text: {words} {words}
  when_to_see_a_doctor:
    text: Call.
    urgent: [Great pain]""",
    )
    project = write_project({"handouts/small/en.yaml": article})
    (found,) = findings_of(lambda: small(project, "two-page"))
    assert found.code == "overset"
    assert "The other (1800 words), My own (900 words)" in found.problem


def test_chinese_that_is_too_long_is_counted_in_characters(write_project: WriteProject) -> None:
    """Between spaces stands a whole sentence: “1 word too long” would help nobody."""
    passages = 30
    article = article_text(
        sections=f"""
  overview:
    text: 短。
  treatment:
    text: {"请马上打电话。" * passages * 10}
  when_to_see_a_doctor:
    text: 请打电话。
    urgent: [剧烈头痛]"""
    )
    project = write_project({"handouts/small/zh-Hans.yaml": article})
    order = Order("small", "zh-Hans", "one-page")
    (found,) = findings_of(lambda: take(project, order))
    over = re.search(r"about (\d+) characters too long for one page", found.problem)
    assert over
    assert 1 < int(over[1]) < 7 * passages * 10
    assert "(2100 characters)" in found.problem


# Ruled lines in spare space


@given(st.floats(min_value=0.1, max_value=0.99))
def test_notes_fill_spare_space_and_never_more(space: float) -> None:
    deck = shipped(shipped_orders()[0]).deck
    edition = Desk(Project()).editions["one-page"]
    found = fitted(Paper(deck, space), edition)
    notes = found.setting.notes
    assert found.layout.pages == 1
    assert notes == 0 or FEWEST_NOTES <= notes <= MOST_NOTES
    left = found.layout.spare / found.setting.size  # in multiples of the type size
    edge = EDGE / found.setting.size
    assert notes == MOST_NOTES or left < (NOTES_LINE + edge if notes else 8)


def test_notes_that_take_another_page_vanish(deck: Deck, editions: dict[str, Edition]) -> None:
    class Crowded(Paper):
        def used(self, setting: Setting, cut: tuple[Cut, ...]) -> float:
            return super().used(setting, cut) + (0.9 if setting.notes else 0)

    found = fitted(Crowded(deck, 0.5), editions["one-page"])
    assert (found.setting.notes, found.layout.pages) == (0, 1)


# Real sheets


@pytest.mark.parametrize(
    "order",
    [o for o in shipped_orders() if o.language == "en" and o.edition != "large-print"],
    ids=lambda order: order.name,
)
def test_the_next_size_of_what_ships_does_not_fit(order: Order) -> None:
    proof = shipped(order)
    edition, setting = proof.job.edition, proof.layout.sheet.setting
    assert edition.extent is not None
    assert proof.layout.pages <= edition.extent
    if setting.size < edition.sizes.ceiling:
        larger = Setting(setting.size + STEP, setting.tight)
        plain = _laid_out(proof, Setting(setting.size, setting.tight))
        predicted = plain.used * (larger.size / setting.size) ** 2
        plainly_not = predicted > edition.extent * (1 + SURE)
        assert plainly_not or _laid_out(proof, larger).pages > edition.extent
    if setting.tight:
        loose = Setting(edition.sizes.floor)
        assert _laid_out(proof, loose).pages > edition.extent


def _laid_out(proof: Proof, setting: Setting) -> Layout:
    """The same words in another setting."""
    desk, order = Desk(Project()), proof.order
    folder = desk.handouts[order.topic][order.language].parent
    look = make_look(desk.project, desk.edition(order), desk.paper(order), desk.clinic, folder)
    return press(desk.project).lay_out(compose(proof.deck, look, setting))


LONG = article_text(
    sections="""
  overview:
    text: {0}
  own:
    heading: My own
    text: {0}
    may_cut: 2
  when_to_see_a_doctor:
    text: Call.
    urgent: [Great pain, Great fear]""".format("Many words. " * 240),
    faq="""
  - question: Does it pass?
    answer: {}
    may_cut: 1
  - question: Shall I wait?
    answer: No.""".format("More words. " * 200),
)


def test_cuts_are_told_on_the_sheet_and_in_the_record(write_project: WriteProject) -> None:
    proof = small(write_project({"handouts/small/en.yaml": LONG}), "two-page")
    assert proof.record["left_out"] == ["Does it pass?"]
    assert proof.record["tight"] is True
    text = proof.tags.text
    assert "This sheet leaves out: “Does it pass?”. Ask for the full handout." in text
    assert "More words." not in text
    assert "Many words." in text
    for kept in ("Great pain", "Great fear", "Small", "Shall I wait?", "Medical Disclaimer"):
        assert kept in text
    assert proof.judged() == []


def test_a_remembered_setting_is_one_layout_and_gives_the_same_bytes(
    write_project: WriteProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write_project({"handouts/small/en.yaml": LONG})
    order = Order("small", "en", "two-page")
    first = take(project, order)
    assert first.record["layouts"] > 3

    def search(*_: object) -> None:
        raise AssertionError("the search was started")

    monkeypatch.setattr(the_pass, "fit", search)
    again = take(project, order, first.record)
    assert again.record["layouts"] == 1
    assert again.pdf == first.pdf
    assert again.record == {**first.record, "layouts": 1}


def test_a_setting_of_another_sheet_is_not_believed(write_project: WriteProject) -> None:
    """What fitted before the text was changed says nothing of the text now."""
    project = write_project({"handouts/small/en.yaml": LONG})
    order = Order("small", "en", "two-page")
    before = take(project, order)
    write_project({"handouts/small/en.yaml": LONG.replace("Many words. " * 240, "Few words.")})
    after = take(project, order, before.record)
    assert after.record["left_out"] == []
    assert after.pdf == take(project, order).pdf


@pytest.mark.parametrize("damage", [{"size": 11.0}, {"notes": 9}, {"left_out": []}, {"pages": 1}])
def test_a_record_that_was_altered_is_not_believed(
    write_project: WriteProject, damage: dict[str, object]
) -> None:
    project = write_project({"handouts/small/en.yaml": LONG})
    order = Order("small", "en", "two-page")
    first = take(project, order)
    again = take(project, order, {**first.record, **damage})
    assert again.pdf == first.pdf
    assert again.record == first.record
