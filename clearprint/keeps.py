"""What of a line is kept together: doses, numbers, names, and spaces to write on with their labels.

Readers take in a dose or a name at once, and fill in what they see the label of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from clearprint.body import Line, Run
from clearprint.sentences import room

_INSIDE_KOREAN = re.compile(r"(?<=\S)(?=[가-힣])")
"""Where the typesetter, which knows no `word-break: keep-all`, would break a Korean word."""
_LONGEST = 30  # the room of a label; more is a sentence
_WIDEST = 40  # letters of what is written in several spaces; more are for several lines
_WORD_ROOM = 24  # letters of a word with hyphens: what half a bilingual sheet holds in 18 points

_WIDE = "\u3040-\u30ff\u3400-\u9fff"  # Chinese and Japanese, which part no words
_WORD = rf"(?:[^\W{_WIDE}]|[\u0300-\u036f\u064b-\u0670\u0900-\u0fff])+"
_FRACTION, _TO_COME = "¼½¾⅐-⅞", "\ue000"  # what will be written in a space stands for a number
_NUMBER = re.compile(
    rf"""(?x)
      (?:\d+[ ]?)?[{_FRACTION}]               # half a tablet
    | \b[A-Z]{{2}}[ ]\d{{5}}\b(?:-\d{{4}}\b)?    # a state with its ZIP code
    | \b(?i:ext)\.[ ][\d{_TO_COME}]+           # an extension
    | \+?\(?[\d{_TO_COME}][\d{_TO_COME}()./,–-]*  # a number, a range, the start of a phone number
      (?:[ ]/[ ]\d{{1,3}}\b)?                # 120 / 80
      (?:(?<=\d,)[ ](?:19|20)\d\d\b)?         # a day's year: 24, 2026
      (?:(?<![.,])[ ]\(?\d{{2,4}}\b[\d()./-]*){{0,5}}  # groups of digits: 555 010 0100
      (?:[ ]?x\d+|,?[ ](?i:ext)\.[ ]\d+)?    # with its extension
    """
)
_PART = rf"[(（]?\d*{_TO_COME}[\d{_TO_COME}]*[)）]?"
_WRITTEN = re.compile(
    rf"{_PART}(?:(?:[ \u00a0]?[:：/／–-][ \u00a0]?|(?<=[)）])[ \u00a0]?){_PART})+"
)
"""A time, a date or the like to write in several spaces: ____:____, (____) ____-____."""
_AS_UNITS = str.maketrans("²³µ", "23μ")  # as these have them, in their plain form
_CLOCK = re.compile(r"(?i:[ \u00a0]?[ap](?:\.[ \u00a0]?m\.|m\b))")
_HYPHENATED = re.compile(rf"{_WORD}(?:[-‐–]{_WORD})+")
_BEHIND_WORD, _PER = re.compile(r"(?<=\S)\s"), re.compile(r"(?:/\w+)+")  # the /kg of mg/kg
_MAY_END = re.compile(rf"(?<=[ \u00a0/‐–—-])|(?<=[{_WIDE}])|(?=[{_WIDE}])")
"""Where the typesetter would end a line within what is kept together."""
_LABEL = re.compile(r"^\s*|[.!?]\s+|。\s*")
_LAST_WORDS = (re.compile(r"\S+\s*$"), re.compile(r"[^\s，、；]+\s*$"))
"""The last word, or the last words of Chinese, which parts none."""
_IS_LABEL = re.compile(rf"(?:(?<=[{_WIDE}가-힣])[{_WIDE}가-힣]*)?\s*[:：]")
"""What follows a word behind a space where it heads the next one: “Time:”, or 间： behind 时."""
_HEADS = re.compile(rf"[^.,;!?{_TO_COME}]*:")  # “ of visit:” behind a capital: “Time”
_BEHIND_SPACE = re.compile(
    rf"(?<={_TO_COME})[ \u00a0]?([^{_TO_COME}]+)(?!{_TO_COME}|[^{_TO_COME}])"
)
_STOP = re.compile(r"[.,;:!?)،؛؟。，；：！？）]+")


class Placed(NamedTuple):
    """A run, and where it starts and ends in its line."""

    run: Run
    start: int
    end: int

    @property
    def is_plain(self) -> bool:
        """Whether it needs no element of its own."""
        return not (self.run.bold or self.run.href or self.run.lang or self.run.blank)


class Keeps(NamedTuple):
    """Where in a line the typesetter must not end it, and what it must keep with a space to fill.

    It would end a line at the `joints`. What is `to_fill` starts and ends there: nothing joins the
    rule of a space to write on to a word. One that is wider than its column is broken there, or
    between its words, but not within its unit.
    """

    joints: frozenset[int]
    to_fill: tuple[tuple[int, int], ...]


def placed(line: Line) -> tuple[Placed, ...]:
    """The runs of a line, each with its place."""
    ends = accumulate(len(run.text) for run in line)
    return tuple(Placed(run, end - len(run.text), end) for run, end in zip(line, ends, strict=True))


def keeps_of(places: tuple[Placed, ...], unit: re.Pattern[str] | None) -> Keeps:
    """What of a line is kept together; `unit` is what may follow a number: see `units`."""
    text = "".join(_TO_COME * len(run.text) if run.blank else run.text for run, _, _ in places)
    written = [part for part in _WRITTEN.finditer(text) if len(part.group()) <= _WIDEST]
    numbers = [*_NUMBER.finditer(text), *written]
    found = [(number.start(), _end(text, number.end(), unit)) for number in numbers]
    whole = merged([*found, *_filled_in(text, places, unit)])
    to_fill = tuple((start, end) for start, end in whole if _TO_COME in text[start:end])
    words = [word.span() for word in _HYPHENATED.finditer(text) if len(word.group()) <= _WORD_ROOM]
    behind = [_BEHIND_SPACE.search(text, start, end) for start, end in to_fill]
    units = [found.span(1) for found in behind if found]
    joined = [*(set(whole) - set(to_fill)), *words, *units]
    joints = {found.start() for found in _INSIDE_KOREAN.finditer(text)}
    return Keeps(
        frozenset(joints).union(*(_ends(text, start, end) for start, end in joined)), to_fill
    )


def merged(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of a line, where those that overlap are one."""
    whole: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if whole and start < whole[-1][1]:
            start, end = whole[-1][0], max(end, whole.pop()[1])
        whole.append((start, end))
    return whole


def _ends(text: str, start: int, end: int) -> set[int]:
    """Where the typesetter would end a line between two places."""
    ends = {found.start() for found in _MAY_END.finditer(text, start, end)}
    return ends - {start, end}


def _end(text: str, number: int, unit: re.Pattern[str] | None) -> int:
    """Where a number ends, with its unit or the first word of that: 5 minutes, 10 mg/kg, 5 a.m.

    Behind a space to write on, “Time:” is no unit but the label of the next one.
    """
    if clock := _CLOCK.match(text, number):
        return clock.end()
    if unit is None:
        return number
    found = unit.match(text.translate(_AS_UNITS), number)
    if not found:
        return number
    if _TO_COME in text[number - 2 : number] and _is_label(text, *found.span()):
        return number
    end = number + len(_BEHIND_WORD.split(found.group())[0])
    per = _PER.match(text, end)
    return per.end() if per else end


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether a word behind a space to write on is, or begins, the label of the next one."""
    word = text[start:end].strip()
    is_capital = len(word) > 2 and word.istitle()  # “Time”, but not Gy or °C
    return bool(_IS_LABEL.match(text, end) or (is_capital and _HEADS.match(text, end)))


def _filled_in(
    text: str, places: tuple[Placed, ...], unit: re.Pattern[str] | None
) -> Iterator[tuple[int, int]]:
    """The spaces to write on, each with its label, and with its unit and stop."""
    taken = 0
    for before, place, after in zip(_leads(places), places, (*places[1:], None), strict=False):
        if place.run.blank:
            start = place.start - _label(text[taken : place.start], before)
            taken = place.end
            if after and not (after.run.href or after.run.blank):
                taken = min(after.end, _end(text, place.end, unit))
                stop = _STOP.match(text, taken, after.end)
                taken = stop.end() if stop else taken
            yield start, taken
        elif place.run.href or place.run.lang:
            taken = place.end


def _leads(places: tuple[Placed, ...]) -> Iterator[int]:
    """How many letters before each run are bold words, with a colon or space behind them; or 0."""
    lead = 0
    for run, start, end in places:
        yield lead
        goes_on = run.bold or (lead and not run.text.strip(" \u00a0:："))
        lead = end - start + lead if goes_on and not run.blank else 0


def _label(before: str, lead: int) -> int:
    """How many of the letters before a blank stay with it; `lead` of them are a bold label.

    All since the last full stop, or else the label or the last word: a date stays with “Date:”.
    Where a stop is all that is before it, that may be of an abbreviation: “Dr. ____”.
    """
    sentence = [len(before) - found.end() for found in _LABEL.finditer(before)][-1:]
    words = [len(found.group()) for last in _LAST_WORDS if (found := last.search(before))]
    labels = [*sentence, *([lead] if 0 < lead <= len(before) else []), *words]
    fitting = (label for label in labels if 0 < room(before[len(before) - label :]) <= _LONGEST)
    return next(fitting, 0)
