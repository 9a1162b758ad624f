"""What still waits for a person in a handout's file: the comments that start with “# Decide:”."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from clearprint.findings import Finding, Place

DECIDE = "# Decide: "
KEPT = "#   > "
"""How a line starts that has words of the writer's, which are not printed."""

_MORE = "#   "
_SHOWN = 120  # letters of the words
_REMEDY = "Decide, then delete these lines of comment."


class Decision(NamedTuple):
    """A place where a person must decide: the question, and the words that it is about."""

    place: Place
    question: str
    words: str

    @property
    def finding(self) -> Finding:
        """The same as advice."""
        shown = self.words if len(self.words) <= _SHOWN else self.words[: _SHOWN - 1] + "…"
        about = f" “{shown}”." if shown else ""
        return Finding("decide", self.place, f"{self.question}{about}", _REMEDY, stops=False)


def decisions(text: str, shown: str) -> Iterator[Decision]:
    """All that waits in a file's text, in its order; `shown` is what findings call the file."""
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        indent, found, question = line.partition(DECIDE)
        if not found or indent.strip():
            continue
        words: list[str] = []
        for more in lines[number:]:
            if more.startswith(indent + KEPT):
                words.append(more.removeprefix(indent + KEPT).strip())
            elif more.startswith(indent + _MORE) and not words:
                question += f" {more.strip('# ')}"
            else:
                break
        yield Decision(Place(shown, number, len(indent) + 1), question, " ".join(words))


def open_decisions(file: Path, shown: str) -> Iterator[Finding]:
    """Advice on what waits in a handout's file: each that holds words, and how many others."""
    try:
        found = list(decisions(file.read_text("utf-8-sig"), shown))
    except (OSError, UnicodeDecodeError):  # told where the file is read
        return
    yield from (decision.finding for decision in found if decision.words)
    if others := [decision for decision in found if not decision.words]:
        lines = ", ".join(str(decision.place.line) for decision in others)
        more = "more " if len(others) < len(found) else ""
        what = "question waits" if len(others) == 1 else "questions wait"
        problem = f"{len(others)} {more}{what} for you; look for “# Decide:” in line {lines}."
        yield Finding("decide", others[0].place, problem, _REMEDY, stops=False)
