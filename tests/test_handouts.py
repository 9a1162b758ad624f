"""Every handout that ships, in every language and edition, on every paper, read back and judged."""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any
from unicodedata import name as name_of

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from proofs import Proof, shipped, shipped_orders
from tagtree import squeezed
from verapdf import failures

from clearprint.body import plain
from clearprint.deck import Deck
from clearprint.editions import PAPERS
from clearprint.likeness import contains
from clearprint.orders import Desk, Order
from clearprint.project import SHIPPED, Project

LATIN_WEIGHT, WEIGHT = 60_000, 150_000  # bytes
EDGE = 7.0  # mm that office printers cannot reach


def _params(orders: Iterable[Order]) -> list[Any]:
    return [pytest.param(o, id=o.name, marks=pytest.mark.xdist_group(o.name)) for o in orders]


def _is_looked_into(order: Order) -> bool:
    """All on the paper of the clinic that ships; on the other one, those in English.

    A sheet differs on another paper by where its lines end: what could be lost or cut off by that
    is preflight's to find, and it judges every one.
    """
    return order.paper is None or order.language == "en"


@pytest.fixture(scope="session", params=_params(shipped_orders()))
def printed(request: pytest.FixtureRequest) -> Proof:
    """One of the PDFs that ship, on either paper."""
    return shipped(request.param)


@pytest.fixture(scope="session", params=_params(filter(_is_looked_into, shipped_orders())))
def handout(request: pytest.FixtureRequest) -> Proof:
    """One of those that are looked at in every way."""
    return shipped(request.param)


def _english(edition: str) -> list[Order]:
    found = [o for o in shipped_orders() if (o.language, o.edition) == ("en", edition)]
    assert len(found) >= len(PAPERS)
    return found


def test_all_are_looked_at() -> None:
    orders = shipped_orders()
    files = list(SHIPPED.glob("handouts/*/*.yaml"))
    assert files
    assert {(o.topic, o.language) for o in orders} == {(f.parent.name, f.stem) for f in files}
    assert {o.edition for o in orders} >= {"one-page", "two-page", "large-print"}
    editions = Desk(Project()).editions.values()
    can_be = [(f, e) for f in files for e in editions if e.beside != f.stem]
    assert len(orders) == len(can_be) * len(PAPERS)
    looked_into = list(filter(_is_looked_into, orders))
    assert {(o.topic, o.language, o.edition) for o in looked_into} == {
        (o.topic, o.language, o.edition) for o in orders
    }
    assert {(o.topic, o.paper) for o in looked_into} == {(o.topic, o.paper) for o in orders}


def test_keeps_to_its_extent_and_paper(printed: Proof) -> None:
    pages = printed.opened.pages
    extent = printed.job.edition.extent
    assert len(pages) == printed.record["pages"]
    assert extent is None or len(pages) <= extent
    for page in pages:
        size = [float(edge) * 25.4 / 72 for edge in page.mediabox]
        assert size == pytest.approx([0, 0, *PAPERS[printed.record["paper"]]], abs=0.01)


def test_passes_preflight(printed: Proof) -> None:
    assert printed.judged() == []


def test_keeps_to_both_standards(printed: Proof) -> None:
    assert failures(printed.pdf) == []


def test_is_light(printed: Proof) -> None:
    """On every paper; what a clinic writes itself is never refused for its weight."""
    words = [passage.text for passage in printed.deck.passages()]
    is_light = _are_latin(words) and not printed.deck.beside  # which has two texts to carry
    assert len(printed.pdf) <= (LATIN_WEIGHT if is_light else WEIGHT)


def test_embeds_its_own_fonts_and_no_more_of_them_than_it_needs(handout: Proof) -> None:
    ours, found = _vendored(), dict(_fonts(handout))
    assert found
    for name, descriptor in found.items():
        prefix, family = name.split("+")
        assert re.fullmatch("[A-Z]{6}", prefix)
        assert _plain(family) in ours
        embedded = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))
        glyphs = embedded["glyf"]
        drawn = sum(glyphs[name].numberOfContours != 0 for name in embedded.getGlyphOrder())
        letters = set(handout.job.title + handout.tags.text)
        assert 0 < drawn < min(ours[_plain(family)], 3 * len(letters))


def test_pypdf_sees_no_other_fonts(handout: Proof) -> None:
    resources: list[Any] = [page["/Resources"] for page in handout.pypdf.pages]
    fonts = [font.get_object() for r in resources for font in r.get("/Font", {}).values()]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object()
        assert inner["/FontDescriptor"]["/FontFile2"].get_data()
        assert _plain(font["/BaseFont"].split("+")[1]) in _vendored()


def test_prints_every_word_once_and_nothing_else(handout: Proof) -> None:
    """Through the tags, as a screen reader says it."""
    spoken = squeezed(handout.tags.text)
    passages = [squeezed(passage.text) for passage in handout.deck.passages()]
    assert len(passages) > 20
    passages += map(squeezed, _notes(handout))
    for words in sorted(passages, key=len, reverse=True):
        assert words in spoken, words
        spoken = spoken.replace(words, "\0", 1)
    assert "".join(c for c in spoken if c.isalpha()) == ""


