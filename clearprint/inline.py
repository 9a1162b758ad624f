"""A line of words as it is set: what stays on one line, and what is isolated, over all its runs.

A dose may be half in bold, a telephone number may have a space to write on, and a link may start
within a name. So both are found in the line as a whole, and then cut where its runs end.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from clearprint.bidi import LEFT_TO_RIGHT_MARK, isolates, marked_places
from clearprint.body import Line, Run, plain
from clearprint.locales import direction_of
from clearprint.wordshape import Passage

WORD_JOINER, BREAK = "\N{WORD JOINER}", "\N{ZERO WIDTH SPACE}"
_INSIDE_KOREAN = re.compile(r"(?<=\S)(?=[가-힣])")
"""Where the typesetter, which knows no `word-break: keep-all`, would break a Korean word."""
_AT_CHINESE_QUOTE = re.compile(
    r"(?<=[\u3001-\u301b\u4e00-\u9fff\uff00-\uffef”’])(?<![（《〈「『【〔])(?=[“‘])"
    r"|(?<=[”’])(?=[\u4e00-\u9fff（《〈「『【〔])"
)
"""Where it, which takes these marks for those of any language, would not end a Chinese line."""

_UNDERSCORE = 0.6  # rem for each underscore of a space to write on, as in the template
_LETTER, _NARROWEST = 0.55, 13.5  # rem: a letter; half of a bilingual sheet in 18 points

_WIDE = "\u3040-\u30ff\u3400-\u9fff"  # Chinese and Japanese, which part no words
_WORD = rf"(?:[^\W{_WIDE}]|[\u0300-\u036f\u064b-\u0670\u0900-\u0fff])+"
_FRACTION, _TO_COME = "¼½¾⅐-⅞", "\ue000"  # what will be written in a space stands for a number
_NUMBER = re.compile(
    rf"""(?x)
      (?:\d+[ ]?)?[{_FRACTION}]               # half a tablet
    | \+?\(?[\d{_TO_COME}][\d{_TO_COME}()./,–-]*  # a number, a range, the start of a phone number
      (?:[ ]\(?\d{{2,4}}\b[\d()./-]*){{0,5}}  # groups of digits: 555 010 0100, 24, 2026
      (?:[ ]?x\d+)?                         # an extension
    """
)
_HYPHENATED = re.compile(rf"{_WORD}(?:[-‐–]{_WORD})+")
_BEHIND_WORD, _PER = re.compile(r"(?<=\S)\s"), re.compile(r"(?:/\w+)+")  # the /kg of mg/kg
_MAY_END = re.compile(rf"(?<=[ \u00a0/‐–—-])|(?<=[{_WIDE}])|(?=[{_WIDE}])")
"""Where the typesetter would end a line within what is kept together."""
_LABEL = re.compile(r"^\s*|[.!?。]\s+")
_STOP = re.compile(r"[.,;:!?)،؛؟。，；：！？）]+")


class Piece(NamedTuple):
    """A piece of a line: words, or what is around other pieces.

    `kept` is never broken over two lines, an `isolate` is read from left to right, and a `run` is
    set in one way.
    """

    kind: Literal["words", "kept", "isolate", "run"]
    inner: tuple[Piece, ...] = ()
    words: str = ""
    run: Run | None = None


class _Span(NamedTuple):
    start: int
    end: int
    kind: Literal["kept", "isolate"]


@lru_cache(maxsize=2048)  # a sheet is composed for every size that is tried
def pieces(
    line: Line, turned: bool = False, unit: re.Pattern[str] | None = None
) -> tuple[Piece, ...]:
    """A line in pieces; `turned` says that it stands in a right-to-left document.

    `unit` is what may follow a number in its language, with the space before it: see `units`.
    """
    text, ends = plain(line), list(accumulate(len(run.text) for run in line))
    places = tuple(
        _Place(run, end - len(run.text), end) for run, end in zip(line, ends, strict=True)
    )
    isolated = _isolated(text, places, turned)
    joined, to_fill = _kept(text, places, unit)
    kept = [part for start, end in to_fill for part in _cut(_Span(start, end, "kept"), isolated)]
    spans = sorted({*isolated, *kept}, key=lambda span: (span.start, -span.end, span.kind))
    nesting = _Nesting(text, places, _steering(text, isolated, joined))
    return tuple(nesting.pieces(spans, 0, len(text)))


class _Place(NamedTuple):
    """A run, and where it starts and ends in its line."""

    run: Run
    start: int
    end: int

    @property
    def is_plain(self) -> bool:
        """Whether it needs no element of its own."""
        return not (self.run.bold or self.run.href or self.run.lang or self.run.blank)


def _isolated(text: str, places: tuple[_Place, ...], turned: bool) -> list[_Span]:
    """What is isolated in a line; in a passage that runs from right to left, there too."""
    passages, inner, own = [], [], "rtl" if turned else "ltr"
    for run, start, end in places:
        if run.lang and (direction := direction_of(run.lang)) != own:
            passages.append(Passage(start, end, direction == "rtl"))
            if direction == "rtl":
                inner += [(start + a, start + b) for a, b in isolates(run.text, turned=True)]
    outer = [
        (start, end)
        for start, end in isolates(text, turned, passages)
        if not any(passage.start <= start and end <= passage.end for passage in passages)
    ]
    return [_Span(start, end, "isolate") for start, end in (*outer, *inner)]


def _kept(
    text: str, places: tuple[_Place, ...], unit: re.Pattern[str] | None
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where what is kept together starts and ends: without, and with spaces to write on."""
    blanks = [place for place in places if place.run.blank]
    for _, start, end in blanks:
        text = text[:start] + _TO_COME * (end - start) + text[end:]
    found = [(number.start(), _end(text, number.end(), unit)) for number in _NUMBER.finditer(text)]
    found += _filled_in(text, places, unit)
    whole: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if whole and start < whole[-1][1]:
            start, end = whole[-1][0], max(end, whole.pop()[1])
        whole.append((start, end))
    to_fill = [(start, end) for start, end in whole if _TO_COME in text[start:end]]
    words = [word.span() for word in _HYPHENATED.finditer(text)]
    return [*(set(whole) - set(to_fill)), *words], to_fill


def _end(text: str, number: int, unit: re.Pattern[str] | None) -> int:
    """Where a number ends, with its unit or the first word of that: 5 minutes, 10 mg/kg."""
    if unit is None or not (found := unit.match(text, number)):
        return number
    end = number + len(_BEHIND_WORD.split(found.group())[0])
    per = _PER.match(text, end)
    return per.end() if per else end


def _filled_in(
    text: str, places: tuple[_Place, ...], unit: re.Pattern[str] | None
) -> Iterator[tuple[int, int]]:
    """The spaces to write on, each with its label, and with its unit and stop."""
    taken = 0
    for place, after in pairwise([*places, None]):
        if place is None:
            continue
        if place.run.blank:
            start = place.start - _label(text[taken : place.start], place)
            taken = place.end
            if after and not (after.run.href or after.run.blank):
                taken = min(after.end, _end(text, place.end, unit))
                stop = _STOP.match(text, taken, after.end)
                taken = stop.end() if stop else taken
            yield start, taken
        elif place.run.href or place.run.lang:
            taken = place.end


def _label(before: str, blank: _Place) -> int:
    """How many of the letters before a blank stay with it.

    All since the last full stop, or else the last word, or none, as the narrowest column allows: a
    date stays with “Date:”.
    """
    room = (_NARROWEST - len(blank.run.text) * _UNDERSCORE) / _LETTER
    starts = [found.end() for found in _LABEL.finditer(before)][-1:] + [
        found.start() for found in re.finditer(r"\S+\s*$", before)
    ]
    return next((len(before) - start for start in starts if len(before) - start <= room), 0)


def _cut(span: _Span, isolated: list[_Span]) -> Iterator[_Span]:
    """A span, in the parts that isolates make of it which cross its ends."""
    ends = {span.start, span.end}
    for isolate in isolated:
        if isolate.start < span.start < isolate.end < span.end:
            ends.add(isolate.end)
        if span.start < isolate.start < span.end < isolate.end:
            ends.add(isolate.start)
    for start, end in pairwise(sorted(ends)):
        yield _Span(start, end, span.kind)


def _steering(text: str, isolated: list[_Span], joined: list[tuple[int, int]]) -> dict[int, str]:
    """The signs that are not printed and say how a line is set, by the letter that they follow.

    Not by the one that they precede: the typesetter ends lines early before an element that starts
    with one.
    """
    places = [(found.start(), BREAK) for found in _AT_CHINESE_QUOTE.finditer(text)]
    joints = {found.start() for found in _INSIDE_KOREAN.finditer(text)}
    for start, end in joined:
        joints |= {
            at
            for found in _MAY_END.finditer(text, start, end)
            if start < (at := found.start()) < end
        }
    places += [(at, WORD_JOINER) for at in joints]
    for start, end, _ in isolated:
        places += [(start + at, LEFT_TO_RIGHT_MARK) for at in marked_places(text[start:end])]
    signs: dict[int, str] = defaultdict(str)
    for at, sign in sorted(places):
        signs[at - 1] += sign
    return signs


@dataclass(frozen=True)
class _Nesting:
    """A line with its runs, and the signs that steer it."""

    text: str
    places: tuple[_Place, ...]
    signs: dict[int, str]

    def pieces(
        self, spans: list[_Span], start: int, end: int, inside: _Place | None = None
    ) -> Iterator[Piece]:
        """What is between two places; `inside` is the run whose element is around it already."""
        while start < end:
            place = next(place for place in self.places if start < place.end)
            stop = min(end, place.end)
            if spans and spans[0].start == start and self._goes_around(spans[0], place, inside):
                stop = spans[0].end
                within = [span for span in spans[1:] if span.end <= stop]
                yield Piece(spans[0].kind, tuple(self.pieces(within, start, stop, inside)))
            elif inside or place.is_plain:
                stop = min([stop, *(span.start for span in spans)])
                yield Piece("words", words=self._words(start, stop))
            else:
                stop = min([stop, *(s.start for s in spans if s.start < stop < s.end)])
                within = [span for span in spans if span.end <= stop]
                yield Piece("run", tuple(self.pieces(within, start, stop, place)), run=place.run)
            start = stop
            spans = [span for span in spans if span.start >= start]

    def _goes_around(self, span: _Span, place: _Place, inside: _Place | None) -> bool:
        """Whether a span goes around the run that starts with it, or stands in that.

        Around a whole link it does: a link with nothing in it but words is read best.
        """
        whole = place.run.href and (span.start, span.end) == (place.start, place.end)
        return bool(inside or place.is_plain or whole or span.end > place.end)

    def _words(self, start: int, end: int) -> str:
        if not self.signs:
            return self.text[start:end]
        return "".join(self.text[at] + self.signs.get(at, "") for at in range(start, end))
