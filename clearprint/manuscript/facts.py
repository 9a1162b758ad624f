"""Facts at a glance: pieces that are all “label: value”, and tables of two columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearprint.body import BLANK, plain
from clearprint.manuscript.outline import Piece

_FACT = re.compile(r"([^:：]+?)\s?(?::\s+|:(?=[^\d\s/])|：\s*)(\S.*)")


def facts_of(pieces: tuple[Piece, ...]) -> tuple[tuple[str, str], ...] | None:
    """Pieces as facts; None where one is none, or a label stands there twice."""
    facts = [fact for piece in pieces for fact in _facts(piece)]
    if any(not label or not value or BLANK.search(label + value) for label, value in facts):
        return None
    return tuple(facts) if len(dict(facts)) == len(facts) else None


def _facts(piece: Piece) -> Iterator[tuple[str, str]]:
    """The facts of a piece; an empty one where it is none."""
    if piece.cells:
        for row in piece.cells:
            label, value = map(plain, row) if len(row) == 2 else ("", "")
            yield label.rstrip(" :："), value
        return
    found = _FACT.fullmatch(piece.text) if piece.kind in ("paragraph", "bullet") else None
    yield (found.group(1), found.group(2)) if found else ("", "")
