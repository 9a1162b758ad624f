"""Words that stand aside of the text, such as a note in the margin: kept, with where they stood."""

from __future__ import annotations

from collections.abc import Iterable

from clearprint.body import Run
from clearprint.manuscript.outline import Piece
from clearprint.manuscript.words import one_line

_SHOWN = 6  # words of the text that tell where something stood


def aside(what: str, words: str = "", before: str = "") -> Piece:
    """A piece of words that have no place in the text; `before` is the text up to there."""
    place = f", after “{tail(before)}”" if before.strip() else ""
    return Piece("aside", (Run(words),) if words else (), note=f"{what}{place}")


def tail(text: str) -> str:
    """The last words of a text, to point at a place by."""
    found = one_line(text).split(" ")
    return ("… " if len(found) > _SHOWN else "") + " ".join(found[-_SHOWN:])


def text_of(runs: Iterable[Run]) -> str:
    """The letters of some runs."""
    return "".join(run.text for run in runs)
