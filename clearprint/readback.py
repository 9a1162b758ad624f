"""A finished PDF, read back into values: what is drawn where, and what the tags say of it."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import hypot
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from clearprint.colour import Colour
from clearprint.wordshape import is_right_to_left

_LINE_END_HYPHEN = "\x02"  # PDFium takes a hyphen at a line's end for one that is not the word's
_ITALIC_FLAG = 1 << 6  # ISO 32000-1, table 123


@dataclass(frozen=True)
class Box:
    """A rectangle in points, from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    def overlap(self, other: Box, wide: float) -> float:
        """The share of the lower of two rectangles' heights that the other one shares.

        Where they share less than `wide` points of their widths, the share of the smaller area:
        the ends of two lines may touch.
        """
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        narrower = min(self.right - self.left, other.right - other.left)
        lower = min(self.top - self.bottom, other.top - other.bottom)
        if width <= 0 or height <= 0:
            return 0.0
        share = height / lower
        return share if width > wide else share * min(1.0, width / narrower)

    def share_in(self, other: Box) -> float:
        """The share of this rectangle that lies in another."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return width * height / self.area if width > 0 and height > 0 and self.area else 0.0

    @property
    def area(self) -> float:
        """Its area in square points."""
        return (self.right - self.left) * (self.top - self.bottom)

    def within(self, other: Box, slack: float = 0.0) -> bool:
        """Whether this lies inside another rectangle, give or take `slack` points."""
        return (
            self.left >= other.left - slack
            and self.bottom >= other.bottom - slack
            and self.right <= other.right + slack
            and self.top <= other.top + slack
        )


@dataclass(frozen=True)
class Font:
    """A font of the PDF."""

    name: str
    embedded: bool
    italic: bool


@dataclass(frozen=True)
class Text:
    """A stretch of glyphs drawn at once.

    `words` are what the glyphs say they are; `size` is in points as it prints; `mark` ties it to
    the tags, and is None for what is outside of them; `clip` is what it is cut off at; `order`
    says what is drawn over what.
    """

    words: str
    box: Box
    size: float
    font: Font
    mark: int | None
    artifact: bool
    clip: Box | None
    colour: Colour
    order: int


@dataclass(frozen=True)
class Shape:
    """Whatever else is drawn; `fill` is the colour of a filled rectangle, `mark` as of a text."""

    box: Box
    fill: Colour | None
    order: int
    mark: int | None = None


@dataclass(frozen=True)
class Tag:
    """An element of the tag tree: its kind, its words, its language, the marks it is tied to."""

    kind: str
    words: str
    language: str
    marks: tuple[int, ...]
    alternative: str


class Glyph(NamedTuple):
    """A letter where it is drawn: how far from the left and the bottom, in points.

    `mark` ties it to the tags, as of a text.
    """

    letter: str
    left: float
    baseline: float
    mark: int | None


@dataclass(frozen=True)
class Page:
    """A page: its size in points, its text, what else is drawn, and its tags in reading order.

    `glyphs` are all its letters and spaces: only of pages that have right-to-left letters, whose
    order programs do not keep.
    """

    width: float
    height: float
    texts: tuple[Text, ...]
    shapes: tuple[Shape, ...]
    tags: tuple[Tag, ...]
    glyphs: tuple[Glyph, ...] = ()


@dataclass(frozen=True)
class Finished:
    """A finished PDF."""

    pages: tuple[Page, ...]
    tagged: bool
    title: str
    language: str


def read_back(pdf: bytes) -> Finished:
    """Read a PDF; raises ValueError where it is not one."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"not a readable PDF: {error}") from None
    try:
        return Finished(
            pages=tuple(_page(page) for page in document),
            tagged=bool(pdfium.FPDFCatalog_IsTagged(document)),
            title=str(document.get_metadata_value("Title")),
            language=_string(lambda b, n: pdfium.FPDFCatalog_GetLanguage(document, b, n)),
        )
    finally:
        document.close()


