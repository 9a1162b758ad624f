"""What a body text is: paragraphs, bullets and steps, their lines made of runs set in one way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Run:
    """A stretch of text set in one way."""

    text: str
    bold: bool = False
    href: str | None = None
    lang: str | None = None


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph."""

    runs: Line

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its text, as the one line of a list would be."""
        return (self.runs,)


@dataclass(frozen=True)
class Bullets:
    """A list in which the order says nothing."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Steps:
    """A numbered list."""

    lines: tuple[Line, ...]


Block = Paragraph | Bullets | Steps


@dataclass(frozen=True)
class Body:
    """A body text: its blocks, in order."""

    blocks: tuple[Block, ...]

    @property
    def passages(self) -> tuple[str, ...]:
        """The text of each paragraph and list item, in order."""
        return tuple(plain(line) for block in self.blocks for line in block.lines)


class Fault(NamedTuple):
    """What is wrong with a body text; `line` counts from 0 at its first line."""

    line: int
    problem: str
    remedy: str


class BodyFaultsError(ValueError):
    """A body text is not of the small part of CommonMark; carries all its faults."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(fault.problem for fault in faults))
        self.faults = faults


def plain(line: Line) -> str:
    """The words of a line, without how they are set."""
    return "".join(run.text for run in line)
