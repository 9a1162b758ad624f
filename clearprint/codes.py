"""Character codes that say what a glyph is read as: one glyph may stand for different letters.

A PDF's character map knows one text for a code. WeasyPrint gives each glyph one code, so that a
glyph keeps the letters it was first used for; here it has a code for each thing it says.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pydyf
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import FROM_UNITS

from clearprint.fontfile import blank_glyph, draw_shape, glyph_width
from clearprint.hooks import replaced

STEP = 100  # thousandths of the type size


@dataclass(slots=True)
class Sign:
    """A glyph as it is drawn, what it says, and what is said just left and right of it."""

    glyph: int
    font: Font
    size: float
    x: int  # where it is drawn, from the start of the line, in Pango's units
    y: int  # below the baseline
    advance: int
    says: str | None = None  # None: a glyph the font lacks; WeasyPrint reports it
    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    outlined: bool = False  # drawn as a shape, no text


@contextmanager
def rewritten(stream: Any, signs: list[Sign], codes: Codes) -> Iterator[None]:
    """Write these signs instead of the glyphs that are shown, with as few operators as can be."""
    show, rise, choose = stream.show_text, stream.set_text_rise, stream.set_font_size
    rest = deque(signs)
    tokens: list[str | float] = []
    raised = 0.0

    def show_text(string: str) -> None:
        for glyphs, number in re.findall("<([0-9a-f]*)>|([^<>]+)", string):
            if number:
                tokens.append(float(number))
            for i in range(0, len(glyphs), 4):
                tokens.extend(codes.tokens(rest.popleft(), glyphs[i : i + 4]))

    def flush() -> None:
        if tokens:
            show(operand(tokens))
            tokens.clear()

    def set_text_rise(height: float) -> None:
        nonlocal raised
        if height != raised and not (height and rest[0].outlined):
            flush()
            rise(height)
            raised = height

    def set_font_size(font: str, size: float) -> None:
        flush()
        choose(font, size)

    with (
        replaced(stream, "show_text", show_text),
        replaced(stream, "set_text_rise", set_text_rise),
        replaced(stream, "set_font_size", set_font_size),
    ):
        yield
    flush()


def operand(tokens: list[str | float]) -> str:
    """The inside of a TJ operand.

    Works around: pypdf takes a long way right for a space, even after a way left; so it goes in
    steps. pdfium forgets a way at the end of an operand.
    """
    parts, way = [], 0.0
    for token in [*tokens, ""]:
        if isinstance(token, str):
            steps = int(-way // STEP) if way < -STEP else 0
            rest = round(way + steps * STEP, 1)
            moves = [f"{-STEP}"] * steps + [f"{rest:g}"] * bool(rest)
            parts.append(f">{' '.join(moves)}<{token}" if moves else token)
            way = 0.0
        else:
            way += token
    return f"<{''.join(parts)}>".replace("<>", " ")


class Codes:
    """The character codes of a document's fonts: a glyph has one for each thing that it says."""

    def __init__(self) -> None:
        self.aliases: dict[Font, dict[tuple[int, str], int]] = defaultdict(dict)

    def code(self, font: Font, glyph: int, says: str) -> int:
        """The code that draws this glyph and says this: the glyph's own number, or an alias."""
        if font.to_unicode.setdefault(glyph, says) == says or font.type == "otf":
            return glyph
        aliases = self.aliases[font]
        if (glyph, says) not in aliases:
            aliases[glyph, says] = 0xFFFF - len(aliases)
            font.to_unicode[aliases[glyph, says]] = says
        return aliases[glyph, says]

    def tokens(self, sign: Sign, drawn: str) -> list[str | float]:
        """The codes and ways, hexadecimal and in thousandths, of a sign and what is beside it."""
        own: str | float = drawn
        if sign.outlined:
            own = -glyph_width(sign.font.file_content, sign.glyph)
        elif sign.says is not None:
            own = f"{self.code(sign.font, sign.glyph, sign.says):04x}"
        if not (sign.left or sign.right):
            return [own]
        left, right = self.beside(sign.font, sign.left, 0), self.beside(sign.font, sign.right, 10)
        return [*left, own, *right]

    def beside(self, font: Font, letters: list[str], gap: int) -> Iterator[str | float]:
        """Letters without a glyph, each at a place of its own before this point.

        Works around: poppler sorts letters by place, and those in the same place in any order.
        """
        if letters:
            blank = blank_glyph(font.file_content)
            room = glyph_width(font.file_content, blank)
            font.widths[blank] = round(room)
            yield len(letters) + gap
            for letter in letters:
                yield f"{self.code(font, blank, letter):04x}"
                yield room - 1
            yield -gap

    def cleaner(self, clean: Callable[..., None]) -> Callable[..., None]:
        """Keep aliases, which are no glyphs, from the font's subsetting."""

        def clean_font(font: Font, to_unicode: dict[int, str], hinting: Any) -> None:
            glyphs = {code: says for code, says in to_unicode.items() if code < font.glyph_count}
            clean(font, glyphs, hinting)

        return clean_font

    def builder(self, build: Callable[..., None]) -> Callable[..., None]:
        """Tell the PDF which glyph an alias draws."""

        def build_font(dictionary: Any, pdf: Any, font: Font, widths: Any, *rest: Any) -> None:
            aliases = {code: glyph for (glyph, _), code in self.aliases[font].items()}
            widths.update({code: widths[glyph] for code, glyph in aliases.items()})
            build(dictionary, pdf, font, widths, *rest)
            if aliases:
                table = bytearray(0x20000)
                for code in widths:
                    table[2 * code : 2 * code + 2] = aliases.get(code, code).to_bytes(2)
                stream = pydyf.Stream([bytes(table)], compress=True)
                pdf.add_object(stream)
                inner = pdf.objects[int(dictionary["DescendantFonts"][0].split()[0])]
                inner["CIDToGIDMap"] = stream.reference

        return build_font


def draw_outlines(stream: Any, signs: list[Sign], matrix: Any) -> None:
    """Draw signs as shapes, in the colour of the text, outside of the text object."""
    if not signs:
        return
    stream.end_text()
    for sign in signs:
        scale = sign.size / sign.font.upem
        with stream.stacked():
            stream.transform(*matrix.values)
            stream.transform(a=scale, d=scale, e=sign.x * FROM_UNITS, f=-sign.y * FROM_UNITS)
            draw_shape(sign.font.file_content, sign.glyph, stream)
            stream.fill()
    stream.begin_text()
