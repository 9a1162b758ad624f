"""A Word document to pieces: headings, lists, bold, links; what stands aside of the text is kept.

python-docx opens the package; the paragraphs are walked here, for its own text leaves out what
stands in content controls, tracked insertions and text boxes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from clearprint.body import Line, Run
from clearprint.commonmark import is_address
from clearprint.findings import Finding, Place, Refused
from clearprint.manuscript.markdown import tidy
from clearprint.manuscript.outline import Manuscript, Piece, cleaned, one_line, words
from clearprint.manuscript.plaintext import (
    Known,
    can_be_title,
    listless_words,
    typed_piece,
    with_headings,
)
from clearprint.manuscript.wordlists import Numbering

LARGEST_UNPACKED = 80_000_000  # bytes; a Word file that unpacks to more is no manuscript
MOST_PARTS = 3_000

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TRACKED_OUT = (qn("w:del"), qn("w:moveFrom"))
_LEFT_OUT = (*_TRACKED_OUT, f"{_COMPATIBILITY}Fallback")  # the second says the same for old Words
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_FIELD_LINK = re.compile(r'HYPERLINK\s+"([^"]+)"')

_TABLE = "This was a table: each row is an item, its first cell before the colon."
_LETTERED = "These steps were lettered; here they are numbered."
_TRACKED = "The file has tracked changes: what was added is in, what was deleted is not."
_SYMBOL = (
    "The file has signs of a symbol font, which have no letter: look for them in the original."
)


def read_word(name: str, data: bytes, lead_ins: tuple[str, ...], known: Known) -> Manuscript:
    """The pieces of a Word document; raises Refused where it cannot be opened."""
    document = _opened(name, data)
    walker = _Walker(document)
    pieces = [piece for piece in walker.pieces(document.element.body) if piece.text]
    title, pieces = _title(pieces, walker.title)
    if not any(piece.kind == "heading" for piece in pieces):
        pieces = list(with_headings(pieces, lead_ins, known))
    asides = [*walker.asides, *_other_parts(document)]
    notes = tuple(dict.fromkeys(walker.notes))
    return Manuscript(name, title, (*pieces, *asides), _words(document), notes)


def _refusal(name: str, problem: str, remedy: str) -> Refused:
    return Refused([Finding("import-unreadable", Place(name), problem, remedy)])


def _opened(name: str, data: bytes) -> Any:
    """The document of a file's bytes, once it is one, and not a trap."""
    again = "Open it in Word, save it anew as “Word document (.docx)”, and import that."
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            remedy = "Open it in Word, take the password off (File, Info), save it, import that."
            raise _refusal(name, "The file is protected with a password.", remedy)
        raise _refusal(name, "The file is of an old Word (.doc), whatever its name says.", again)
    if not zipfile.is_zipfile(BytesIO(data)):
        raise _refusal(name, "The file is called .docx, and is no Word document.", again)
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        problem = f"The file unpacks to {unpacked:,} bytes in {len(parts):,} parts."
        remedy = "No text is that large: copy the text alone into a new document."
        raise _refusal(name, problem, remedy)
    try:
        return docx.Document(BytesIO(data))
    except Exception as error:  # whatever a damaged package makes the library raise
        problem = f"The file cannot be opened as a Word document ({type(error).__name__})."
        raise _refusal(name, problem, again) from None


def _title(pieces: list[Piece], styled: str | None) -> tuple[str | None, list[Piece]]:
    """The title, and the pieces without it."""
    if styled is not None:
        return styled, pieces
    if pieces and (pieces[0].kind == "heading" or can_be_title(pieces[0])):
        links = [run.href for run in pieces[0].runs if run.href]
        asides = [_aside("The target of a link in the title", link) for link in links]
        return pieces[0].text, [*pieces[1:], *asides]
    return None, pieces


@dataclass
class _Field:
    """A field that is being read: its code, and whether its result comes now."""

    code: str = ""
    result: bool = False


