"""The lines of a right-to-left page, passage by passage: as they are said, and as they are seen.

A cell, item or paragraph is judged by itself. Beside it on the page may stand the same dose in
English, which is no excuse for one that is turned round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple

from clearprint.finished import Glyph, Page, Shape, Tag
from clearprint.locales import direction_of
from clearprint.visualorder import BLANK, Said
from clearprint.wordshape import is_right_to_left

_SAME_LINE = 2.5  # points between the feet of letters on one line
_THIN = 2  # points; the rule of a space to write on is thinner
_DEPTH = 12  # points that it is below the feet of letters at most; the next line's is lower still
_DOT = "·"  # stands between texts on a line
_WITHIN = {"Span", "Link", "NonStruct"}  # the kinds of tags that do not start a passage


@dataclass(frozen=True)
class SeenLine:
    """A line: its words in logical order, and what the eye meets from left to right.

    `leftward` says that it runs from right to left for certain.
    """

    said: tuple[Said, ...]
    seen: str
    leftward: bool


class _Piece(NamedTuple):
    """Words of a line in one language, and where they are; nothing is drawn for a space.

    Where they are a space to write on, its rule is all that there is. Those that are `alone` are
    a text by themselves, behind a label or beside a dot.
    """

    words: str
    language: str
    glyphs: tuple[Glyph, ...]
    rule: Shape | None
    alone: bool = False

    @property
    def said(self) -> str:
        """Its words, as they are judged."""
        return BLANK if self.rule else self.words

    @property
    def drawn(self) -> tuple[Glyph, ...]:
        """What is seen of it."""
        if self.rule is None:
            return self.glyphs
        return (Glyph(BLANK, self.rule.box.left, self.rule.box.bottom, None),)

    def is_beside(self, line: list[_Piece]) -> bool:
        """Whether it stands on a line, with its last letter or, failing that, a rule."""
        mine = next(iter(self.drawn), None)
        theirs = next((glyph for piece in reversed(line) for glyph in piece.glyphs), None)
        theirs = theirs or next((glyph for piece in line for glyph in piece.drawn), None)
        if mine is None or theirs is None:
            return bool(line)
        same_kind = (mine.letter == BLANK) == (theirs.letter == BLANK)
        return abs(mine.baseline - theirs.baseline) < (_SAME_LINE if same_kind else _DEPTH)


def seen_lines(page: Page, language: str, blank: str) -> Iterator[SeenLine]:
    """The lines of a page, without its foot.

    `language` is the document's; `blank` is what is said for a space to write on.
    """
    glyphs: dict[int | None, list[Glyph]] = defaultdict(list)
    for glyph in page.glyphs:
        glyphs[glyph.mark].append(glyph)
    empty = [m for t in page.tags for m in t.marks if t.words.strip() == blank]
    rules = _rules(page, [mark for mark in empty if not glyphs[mark]])
    for passage in _passages(page.tags):
        pieces = []
        for tag in passage:
            if tag.marks:
                drawn = tuple(glyph for mark in tag.marks for glyph in glyphs[mark])
                words = tag.words or "".join(glyph.letter for glyph in drawn)
                pieces.append(
                    _Piece(words, tag.language or language, drawn, rules.get(tag.marks[0]))
                )
        yield from _lines(list(_told_apart(pieces)), language)


def feet(page: Page) -> str:
    """What the eye meets at the foot of a page, a line for each."""
    lines: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in page.glyphs:
        if glyph.mark is None:
            lines[round(glyph.baseline / _SAME_LINE)].append(glyph)
    return "\n".join(_seen(line) for line in lines.values())


def _rules(page: Page, marks: list[int]) -> dict[int, Shape]:
    """The rules of spaces to write on by their marks.

    A rule has no mark, but is drawn after the text before it and before the text behind it.
    """
    drawn = [text for text in page.texts if text.mark is not None]
    rules = [shape for shape in page.shapes if shape.box.top - shape.box.bottom < _THIN]
    found: dict[int, Shape] = {}
    for mark in sorted(marks):
        after = max((t.order for t in drawn if t.mark < mark), default=-1)  # type: ignore[operator]
        until = [t.order for t in drawn if t.mark > mark]  # type: ignore[operator]
        for rule in rules:
            is_next = after < rule.order < min(until, default=rule.order + 1)
            if is_next and rule not in found.values():
                found[mark] = rule
                break
    return found


def _passages(tags: Iterable[Tag]) -> Iterator[list[Tag]]:
    """The tags of each cell, item or paragraph."""
    passage: list[Tag] = []
    for tag in tags:
        if tag.kind not in _WITHIN:
            yield passage
            passage = []
        passage.append(tag)
    yield passage


def _told_apart(pieces: list[_Piece]) -> Iterator[_Piece]:
    """The pieces of a passage; those that are alone, and set as one isolate, say so.

    An isolate over many lines has a piece on each.
    """
    start = 0
    for is_own, group in groupby(pieces, _is_own):
        run = list(group)
        before, end = pieces[:start], start + len(run)
        is_label = len(before) == 1 and before[0].words.rstrip().endswith(":")
        starts = is_label or not before or before[-1].words.rstrip().endswith(_DOT)
        ends = end == len(pieces) or pieces[end].words.lstrip().startswith(_DOT)
        is_one = not any(other.is_beside([one]) for one, other in pairwise(run))
        for piece in run:
            yield piece._replace(alone=is_own and starts and ends and is_one)
        start = end


def _is_own(piece: _Piece) -> bool:
    """Whether a piece may be of a text without right-to-left letters."""
    return not (piece.rule or _DOT in piece.words or is_right_to_left(piece.words))


def _lines(pieces: list[_Piece], language: str) -> Iterator[SeenLine]:
    """The lines that a passage is set in."""
    lines: list[list[_Piece]] = []
    for piece in pieces:
        if not lines or not piece.is_beside(lines[-1]):
            lines.append([])
        lines[-1].append(piece)
    own = _direction(language)
    ours = "".join(piece.said for piece in pieces if _direction(piece.language) == own)
    leftward = own == "rtl" and is_right_to_left(ours)
    for line in lines:
        yield SeenLine(
            _said(line, own), _seen(glyph for piece in line for glyph in piece.drawn), leftward
        )


def _said(line: list[_Piece], own: str) -> tuple[Said, ...]:
    """The words of a line; a passage of a left-to-right language is one, with its doses.

    So is what is a text by itself without right-to-left letters.
    """

    def is_passage(piece: _Piece) -> bool:
        return own != "ltr" and (piece.alone or _direction(piece.language) == "ltr")

    said: list[Said] = []
    for passage, group in groupby(line, is_passage):
        words = [piece.said for piece in group]
        said += [Said(each, passage) for each in (["".join(words)] if passage else words)]
    return tuple(said)


@cache
def _direction(language: str) -> str:
    return direction_of(language)


def _seen(glyphs: Iterable[Glyph]) -> str:
    """What the eye meets; between two texts there may be a space that is not drawn."""
    line, mark = [], None
    for glyph in sorted(glyphs, key=lambda glyph: glyph.left):
        line += [" " if glyph.mark != mark else "", glyph.letter]
        mark = glyph.mark
    return "".join(line)
