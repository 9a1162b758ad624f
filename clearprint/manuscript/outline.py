"""A manuscript in one neutral form, whatever it was written with: pieces, in their order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from clearprint.body import Line, Run, plain

Kind = Literal["heading", "paragraph", "bullet", "step", "check", "table", "row", "aside"]
ITEMS = ("bullet", "step", "check")
"""The kinds that are items of a list."""


class Note(NamedTuple):
    """What a person must know or decide, and the words of theirs that it is about, if any.

    The words stand below the note in a comment of the file, and are not printed.
    """

    text: str
    words: str = ""


@dataclass(frozen=True)
class Piece:
    """A heading, a paragraph, a list item, a table, or words that stood aside of the text.

    A row is a paragraph with tabs in it, until it is known whether its neighbours have them too.
    `level` is 1 for the highest headings and for items that are not nested; `number` is what a step
    was numbered with, and `label` how, where it was more than a number; `group` tells one list from
    the next; `cells` are a table's rows, headings first; `sure` is False where the form was
    guessed; `gap` says that a blank line stands before it, and `part` that it is one of the lines
    of a paragraph; `note` says to the writer what became of it, and of an aside where it stood.
    """

    kind: Kind
    runs: Line
    level: int = 1
    number: int = 0
    label: str = ""
    group: int = 0
    cells: tuple[tuple[Line, ...], ...] = ()
    sure: bool = True
    gap: bool = True
    part: bool = False
    note: str | None = None

    @property
    def text(self) -> str:
        """Its words, without how they are set."""
        if self.cells:
            return "\n".join(plain(cell) for row in self.cells for cell in row)
        return plain(self.runs)

    @property
    def flat(self) -> str:
        """Its words on one line, with the box or the number that stood before them."""
        if self.cells:
            return "; ".join(plain(cell) for row in self.cells for cell in row if cell)
        box = "[ ] " if self.kind == "check" else ""
        number = f"{self.shown} " if self.number else ""
        return f"{box}{number}{self.text}"

    @property
    def all_runs(self) -> tuple[Run, ...]:
        """Its runs, those of its cells too."""
        return (*self.runs, *(run for row in self.cells for cell in row for run in cell))

    @property
    def shown(self) -> str:
        """What stood before a step."""
        return self.label or f"{self.number}."

    def noted(self, note: str | None) -> Piece:
        """The same piece, which tells one thing more."""
        return replace(self, note=" ".join(filter(None, [self.note, note])) or None)

    @property
    def bold(self) -> bool:
        """Whether all of its words are bold."""
        return bool(self.runs) and all(run.bold or not run.text.strip() for run in self.runs)


@dataclass(frozen=True)
class Manuscript:
    """A writer's text: its title and its pieces.

    `added` are words that its reader put in beside the writer's: numbers that Word shows and keeps
    elsewhere, a table's headings before each of its cells. `notes` tell what a person should know
    of the file as a whole.
    """

    name: str
    title: str | None
    pieces: tuple[Piece, ...]
    added: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of its words."""
        return "\n".join([self.title or "", *(piece.text for piece in self.pieces)])
