"""Boxes to tick: a line or an item that starts with one."""

from __future__ import annotations

from dataclasses import replace

from clearprint.body import plain
from clearprint.manuscript import marks
from clearprint.manuscript.outline import Kind, Piece
from clearprint.manuscript.runs import tidy
from clearprint.manuscript.words import one_line

_TICKED = "“{words}” was ticked in your file; paper has no ticked boxes."


def boxed(piece: Piece) -> Piece:
    """A line or an item that starts with a box as one to tick; a ticked one loses its tick."""
    text = piece.runs[0].text if piece.runs else ""
    found = marks.BOX.match(text) or marks.TICKED.match(text)
    if found is None or not plain(piece.runs)[found.end() :].strip(f"{marks.BULLETS} "):
        return piece
    runs = tidy([replace(piece.runs[0], text=text[found.end() :]), *piece.runs[1:]])
    if marks.BOX.match(text):
        return replace(piece, kind="check", runs=runs)
    kind: Kind = "bullet" if piece.kind == "paragraph" else piece.kind
    note = _TICKED.format(words=one_line(plain(runs)))
    return replace(piece, kind=kind, runs=runs, note=note)
