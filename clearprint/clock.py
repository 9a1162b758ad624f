"""Times of day as a text writes them: 8:00 p.m., 20 h 30, 早上8点."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from clearprint.labels import Labels
from clearprint.notation import Notation
from clearprint.numerals import SPACES, plain
from clearprint.readings import Figure, Reading
from clearprint.units import CLOCK, any_of, vocabulary

_BLANK = f"[{SPACES}]?"
_COLON = r"(?P<hour1>[01]?\d|2[0-4])[:：](?P<minute1>[0-5]\d)(?!\d)"
_HALF = rf"(?i:[ap][.]?[{SPACES}]?m\b[.]?)"  # a.m. or p.m., as any language may write them
_HALVES = {"am": (0, 12), "pm": (12, 24)}


@dataclass(frozen=True)
class Clock:
    """What finds the times of day of a language, and reads them."""

    pattern: re.Pattern[str]
    parts: dict[str, tuple[int, int]]

    def read(self, found: re.Match[str]) -> Figure | None:
        """The time that the pattern found."""
        hour = found["hour1"] or found["hour2"] or found["hour3"]
        minute = found["minute1"] or found["minute2"] or "00"
        part = found["before"] or found["behind"] or found["only"]
        bare = found["hour2"] and not (part or found["minute2"])
        if bare or int(hour) > 24:  # “8 h” may be a time that something takes
            return None
        told = [Reading(of_day(hour, minute, self.parts.get(_key(part)) if part else None))]
        if minute == "00" and (not part or (found["only"] and not _is_half(part))):
            told.append(Reading(str(int(hour))))  # or no time: “2 at night”
        parts = [Figure(n, frozenset([Reading(str(int(n)))])) for n in (hour, minute) if int(n)]
        return Figure(found.group(), frozenset(told), () if part else tuple(parts))


def of_day(hour: str, minute: str = "00", part: tuple[int, int] | None = None) -> str:
    """A time of 24 hours; of the two that an hour may be, the one nearest to a part of the day."""
    at = int(hour) % 24
    if part and int(hour) <= 12:
        start, end = part
        at = min((int(hour) % 12, int(hour) % 12 + 12), key=lambda h: _away(h, start, end))
    return f"{at}:{minute}"


def _away(hour: int, start: int, end: int) -> int:
    """How many hours lie between an hour and a part of the day, which may run over midnight."""
    last = (end - 1) % 24 if start != end else end
    if (hour - start) % 24 <= (last - start) % 24:
        return 0
    return min((start - hour) % 24, (hour - last) % 24)


def _key(part: str) -> str:
    return re.sub(rf"[{SPACES}.]", "", part).casefold()


def _is_half(part: str) -> bool:
    return _key(part) in ("am", "pm")


def clock(labels: Labels) -> Clock:
    """What finds the times of day of a language, by its labels."""
    names = tuple(sorted(map(plain, labels.units.get(CLOCK, ()))))
    minutes = tuple(sorted(map(plain, labels.units.get("min", ()))))
    return _clock(labels.notation, names, minutes, frozenset(vocabulary(labels).units))


@cache
def _clock(
    notation: Notation, names: tuple[str, ...], minutes: tuple[str, ...], units: frozenset[str]
) -> Clock:
    spans = {plain(name): (start, end) for name, start, end in reversed(notation.parts)}
    part = f"{_HALF}|{any_of(spans)}"
    only = f"{_HALF}|{any_of(name for name in spans if name not in units and len(name) > 1)}"
    start, oclock = r"(?<![\d:.,/])", any_of(names)
    minute = rf"{_BLANK}(?P<minute2>[0-5]\d)(?!\d)(?:{_BLANK}(?:{any_of(minutes)}))?"
    times = (
        rf"{start}{_COLON}(?:{_BLANK}(?:{oclock}))?",
        rf"{start}(?P<hour2>\d{{1,2}}){_BLANK}(?:(?:{'|'.join(map(re.escape, names))}){minute}"
        rf"|(?:{oclock}))",
    )
    whole = (
        rf"(?:(?P<before>{part}){_BLANK})?(?:{'|'.join(times)})"
        rf"(?(before)|(?:{_BLANK}(?P<behind>{part}))?)"
        rf"|{start}(?P<hour3>[01]?\d)(?!\d){_BLANK}(?P<only>{only})"
    )
    hours = {_key(name): span for name, span in spans.items()}
    return Clock(re.compile(whole), hours | _HALVES)
