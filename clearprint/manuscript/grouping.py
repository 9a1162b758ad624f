"""The pieces of a manuscript below their headings, and what each heading means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from clearprint.body import Run
from clearprint.manuscript.facts import facts_of
from clearprint.manuscript.guessing import asks
from clearprint.manuscript.headings import PARTS, Headings
from clearprint.manuscript.outline import Note, Piece
from clearprint.manuscript.urgent import Finder

_ASIDE = "{what}. This is not printed"
_MOVE = "put it where it belongs, or delete it"
_AGAIN = "There is a section “{key}” already, so this one has a name of its own."
_SIGNS = (
    " Signs in it that cannot wait go below `urgent:` there: they stand in a box in every edition."
)
_EMERGENCY = "This question stays a section, for it speaks of an emergency: every sheet prints it."
_NOT_FACTS = "These are not all “label: value”, so they are no quick facts but a section."


@dataclass(frozen=True)
class Group:
    """A heading and the pieces below it; what it means, once that is known."""

    heading: Piece | None
    pieces: tuple[Piece, ...]
    means: str = ""  # a part, a section's key, "question", "own"
    notes: tuple[str, ...] = field(default=())

    @property
    def title(self) -> str:
        """The heading's words."""
        return self.heading.text.rstrip(":： ") if self.heading else ""

    @property
    def level(self) -> int:
        """The heading's level."""
        return self.heading.level if self.heading else 1

    @property
    def text(self) -> tuple[Piece, ...]:
        """The pieces that are text."""
        return tuple(piece for piece in self.pieces if piece.kind != "aside")

    @property
    def all_notes(self) -> tuple[Note, ...]:
        """What is to be told about the heading and each piece, each once."""
        pieces = (self.heading, *self.pieces) if self.heading else self.pieces
        told = [*map(Note, self.notes), *(note for piece in pieces for note in notes_of(piece))]
        return once(told)


def once(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Notes without those that say the same again; words that are kept are kept each time."""
    told: list[Note] = []
    for note in notes:
        if note.words or note not in told:
            told.append(note)
    return tuple(told)


def notes_of(piece: Piece) -> Iterator[Note]:
    """What is to be told about a piece; of one that stands aside, its words too."""
    if piece.kind == "aside":
        what = _ASIDE.format(what=piece.note or "Words aside of the text")
        yield Note(f"{what}: {_MOVE}:", piece.text) if piece.text else Note(f"{what}.")
    elif piece.note:
        yield Note(piece.note)


def grouped(pieces: list[Piece], headings: Headings) -> list[Group]:
    """The pieces below each heading; those before the first come first, with none."""
    preface, *groups = _groups(_levelled(pieces, headings))
    return [preface, *_filled(groups, headings)]


def _levelled(pieces: list[Piece], headings: Headings) -> Iterator[Piece]:
    """The same pieces; a heading inside of a section becomes a bold line of it."""
    tops = [p.level for p in pieces if p.kind == "heading"]
    top, inside_faq = min(tops, default=1), 0
    for piece in pieces:
        if piece.kind != "heading":
            yield from _split_part(piece, headings)
            continue
        if inside_faq and piece.level > inside_faq:
            yield piece
            continue
        inside_faq = piece.level if headings.part(piece.text) == "faq" else 0
        if piece.level > top and not headings.known(piece.text):
            yield _bold_line(piece)
        else:
            yield piece


def _bold_line(heading: Piece) -> Piece:
    runs = tuple(replace(run, bold=True) for run in heading.runs)
    return replace(heading, kind="paragraph", runs=runs)


def _split_part(piece: Piece, headings: Headings) -> Iterator[Piece]:
    """A paragraph that opens with “Disclaimer:” as that heading and the rest of it."""
    opening = headings.opening_part(piece.text) if piece.kind == "paragraph" else None
    if opening is None:
        yield piece
        return
    name = opening[1]
    yield Piece("heading", (Run(name.rstrip(" :：")),))
    yield replace(piece, runs=(Run(piece.text[len(name) :].strip()),))


def _groups(pieces: Iterator[Piece]) -> list[Group]:
    heading: Piece | None = None
    below: list[Piece] = []
    found: list[Group] = []
    for piece in pieces:
        if piece.kind == "heading":
            found.append(Group(heading, tuple(below)))
            heading, below = piece, []
        else:
            below.append(piece)
    return [*found, Group(heading, tuple(below))]


def _filled(groups: list[Group], headings: Headings) -> Iterator[Group]:
    """The same groups; a heading right before a lower one that is a section opens that section.

    A part's heading prints no text of its own: questions may well come right after it.
    """
    waiting: tuple[Piece, ...] = ()
    for index, group in enumerate(groups):
        last = index == len(groups) - 1
        heading = group.heading
        next_level = 0 if last else groups[index + 1].level
        empty = heading and not group.text and not headings.part(heading.text)
        if heading and empty and next_level > heading.level:
            waiting = (*waiting, _bold_line(heading), *group.pieces)
        else:
            yield replace(group, pieces=(*waiting, *group.pieces))
            waiting = ()


def meant(groups: list[Group], headings: Headings, finder: Finder) -> Iterator[Group]:
    """The same groups, each with what it means."""
    used: set[str] = set()
    faq_level = 0  # of the heading that questions stand below; 0 outside of it
    for group in groups:
        means, notes = _meaning(group, headings, faq_level), group.notes
        if means == "faq":
            faq_level = group.level
            if group.text:  # words between the heading and the first question
                yield Group(None, (), "faq")
                means = "own"
        elif means != "question" and group.level <= faq_level:
            faq_level = 0
        if means == "quick_facts" and facts_of(group.text) is None:
            means, notes = "own", (*notes, _NOT_FACTS)
        if means == "question" and not faq_level and _is_emergency(group, finder):
            means, notes = "own", (*notes, _EMERGENCY)
        if means in used and means not in (*PARTS, "question", "own"):
            told = _AGAIN.format(key=means)
            told += _SIGNS if means == "when_to_see_a_doctor" else ""
            means, notes = "own", (*notes, told)
        used.add(means)
        yield replace(group, means=means, notes=notes)


def _meaning(group: Group, headings: Headings, faq_level: int) -> str:
    if part := headings.part(group.title):
        return part
    asked = group.heading is not None and asks(group.heading.text)
    if faq_level and (asked or group.level > faq_level):
        return "question"
    if key := headings.section(group.title):
        return key
    return "question" if asked else "own"


def _is_emergency(group: Group, finder: Finder) -> bool:
    text = " ".join(piece.text for piece in group.text).casefold()
    return any(words.casefold() in text for words in finder.emergency)