def picture(pdf: bytes) -> bytes:
    """The first page as a small PNG, half a pixel a point: to know a handout by, not to read."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        drawn = document[0].render(scale=0.5).to_pil().quantize(8)
        out = io.BytesIO()
        drawn.save(out, "PNG")
        return out.getvalue()
    finally:
        document.close()


def creator(pdf: bytes) -> str:
    """The program that a PDF says it was made with; empty where it says none, or is no PDF."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return ""
    try:
        return str(document.get_metadata_value("Creator"))
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> Page:
    text_page = pdfium.FPDFText_LoadPage(page)
    fonts: dict[int, Font] = {}
    marks: dict[int, int | None] = {}
    texts, shapes = [], []
    try:
        for index in range(pdfium.FPDFPage_CountObjects(page)):
            drawn = pdfium.FPDFPage_GetObject(page, index)
            if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_TEXT:
                texts.append(_text(drawn, text_page, fonts, index))
                marks[_address(drawn)] = texts[-1].mark
            elif box := _clipped(_box(drawn), _clip(drawn)):
                shapes.append(Shape(box, _fill(drawn), index, _mark(drawn)))
        turned = any(is_right_to_left(text.words) for text in texts)
        glyphs = tuple(_glyphs(text_page, marks)) if turned else ()
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    width, height = page.get_size()
    return Page(width, height, tuple(texts), tuple(shapes), tuple(_tags(page)), glyphs)


def _glyphs(text_page: object, marks: dict[int, int | None]) -> Iterator[Glyph]:
    """The letters of a page; `marks` has the marks of its texts by their addresses."""
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        letter = chr(pdfium.FPDFText_GetUnicode(text_page, index)).replace(_LINE_END_HYPHEN, "-")
        text = pdfium.FPDFText_GetTextObject(text_page, index)
        if text and letter.isprintable():  # spaces that are not drawn have no text
            pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
            yield Glyph(letter, x.value, y.value, marks.get(_address(text)))


def _address(drawn: Any) -> int:
    return ctypes.addressof(drawn.contents) if drawn else 0


def _text(drawn: object, text_page: object, fonts: dict[int, Font], order: int) -> Text:
    size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(drawn, size)
    pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
    handle = pdfium.FPDFTextObj_GetFont(drawn)
    key = _address(handle)
    if key not in fonts:
        fonts[key] = _font(handle)
    font = fonts[key]
    slanted = abs(matrix.c) > 0.01 * abs(matrix.d)
    mark = _mark(drawn)
    words = _string(lambda b, n: pdfium.FPDFTextObj_GetText(drawn, text_page, b, n))
    return Text(
        words=words.replace(_LINE_END_HYPHEN, "-"),
        box=_box(drawn),
        size=size.value * hypot(matrix.c, matrix.d),
        font=Font(font.name, font.embedded, True) if slanted else font,
        mark=mark,
        artifact=mark is None and _is_artifact(drawn),
        clip=_clip(drawn),
        colour=_colour(drawn),
        order=order,
    )


def _mark(drawn: object) -> int | None:
    mark: int = pdfium.FPDFPageObj_GetMarkedContentID(drawn)
    return mark if mark >= 0 else None


def _font(handle: object) -> Font:
    angle = ctypes.c_int()
    pdfium.FPDFFont_GetItalicAngle(handle, angle)
    size = pdfium.FPDFFont_GetBaseFontName(handle, None, 0)
    name = ctypes.create_string_buffer(size)
    pdfium.FPDFFont_GetBaseFontName(handle, name, size)
    italic = angle.value != 0 or bool(pdfium.FPDFFont_GetFlags(handle) & _ITALIC_FLAG)
    embedded = pdfium.FPDFFont_GetIsEmbedded(handle) == 1
    return Font(name.value.decode("utf-8", "replace"), embedded, italic)


def _box(drawn: object) -> Box:
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(drawn, *edges)
    return Box(*(edge.value for edge in edges))


