"""Four readers of a finished PDF: one of its tags, as a screen reader is, and three programs."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import pypdf
import pypdfium2

POPPLER = "pdftotext"
_INLINE = {"/Span", "/NonStruct", "/Link", "/Lbl"}
Reference = tuple[int, int]
_TO_UNICODE = re.compile(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]*)>")


def has_poppler() -> bool:
    """Whether poppler's `pdftotext` is on this machine."""
    return shutil.which(POPPLER) is not None


def by_poppler(pdf: bytes) -> str:
    """What `pdftotext` reads, and with it most viewers on Linux."""
    command = [POPPLER, "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def by_pdfium(pdf: bytes) -> str:
    """What PDFium reads, and with it Chrome and Edge."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def by_pypdf(pdf: bytes) -> str:
    """What pypdf reads, which goes by the glyphs alone."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def by_tags(pdf: bytes) -> str:
    """What a screen reader gets: the tag tree, in its order; a line for each block."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        marked = {page.obj.objgen: _marked(page) for page in opened.pages}
        return "".join(_said(opened.Root.StructTreeRoot.K[0], marked, (0, 0)))


READERS: dict[str, Callable[[bytes], str]] = {
    "tags": by_tags,
    "poppler": by_poppler,
    "pdfium": by_pdfium,
    "pypdf": by_pypdf,
}
"""Name to reader; poppler is the only one that may be missing."""


def _said(element: Any, marked: dict[Reference, dict[int, str]], page: Reference) -> Iterator[str]:
    """An element's words, or those that stand for it: ISO 32000-1, 14.9.3 and 14.9.4."""
    page = element.Pg.objgen if "/Pg" in element else page
    around = "" if str(element.S) in _INLINE else "\n"
    yield around
    if "/ActualText" in element:
        yield str(element.ActualText)
    elif "/Alt" in element and element.S == "/Figure":
        yield str(element.Alt)
    else:
        held = element.get("/K", [])
        for kid in held if isinstance(held, pikepdf.Array) else [held]:
            if isinstance(kid, int):
                yield marked[page][kid]
            elif "/S" in kid:
                yield from _said(kid, marked, page)
    yield around


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """Mark to what its glyphs say, or to the text that is to be read instead of them."""
    said: dict[int, str] = defaultdict(str)
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    open_marks: list[tuple[int | None, bool]] = []  # the mark around, whether its text is replaced
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        mark, replaced = open_marks[-1] if open_marks else (None, False)
        match str(instruction.operator):
            case "BDC" | "BMC":
                properties = operands[1] if len(operands) > 1 else {}
                mark = int(properties["/MCID"]) if "/MCID" in properties else mark
                if "/ActualText" in properties and not replaced and mark is not None:
                    said[mark] += str(properties["/ActualText"])
                open_marks.append((mark, replaced or "/ActualText" in properties))
            case "EMC":
                open_marks.pop()
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj" | "TJ" if mark is not None and not replaced:
                said[mark] += "".join(_shown(operands[0], letters))
    return said


def _shown(operand: Any, letters: dict[int, str]) -> Iterator[str]:
    for item in operand if isinstance(operand, pikepdf.Array) else [operand]:
        if isinstance(item, pikepdf.String):
            codes = bytes(item)
            for high, low in zip(codes[::2], codes[1::2], strict=True):
                yield letters.get(high << 8 | low, "\N{REPLACEMENT CHARACTER}")


def _letters(font: Any) -> dict[int, str]:
    """Character code to what it says."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    pairs = _TO_UNICODE.findall(table)
    return {int(code, 16): bytes.fromhex(says).decode("utf-16-be") for code, says in pairs}
