"""A line of words as it is set: what stays on one line, and what is isolated, over all its runs.

A dose may be half in bold, a telephone number may have a space to write on, and a link may start
within a name. So both are found in the line as a whole, and then cut where its runs end.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from clearprint.bidi import LEFT_TO_RIGHT_MARK, isolates, marked_places
from clearprint.body import Line, Run, plain
from clearprint.keeps import Placed, keeps_of, merged, placed
from clearprint.locales import direction_of
from clearprint.wordshape import Passage

_WIDEST = 60  # letters of what is kept together with the isolates in it
WORD_JOINER, BREAK = "\N{WORD JOINER}", "\N{ZERO WIDTH SPACE}"
_AT_CHINESE_QUOTE = re.compile(
    r"(?<=[\u3001-\u301b\u4e00-\u9fff\uff00-\uffef”’])(?<![（《〈「『【〔])(?=[“‘])"
    r"|(?<=[”’])(?=[\u4e00-\u9fff（《〈「『【〔])"
)
"""Where it, which takes these marks for those of any language, would not end a Chinese line."""


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
    text, places = plain(line), placed(line)
    isolated = _isolated(text, places, turned)
    keeps = keeps_of(places, unit)
    to_fill = merged([_widened(span, isolated) for span in keeps.to_fill])
    kept = [part for start, end in to_fill for part in _cut(text, start, end, isolated)]
    spans = sorted({*isolated, *kept}, key=lambda span: (span.start, -span.end, span.kind))
    nesting = _Nesting(text, places, _steering(text, isolated, keeps.joints))
    return tuple(nesting.pieces(spans, 0, len(text)))


def _isolated(text: str, places: tuple[Placed, ...], turned: bool) -> list[_Span]:
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


def _crossing(start: int, end: int, isolated: list[_Span]) -> list[_Span]:
    """The isolates that go over an end of a stretch, but not over both."""
    return [
        isolate
        for isolate in isolated
        if isolate.start < start < isolate.end < end or start < isolate.start < end < isolate.end
    ]


def _widened(span: tuple[int, int], isolated: list[_Span]) -> tuple[int, int]:
    """What is kept together, with the whole of the isolates that it holds a part of.

    As long as that is no longer than a line may be.
    """
    crossing = _crossing(*span, isolated)
    start = min([span[0], *(isolate.start for isolate in crossing)])
    end = max([span[1], *(isolate.end for isolate in crossing)])
    return (start, end) if end - start <= _WIDEST else span


def _cut(text: str, start: int, end: int, isolated: list[_Span]) -> Iterator[_Span]:
    """What is kept together, in the parts that isolates make of it which cross its ends.

    Without the spaces at the ends of these, which the typesetter would leave out.
    """
    ends = {start, end}
    for isolate in _crossing(start, end, isolated):
        ends |= {isolate.start, isolate.end} & {*range(start, end)}
    for part, stop in pairwise(sorted(ends)):
        words = text[part:stop]
        left = part + len(words) - len(words.lstrip())
        if words.strip():
            yield _Span(left, left + len(words.strip()), "kept")


def _steering(text: str, isolated: list[_Span], joints: Iterable[int]) -> dict[int, str]:
    """The signs that are not printed and say how a line is set, by the letter that they follow.

    Not by the one that they precede: the typesetter ends lines early before an element that starts
    with one.
    """
    places = [(found.start(), BREAK) for found in _AT_CHINESE_QUOTE.finditer(text)]
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
    places: tuple[Placed, ...]
    signs: dict[int, str]

    def pieces(
        self, spans: list[_Span], start: int, end: int, inside: Placed | None = None
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

    def _goes_around(self, span: _Span, place: Placed, inside: Placed | None) -> bool:
        """Whether a span goes around the run that starts with it, or stands in that.

        Around a whole link it does: a link with nothing in it but words is read best.
        """
        whole = place.run.href and (span.start, span.end) == (place.start, place.end)
        return bool(inside or place.is_plain or whole or span.end > place.end)

    def _words(self, start: int, end: int) -> str:
        if not self.signs:
            return self.text[start:end]
        return "".join(self.text[at] + self.signs.get(at, "") for at in range(start, end))