def _clip(drawn: object) -> Box | None:
    """The rectangle around what an object is clipped to; None where nothing clips it."""
    path = pdfium.FPDFPageObj_GetClipPath(drawn)
    clip: Box | None = None
    for index in range(max(0, pdfium.FPDFClipPath_CountPaths(path))):
        x, y, across, up = ctypes.c_float(), ctypes.c_float(), [], []
        for segment in range(pdfium.FPDFClipPath_CountPathSegments(path, index)):
            point = pdfium.FPDFClipPath_GetPathSegment(path, index, segment)
            pdfium.FPDFPathSegment_GetPoint(point, x, y)
            across.append(x.value)
            up.append(y.value)
        if across:
            one = Box(min(across), min(up), max(across), max(up))
            clip = _clipped(clip, one) if clip else one
    return clip


def _clipped(box: Box | None, clip: Box | None) -> Box | None:
    """What is left of a rectangle inside another; None where nothing is."""
    if box is None or clip is None:
        return box
    left, bottom = max(box.left, clip.left), max(box.bottom, clip.bottom)
    right, top = min(box.right, clip.right), min(box.top, clip.top)
    return Box(left, bottom, right, top) if left < right and bottom < top else None


def _colour(drawn: object) -> Colour:
    """The colour something is filled with, as it looks on white where light shines through."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha)
    on_white = (255 - (255 - one.value) * alpha.value // 255 for one in (red, green, blue))
    return tuple(on_white)  # type: ignore[return-value]


def _fill(drawn: object) -> Colour | None:
    """The colour of a filled rectangle; None for anything else, such as a border."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
        return None
    pdfium.FPDFPath_GetDrawMode(drawn, mode, stroke)
    is_rectangle = pdfium.FPDFPath_CountSegments(drawn) <= 5
    return _colour(drawn) if is_rectangle and mode.value else None


def _is_artifact(drawn: object) -> bool:
    length = ctypes.c_ulong()
    for index in range(pdfium.FPDFPageObj_CountMarks(drawn)):
        mark = pdfium.FPDFPageObj_GetMark(drawn, index)
        name = ctypes.create_string_buffer(64)
        units = ctypes.cast(name, ctypes.POINTER(ctypes.c_ushort))
        pdfium.FPDFPageObjMark_GetName(mark, units, 64, length)
        if name.raw[: length.value].decode("utf-16-le").rstrip("\0") == "Artifact":
            return True
    return False


def _tags(page: pypdfium2.PdfPage) -> Iterator[Tag]:
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from _walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index))
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _walk(element: object) -> Iterator[Tag]:
    """An element and all below it, in reading order.

    Words on an element stand for all that is below it, which is then not told again.
    """
    if not element:
        return
    words = _string(lambda b, n: pdfium.FPDF_StructElement_GetActualText(element, b, n))
    marks = _marks_below(element) if words else _marks(element)
    yield Tag(
        kind=_string(lambda b, n: pdfium.FPDF_StructElement_GetType(element, b, n)),
        words=words,
        language=_string(lambda b, n: pdfium.FPDF_StructElement_GetLang(element, b, n)),
        marks=tuple(marks),
        alternative=_string(lambda b, n: pdfium.FPDF_StructElement_GetAltText(element, b, n)),
    )
    if not words:
        for child in _children(element):
            yield from _walk(child)


def _marks(element: object) -> Iterator[int]:
    for index in range(pdfium.FPDF_StructElement_GetMarkedContentIdCount(element)):
        mark = pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index)
        if mark >= 0:
            yield mark


def _marks_below(element: object) -> Iterator[int]:
    yield from _marks(element)
    for child in _children(element):
        yield from _marks_below(child)


def _children(element: object) -> Iterator[object]:
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        if child := pdfium.FPDF_StructElement_GetChildAtIndex(element, index):
            yield child


_BUFFER = ctypes.create_string_buffer(4096)
_UNITS = ctypes.cast(_BUFFER, ctypes.POINTER(ctypes.c_ushort))


def _string(read: Callable[[object, int], int]) -> str:
    """A UTF-16 string that PDFium writes into a buffer; `read` returns its length in bytes."""
    length = read(_UNITS, 4096)
    if length <= 4096:
        return _BUFFER.raw[:length].decode("utf-16-le", "replace").rstrip("\0")
    larger = ctypes.create_string_buffer(length)
    read(ctypes.cast(larger, ctypes.POINTER(ctypes.c_ushort)), length)
    return larger.raw.decode("utf-16-le", "replace").rstrip("\0")
