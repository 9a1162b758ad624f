"""The sources of a text: each piece below their heading, without its number, with its address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from clearprint.body import Run, plain
from clearprint.manuscript.draft import DraftReference, Origin
from clearprint.manuscript.outline import ITEMS, Note, Piece

_ADDRESS = re.compile(r"^(.*\S)\s+<?(https?://[^\s<>\"]+?)>?\.?$", re.DOTALL)
_NUMBERED = re.compile(r"\[(\d+)\]\s+(?=\S)")

_NUMBERS = (
    "The sheet numbers the sources 1, 2, 3. Yours have other numbers, which are kept as text: take "
    "them away, or order the sources by them."
)
_AFTER = (
    "This stood after your list of sources, and is read as one more. If it is none, put it where "
    "it belongs: “{start}”."
)
_SHOWN = 60  # letters of a text that is pointed at


def references_of(pieces: Sequence[Piece]) -> Iterator[DraftReference]:
    """The sources."""
    for position, piece in enumerate(_rows(pieces), start=1):
        text = piece.text if piece.kind == "step" and piece.number == position else piece.flat
        if (found := _NUMBERED.match(text)) and int(found.group(1)) == position:
            text = text[found.end() :]
        links = [run.href for run in piece.runs if run.href and run.href.startswith("http")]
        if found := _ADDRESS.match(text):
            url: str | None = found.group(2)
            text = found.group(1)
        else:
            url = links[0] if len(set(links)) == 1 and links[0] not in text else None
        yield DraftReference(text, url, Origin((f"{text} {url}" if url else text,)))


def doubts(pieces: Sequence[Piece]) -> Iterator[Note]:
    """What a writer should look at: sources with other numbers, and text after the last one."""
    rows = list(enumerate(_rows(pieces), start=1))
    if any(row.kind == "step" and row.number != position for position, row in rows):
        yield Note(_NUMBERS)
    listed = [position for position, row in rows if row.kind in ITEMS]
    for position, row in rows if listed else ():
        if position > listed[-1]:
            start = row.text if len(row.text) <= _SHOWN else f"{row.text[: _SHOWN - 1]}…"
            yield Note(_AFTER.format(start=start))


def _rows(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces; each row of a table is one."""
    for piece in pieces:
        if not piece.cells:
            yield piece
        for row in piece.cells:
            if text := "; ".join(plain(cell) for cell in row if cell):
                yield Piece("bullet", (Run(text),))
