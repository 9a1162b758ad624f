"""Numbers as a text writes them: in any digits, with either decimal sign, with units and as links.

Two texts in different languages agree on a number where some way of reading the one is a way of
reading the other: “1,5” in a Spanish text and “1.5” in an English one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from unicodedata import east_asian_width

from clearprint.labels import Labels

_OF_ADDRESS = r"[\w./?=&#%~:@+,;!$'*-]*[\w/]"
_ADDRESS = re.compile(
    rf"(?ia:(?:https?://|www\.){_OF_ADDRESS}"
    r"|[\w.+-]+@[\w-]+\.[\w.]*\w"
    r"|(?<![\w.-])(?:[a-z\d-]+\.)+(?:com|edu|gov|info|int|net|org)(?:\.[a-z]{2})?(?!\.?[\w-])"
    rf"(?:/{_OF_ADDRESS})?)"
)
_PHONE = re.compile(r"(?<![\w.,])\+?\(?\d{1,4}\)?(?:[ .-]\(?\d{2,4}\)?){1,4}(?![\w])")
_NUMBER = re.compile(r"\d+(?:[.,'’]\d+|[\u00a0\u202f ]\d{3}(?!\d))*")
_SIGNS = {
    "٫": ".",
    "٬": ",",
    "،": ",",
    "\N{FRACTION SLASH}": "/",
    "\N{GREEK SMALL LETTER MU}": "\N{MICRO SIGN}",
}
_LATIN = r"A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_PERCENT_BEFORE = re.compile(r"(?<!\d)(?<!\d\s)[%٪]\s?$")


@dataclass(frozen=True)
class Figure:
    """A number, phone number or address: as it is written, and every way it may be read."""

    written: str
    readings: frozenset[str]

    def agrees(self, other: Figure) -> bool:
        """Whether two figures may be the same; one of them may leave a part to the words.

        That part is a unit of time, or what a dose is for: “5 mg/day” and “5 mg every day”.
        """
        ours, theirs = self.readings, other.readings
        return bool(ours & theirs or _loosened(ours) & theirs or ours & _loosened(theirs))


_TIME = {"h", "min", "d", "wk", "mo", "y"}


def _loosened(readings: frozenset[str]) -> set[str]:
    """Readings without a unit of time (“six weeks” need not be told in weeks), or a denominator."""
    parts = (reading.partition("/")[0].partition(" ") for reading in readings)
    return {value if unit in _TIME else f"{value} {unit}".strip() for value, _, unit in parts}


def figures(text: str, labels: Labels) -> list[Figure]:
    """The figures of a text, in order; a unit behind a number is part of it."""
    text = western(text)
    found: list[Figure] = []

    def address(match: re.Match[str]) -> str:
        plain = re.sub(r"^(https?://)?(www\.)?", "", match.group().lower()).rstrip("/")
        found.append(Figure(match.group(), frozenset([plain])))
        return " "

    def phone(match: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", match.group())
        if len(digits) < 7:  # a range such as 10-20 is two numbers
            return match.group()
        found.append(Figure(match.group(), frozenset([digits])))
        return " "

    text = _PHONE.sub(phone, _ADDRESS.sub(address, text))
    for match in _NUMBER.finditer(text):
        before, behind = text[: match.start()], _unit_behind(text, match.end(), labels)
        unit = behind or ("%" if _PERCENT_BEFORE.search(before) else "")
        written = match.group() + (f" {unit}" if unit else "")
        readings = frozenset(f"{value} {unit}".strip() for value in _readings(match.group()))
        found.append(Figure(written, readings))
    return found


def western(text: str) -> str:
    """The same text with the digits 0 to 9, with their decimal signs, and “½” as “1/2”."""
    return "".join(map(_western, text))


def _western(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter.isdecimal():
        return str(unicodedata.digit(letter))
    if unicodedata.decomposition(letter).startswith("<fraction>"):
        return " " + unicodedata.normalize("NFKC", letter).replace("\N{FRACTION SLASH}", "/")
    return _SIGNS.get(letter, letter)


def _readings(written: str) -> set[str]:
    """What a number may mean: its signs taken as groups of three, or the last one as decimal."""
    plain = re.sub(r"[^\d]", "", written)
    signs = re.findall(r"[^\d]", written)
    if not signs:
        return {plain.lstrip("0") or "0"}
    groups = re.split(r"[^\d]", written)
    readings = set()
    if all(len(group) == 3 for group in groups[1:]):
        readings.add(plain)
    if signs[-1] in ".," and all(len(group) == 3 for group in groups[1:-1]):
        readings.add(f"{''.join(groups[:-1])}.{groups[-1]}")
    return readings or {written}


def _unit_behind(text: str, end: int, labels: Labels) -> str:
    """The unit that follows a number, by its international signs; none is an empty string."""
    match = _units(labels).match(text, end)
    if not match:
        return ""
    signs = {name: sign for sign, names in labels.units.items() for name in (sign, *names)}
    return "/".join(signs[name] for name in match.groups() if name)


@cache
def _units_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    whole = "|".join(re.escape(name) + unit_end(name) for name in longest_first)
    one = whole or "(?!)"  # no names, no unit
    return re.compile(rf"[\s\u00a0\u202f-]?({one})(?:/({one}))?")


def unit_end(name: str) -> str:
    """What may not follow a unit: more of the same word. Chinese and Korean write on after it."""
    if east_asian_width(name[-1]) == "W":
        return ""
    return rf"(?![{_LATIN}\d])" if name.isascii() else r"(?!\w)"


def _units(labels: Labels) -> re.Pattern[str]:
    return _units_pattern(
        tuple(name for sign, names in labels.units.items() for name in (sign, *names))
    )