class _Walker:
    """Walks the document once, keeping what has no place in a text on the way."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.numbering = Numbering(document)
        self.title: str | None = None
        self.asides: list[Piece] = []
        self.notes: list[str] = []
        self._fields: list[_Field] = []

    def pieces(self, container: Any) -> Iterator[Piece]:
        """The pieces of a body, a cell or a content control, in order."""
        for element in container.iterchildren():
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield from self._table(element)
            elif element.tag in _LEFT_OUT:
                self._leave_out(element)
            elif element.tag != qn("w:sectPr"):
                yield from self.pieces(element)

    def _paragraph(self, element: Any) -> Iterator[Piece]:
        paragraph = WordParagraph(element, self.document)
        runs = tidy(list(self._runs(element, Run(""))))
        style = (paragraph.style.name or "") if paragraph.style is not None else ""
        text = "".join(run.text for run in runs)
        if not text:
            return
        if style == "Title" and self.title is None:
            self.title = text
            links = [run.href for run in runs if run.href]
            self.asides += [_aside("The target of a link in the title", link) for link in links]
        elif re.match(r"toc\b", style, re.IGNORECASE):
            self.asides.append(Piece("aside", runs, note="The table of contents"))
        elif level := _heading_level(paragraph, style):
            plain = tuple(replace(run, bold=False) for run in runs)
            yield Piece("heading", plain, level=level)
        else:
            yield self._text(paragraph, style, runs)

    def _text(self, paragraph: WordParagraph, style: str, runs: Line) -> Piece:
        mark = self.numbering.mark(paragraph, style)
        if mark is None:
            return _typed(runs)
        if mark.kind == "step":
            note = _LETTERED if mark.lettered else None
            return Piece("step", runs, level=mark.level, number=mark.number, note=note)
        return Piece("bullet", runs, level=mark.level)

    def _table(self, table: Any) -> Iterator[Piece]:
        """The rows of a table, each as a list item."""
        for row in table.iter(qn("w:tr")):
            cells = [
                [run for piece in self.pieces(cell) for run in (Run(" "), *piece.runs)]
                for cell in row.iterchildren(qn("w:tc"))
            ]
            filled = [tidy(cell) for cell in cells if tidy(cell)]
            runs: list[Run] = []
            for index, cell in enumerate(filled):
                runs += [Run((": " if index == 1 else "; ") if index else ""), *cell]
            yield Piece("bullet", tidy(runs), note=_TABLE)

    def _runs(self, element: Any, style: Run) -> Iterator[Run]:
        """The runs below an element; what is deleted or code of a field is not among them."""
        for child in element.iterchildren():
            tag = child.tag
            if tag in _LEFT_OUT:
                self._leave_out(child)
            elif tag == qn("w:r"):
                yield from self._runs(child, replace(style, bold=style.bold or _is_bold(child)))
            elif tag == qn("w:hyperlink"):
                yield from self._runs(child, replace(style, href=self._target(child) or style.href))
            elif tag == qn("w:fldChar"):
                self._field(child.get(qn("w:fldCharType")))
            elif tag == qn("w:instrText"):
                if self._fields:
                    self._fields[-1].code += child.text or ""
            elif tag == qn("w:txbxContent"):
                text = "\n".join(piece.text for piece in self.pieces(child))
                self.asides.append(_aside("A text box", text))
            elif tag == qn("wp:docPr") and (told := child.get("descr")):
                self.asides.append(_aside("What a picture shows", told))
            elif text := self._letters(child):
                yield replace(style, text=text, href=style.href or self._field_link())
            elif tag not in (qn("w:rPr"), qn("w:pPr")):
                yield from self._runs(child, style)

    def _leave_out(self, element: Any) -> None:
        if element.tag in _TRACKED_OUT:
            self.notes.append(_TRACKED)

    def _letters(self, child: Any) -> str:
        """The text of an element that holds some itself."""
        if child.tag in (qn("w:t"), _MATH):
            return cleaned(child.text or "")
        if child.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
            return " "
        if child.tag == qn("w:noBreakHyphen"):
            return "-"
        if child.tag == qn("w:sym"):
            self.notes.append(_SYMBOL)
        return ""

    def _target(self, link: Any) -> str | None:
        """Where a link goes; one that cannot be printed is kept aside."""
        part = link.get(qn("r:id"))
        target = self.document.part.rels[part].target_ref if part in self.document.part.rels else ""
        if is_address(target):
            return str(target)
        if target:
            self.asides.append(_aside("The target of a link", target))
        return None

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _field_link(self) -> str | None:
        found = [_FIELD_LINK.search(field.code) for field in self._fields if field.result]
        links = [link.group(1) for link in found if link and is_address(link.group(1))]
        return links[-1] if links else None


def _aside(what: str, text: str) -> Piece:
    return Piece("aside", (Run(text),), note=what)


def _heading_level(paragraph: WordParagraph, style: str) -> int:
    """The level of a heading, by its style or one that the style rests on; 0 for any other."""
    seen = paragraph.style
    while seen is not None:
        if found := _HEADING.fullmatch(seen.name or ""):
            return int(found.group(1))
        seen = getattr(seen, "base_style", None)
    return 1 if style == "Title" else 0


def _is_bold(run: Any) -> bool:
    """Whether a run is set apart from the text around it: bold, italic or underlined."""
    properties = run.find(qn("w:rPr"))
    if properties is None:
        return False
    for tag in ("w:b", "w:i"):
        mark = properties.find(qn(tag))
        if mark is not None and mark.get(qn("w:val")) not in ("0", "false", "off"):
            return True
    style = properties.find(qn("w:rStyle"))
    return style is not None and style.get(qn("w:val")) in ("Strong", "Emphasis", "IntenseEmphasis")


def _typed(runs: Line) -> Piece:
    """A paragraph; or a list item, where its writer typed the bullet or the number."""
    whole = "".join(run.text for run in runs)
    piece = typed_piece(runs[0].text) if not runs[0].href else typed_piece("x")
    if piece.kind == "paragraph" or not whole:
        return Piece("paragraph", runs)
    return replace(piece, runs=tidy([replace(runs[0], text=piece.text + " "), *runs[1:]]))


def _other_parts(document: Any) -> Iterator[Piece]:
    """Words in the margins: page headers and footers, notes, comments; each once."""
    told: set[tuple[str, str]] = set()
    for part in document.part.package.iter_parts():
        what = _margin(str(part.partname))
        if what is None:
            continue
        root = part.element if hasattr(part, "element") else parse_xml(part.blob)
        text = "\n".join(filter(None, (one_line(_text(p)) for p in root.iter(qn("w:p")))))
        if text and (what, text) not in told:
            told.add((what, text))
            yield _aside(what, text)


def _margin(name: str) -> str | None:
    parts = {
        "header": "The head of a page",
        "footer": "The foot of a page",
        "footnotes": "Footnotes",
        "endnotes": "Endnotes",
        "comments": "Comments in the margin",
    }
    found = re.fullmatch(r"/word/(header|footer|footnotes|endnotes|comments)\d*\.xml", name)
    return parts[found.group(1)] if found else None


def _words(document: Any) -> tuple[str, ...]:
    """All words of the document, by the elements that hold text, whatever stands around them."""
    body = [one_line(_text(p)) for p in document.element.body.iter(qn("w:p"))]
    margins = (words(piece.text) for piece in _other_parts(document))
    return (*listless_words("\n".join(body)), *(word for part in margins for word in part))


def _text(paragraph: Any) -> str:
    """The text of one paragraph, its text boxes' left out: they have paragraphs of their own."""
    letters = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}
    found = []
    for element in paragraph.iter(qn("w:t"), _MATH, *letters):
        around = list(element.iterancestors())
        inner = around[: around.index(paragraph)]
        if any(above.tag in (*_LEFT_OUT, qn("w:txbxContent")) for above in inner):
            continue
        if any(above.tag in _LEFT_OUT for above in around):
            continue
        found.append(letters.get(element.tag) or cleaned(element.text or ""))
    return "".join(found)
