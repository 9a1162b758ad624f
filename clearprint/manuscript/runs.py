"""Runs of a writer's text put in order: single spaces, neighbours set alike put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from clearprint.body import Line, Run
from clearprint.manuscript.words import gap_between

SOFT, HARD, TAB = "\n", "\v", "\t"
"""A line break that only the file has, one that the writer asked for, and what parts columns."""


PASTED = "•·▪◦●‣∙"
"""Bullets pasted from elsewhere, which no backslash makes printable at the start of a line."""


def without_bullet(line: Line) -> Line:
    """A line without a bullet pasted at its start."""
    if not line or not line[0].text.startswith(tuple(PASTED)):
        return line
    rest = replace(line[0], text=line[0].text.lstrip(f"{PASTED} \u00a0"))
    return (rest, *line[1:]) if rest.text else without_bullet(tidy(line[1:]))


def lines_of(runs: Iterable[Run]) -> list[Line]:
    """The lines that a writer parted with hard breaks; none that is empty."""
    return [line for line in map(tidy, split_at(HARD, runs)) if line]


def split_at(sign: str, runs: Iterable[Run]) -> list[list[Run]]:
    """Runs parted at a sign."""
    parts: list[list[Run]] = [[]]
    for run in runs:
        first, *more = run.text.split(sign)
        parts[-1].append(replace(run, text=first))
        parts += [[replace(run, text=text)] for text in more]
    return parts


def tidy(runs: Iterable[Run]) -> Line:
    """Runs with single spaces, none at the ends, neighbours set alike put together."""
    joined: list[Run] = []
    for run in _spaced(list(runs)):
        text = re.sub(r"[ \t\r\n\v]+", " ", run.text)
        if joined and joined[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not text or (not joined and not text.strip()):
            continue
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + text)
        else:
            joined.append(replace(run, text=text if joined else text.lstrip()))
    while joined and not joined[-1].text.strip():
        joined.pop()
    if joined:
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip())
    return tuple(run for run in joined if run.text)


def parted(line: Line, letters: int) -> tuple[Line, Line]:
    """A line parted behind so many letters."""
    before, after = [], []
    for run in line:
        before.append(replace(run, text=run.text[:letters]))
        after.append(replace(run, text=run.text[letters:]))
        letters = max(0, letters - len(run.text))
    return tidy(before), tidy(after)


def _spaced(runs: list[Run]) -> Iterator[Run]:
    """The same runs, with what a soft break stands for."""
    before = ""
    for index, run in enumerate(runs):
        text = run.text
        if text == SOFT:
            after = next((r.text.strip() for r in runs[index + 1 :] if r.text.strip()), "")
            text = gap_between(before.rstrip(), after)
        before = (before + text)[-8:]
        yield replace(run, text=text)
