"""Each reason to stop the press, shown by a real PDF that has that very fault."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pikepdf
import pytest
from conftest import WriteProject, article_text
from fontTools.ttLib import TTFont
from proofs import Proof, shipped, shipped_orders, take

from clearprint.findings import Place, Remark
from clearprint.likeness import squeeze
from clearprint.orders import Order
from clearprint.preflight import judge
from clearprint.project import SHIPPED

ARTICLE = article_text(
    subtitle="About little things",
    main_message="Small things pass.",
    quick_facts='\n  Kind: A small thing\n  Dose: "Very little, 5 mg"',
    sections="""
  overview:
    text: |
      It is small.

      It goes away, and nobody knows why.
  when_to_see_a_doctor:
    text: Call when it hurts.
    urgent:
      - Great pain
      - Great fear""",
    faq="\n  - question: Does it pass?\n    answer: In most cases it does.",
    disclaimer="This says what is so for most people, and may not be so for you.",
)
CLINIC = "name: Riverside Clinic\naddress: [100 River Street]\nphone: 555-0100\n"

Print = Callable[..., Proof]


@pytest.fixture
def print_with(write_project: WriteProject) -> Print:
    """Print the small handout with something added to its style, or with other files."""

    def print_it(
        css: str = "",
        edition: str = "two-page",
        size: float | None = None,
        language: str = "en",
        **files: str | bytes,
    ) -> Proof:
        base = (SHIPPED / "styles/base.css").read_text("utf-8")
        written: Mapping[str, str | bytes] = {
            "handouts/small/en.yaml": ARTICLE,
            "clinic.yaml": CLINIC,
            "styles/base.css": base + css,
            **files,
        }
        return take(write_project(written), Order("small", language, edition, size))

    return print_it


def _template(name: str, old: str, new: str) -> dict[str, str]:
    """A template of ours with something altered, as a file of the project."""
    text = (SHIPPED / "templates" / name).read_text("utf-8")
    assert old in text
    return {f"templates/{name}": text.replace(old, new)}


@pytest.fixture(scope="module")
def good() -> Proof:
    """A sheet that ships, to be damaged after it is finished."""
    wanted = ("pseudoprogression", "en", "two-page")
    return next(shipped(o) for o in shipped_orders() if (o.topic, o.language, o.edition) == wanted)


# The unharmed sheet


@pytest.mark.parametrize("edition", ["one-page", "two-page", "large-print"])
def test_a_good_sheet_passes(print_with: Print, edition: str) -> None:
    proof = print_with(edition=edition)
    assert proof.judged() == []
    assert list(proof.deck.passages())


@pytest.mark.parametrize("size", [None, 28])
def test_an_address_that_is_wider_than_its_column_is_broken(
    print_with: Print, size: float | None
) -> None:
    news = "https://example.org/news/changes-to-home-and-office-policy-in-response-to-influenza"
    whole = "https://example.org/" + "averylongwordwithoutasinglehyphen" * 3
    article = ARTICLE.replace("It is small.", f"It is {news} or {whole} here.")
    files = {"handouts/small/en.yaml": article}
    assert print_with(edition="large-print", size=size, **files).judged() == []


def test_a_bold_line_stays_with_what_it_heads(print_with: Print) -> None:
    parts = "".join(
        f"\n      **Part {n}**\n\n      Behind {n}, {'words ' * (20 + n)}\n" for n in range(40)
    )
    article = ARTICLE.replace("\n      It is small.", parts)
    proof = print_with(edition="large-print", **{"handouts/small/en.yaml": article})
    assert proof.judged() == []
    pages = [squeeze("".join(t.words for t in page.texts)) for page in proof.finished.pages]
    assert len(pages) > 5
    for number in range(40):
        (page,) = [page for page in pages if f"Part{number}Behind" in page]
        assert page


def test_a_good_sheet_passes_after_it_was_opened_and_saved(good: Proof) -> None:
    assert good.with_(good.copy()).judged() == []


def test_white_on_dark_is_no_fault_of_itself(print_with: Print) -> None:
    assert print_with(".imprint { background: #1f3d6d; color: #fff }").judged() == []


# Faults of a template or a style sheet

STYLES = {
    "a line is clipped below": (".main-message p { height: 0.5rem; overflow: hidden }", "clipped"),
    "a line is clipped at the side": (
        ".subtitle { width: 3rem; white-space: nowrap; overflow: hidden }",
        "clipped",
    ),
    "a sentence is not printed": (".question p { display: none }", "missing"),
    "a sentence is set in no size": (".subtitle { font-size: 0 }", "missing"),
    "a sentence is tagged, and not to be seen": (".subtitle { visibility: hidden }", "misread"),
    "the letters are altered": (".subtitle { text-transform: uppercase }", "missing"),
    "an urgent sign is not printed": (".urgent li:last-child { display: none }", "missing"),
    "the order is altered": (
        ".title { display: flex; flex-direction: column } .title h1 { order: 2 }",
        "out-of-order",
    ),
    "a line has 9 points": (".imprint { font-size: 9pt }", "too-small"),
    "a line is scaled down": (".imprint { transform: scale(0.7) }", "too-small"),
    "a font is another": ('.subtitle { font-family: "Noto Sans" }', "foreign-font"),
    "text stands on text": (".imprint { margin-top: -2rem }", "overprinted"),
    "lines stand on each other": (".disclaimer p { line-height: 0.3; width: 5cm }", "overprinted"),
    "text is grey": (".imprint { color: #888 }", "faint"),
    "text lets the paper through": (".imprint { color: rgba(0, 0, 0, 0.4) }", "faint"),
    "text stands on a dark ground": (".imprint { background: #333 }", "faint"),
    "text is covered": (
        ".imprint { position: relative } .imprint::after { content: ''; position: absolute; "
        "left: 0; top: 0; width: 100%; height: 100%; background: #fff }",
        "covered",
    ),
    "text is slanted": (".subtitle { transform: skewX(-12deg) }", "italic"),
    "text is beside the paper": (".subtitle { margin-left: -500mm }", "edge"),
    "text is where printers do not reach": (".subtitle { margin-left: -6mm }", "edge"),
    "the foot is below the paper": ("@page { @bottom-center { padding-top: 40mm } }", "edge"),
    "there is no foot": (".foot { display: none }", "foot"),
    "there is no folio": (".folio { display: none }", "folio"),
    "the style sheet is wrong": (".imprint { colour: red }", "typesetter-warning"),
}


@pytest.mark.parametrize(("css", "code"), STYLES.values(), ids=STYLES.keys())
def test_stops_where_the_style_is_at_fault(print_with: Print, css: str, code: str) -> None:
    proof = print_with(css)
    assert code in proof.codes()
    file = "styles/base.css" if code == "typesetter-warning" else "handouts/small/en.yaml"
    assert all(f.stops and f.place.file == file for f in proof.judged())


def test_stops_at_a_rule_where_printers_do_not_reach(print_with: Print) -> None:
    proof = print_with(".quick-facts { margin: 0 -6mm; padding: 0 8mm }")
    assert proof.codes() == {"edge"}
    assert "something is drawn" in proof.judged()[0].problem


def test_stops_where_the_urgent_box_breaks(print_with: Print) -> None:
    css = ".urgent { break-inside: auto } .urgent li:last-child { break-before: page }"
    proof = print_with(css, edition="large-print")
    assert proof.codes() == {"urgent-broken"}
    assert "behind page 1" in proof.judged()[0].problem


def test_stops_where_a_pair_is_not_on_one_page(print_with: Print) -> None:
    pair = ".pair.disclaimer { break-inside: auto; display: block }"
    pair += " .disclaimer .side + .side { break-before: page }"
    proof = _bilingual(print_with, pair)
    assert proof.codes() == {"pair-split"}
    assert "This says what is so" in proof.judged()[0].problem


def test_passes_where_each_pair_is_on_one_page(print_with: Print) -> None:
    assert _bilingual(print_with).judged() == []


def _bilingual(print_with: Print, css: str = "") -> Proof:
    spanish = f"{ARTICLE}translation: {{of: en, status: machine}}\n"
    return print_with(css, "bilingual", language="es", **{"handouts/small/es.yaml": spanish})


def test_an_urgent_box_that_no_page_holds_may_break(print_with: Print) -> None:
    """In 28 points a page holds twenty lines; the box is whole at each end of the break."""
    signs = [f"A sign of danger that takes two lines or more, number {n}" for n in range(12)]
    listed = "".join(f"\n      - {sign}" for sign in signs)
    article = ARTICLE.replace("\n      - Great pain", listed)
    files = {"handouts/small/en.yaml": article}
    proof = print_with(edition="large-print", size=28, **files)
    assert proof.judged() == []
    drawn = [squeeze("".join(text.words for text in page.texts)) for page in proof.finished.pages]
    pages = [{sign for sign in signs if squeeze(sign) in words} for words in drawn]
    assert len([found for found in pages if found]) == 2
    assert set.union(*pages) == set(signs)


def test_the_foot_may_stay_at_its_ceiling(print_with: Print) -> None:
    assert print_with(edition="large-print", size=28).judged() == []


def test_the_foot_is_no_smaller_than_its_ceiling(print_with: Print) -> None:
    """It is large print too."""
    smaller = print_with(".foot p { font-size: 17pt }", edition="large-print", size=28)
    assert smaller.codes() == {"too-small"}


TEMPLATES = {
    "the disclaimer": ("columns.html", "{{ parts.disclaimer() }}", ""),
    "the urgent signs": ("parts.html", "{{ urgent(printed.urgent) }}", ""),
    "the clinic's phone": ("parts.html", "{{ who.value | keep }}", ""),
    "the references": ("parts.html", "{{ source_words(source) }}", ""),
    "the imprint": ("columns.html", "{{ parts.imprint() }}", ""),
    "the questions": ("columns.html", "{{ parts.faq() }}", ""),
}


@pytest.mark.parametrize("altered", TEMPLATES.values(), ids=TEMPLATES.keys())
def test_stops_where_the_template_leaves_something_out(
    print_with: Print, altered: tuple[str, str, str]
) -> None:
    assert print_with(**_template(*altered)).codes() == {"missing"}


def test_stops_where_paragraphs_are_swapped(print_with: Print) -> None:
    swapped = _template("parts.html", "block in text.blocks", "block in text.blocks | reverse")
    proof = print_with(**swapped)
    assert proof.codes() == {"out-of-order"}
    assert "“It is small.”" in proof.judged()[0].problem


def test_stops_where_sections_are_swapped(print_with: Print) -> None:
    swapped = _template("columns.html", "{{ parts.columns_with_band() }}", "{{ swapped() }}")
    macro = (
        "{% macro swapped() %}{% for printed in deck.sections | reverse %}"
        "{{ parts.section(printed) }}{% endfor %}{{ parts.contact() }}{% endmacro %}"
    )
    text = swapped["templates/columns.html"].replace("{% block sheet", macro + "{% block sheet")
    assert print_with(**{"templates/columns.html": text}).codes() == {"out-of-order"}


def test_stops_at_a_letter_that_no_font_has(print_with: Print) -> None:
    snowman = _template(
        "parts.html", "{{ deck.subtitle | keep }}", "{{ deck.subtitle | keep }} \U0001fa7a"
    )
    proof = print_with(**snowman)
    assert "typesetter-warning" in proof.codes()
    assert any("notdef" in finding.problem for finding in proof.judged())


def test_stops_at_an_italic_face(print_with: Print) -> None:
    family = SHIPPED / "styles/fonts/atkinson-hyperlegible-next"
    font = TTFont(family / "AtkinsonHyperlegibleNext-Regular.ttf")
    font["post"].italicAngle = -12.0
    font["OS/2"].fsSelection = 1
    font["head"].macStyle = 2
    for record in font["name"].names:
        if record.nameID in (2, 17):
            record.string = "Italic"
    italic = io.BytesIO()
    font.save(italic)
    name = "styles/fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Italic.ttf"
    files = {name: italic.getvalue()}
    assert print_with(".subtitle { font-style: italic }", **files).codes() >= {"italic"}


# Faults of the finished bytes


def test_stops_at_more_pages_than_the_extent(good: Proof) -> None:
    pdf = good.copy()
    pdf.pages.append(pdf.pages[0])
    assert "extent" in good.with_(pdf).codes()


def test_stops_at_a_missing_page(good: Proof) -> None:
    pdf = good.copy()
    del pdf.pages[-1]
    assert {"page-missing", "missing"} <= good.with_(pdf).codes()


def test_stops_at_pages_in_the_wrong_order(good: Proof) -> None:
    pdf = good.copy()
    pdf.pages.reverse()
    assert {"folio", "out-of-order"} <= good.with_(pdf).codes()


def test_stops_at_a_wrong_title(good: Proof) -> None:
    pdf = good.copy()
    pdf.docinfo["/Title"] = "Something else"
    assert good.with_(pdf).codes() == {"title"}


@pytest.mark.parametrize("language", ["es", ""])
def test_stops_at_a_wrong_language(good: Proof, language: str) -> None:
    pdf = good.copy()
    pdf.Root.Lang = pikepdf.String(language)
    assert good.with_(pdf).codes() == {"language"}


def test_stops_at_a_file_without_tags(good: Proof) -> None:
    pdf = good.copy()
    del pdf.Root.StructTreeRoot
    del pdf.Root.MarkInfo
    assert "untagged" in good.with_(pdf).codes()


def test_stops_at_text_outside_of_the_tags(good: Proof) -> None:
    pdf = good.copy()
    marks = [i for i in pikepdf.parse_content_stream(pdf.pages[0]) if str(i.operator) != "BDC"]
    pdf.pages[0].Contents = pdf.make_stream(pikepdf.unparse_content_stream(marks))
    assert "untagged-text" in good.with_(pdf).codes()


def test_stops_at_a_font_that_is_not_embedded(good: Proof) -> None:
    pdf = good.copy()
    for font in pdf.pages[0].Resources.Font.values():
        del font.DescendantFonts[0].FontDescriptor["/FontFile2"]
    assert "font-not-embedded" in good.with_(pdf).codes()


def test_stops_where_glyphs_name_other_letters(good: Proof) -> None:
    """The page looks right, and a search, a copy or a screen reader gets another word."""
    pdf = good.copy()
    for font in pdf.pages[0].Resources.Font.values():
        letters = font.ToUnicode.read_bytes()
        assert b"0073" in letters
        font.ToUnicode.write(re.sub(rb"<0073>(?=\s*\n)", b"<0074>", letters))
    found = good.with_(pdf)
    assert "misread" in found.codes()
    assert any("reads back as “Pteudoprogrettion”" in f.problem for f in found.judged())


def test_stops_where_a_screen_reader_says_other_words(good: Proof) -> None:
    """The page looks right, and a search finds the right words."""
    pdf = good.copy()
    spoken = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/ActualText" in o]
    line = next(o for o in spoken if str(o.ActualText) == "Seizures")
    line.ActualText = pikepdf.String("Sneezes")
    assert good.with_(pdf).codes() == {"missing", "misread"}


@pytest.mark.parametrize("pdf", [b"", b"no PDF at all"])
def test_stops_at_what_is_no_pdf(good: Proof, pdf: bytes) -> None:
    assert replace(good, pdf=pdf).codes() == {"unreadable-pdf"}


def test_stops_at_half_a_file(good: Proof) -> None:
    assert replace(good, pdf=good.pdf[: len(good.pdf) // 2]).judged() != []


def test_tells_everything_at_once_and_each_thing_once(good: Proof) -> None:
    pdf = good.copy()
    pdf.docinfo["/Title"] = "Something else"
    pdf.Root.Lang = pikepdf.String("es")
    job = replace(good.job, warnings=(Remark("It is late."), Remark("It is late.")))
    found = judge(good.with_(pdf).pdf, job)
    assert [finding.code for finding in found] == ["typesetter-warning", "title", "language"]
    assert found[0].problem == "The typesetter said: It is late."
    assert found[0].place == good.job.place


def test_a_warning_is_told_where_it_is(good: Proof) -> None:
    place = Place("styles/own.css", 3, 1)
    (found,) = judge(good.pdf, replace(good.job, warnings=(Remark("It is late.", place),)))
    assert (found.code, found.place) == ("typesetter-warning", place)
    assert "style sheet there" in found.remedy


def test_words_are_compared_without_spaces_and_in_one_form() -> None:
    assert squeeze(" n\u0303o \u00a0 two\n") == "ñotwo"
