"""Where each piece of a manuscript goes in a handout; what has no place is kept and pointed at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from clearprint.body import Run
from clearprint.manuscript.blocks import body_blocks
from clearprint.manuscript.draft import (
    Draft,
    DraftQuestion,
    DraftReference,
    DraftSection,
    Origin,
)
from clearprint.manuscript.headings import Headings, slug
from clearprint.manuscript.outline import Manuscript, Piece, words
from clearprint.manuscript.plaintext import asks
from clearprint.manuscript.urgent import Finder

LONGEST_SUBTITLE = 160  # letters; a longer one is a text
_ADDRESS = re.compile(r"^(.*\S)\s+<?(https?://[^\s<>\"]+?)>?\.?$", re.DOTALL)

_MOVED = "What stood before your first heading is put here, for `overview` opens the sheet."
_AGAIN = "There is a section “{key}” already, so this one has a name of its own."
_EMPTY = "This heading has no text. Write it, or delete the heading."
_NO_ANSWER = "This question has no answer."
_SHORT_SHEET = (
    "Questions are not printed on the one-page sheet. "
    "What it needs must be in a section: make a section of the question there."
)
_EMERGENCY = "This question stays a section, for it speaks of an emergency: every sheet prints it."
_NOT_FACTS = "These are not all “label: value”, so they are no quick facts but a section."


@dataclass(frozen=True)
class _Group:
    """A heading and the pieces below it; what it means, once that is known."""

    heading: Piece | None
    pieces: tuple[Piece, ...]
    means: str = ""  # a part, a section's key, "question", "own"
    notes: tuple[str, ...] = field(default=())

    @property
    def title(self) -> str:
        return self.heading.text.rstrip(":： ") if self.heading else ""

    @property
    def all_notes(self) -> tuple[str, ...]:
        """What is to be told about the heading and each piece, each once."""
        pieces = (self.heading, *self.pieces) if self.heading else self.pieces
        told = (*self.notes, *(piece.note for piece in pieces if piece.note))
        return tuple(dict.fromkeys(told))


def place(manuscript: Manuscript, headings: Headings, finder: Finder) -> Draft:
    """Place all of a manuscript."""
    asides = [piece for piece in manuscript.pieces if piece.kind == "aside"]
    pieces = [p for p in manuscript.pieces if p.kind != "aside" and words(p.text)]
    preface, *groups = _groups(_levelled(pieces, headings))
    subtitle, opening = _subtitle(preface.pieces)
    groups = _with_opening(opening, list(_meant(_filled(groups, headings), headings, finder)))
    sections = tuple(_sections(groups, headings, finder))
    references = tuple(_references(_pieces_of("references", groups)))
    questions = tuple(_question(group) for group in groups if group.means == "question")
    notes = {part: tuple(_part_notes(part, groups, headings)) for part in _PARTS}
    if questions:
        notes["faq"] = (*notes["faq"], _SHORT_SHEET)
    return Draft(
        title=manuscript.title,
        subtitle=subtitle,
        quick_facts=_facts(groups) or (),
        sections=sections,
        faq=questions,
        references=references,
        disclaimer=" ".join(p.text for p in _pieces_of("disclaimer", groups)) or None,
        part_notes={part: told for part, told in notes.items() if told},
        kept=(
            *((aside.note or "Words aside of the text", aside.text) for aside in asides),
            *_unused_links(pieces, sections, questions, references),
        ),
        notes=manuscript.notes,
    )


_PARTS = ("quick_facts", "faq", "references", "disclaimer")


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
            runs = tuple(replace(run, bold=True) for run in piece.runs)
            yield replace(piece, kind="paragraph", runs=runs)
        else:
            yield piece


def _split_part(piece: Piece, headings: Headings) -> Iterator[Piece]:
    """A paragraph that opens with “Disclaimer:” as that heading and the rest of it."""
    opening = headings.opening_part(piece.text) if piece.kind == "paragraph" else None
    if opening is None:
        yield piece
        return
    name = opening[1]
    yield Piece("heading", (Run(name.rstrip(" :：")),))
    yield replace(piece, runs=(Run(piece.text[len(name) :].strip()),))


def _groups(pieces: Iterator[Piece]) -> list[_Group]:
    """The pieces below each heading; those before the first come first, with none."""
    heading: Piece | None = None
    below: list[Piece] = []
    found: list[_Group] = []
    for piece in pieces:
        if piece.kind == "heading":
            found.append(_Group(heading, tuple(below)))
            heading, below = piece, []
        else:
            below.append(piece)
    return [*found, _Group(heading, tuple(below))]


def _filled(groups: list[_Group], headings: Headings) -> Iterator[_Group]:
    """The same groups; a heading right before a lower one that is a section opens that section.

    A part's heading prints no text of its own: questions may well come right after it.
    """
    waiting: tuple[Piece, ...] = ()
    for index, group in enumerate(groups):
        last = index == len(groups) - 1
        heading = group.heading
        next_level = 0 if last else _level(groups[index + 1])
        empty = heading and not group.pieces and not headings.part(heading.text)
        if heading and empty and next_level > heading.level:
            runs = tuple(replace(run, bold=True) for run in heading.runs)
            waiting = (*waiting, replace(heading, kind="paragraph", runs=runs))
        else:
            yield replace(group, pieces=(*waiting, *group.pieces))
            waiting = ()


def _level(group: _Group) -> int:
    return group.heading.level if group.heading else 1


def _subtitle(preface: tuple[Piece, ...]) -> tuple[str | None, tuple[Piece, ...]]:
    """The line under the title, and what else stands before the first heading."""
    if not preface or preface[0].kind != "paragraph":
        return None, preface
    first, rest = preface[0], preface[1:]
    is_line = not first.text.endswith((".", ":", "：", "。")) or not rest
    if len(first.text) <= LONGEST_SUBTITLE and is_line and not any(r.href for r in first.runs):
        return first.text, rest
    return None, preface


def _meant(groups: Iterator[_Group], headings: Headings, finder: Finder) -> Iterator[_Group]:
    """The same groups, each with what it means."""
    used: set[str] = set()
    faq_level = 0  # of the heading that questions stand below; 0 outside of it
    for group in groups:
        means, notes = _meaning(group, headings, faq_level), group.notes
        if means == "faq":
            faq_level = _level(group)
            if group.pieces:  # words between the heading and the first question
                yield replace(group, pieces=(), means="faq")
                means = "own"
        elif means != "question" and _level(group) <= faq_level:
            faq_level = 0
        if means == "quick_facts" and _as_facts(group.pieces) is None:
            means, notes = "own", (*notes, _NOT_FACTS)
        if means == "question" and not faq_level and _is_emergency(group, finder):
            means, notes = "own", (*notes, _EMERGENCY)
        if means in used and means not in (*_PARTS, "question", "own"):
            means, notes = "own", (*notes, _AGAIN.format(key=means))
        used.add(means)
        yield replace(group, means=means, notes=notes)


def _meaning(group: _Group, headings: Headings, faq_level: int) -> str:
    if part := headings.part(group.title):
        return part
    if faq_level and (
        asks(group.heading.text if group.heading else "") or _level(group) > faq_level
    ):
        return "question"
    if key := headings.section(group.title):
        return key
    return "question" if asks(group.heading.text if group.heading else "") else "own"


def _is_emergency(group: _Group, finder: Finder) -> bool:
    text = " ".join(piece.text for piece in group.pieces).casefold()
    return any(words.casefold() in text for words in finder.emergency)


def _with_opening(opening: tuple[Piece, ...], groups: list[_Group]) -> list[_Group]:
    """The groups, with what stood before the first heading in the overview."""
    if not opening:
        return groups
    for index, group in enumerate(groups):
        if group.means == "overview":
            notes = (*group.notes, _MOVED)
            pieces = (*opening, *group.pieces)
            groups[index] = replace(group, pieces=pieces, notes=notes)
            return groups
    return [_Group(None, opening, "overview", (_MOVED,)), *groups]


def _sections(groups: list[_Group], headings: Headings, finder: Finder) -> Iterator[DraftSection]:
    taken = {group.means for group in groups}
    for group in groups:
        if group.means in (*_PARTS, "question"):
            continue
        key = group.means
        if key == "own":
            key = _new_key(group.title, taken)
        placed = body_blocks(group.pieces)
        blocks, urgent = finder.set_apart(placed.blocks)
        label = headings.label(group.means)
        own = group.title if group.heading and words(group.title) != words(label or "") else None
        notes = (*group.all_notes, *placed.notes, *(() if blocks or urgent else (_EMPTY,)))
        origin = Origin((own or label or "", *placed.texts), urgent.sentence if urgent else None)
        yield DraftSection(key, own, blocks, origin, urgent, notes)


def _new_key(title: str, taken: set[str]) -> str:
    name = slug(title) or "section"
    number, key = 1, name
    while key in taken:
        number += 1
        key = f"{name}_{number}"
    taken.add(key)
    return key


def _question(group: _Group) -> DraftQuestion:
    placed = body_blocks(group.pieces)
    question = group.heading.text if group.heading else ""
    notes = (*group.all_notes, *placed.notes, *(() if placed.blocks else (_NO_ANSWER,)))
    return DraftQuestion(question, placed.blocks, Origin((question, *placed.texts)), notes)


def _pieces_of(part: str, groups: list[_Group]) -> list[Piece]:
    return [piece for group in groups if group.means == part for piece in group.pieces]


def _part_notes(part: str, groups: list[_Group], headings: Headings) -> Iterator[str]:
    """What the writer called a part, where the sheet has another name for it."""
    label = headings.label(part)
    filled = {"faq"} if any(group.means == "question" for group in groups) else set()
    for group in groups:
        if group.means == part and words(group.title) != words(label or ""):
            yield f"You called this “{group.title}”; the sheet prints “{label or part}”."
        if group.means == part and not group.pieces and part not in filled:
            yield f"There is nothing below your heading “{group.title}”."
        if group.means == part and part != "faq":
            yield from (piece.note for piece in group.pieces if piece.note)


def _facts(groups: list[_Group]) -> tuple[tuple[str, str], ...] | None:
    return _as_facts(tuple(_pieces_of("quick_facts", groups)))


def _as_facts(pieces: tuple[Piece, ...]) -> tuple[tuple[str, str], ...] | None:
    """Pieces as “label: value”; None where one is not, or a label stands there twice."""
    found = [re.fullmatch(r"([^:：]+?)\s?[:：]\s*(\S.*)", piece.text) for piece in pieces]
    facts = [(fact.group(1), fact.group(2)) for fact in found if fact]
    if len(facts) < len(pieces) or len(dict(facts)) < len(facts):
        return None
    return tuple(facts)


def _references(pieces: list[Piece]) -> Iterator[DraftReference]:
    for piece in pieces:
        links = [run.href for run in piece.runs if run.href and run.href.startswith("http")]
        if found := _ADDRESS.match(piece.text):
            yield DraftReference(found.group(1), found.group(2))
        elif len(links) == 1:
            yield DraftReference(piece.text, links[0])
        else:
            yield DraftReference(piece.text)


def _unused_links(
    pieces: list[Piece],
    sections: tuple[DraftSection, ...],
    questions: tuple[DraftQuestion, ...],
    references: tuple[DraftReference, ...],
) -> Iterator[tuple[str, str]]:
    """Links in what prints as plain words, such as a heading or a fact: their targets."""
    parts: tuple[DraftSection | DraftQuestion, ...] = (*sections, *questions)
    blocks = [block for part in parts for block in part.blocks]
    used = {run.href for block in blocks for line in block.lines for run in line}
    used |= {reference.url for reference in references}
    for piece in pieces:
        for run in piece.runs:
            if run.href and run.href not in used:
                yield f"Where “{run.text}” linked to", run.href
