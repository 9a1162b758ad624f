"""Where each piece of a manuscript goes in a handout; what has no place is kept and pointed at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from clearprint.body import Run
from clearprint.manuscript import marks
from clearprint.manuscript.asking import with_questions
from clearprint.manuscript.blocks import Placed, body_blocks
from clearprint.manuscript.draft import (
    Draft,
    DraftQuestion,
    DraftReference,
    DraftSection,
    Origin,
)
from clearprint.manuscript.facts import facts_of
from clearprint.manuscript.grouping import Group, grouped, meant, notes_of, once
from clearprint.manuscript.headings import PARTS, Headings, key_of
from clearprint.manuscript.outline import ITEMS, Manuscript, Note, Piece
from clearprint.manuscript.references import doubts, references_of
from clearprint.manuscript.urgent import Finder
from clearprint.manuscript.words import words
from clearprint.unseen import is_visible
from clearprint.wording import Wording

LONGEST_SUBTITLE = 160  # letters; a longer one is a text

_MOVED = "What stood before your first heading is put here, for `overview` opens the sheet."
_EMPTY = Note("This heading has no text. Write it, or delete the heading.")
_NO_ANSWER = Note("This question has no answer.")
_SHORT_SHEET = Note(
    "Questions are not printed on the one-page sheet. "
    "What it needs must be in a section: make a section of the question there."
)
_CALLED = "You had another name for this part; the sheet prints “{label}”. Yours was:"
_NOTHING = "There is nothing below your heading “{title}”."


@dataclass(frozen=True)
class Tongue:
    """What is known of the language of a manuscript."""

    headings: Headings
    wording: Wording
    finder: Finder


def place(manuscript: Manuscript, tongue: Tongue) -> Draft:
    """Place all of a manuscript."""
    headings = tongue.headings
    told = [piece for given in manuscript.pieces for piece in _saying(given)]
    pieces, marks = with_questions(told, headings, tongue.wording)
    preface, *groups = grouped(pieces, headings)
    subtitle, opening = _subtitle(preface.text)
    groups = _with_opening(opening, list(meant(groups, headings, tongue.finder)))
    sections = tuple(_sections(groups, headings, tongue.finder))
    sources = _texts_of("references", groups)
    references = tuple(references_of(sources))
    questions = tuple(_question(group) for group in groups if group.means == "question")
    notes = {part: tuple(_part_notes(part, groups, headings)) for part in PARTS}
    notes["references"] = (*notes["references"], *doubts(sources))
    if questions:
        notes["faq"] = (*notes["faq"], _SHORT_SHEET)
    asides = [piece for piece in preface.pieces if piece.kind == "aside"]
    return Draft(
        title=manuscript.title,
        subtitle=subtitle,
        quick_facts=facts_of(_texts_of("quick_facts", groups)) or (),
        sections=sections,
        faq=questions,
        references=references,
        disclaimer=" ".join(piece.flat for piece in _texts_of("disclaimer", groups)) or None,
        part_notes={part: told for part, told in notes.items() if told},
        kept=tuple(_unused_links(pieces, sections, questions, references)),
        notes=(
            *map(Note, manuscript.notes),
            *(note for piece in asides for note in notes_of(piece)),
        ),
        unprinted=(*marks, *_printed_by_labels(groups, headings)),
    )


def _saying(piece: Piece) -> Iterator[Piece]:
    """A piece that says anything: bullets and rules between texts do not, a lone number does."""
    text = piece.text.strip(f"{marks.BULLETS} ")
    if piece.kind == "aside" or words(text) or (piece.kind in ITEMS and is_visible(text)):
        yield piece
    elif piece.number:
        yield replace(piece, kind="paragraph", runs=(Run(piece.shown),), number=0)


def _subtitle(preface: tuple[Piece, ...]) -> tuple[str | None, tuple[Piece, ...]]:
    """The line under the title, and what else stands before the first heading."""
    if not preface or preface[0].kind != "paragraph":
        return None, preface
    first, rest = preface[0], preface[1:]
    is_line = not first.text.endswith((".", ":", "：", "。")) or not rest
    is_plain = not any(run.href for run in first.runs) and "___" not in first.text
    if (
        len(first.text) <= LONGEST_SUBTITLE
        and is_line
        and is_plain
        and not (first.note and first.sure)
    ):
        return first.text, rest
    return None, preface


def _with_opening(opening: tuple[Piece, ...], groups: list[Group]) -> list[Group]:
    """The groups, with what stood before the first heading in the overview."""
    if not opening:
        return groups
    for index, group in enumerate(groups):
        if group.means == "overview":
            notes = (*group.notes, _MOVED)
            pieces = (*opening, *group.pieces)
            groups[index] = replace(group, pieces=pieces, notes=notes)
            return groups
    return [Group(None, opening, "overview", (_MOVED,)), *groups]


def _sections(groups: list[Group], headings: Headings, finder: Finder) -> Iterator[DraftSection]:
    taken = {group.means for group in groups}
    for group in groups:
        if group.means in (*PARTS, "question"):
            continue
        key = group.means
        if key == "own":
            key = key_of(group.title, taken)
        placed = body_blocks(group.text)
        blocks, urgent = finder.set_apart(placed.blocks)
        label = _label(group, headings)
        own = group.title if group.heading and label is None else None
        notes = (*_told(group, placed), *(() if blocks or urgent else (_EMPTY,)))
        origin = Origin((group.title, *placed.texts), urgent.sentence if urgent else None)
        yield DraftSection(key, own, blocks, origin, urgent, notes)


def _label(group: Group, headings: Headings) -> str | None:
    """What the labels print above a group, where that is what its writer has there too."""
    label = headings.label(group.means)
    return label if label and words(group.title) == words(label) else None


def _printed_by_labels(groups: list[Group], headings: Headings) -> Iterator[str]:
    for group in groups:
        if group.heading and group.means != "question" and (label := _label(group, headings)):
            yield label


def _told(group: Group, placed: Placed) -> tuple[Note, ...]:
    return once((*group.all_notes, *map(Note, placed.notes)))


def _question(group: Group) -> DraftQuestion:
    placed = body_blocks(group.text)
    question = group.heading.text if group.heading else ""
    notes = (*_told(group, placed), *(() if placed.blocks else (_NO_ANSWER,)))
    return DraftQuestion(question, placed.blocks, Origin((question, *placed.texts)), notes)


def _texts_of(part: str, groups: list[Group]) -> tuple[Piece, ...]:
    return tuple(piece for group in groups if group.means == part for piece in group.text)


def _part_notes(part: str, groups: list[Group], headings: Headings) -> Iterator[Note]:
    """What the writer called a part, where the sheet has another name for it."""
    asked = any(group.means == "question" for group in groups)
    for group in groups:
        if group.means != part or group.heading is None:
            continue
        if _label(group, headings) is None:
            label = headings.label(part) or part
            yield Note(_CALLED.format(label=label), group.title)
        if not group.text and not (part == "faq" and asked):
            yield Note(_NOTHING.format(title=group.title))
        told = (piece for piece in group.pieces if not (part == "quick_facts" and piece.cells))
        yield from (note for piece in told for note in notes_of(piece))


def _unused_links(
    pieces: list[Piece],
    sections: tuple[DraftSection, ...],
    questions: tuple[DraftQuestion, ...],
    references: tuple[DraftReference, ...],
) -> Iterator[Note]:
    """Links in what prints as plain words, such as a heading or a fact: their targets."""
    parts: tuple[DraftSection | DraftQuestion, ...] = (*sections, *questions)
    blocks = [block for part in parts for block in part.blocks]
    used = {run.href for block in blocks for line in block.lines for run in line}
    used |= {reference.url for reference in references}
    for piece in pieces:
        for run in piece.all_runs:
            if run.href and run.href not in used and run.href not in piece.text:
                used.add(run.href)
                told = f"Where “{run.text}” linked to. It is not printed"
                yield Note(f"{told}: put it where it belongs, or delete it:", run.href)