def test_every_space_is_where_it_was_written(handout: Proof) -> None:
    """At the ends of lines too, so that no two words are said as one."""
    spoken = _spaced(handout.tags.text)
    passages = [passage.text for passage in handout.deck.passages()]
    assert len(passages) > 20
    for words in passages:
        assert _spaced(words) in spoken


def test_the_glyphs_say_the_same_to_another_reader(handout: Proof) -> None:
    """Pypdf goes by the glyphs; where the script allows it, they are the letters of the tags."""
    if not _is_latin(handout):
        return
    unwritten = handout.deck.blank
    for number, page in enumerate(handout.pypdf.pages):
        pieces = [e for e in handout.tags.pieces() if e.page == number and e.kind != "Figure"]
        tagged = [piece.said for piece in pieces if piece.said.strip() != unwritten]
        foot = [t.words for t in handout.finished.pages[number].texts if t.artifact]
        assert tagged
        assert foot
        assert Counter(squeezed(page.extract_text())) == Counter(
            squeezed("".join([*tagged, *foot]))
        )


def test_no_type_is_smaller_than_the_floor(handout: Proof) -> None:
    sizes: list[float] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        if text.strip():
            sizes.append(size * abs(tm[3]) * abs(cm[3]))

    for page in handout.pypdf.pages:
        page.extract_text(visitor_text=visit)
    assert len(sizes) > 40
    assert min(sizes) >= handout.job.edition.sizes.floor - 0.01
    assert Counter(round(size, 2) for size in sizes).most_common(1)[0][0] == handout.record["size"]


def test_headings_have_their_level(handout: Proof) -> None:
    found = [(e.kind, e.text) for e in handout.tags.walk() if re.fullmatch("H[1-6]", e.kind)]
    references = ("H2", handout.deck.labels.words.references)  # run in where space is short
    wanted = [(kind, " ".join(text.split())) for kind, text in _headings(handout)]
    assert found[0] == wanted[0]
    assert Counter(h for h in found if h != references) == Counter(wanted)
    levels = [int(kind[1]) for kind, _ in found]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_bookmarks_are_the_headings(handout: Proof) -> None:
    headings = [(e.kind, e.text) for e in handout.tags.walk() if re.fullmatch("H[1-6]", e.kind)]
    outline = _bookmarks(handout.pypdf.outline, 1)
    bookmarks = [(f"H{level}", " ".join(title.split())) for level, title in outline]
    assert bookmarks == headings


def test_properties_come_from_the_data(handout: Proof) -> None:
    info, deck = handout.pypdf.metadata, handout.deck
    assert info is not None
    assert info.title == handout.job.title
    assert deck.title in info.title
    assert info.subject == deck.subtitle
    assert info.author
    assert info.keywords == ", ".join(deck.keywords)
    assert info.creation_date_raw == "D:" + deck.dates[0].replace("-", "")
    assert info.modification_date_raw == "D:" + deck.dates[1].replace("-", "")
    assert info.creator == "Clearprint"
    with handout.opened.open_metadata() as xmp:
        assert xmp["dc:title"] == handout.job.title
        assert xmp["dc:description"] == deck.subtitle
        assert xmp["pdf:Keywords"] == ", ".join(deck.keywords)
        assert xmp["xmp:CreateDate"] == deck.dates[0]
        assert xmp["xmp:ModifyDate"] == deck.dates[1]
        assert xmp["pdfuaid:part"] == "1"
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")


def test_says_its_language_and_shows_its_title(handout: Proof) -> None:
    root = handout.opened.Root
    assert str(root.Lang) == handout.order.language
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert bool(root.MarkInfo.Marked)


def test_feet_are_pagination_artifacts(handout: Proof) -> None:
    """In the content itself, not only as preflight reads it; and nothing else is one."""
    pages = list(zip(handout.opened.pages, handout.finished.pages, strict=True))
    for number, (page, read) in enumerate(pages, start=1):
        feet = [mark for mark in _artifacts(page) if mark.get("/Type") == "/Pagination"]
        assert feet
        foot = "".join(text.words for text in read.texts if text.artifact)
        folio, turned = handout.deck.folio(number, len(pages)), handout.deck.direction == "rtl"
        assert contains(foot, folio, turned)
        assert contains(foot, handout.deck.title, turned)
        assert squeezed(folio) not in squeezed(handout.tags.text)


def test_an_urgent_box_stays_on_one_page(handout: Proof) -> None:
    pages: dict[str, set[int]] = defaultdict(set)
    for element in handout.tags.walk():
        if element.kind in ("H3", "LBody"):
            pages[squeezed(element.text)].add(element.page)
    boxes = [section.urgent for section in handout.deck.sections if section.urgent]
    assert boxes
    for urgent in boxes:
        (page,) = set.union(*(pages[squeezed(sign)] for sign in urgent.signs))
        assert page in pages[squeezed(urgent.heading)]


