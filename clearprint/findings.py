"""What is wrong, where, and what to do: the one way every part of Clearprint tells a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Any


@dataclass(frozen=True, order=True)
class Place:
    """Where in a file: line and column count from 1; 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, told to the person who can mend it."""

    code: str
    place: Place
    problem: str
    remedy: str
    stops: bool = True

    def __str__(self) -> str:
        return f"{self.place}: {self.problem} {self.remedy} [{self.code}]"

    def record(self) -> dict[str, Any]:
        """The finding as plain values, for JSON."""
        return asdict(self)


@dataclass(frozen=True)
class Remark:
    """What the typesetter had to say; `place` is where, as far as it is a file of ours."""

    words: str
    place: Place | None = None


class Refused(Exception):  # noqa: N818 (the word of the trade)
    """A file, a handout or a PDF cannot go on; carries every reason at once."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.place))
        if not self.findings:
            raise ValueError("a refusal needs a reason")
        super().__init__("\n".join(map(str, self.findings)))


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """“Did you mean …?” with the nearest known word, else the list of all that are known."""
    words = list(known)
    folded = {word.casefold(): word for word in words}
    if near := get_close_matches(written.casefold(), folded, n=1, cutoff=0.6):
        return f"Did you mean “{folded[near[0]]}”?"
    return f"Known here: {', '.join(words)}."
