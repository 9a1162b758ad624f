"""What a font file has, held against fonts that ship and are known."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from clearprint.fontfile import JOINERS, advances, blank_glyph, draw_shape, fault, glyph_width
from clearprint.project import SHIPPED

FILES = sorted(SHIPPED.glob("styles/fonts/*/*-Regular.ttf"))
LATIN = SHIPPED / "styles/fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Regular.ttf"


class _Canvas:
    """Notes what is drawn on it."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, tuple[float, ...]]] = []

    def __getattr__(self, name: str) -> object:
        return lambda *points: self.steps.append((name, points))


def _glyph(file: Path, letter: str) -> int:
    with TTFont(file) as font:
        return int(font.getGlyphID(font.getBestCmap()[ord(letter)]))


def test_there_are_fonts() -> None:
    assert len(FILES) > 5


def test_the_fonts_that_ship_are_whole() -> None:
    assert {file.name: fault(file) for file in FILES} == {file.name: "" for file in FILES}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no TrueType font"),
        (b"words " * 999, "no TrueType font"),
        (LATIN.read_bytes()[:-1], "cut off"),
        (LATIN.read_bytes()[:20_000], "cut off"),
        (LATIN.read_bytes().replace(b"glyf", b"CFF2", 1), "no TrueType font"),
        (None, "directory"),
    ],
    ids=["empty", "words", "short", "half", "other", "folder"],
)
def test_what_is_no_whole_font_is_told(tmp_path: Path, data: bytes | None, why: str) -> None:
    file = tmp_path / "font.ttf"
    file.mkdir() if data is None else file.write_bytes(data)
    assert why in fault(file)


def test_it_knows_its_letters_and_how_wide_they_are() -> None:
    widths = advances(LATIN)
    assert {ord("a"), ord("é"), ord("•"), ord("°")} <= widths.keys()
    assert ord("ب") not in widths
    assert 0.1 < widths[ord("i")] < widths[ord("m")] < 1.2


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_width_is_in_thousandths_whatever_the_fonts_units(file: Path) -> None:
    """Some fonts are drawn on 256 units, some on 2,048."""
    width = glyph_width(file.read_bytes(), _glyph(file, "0"))
    assert width == pytest.approx(1000 * advances(file)[ord("0")])
    assert 400 < width < 750


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_blank_glyph_draws_nothing(file: Path) -> None:
    font, canvas = file.read_bytes(), _Canvas()
    blank = blank_glyph(font)
    draw_shape(font, blank, canvas)
    assert blank > 0  # the first glyph is a box
    assert canvas.steps == []


def test_a_blank_glyph_takes_no_room_where_the_font_has_such_a_one() -> None:
    arabic = SHIPPED / "styles/fonts/vazirmatn/Vazirmatn-Regular.ttf"
    font, ours = arabic.read_bytes(), {_glyph(arabic, joiner) for joiner in JOINERS}
    assert blank_glyph(font) in ours
    assert glyph_width(font, blank_glyph(font)) == 0
    assert blank_glyph(LATIN.read_bytes()) == _glyph(LATIN, " ")


def test_a_shape_is_drawn_with_the_paths_of_a_pdf() -> None:
    canvas = _Canvas()
    draw_shape(LATIN.read_bytes(), _glyph(LATIN, "i"), canvas)
    names = [name for name, _ in canvas.steps]
    assert names.count("move_to") == names.count("close") == 2  # the stem and its dot
    assert set(names) <= {"move_to", "line_to", "curve_to", "close"}
    assert {len(points) for name, points in canvas.steps if name == "curve_to"} <= {6}
    tops = [points[-1] for _, points in canvas.steps if points]
    assert 500 < max(tops) < 1000


def test_an_accent_is_drawn_with_its_letter() -> None:
    """A glyph that is put together of others is drawn whole."""
    font, plain, accented = LATIN.read_bytes(), _Canvas(), _Canvas()
    draw_shape(font, _glyph(LATIN, "e"), plain)
    draw_shape(font, _glyph(LATIN, "é"), accented)
    assert len(accented.steps) > len(plain.steps) > 10
