"""A line of words as it is set: what stays on one line, and what is isolated, over all its runs.

A dose may be half in bold, a telephone number may have a space to write on, and a link may start
within a name. So both are found in the line as a whole, and then cut where its runs end.
"""

from __future__ import annotations

import re
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

_UNIT = r"(?:mg/kg|mg/mL|mg|mcg|g|kg|mL|ml|L|cm|mm|Gy|%|°C|°F)(?!\w)"
_WORD = r"(?:[^\W\u3040-\u30ff\u3400-\u9fff]|[\u0300-\u036f\u064b-\u0670\u0900-\u0fff])+"
_FRACTION, _TO_COME = "¼½¾⅐-⅞", "\ue000"  # what will be written in a space stands for a number
_KEPT_TOGETHER = re.compile(
    rf"""(?x)
    (?:
      (?:\d+[ ]?)?[{_FRACTION}]               # half a tablet
    | \+?\(?[\d{_TO_COME}][\d{_TO_COME}()./,–-]*  # a number, a range, the start of a phone number
      (?:[ ]\(?\d{{2,4}}\b[\d()./-]*){{0,5}}  # groups of digits: 555 010 0100, 24, 2026
      (?:[ ]?x\d+)?                         # an extension
    )
    (?:[ ]{_UNIT})?
    | {_WORD}(?:[-‐–]{_WORD})+          # words with a hyphen
    """
)
"""What is never broken over two lines: readers take in a dose or a name at once."""
_LABEL = re.compile(r"^\s*|[.!?。]\s+")
_BEHIND_BLANK = re.compile(rf"([ \u00a0]?{_UNIT})?[.,;:!?)،؛؟。，；：！？）]*")


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
def pieces(line: Line, turned: bool = False) -> tuple[Piece, ...]:
    """A line in pieces; `turned` says that it stands in a right-to-left document."""
    text, ends = plain(line), list(accumulate(len(run.text) for run in line))
    places = tuple(
        _Place(run, end - len(run.text), end) for run, end in zip(line, ends, strict=True)
    )
    isolated = _isolated(text, places, turned)
    kept = [part for span in _kept(text, places) for part in _cut(span, isolated)]
    spans = sorted({*isolated, *kept}, key=lambda span: (span.start, -span.end, span.kind))
    nesting = _Nesting(text, places, dict(_steering(text, isolated)))
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


def _kept(text: str, places: tuple[_Place, ...]) -> list[_Span]:
    """Doses, numbers and names; a space to write on with its label and its unit."""
    for run, start, end in places:
        if run.blank:
            text = text[:start] + _TO_COME * len(run.text) + text[end:]
    found = [match.span() for match in _KEPT_TOGETHER.finditer(text)]
    taken = 0
    for before, place, after in zip((None, *places), places, (*places[1:], None), strict=False):
        if place.run.blank:
            label = _label(before, place, taken)
            taken = place.end + _unit_behind(after)
            found.append((place.start - label, taken))
    spans: list[_Span] = []
    for start, end in sorted(found):
        if spans and start < spans[-1].end:
            start, end = spans[-1].start, max(end, spans.pop().end)
        spans.append(_Span(start, end, "kept"))
    return spans


def _label(before: _Place | None, blank: _Place, taken: int) -> int:
    """How many of the letters before a blank stay with it, from `taken` on.

    All since the last full stop, or else the last word, or none, as the narrowest column allows: a
    date stays with “Date:”.
    """
    if before is None or before.run.blank or before.run.href or before.run.lang:
        return 0
    text = before.run.text[max(0, taken - before.start) :]
    room = (_NARROWEST - len(blank.run.text) * _UNDERSCORE) / _LETTER
    starts = [found.end() for found in _LABEL.finditer(text)][-1:] + [
        found.start() for found in re.finditer(r"\S+\s*$", text)
    ]
    return next((len(text) - start for start in starts if len(text) - start <= room), 0)


def _unit_behind(after: _Place | None) -> int:
    """How many of the letters behind a blank are its unit and stop."""
    if after is None or after.run.href or after.run.blank:
        return 0
    match = _BEHIND_BLANK.match(after.run.text)
    return match.end() if match else 0


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


def _steering(text: str, isolated: list[_Span]) -> Iterator[tuple[int, str]]:
    """Where a sign that is not printed says how a line is set, and which."""
    for sign, pattern in ((WORD_JOINER, _INSIDE_KOREAN), (BREAK, _AT_CHINESE_QUOTE)):
        for found in pattern.finditer(text):
            yield found.start(), sign
    for start, end, _ in isolated:
        for place in marked_places(text[start:end]):
            yield start + place, LEFT_TO_RIGHT_MARK


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
        return "".join(self.signs.get(at, "") + self.text[at] for at in range(start, end))
