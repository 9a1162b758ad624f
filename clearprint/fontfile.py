"""What a font file has: its letters, the width and the shape of a glyph, a glyph that is blank."""

from __future__ import annotations

import io
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont, TTLibError

JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"


_NEEDED = {"cmap", "glyf", "head", "hmtx"}
"""What TrueType calls the letters, their shapes, the size they are drawn in, and their widths."""


def fault(file: Path) -> str:
    """Why a file is no whole TrueType font; empty where it is one."""
    try:
        with TTFont(file, lazy=True) as font:
            tables = font.reader.tables
            end = max(table.offset + table.length for table in tables.values())
            if end > file.stat().st_size:
                return "it is cut off"
            return "" if tables.keys() >= _NEEDED else "it is no TrueType font"
    except OSError as error:
        return error.strerror or str(error)
    except TTLibError:
        return "it is no TrueType font"


@cache
def advances(file: Path) -> dict[int, float]:
    """The code points that a font file has glyphs for, and how wide each is in ems."""
    with TTFont(file, lazy=True) as font:
        widths, em = font["hmtx"], font["head"].unitsPerEm
        return {code: widths[name][0] / em for code, name in font.getBestCmap().items()}


@lru_cache(maxsize=16)
def _opened(font: bytes) -> TTFont:
    return TTFont(io.BytesIO(font), lazy=True)


@lru_cache(maxsize=16)
def blank_glyph(font: bytes) -> int:
    """A glyph that draws nothing, best one that takes no room, for letters that have no glyph."""
    tables = _opened(font)
    names = tables.getBestCmap()
    for name in filter(None, (names.get(ord(joiner)) for joiner in JOINERS)):
        if tables["hmtx"][name][0] == 0 and tables["glyf"][name].numberOfContours == 0:
            return int(tables.getGlyphID(name))
    return int(tables.getGlyphID(names[ord(" ")]))


def glyph_width(font: bytes, glyph: int) -> float:
    """A glyph's width in thousandths of the type size."""
    tables = _opened(font)
    advance = tables["hmtx"][tables.getGlyphName(glyph)][0]
    return float(advance * 1000 / tables["head"].unitsPerEm)


def draw_shape(font: bytes, glyph: int, canvas: Any) -> None:
    """Draw a glyph's outline, in the font's units, on a canvas with PDF's path operators."""
    tables = _opened(font)
    glyphs = tables.getGlyphSet()
    glyphs[tables.getGlyphName(glyph)].draw(_Outline(canvas, glyphs))


class _Outline(BasePen):  # type: ignore[misc]
    """Draws a glyph's shape on a PDF stream."""

    def __init__(self, canvas: Any, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.canvas = canvas

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.canvas.move_to(*point)

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.canvas.line_to(*point)

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self.canvas.curve_to(*(number for point in points for number in point))

    def _closePath(self) -> None:  # noqa: N802
        self.canvas.close()
