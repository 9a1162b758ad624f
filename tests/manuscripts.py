"""Texts as writers bring them, brought in: what the tests of the importer share."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
from docx.oxml import parse_xml

from clearprint.article import Article
from clearprint.manuscript.intake import Imported, import_file
from clearprint.orders import Desk
from clearprint.validate import read_handout

TODAY = date(2026, 11, 24)
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
Document = docx.document.Document
_NOTE = re.compile(r"^\s*# (?!  > ).*$\n?", re.MULTILINE)
_KEPT = re.compile(r"^\s*#   > (.*)$", re.MULTILINE)


def imported(desk: Desk, name: str, data: str | bytes, language: str = "en") -> Imported:
    """Import a text under a name, as if nobody had named its language."""
    file = desk.project.folder.parent / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return import_file(desk, file, language, None, TODAY)


def text_of(desk: Desk, made: Imported) -> str:
    """The file that an import wrote."""
    return (desk.project.folder / made.file).read_text("utf-8")


def article_of(desk: Desk, made: Imported) -> Article:
    """The article that an import came to."""
    return read_handout(Desk(desk.project), made.topic, made.language).article


def without_notes(text: str) -> str:
    """A file without the program's own comments; the writer's words in them stay."""
    return _NOTE.sub("", text)


def kept_in(text: str) -> list[str]:
    """The lines of the writer's words that stand in comments."""
    return _KEPT.findall(text)


def printed_in(text: str) -> str:
    """A file without its comments."""
    return re.sub(r"^\s*# .*$\n?", "", text, flags=re.MULTILINE)


def overview(desk: Desk, name: str, body: str) -> str:
    """The file made of a Markdown or plain text whose overview is `body`."""
    start = "# Asthma\n\n## Overview\n\n" if name.endswith(".md") else "Asthma\n\nOverview\n\n"
    return text_of(desk, imported(desk, name, f"{start}{body}\n"))


def body_of(text: str) -> str:
    """The first body text of a file, without its indent."""
    (found,) = re.findall(r"^    text: \|\n((?:      .*\n|\n)+)", text, re.MULTILINE)[:1] or [""]
    return re.sub(r"^      ", "", found, flags=re.MULTILINE).strip()


def word_file(fill: Callable[[Document], None], parts: dict[str, bytes] | None = None) -> bytes:
    """A Word file that a function fills; `parts` are put in beside, or instead of, its own."""
    document, data = docx.Document(), io.BytesIO()
    fill(document)
    document.save(data)
    return data.getvalue() if parts is None else with_parts(data.getvalue(), parts)


def with_parts(data: bytes, parts: dict[str, bytes]) -> bytes:
    """A package with some of its parts replaced, and some more."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return made.getvalue()


def asthma(fill: Callable[[Document], None]) -> bytes:
    """A Word file with a title and an overview, which a function goes on with."""

    def whole(document: Document) -> None:
        document.add_heading("Asthma", 0)
        document.add_heading("Overview", 1)
        fill(document)

    return word_file(whole)


def element(xml: str) -> Any:
    """An element from its XML, whose prefixes need no declaring."""
    return parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {NAMESPACES}", xml, count=1))


def word_text(desk: Desk, fill: Callable[[Document], None]) -> str:
    """The file made of a Word file with an overview that a function fills."""
    return text_of(desk, imported(desk, "text.docx", asthma(fill)))
