"""One glyph may stand for different letters: it has a code for each thing that it says."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from clearprint.codes import Codes, Sign, operand, rewritten
from clearprint.fontfile import blank_glyph
from clearprint.project import SHIPPED

FILE = SHIPPED / "styles/fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Regular.ttf"


class _Font:
    """A font as the typesetter holds one; no two are equal."""

    def __init__(self, kind: str = "ttf") -> None:
        self.type = kind
        self.to_unicode: dict[int, str] = {}
        self.glyph_count = 300
        self.file_content = FILE.read_bytes()
        self.widths: dict[int, float] = {}


def _font(kind: str = "ttf") -> Any:
    return _Font(kind)


def test_a_glyph_has_its_own_number_for_what_it_says_first() -> None:
    font, codes = _font(), Codes()
    assert codes.code(font, 7, "a") == codes.code(font, 7, "a") == 7
    assert font.to_unicode == {7: "a"}


def test_it_has_another_code_for_each_other_thing() -> None:
    font, codes = _font(), Codes()
    assert [codes.code(font, 7, says) for says in "abcb"] == [7, 0xFFFF, 0xFFFE, 0xFFFF]
    assert codes.code(font, 8, "b") == 8
    assert codes.code(font, 8, "c") == 0xFFFD
    assert font.to_unicode == {7: "a", 0xFFFF: "b", 0xFFFE: "c", 8: "b", 0xFFFD: "c"}


def test_fonts_do_not_share_codes() -> None:
    one, other, codes = _font(), _font(), Codes()
    for font in (one, other):
        assert [codes.code(font, 7, says) for says in "ab"] == [7, 0xFFFF]


def test_other_kinds_of_fonts_have_no_other_codes() -> None:
    """Theirs are drawn by code, not by a table."""
    font, codes = _font("otf"), Codes()
    assert [codes.code(font, 7, says) for says in "ab"] == [7, 7]


def test_codes_that_are_no_glyphs_are_kept_from_subsetting() -> None:
    font, codes = _font(), Codes()
    codes.code(font, 7, "a")
    codes.code(font, 7, "b")
    cleaned: list[dict[int, str]] = []
    clean = codes.cleaner(lambda _font, glyphs, _hinting: cleaned.append(glyphs))
    clean(font, font.to_unicode, None)
    assert cleaned == [{7: "a"}]


@pytest.mark.parametrize(
    ("tokens", "written"),
    [
        (["0041", "0042"], "<00410042>"),
        (["0041", -50.0, "0042"], "<0041>-50<0042>"),
        (["0041", 20.0, 30.5, "0042"], "<0041>50.5<0042>"),
        (["0041", 20.0, -20.0, "0042"], "<00410042>"),
        (["0041", -250.0, "0042"], "<0041>-100 -100 -50<0042>"),
        (["0041", -200.0, "0042"], "<0041>-100 -100<0042>"),
        (["0041", 250.0, "0042"], "<0041>250<0042>"),
        (["0041", -50.0], "<0041>-50 "),
        ([-50.0, "0041"], " -50<0041>"),
    ],
)
def test_ways_are_gone_in_small_steps_and_none_is_lost(
    tokens: list[str | float], written: str
) -> None:
    assert operand(tokens) == written


def test_letters_without_a_glyph_go_where_they_stand_and_take_no_room() -> None:
    font, codes = _font(), Codes()
    sign = Sign(7, font, 12, 0, 0, 500, says="a", left=["x", "y"], right=["z"])
    tokens = codes.tokens(sign, "0007")
    found = [token for token in tokens if isinstance(token, str)]
    assert [font.to_unicode[int(code, 16)] for code in found] == ["x", "y", "a", "z"]
    blank = blank_glyph(font.file_content)
    room = font.widths[blank]
    aliases = {code: glyph for (glyph, _), code in codes.aliases[font].items()}
    widths = [0 if code == "0007" else room for code in found]
    assert {aliases.get(int(code, 16), int(code, 16)) for code in found} == {blank, 7}
    ways = sum(token for token in tokens if isinstance(token, float | int))
    assert sum(widths) - ways == pytest.approx(0, abs=1)  # a positive way goes left


def test_an_outlined_sign_is_a_way_as_wide_as_it() -> None:
    font = _font()
    (way,) = Codes().tokens(Sign(7, font, 12, 0, 0, 500, says="a", outlined=True), "0007")
    assert isinstance(way, float)
    assert way < 0
    assert font.to_unicode == {}


def test_a_glyph_that_the_font_lacks_stays_as_it_is() -> None:
    font = _font()
    assert Codes().tokens(Sign(7, font, 12, 0, 0, 500), "0007") == ["0007"]
    assert font.to_unicode == {}


def test_signs_are_written_in_place_of_what_is_shown_and_with_one_operator() -> None:
    wrote: list[tuple[str, Any]] = []
    stream: Any = SimpleNamespace(
        show_text=lambda string: wrote.append(("show", string)),
        set_text_rise=lambda height: wrote.append(("rise", height)),
        set_font_size=lambda name, _size: wrote.append(("font", name)),
    )
    font, codes = _font(), Codes()
    signs = [Sign(n, font, 12, 0, 0, 500, says=says) for n, says in ((7, "a"), (7, "b"), (8, "c"))]
    with rewritten(stream, signs, codes):
        stream.set_font_size("f", 12)
        stream.show_text("<0007>")
        stream.show_text("<0007>-20<0008>")
        stream.set_text_rise(0)
        stream.set_font_size("g", 12)
    assert wrote == [("font", "f"), ("show", "<0007ffff>-20<0008>"), ("font", "g")]
