"""Headings told from paragraphs, in a text whose writer marked none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from clearprint.body import Run
from clearprint.manuscript.outline import ITEMS, Piece

_END = ".!?…。！？।॥۔؟።፡፧፨։:;：；,،、，"
_ASKING = "?？؟፧;"
_LONGEST_HEADING = 100  # letters, or a sixth as many words; a longer line is a paragraph
_LONGEST_QUESTION = 180

_PERHAPS_HEADING = "This is read as a heading: there is no full stop, and text follows."
_SET_APART = "This is read as a heading: it is bold or in capitals, and text follows."
_PERHAPS_LIST = "These short lines are read as paragraphs. Put “- ” before each that is a bullet."


@dataclass(frozen=True)
class Guide:
    """What tells a heading in a language: one that somebody has a name for, and what is none.

    `is_named` knows the headings that are always the same, and not those with any words in them:
    only such a one may end with a colon. `lead_ins` are how a line ends that a list follows.
    """

    is_known: Callable[[str], bool]
    is_named: Callable[[str], bool]
    lead_ins: tuple[str, ...] = ()

    def known(self, text: str) -> bool:
        """Whether a line is a heading that somebody has a name for, and no sentence."""
        line = text.strip()
        ends = line.endswith((".", "。", ",", ";", "।"))
        if ends or not line:
            return False
        return self.is_named(line) if line.endswith((":", "：")) else self.is_known(line)

    def announces(self, text: str) -> bool:
        """Whether a list must follow a text."""
        ends = tuple(f" {words}" for words in self.lead_ins)
        return text.endswith((":", "：", "፡", *ends))


def asks(text: str) -> bool:
    """Whether a text is a question."""
    return text.rstrip("»”\"' ").endswith(tuple(_ASKING))


def can_be_title(piece: Piece) -> bool:
    """Whether a file's first piece is its title."""
    return piece.kind == "paragraph" and len(piece.text) <= 150


def with_headings(pieces: list[Piece], guide: Guide) -> list[Piece]:
    """The same pieces, with headings told from paragraphs, as if none stood aside."""
    text = list(_numbered([piece for piece in pieces if piece.kind != "aside"], guide))
    told = iter(list(_told(text, guide)))
    return [piece if piece.kind == "aside" else next(told) for piece in pieces]


def _numbered(pieces: list[Piece], guide: Guide) -> Iterator[Piece]:
    """The same pieces; a lone step that is a known heading is one with a number."""
    for index, piece in enumerate(pieces):
        beside = [*pieces[max(0, index - 1) : index], *pieces[index + 1 : index + 2]]
        lone = piece.kind == "step" and not any(other.kind in ITEMS for other in beside)
        if lone and guide.known(piece.text):
            runs = (Run(f"{piece.shown} "), *piece.runs)
            yield replace(piece, kind="paragraph", runs=runs, number=0)
        else:
            yield piece


def _told(pieces: list[Piece], guide: Guide) -> Iterator[Piece]:
    position = 0
    announced = False  # whether a list must follow
    while position < len(pieces):
        run = _candidates(pieces, position, guide)
        if not run:
            announced = guide.announces(pieces[position].text)
            yield pieces[position]
            position += 1
            continue
        followed = position + len(run) < len(pieces)
        yield from _judged(run, announced, followed, guide)
        announced = False
        position += len(run)


def _candidates(pieces: list[Piece], start: int, guide: Guide) -> list[Piece]:
    """The short lines from `start` on that look like headings, one after another.

    A line right below another, without a blank line between them, is none; nor is the one above
    it, unless that is a heading with its text right below.
    """
    found: list[Piece] = []
    for index, piece in enumerate(pieces[start:], start=start):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if piece.kind == "paragraph" and guide.known(piece.text):
            found.append(piece)
            continue
        in_block = (
            piece.part
            or not piece.gap
            or (following is not None and not following.gap and _is_short(following, guide))
        )
        if in_block or not _looks_like_heading(piece, following, guide):
            break
        found.append(piece)
    return found


def _is_short(piece: Piece, guide: Guide) -> bool:
    return _looks_like_heading(piece, None, guide)


def _looks_like_heading(piece: Piece, following: Piece | None, guide: Guide) -> bool:
    text = piece.text
    longest = _LONGEST_QUESTION if asks(text) else _LONGEST_HEADING
    if piece.kind != "paragraph" or len(text) > longest or len(text.split()) * 6 > longest:
        return False
    if "://" in text or "@" in text or not any(letter.isalpha() for letter in text):
        return False
    if _is_set_apart(piece, following):
        return True
    if guide.announces(text):
        return False
    first = next(letter for letter in text if letter.isalnum())
    within = re.search(r"[.!。！؟?？]\s+\S", text)
    return not first.islower() and not within and (not text.endswith(tuple(_END)) or asks(text))


def _is_set_apart(piece: Piece, following: Piece | None) -> bool:
    """Whether a line is bold or in capitals above a text that is not: no sentence is."""
    if following is None or following.kind != "paragraph" or following.bold:
        return False
    return piece.bold or (_in_capitals(piece.text) and not _in_capitals(following.text))


def _in_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 4 and all(letter.isupper() for letter in letters)


def _judged(run: list[Piece], listing: bool, following: bool, guide: Guide) -> Iterator[Piece]:
    """Which of some short lines are headings.

    A known heading and a question are. The last before a text is, unless a list was announced:
    then the short lines are what became of its items. Those before it are paragraphs; but of two
    the first is a heading with the second below it.
    """
    sure = [guide.known(piece.text) or asks(piece.text) for piece in run]
    below = False  # the line before is a heading
    told = False
    for index, piece in enumerate(run):
        last = index == len(run) - 1
        lone = last or (len(run) == 2 and not sure[1]) or piece.bold
        guessed = not listing and following and lone
        if guide.known(piece.text) or (sure[index] and not _one_of_many(sure, index)):
            yield replace(piece, kind="heading")
            below = True
        elif guessed:
            level = piece.level + below
            stopped = piece.text.endswith(tuple(_END)) and not sure[index]
            why = _SET_APART if stopped else _PERHAPS_HEADING
            yield replace(piece, kind="heading", level=level, sure=False).noted(why)
            below = True
        else:
            note = None if told or len(run) == 1 else _PERHAPS_LIST
            told = told or note is not None
            below = False
            yield replace(piece, sure=False).noted(note)


def _one_of_many(sure: list[bool], index: int) -> bool:
    """Whether a question stands among others without a text between them: none has an answer."""
    return (index + 1 < len(sure) and sure[index + 1]) or (index > 1 and all(sure[:index]))