def test_nothing_is_inked_where_printers_do_not_reach(handout: Proof) -> None:
    scale = 1.0  # a pixel for each point
    edge = int(EDGE * 72 / 25.4 * scale)
    for page in pypdfium2.PdfDocument(handout.pdf):
        picture = page.render(scale=scale, grayscale=True).to_pil()
        width, height = picture.size
        inner = picture.crop((edge, edge, width - edge, height - edge))
        assert inner.getextrema()[0] < 64
        picture.paste(255, (edge, edge, width - edge, height - edge))
        assert picture.getextrema() == (255, 255)


@pytest.mark.parametrize("order", _english("two-page"), ids=lambda order: order.name)
def test_two_pages_in_english_leave_nothing_out(order: Order) -> None:
    proof = shipped(order)
    assert proof.record["left_out"] == []
    assert proof.record["size"] >= 12
    assert proof.record["pages"] <= 2


@pytest.mark.parametrize("order", _english("one-page"), ids=lambda order: order.name)
def test_one_page_in_english_is_one_page_with_every_urgent_sign(order: Order) -> None:
    proof = shipped(order)
    assert len(proof.opened.pages) == proof.record["pages"] == 1
    assert proof.record["size"] >= 12
    assert proof.record["left_out"] == []
    signs = [sign for s in proof.deck.sections if s.urgent for sign in s.urgent.signs]
    assert signs
    for sign in signs:
        assert sign in proof.tags.text


@pytest.mark.parametrize("order", _english("large-print"), ids=lambda order: order.name)
def test_large_print_has_short_lines(order: Order) -> None:
    """One column, with a measure of at most 60 letters."""
    lines = [
        before.said
        for element in shipped(order).tags.walk()
        for before, after in pairwise(element.children)
        if element.kind in ("P", "LBody") and before.said.strip() and after.said.strip()
    ]
    assert len(lines) > 20  # full ones: each has another below it
    assert sum(map(len, lines)) / len(lines) <= 60
    assert shipped(order).record["size"] == 18


def _is_latin(handout: Proof) -> bool:
    return _are_latin([handout.tags.text])


def _are_latin(texts: Iterable[str]) -> bool:
    letters = [c for text in texts for c in text if c.isalpha()]
    assert letters
    return sum("LATIN" in name_of(c, "") for c in letters) > 0.9 * len(letters)


def _spaced(text: str) -> str:
    """Words with one space between any two, and none beside ideographs."""
    ideograph = "[\u2e80-\u9fff\uff00-\uffef]"
    return re.sub(f"(?<={ideograph}) | (?={ideograph})", "", " ".join(text.split()))


def _notes(handout: Proof) -> list[str]:
    """The heading of the ruled lines, where there are any; no passage, for they may vanish."""
    return [handout.deck.labels.words.notes] if handout.record["notes"] else []


def _headings(handout: Proof) -> Iterator[tuple[str, str]]:
    deck = handout.deck
    yield "H1", deck.title
    for side in (deck, deck.beside) if deck.beside else (deck,):
        yield from _headings_of(side)
    yield "H2", plain(deck.contact_heading)
    yield from (("H2", heading) for heading in _notes(handout))


def _headings_of(deck: Deck) -> Iterator[tuple[str, str]]:
    yield from (("H2", deck.labels.words.quick_facts),) if deck.quick_facts else ()
    for section in deck.sections:
        yield "H2", section.heading
        yield from (("H3", section.urgent.heading),) if section.urgent else ()
    yield from (("H2", deck.labels.words.faq),) if deck.faq else ()
    yield from (("H3", asked.question) for asked in deck.faq)


def _bookmarks(outline: Any, level: int) -> Iterator[tuple[int, str]]:
    for item in outline:
        if isinstance(item, list):
            yield from _bookmarks(item, level + 1)
        else:
            yield level, item.title


def _artifacts(page: pikepdf.Page) -> list[Any]:
    """The properties of each artifact in a page's content."""
    marked = [i for i in pikepdf.parse_content_stream(page) if str(i.operator) in ("BMC", "BDC")]
    found: list[Any] = [list(i.operands) for i in marked if i.operands[0] == pikepdf.Name.Artifact]
    return [operands[1] if len(operands) > 1 else {} for operands in found]


def _fonts(handout: Proof) -> Iterator[tuple[str, Any]]:
    """The name and the descriptor of each font, wherever in the file it stands."""
    for thing in handout.opened.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font":
            for inner in thing.get("/DescendantFonts", []):
                yield str(thing.BaseFont).removeprefix("/"), inner.FontDescriptor


@cache
def _vendored() -> dict[str, int]:
    """The plain names of the vendored fonts, and how many glyphs each has."""
    found = {}
    for file in SHIPPED.glob("styles/fonts/*/*.ttf"):
        with TTFont(file, lazy=True) as font:
            names = font["name"]
            name = f"{names.getBestFamilyName()} {names.getBestSubFamilyName()}"
            found[_plain(name)] = font["maxp"].numGlyphs
    assert found
    return found


def _plain(name: str) -> str:
    return re.sub("Regular|[^A-Za-z]", "", name)
