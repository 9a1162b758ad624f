"""Questions and answers that a writer marked with a Q and an A."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from clearprint.manuscript.headings import Headings
from clearprint.manuscript.outline import Piece
from clearprint.manuscript.runs import parted
from clearprint.wording import Wording


@dataclass(frozen=True)
class _Marks:
    question: re.Pattern[str]
    answer: re.Pattern[str]

    @classmethod
    def of(cls, wording: Wording) -> _Marks:
        return cls(_pattern(wording.asked), _pattern(wording.answered))


def _pattern(marks: tuple[str, ...]) -> re.Pattern[str]:
    """What stands before a question, as a pattern; one that matches nothing where nobody knows."""
    if not marks:
        return re.compile(r"(?!)")
    names = "|".join(map(re.escape, marks))
    return re.compile(rf"(?:{names})\s?\d{{0,2}}\s?(?:[.:)]\s+|：\s*)(?=\S)")


def with_questions(
    pieces: list[Piece], headings: Headings, wording: Wording
) -> tuple[list[Piece], list[str]]:
    """The same pieces with such questions as headings, and the marks that this took away.

    Only where questions and answers follow one another: a lone “A:” is a word like any other.
    """
    marks = _Marks.of(wording)
    pieces = [part for piece in pieces for part in _parted(piece, marks)]
    answered = [_answers(pieces, index, marks) for index in range(len(pieces))]
    found: list[Piece] = []
    taken: list[str] = []
    level = 1
    for index, piece in enumerate(pieces):
        if piece.kind == "heading":
            level = piece.level + (headings.part(piece.text) == "faq")
        asks = _mark(piece, marks.question) if answered[index] else None
        answers = _mark(piece, marks.answer) if index and answered[index - 1] else None
        if mark := asks or answers:
            taken.append(mark)
            piece = _without(piece, mark)
        found.append(replace(piece, kind="heading", level=level) if asks else piece)
    return found, taken


def _parted(piece: Piece, marks: _Marks) -> list[Piece]:
    """A paragraph that holds both a question and its answer, as two."""
    text = piece.text
    if piece.kind != "paragraph" or not marks.question.match(text):
        return [piece]
    for found in marks.answer.finditer(text):
        if text[: found.start()].rstrip().endswith(("?", "？", "؟")):
            question, answer = parted(piece.runs, found.start())
            return [replace(piece, runs=question), replace(piece, runs=answer, note=None)]
    return [piece]


def _answers(pieces: list[Piece], index: int, marks: _Marks) -> bool:
    """Whether a piece is a question whose answer comes next."""
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    asked = _mark(pieces[index], marks.question)
    return bool(asked and following and _mark(following, marks.answer))


def _mark(piece: Piece, pattern: re.Pattern[str]) -> str | None:
    found = pattern.match(piece.text) if piece.kind in ("paragraph", "heading") else None
    return found.group() if found else None


def _without(piece: Piece, mark: str) -> Piece:
    """A piece without the mark that it starts with."""
    return replace(piece, runs=parted(piece.runs, len(mark))[1])
