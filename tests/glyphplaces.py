"""Where letters stand on a page, as PDFium sees them: no reader's order, only places."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

_SAME_LINE = 2.5  # points between the feet of letters on one line


@dataclass(frozen=True)
class Letter:
    """A letter, with its box in points from the lower left corner of the page."""

    character: str
    left: float
    bottom: float
    right: float
    baseline: float


@dataclass(frozen=True)
class PlacedLine:
    """Letters that stand on one line, from left to right; white space is left out."""

    letters: tuple[Letter, ...]

    @property
    def seen(self) -> str:
        """What the eye meets, from left to right."""
        return "".join(letter.character for letter in self.letters)


def lines(pdf: bytes, page: int = 0) -> list[PlacedLine]:
    """The lines of a page, from top to bottom; columns beside each other share a line."""
    by_line: list[list[Letter]] = []
    for letter in sorted(_letters(pdf, page), key=lambda letter: -letter.baseline):
        if not by_line or by_line[-1][0].baseline - letter.baseline > _SAME_LINE:
            by_line.append([])
        by_line[-1].append(letter)
    return [PlacedLine(tuple(sorted(line, key=lambda letter: letter.left))) for line in by_line]


def line_with(pdf: bytes, words: str, page: int = 0) -> PlacedLine:
    """The one line that shows some words from left to right; fails where there is none."""
    wanted = unmirrored("".join(words.split()))
    found = [line for line in lines(pdf, page) if wanted in unmirrored(line.seen)]
    assert found, f"no line shows “{words}” from left to right"
    return found[0]


def unmirrored(words: str) -> str:
    """Words with all that is mirrored alike: PDFium mirrors what stands in a turned line."""
    return words.translate(str.maketrans(")]}>≥", "([{<≤"))


def _letters(pdf: bytes, page: int) -> Iterator[Letter]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[page].get_textpage()
        for index in range(text.count_chars()):
            character = chr(pdfium.FPDFText_GetUnicode(text, index))
            x, y = ctypes.c_double(), ctypes.c_double()
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            left, bottom, right, _ = text.get_charbox(index)
            if character.strip() and character.isprintable():
                yield Letter(character, left, bottom, right, y.value)
    finally:
        document.close()
