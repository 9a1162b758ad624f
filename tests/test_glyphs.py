"""Every glyph says its own letters, and the page looks as it did."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any
from unittest.mock import patch

import pikepdf
import pypdfium2
import pytest
import weasyprint
from conftest import DATA
from PIL import ImageChops, ImageFilter
from weasyprint.draw import text as drawing

from clearprint import glyphs
from clearprint.codes import Sign
from clearprint.glyphs import Cluster, clusters_of, runs_of, share_letters
from clearprint.likeness import squeeze
from clearprint.project import SHIPPED, Project
from clearprint.tagging import write_pdf
from clearprint.typeset import press

FONTS = {"ar": "Vazirmatn", "hi": "Noto Sans Devanagari", "vi": "Source Sans 3"}
MARK, ISOLATE, NOTHING = "\N{ARABIC LETTER MARK}", "\N{LEFT-TO-RIGHT MARK}", "\N{WORD JOINER}"


def laid_out(language: str, text: str) -> Any:
    """A text on a page of its own."""
    side = "rtl" if language == "ar" else "ltr"
    html = f'<html lang="{language}" dir="{side}"><title>A</title><body>{text}</body></html>'
    style = f"@page {{ size: 200mm; margin: 10mm }} body {{ font: 14pt/1.8 '{FONTS[language]}' }}"
    fonts = press(Project(SHIPPED)).fonts
    css = weasyprint.CSS(string=style, font_config=fonts)
    return weasyprint.HTML(string=html).render(stylesheets=[css], font_config=fonts)


@cache
def sentences(language: str) -> str:
    """Hard sentences of a language, a paragraph each."""
    lines = (DATA / "sentences" / f"{language}.txt").read_text("utf-8").splitlines()
    return "".join(f"<p>{line}</p>" for line in lines)


def _read(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def _picture(pdf: bytes) -> Any:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].render(scale=2, grayscale=True).to_pil()
    finally:
        document.close()


@pytest.mark.parametrize("language", FONTS)
def test_no_letter_is_lost_and_none_is_added(language: str) -> None:
    text = sentences(language)
    written = squeeze(text.replace("<p>", "").replace("</p>", ""))
    assert len(written) > 400
    read = squeeze(_read(write_pdf(laid_out(language, text))))
    assert Counter(read) == Counter(written)
    if language != "ar":  # whose lines no program puts in order throughout
        assert read == written


@pytest.mark.parametrize(("language", "whole"), [("hi", True), ("vi", False), ("ar", False)])
def test_tangled_lines_are_read_whole(language: str, whole: bool) -> None:
    """Not right-to-left ones: programs would turn them round."""
    with pikepdf.open(io.BytesIO(write_pdf(laid_out(language, sentences(language))))) as pdf:
        marks = [i for i in pikepdf.parse_content_stream(pdf.pages[0]) if len(i.operands) == 2]
        named: list[Any] = [i.operands[1] for i in marks if str(i.operator) == "BDC"]
    assert named
    assert any("/ActualText" in mark for mark in named) == whole


@pytest.mark.parametrize("language", ["ar", "hi"])
def test_without_it_letters_are_lost(language: str) -> None:
    """The day this fails, the typesetter does it itself, and all of this can go."""
    text = sentences(language)
    written = squeeze(text.replace("<p>", "").replace("</p>", ""))
    read = squeeze(_read(plain(laid_out(language, text))))
    assert Counter(read) != Counter(written)


@pytest.mark.parametrize("language", FONTS)
def test_the_page_looks_the_same(language: str) -> None:
    """Wherever one of the two has ink, the other has some beside it at least."""
    text = sentences(language)
    ours, theirs = (_picture(make(laid_out(language, text))) for make in (write_pdf, plain))
    assert theirs.getextrema()[0] == 0
    for one, other in ((ours, theirs), (theirs, ours)):
        ink = one.point(lambda value: 255 if value < 64 else 0)
        near = other.filter(ImageFilter.MinFilter(3)).point(lambda value: 255 if value > 160 else 0)
        assert ImageChops.darker(ink, near).histogram()[255] == 0


def plain(document: Any) -> bytes:
    """A PDF with the glyphs as the typesetter writes them."""
    pdf: bytes = document.write_pdf(pdf_variant="pdf/a-2a")
    return pdf


def _sign(glyph: int = 7, advance: int = 500) -> Sign:
    font: Any = None
    return Sign(glyph, font, 12, 0, 0, advance)


def _cluster(letters: str, *advances: int, leftward: bool = False) -> Cluster:
    return Cluster(letters, leftward, [_sign(advance=advance) for advance in advances])


def _says(cluster: Cluster) -> list[tuple[list[str], str | None, list[str]]]:
    return [(sign.left, sign.says, sign.right) for sign in cluster.signs]


def test_a_sign_for_each_letter_says_it() -> None:
    cluster = _cluster("ab", 500, 500)
    share_letters([cluster])
    assert [sign.says for sign in cluster.signs] == ["a", "b"]


def test_several_letters_in_one_sign_are_all_said_by_it() -> None:
    cluster = _cluster("क्ष", 900)
    share_letters([cluster])
    assert [sign.says for sign in cluster.signs] == ["क्ष"]


def test_the_first_sign_says_what_is_left() -> None:
    cluster = _cluster("abcd", 500, 500)
    share_letters([cluster])
    assert [sign.says for sign in cluster.signs] == ["abc", "d"]


def test_a_letter_in_several_signs_is_taken_apart_or_said_once() -> None:
    accented, plain_ = _cluster("é", 500, 0), _cluster("a", 500, 0)
    share_letters([accented, plain_])
    assert [sign.says for sign in accented.signs] == ["e", "\u0301"]
    assert [sign.says for sign in plain_.signs] == ["a", NOTHING]


def test_a_right_to_left_ligature_says_its_last_letter_and_the_first_left_of_it() -> None:
    """Programs turn the line round letter by letter, so the first letter stands at the right."""
    cluster = _cluster("لا", 700, leftward=True)
    share_letters([cluster])
    assert _says(cluster) == [(["ا"], "ل", [])]


def test_vowel_marks_are_shapes_and_their_base_says_them() -> None:
    mark, base = _cluster("\u064f", 0, leftward=True), _cluster("خ", 500, leftward=True)
    share_letters([mark, base])
    assert [sign.outlined for sign in (*mark.signs, *base.signs)] == [True, False]
    assert _says(base) == [(["\u064f"], "خ", [])]
    assert mark.signs[0].says is None


def test_a_joiner_without_a_sign_is_said_beside_the_one_before() -> None:
    cluster = _cluster("ه", 500, leftward=True)
    share_letters([cluster, Cluster("\u200c", leftward=True)])
    assert _says(cluster) == [([], "ه", ["\u200c"])]


def test_a_glyph_that_the_font_lacks_says_nothing() -> None:
    cluster = Cluster("\u3042", False, [_sign(glyph=0x10000000 | 0x3042)])
    share_letters([cluster])
    assert cluster.signs[0].says is None


def test_what_runs_rightward_in_a_right_to_left_line_is_fenced() -> None:
    clusters = [
        _cluster("ب", 500, leftward=True),
        _cluster("1", 500),
        _cluster("0", 500),
        _cluster("ا", 500, leftward=True),
    ]
    glyphs.fence(clusters)
    said = [(sign.left, sign.right) for cluster in clusters for sign in cluster.signs]
    assert said == [([], []), ([MARK], []), ([], [ISOLATE, MARK]), ([], [])]


@pytest.mark.parametrize(("letter", "end"), [("،", MARK), (".", MARK), ("(", ISOLATE)])
def test_what_has_no_direction_is_fenced(letter: str, end: str) -> None:
    cluster = _cluster(letter, 500, leftward=True)
    glyphs.fence([_cluster("ب", 500, leftward=True), cluster, _cluster(" ", 200, leftward=True)])
    assert [(sign.left, sign.right) for sign in cluster.signs] == [([MARK], [end])]


@pytest.mark.parametrize(
    ("text", "is_open"), [("MRI (T1)", True), ("10 mg", False), ("10 ", False)]
)
def test_a_line_is_open_that_ends_in_a_bracket(text: str, is_open: bool) -> None:
    assert glyphs.is_open(text) == is_open


def test_an_open_line_is_closed_behind_its_last_letter() -> None:
    clusters = [_cluster("a", 500), _cluster(")", 300), _cluster(" ", 200)]
    glyphs.close(clusters)
    assert [sign.right for cluster in clusters for sign in cluster.signs] == [[], [ISOLATE], []]


@pytest.mark.parametrize(
    ("clusters", "tangled"),
    [
        ([_cluster("a", 500), _cluster("b", 500)], False),
        ([_cluster("दि", 500, 500)], True),
        ([_cluster("दि", 500)], True),
        ([_cluster("ُخ", 500, 0, leftward=True)], False),
    ],
)
def test_lines_whose_signs_stand_before_each_other_are_read_whole(
    clusters: list[Cluster], tangled: bool
) -> None:
    assert glyphs.is_tangled(clusters) == tangled


def _drawn(language: str, text: str, look: Callable[[Any, Any], Any]) -> list[Any]:
    """What a look at each line that is drawn gives."""
    found: list[Any] = []
    draw = drawing.draw_first_line

    def looking(stream: Any, box: Any, *rest: Any) -> Any:
        found.append(look(stream, box))
        return draw(stream, box, *rest)

    with patch.object(drawing, "draw_first_line", looking):
        plain(laid_out(language, f"<p>{text}</p>"))
    return found


@pytest.mark.parametrize(
    ("language", "text", "leftward"),
    [("vi", "Một", [False]), ("ar", "خذ", [True]), ("hi", "दिन", [False])],
)
def test_runs_know_their_letters_and_their_direction(
    language: str, text: str, leftward: list[bool]
) -> None:
    (runs,) = _drawn(language, text, lambda stream, box: runs_of(stream, box.pango_layout))
    assert "".join(run.letters.decode() for run in runs) == text
    assert [run.leftward for run in runs] == leftward
    assert [run.size for run in runs] == [pytest.approx(14 / 0.75, abs=0.01)]


def test_clusters_stand_from_left_to_right() -> None:
    def look(stream: Any, box: Any) -> list[Cluster]:
        return clusters_of(runs_of(stream, box.pango_layout))

    (clusters,) = _drawn("ar", "سلام", look)
    assert [cluster.letters for cluster in clusters] == ["م", "لا", "س"]
    places = [sign.x for cluster in clusters for sign in cluster.signs]
    assert places == sorted(places)


def test_plain_lines_are_left_to_the_typesetter() -> None:
    def look(stream: Any, box: Any) -> bool:
        return all(map(glyphs.is_plain, runs_of(stream, box.pango_layout)))

    assert _drawn("vi", "Plain words", look) == [True]
    assert _drawn("hi", "क्षमा", look) == [False]
    assert _drawn("ar", "خذ", look) == [False]
