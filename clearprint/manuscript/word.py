"""A Word document to pieces: headings, lists, tables, bold, links; what stands aside is kept.

python-docx opens the package; the paragraphs are walked here, for its own text leaves out what
stands in content controls, tracked insertions and text boxes.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import docx
from docx.oxml import parse_xml

from clearprint.manuscript.columns import gathered
from clearprint.manuscript.guessing import Guide, can_be_title, with_headings
from clearprint.manuscript.outline import Manuscript, Piece
from clearprint.manuscript.wordpackage import MAIN, Package, refusal
from clearprint.manuscript.wordwalk import Walker, targets_in

_READ = re.compile(
    r"/word/(styles|numbering|footnotes|endnotes|comments|(header|footer)\d*"
    r"|diagrams/data\d*|charts/chart\d*)\.xml"
)
"""The parts of the package that have a say in the text."""


def read_word(name: str, data: bytes, guide: Guide) -> Manuscript:
    """The pieces of a Word document; raises Refused where it cannot be opened."""
    try:
        package = _opened(data)
    except Exception:  # whatever a damaged package makes the library raise
        raise refusal(name, "The file is damaged: parts of it are missing or broken.") from None
    walker = Walker(package)
    pieces = [p for p in walker.pieces(package.body) if p.text or p.kind == "aside"]
    pieces, added = gathered([*pieces, *walker.margins()])
    title, pieces = _title(pieces, walker.title)
    if not any(piece.kind == "heading" for piece in pieces):
        pieces = with_headings(pieces, guide)
    notes = tuple(dict.fromkeys(walker.runs.file_notes))
    return Manuscript(name, title, tuple(pieces), (*walker.added, *added), notes)


def _opened(data: bytes) -> Package:
    """The XML of a Word file's parts, without what is no text."""
    document = docx.Document(BytesIO(data))
    parts = {str(part.partname): part for part in document.part.package.iter_parts()}
    read = {name: part for name, part in parts.items() if _READ.fullmatch(name)}
    main = document.part
    inside = ((key, rel) for key, rel in main.rels.items() if not rel.is_external)
    return Package(
        document.element.body,
        {name: _root(part) for name, part in read.items()},
        {name: _targets(part) for name, part in {**read, MAIN: main}.items()},
        {key: str(rel.target_part.partname) for key, rel in inside},
    )


def _targets(part: Any) -> dict[str, str]:
    """Where the links of a part go, by their ids."""
    links = ((k, rel) for k, rel in part.rels.items() if rel.reltype.endswith("/hyperlink"))
    return {key: str(rel.target_ref) for key, rel in links if rel.is_external}


def _root(part: Any) -> Any:
    return part.element if hasattr(part, "element") else parse_xml(part.blob)


def _title(pieces: list[Piece], styled: str | None) -> tuple[str | None, list[Piece]]:
    """The title, and the pieces without it."""
    if styled is not None:
        return styled, pieces
    index = next((i for i, piece in enumerate(pieces) if piece.kind != "aside"), None)
    if index is None or not (pieces[index].kind == "heading" or can_be_title(pieces[index])):
        return None, pieces
    first = pieces[index]
    return first.text, [*pieces[:index], *targets_in(first.runs), *pieces[index + 1 :]]
