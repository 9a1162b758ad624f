"""Numbers as a text writes them: in any digits, with either decimal sign, and with fractions.

A number is known by its value, as a decimal or a fraction: “1½”, “1.50” and “1,5” are “1.5”.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from clearprint.notation import Notation

SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_NUMBER = re.compile(
    rf"\d+(?:[.,'’٫٬]\d+|[{SPACES}]\d{{3}}(?!\d))*|(?<![A-Za-z\d.,])[.,٫]\d+",
)
_FRACTION = re.compile(
    rf"(?:(?P<whole>\d{{1,9}})[{SPACES}])?(?P<over>\d{{1,9}})(?P<slash>[/⁄])"
    r"(?P<under>\d{1,9})(?![\d/⁄])"
)
_VALUE = re.compile(r"\d+(?:[.]\d+|/\d+)?")
LONGEST = 50  # letters of a number; a longer one is none, and is compared as it is written
_DECIMAL, _GROUP = "٫", "٬"  # Arabic has signs that can be nothing else
_PARTS = {2, 3, 4, 8}
"""What a fraction that is typed with a plain slash is made of: “24/7” is none, nor is “5/10”."""

_LIKE = {
    **dict.fromkeys("\N{HYPHEN}\N{NON-BREAKING HYPHEN}", "-"),
    **dict.fromkeys("\N{MASCULINE ORDINAL INDICATOR}\N{RING ABOVE}", "°"),
    "℃": "°C",
    "℉": "°F",
    "\N{MICRO SIGN}": "\N{GREEK SMALL LETTER MU}",
}
_WIDE = ("<wide>", "<narrow>", "<square>")
_POWER = re.compile("[⁰¹²³⁴-⁹]+")
_WIDE_COMMA = re.compile("(?<![０-９])，|，(?![０-９])")
_ARABIC_COMMA = re.compile(r"(?<!\d)،|،(?!\d)")
"""Where a comma parts words, though no space stands behind it: “每天一次，5毫克” is 5 mg."""
_AREA = re.compile(r"(?<=[mмم])\^(?=[23](?!\d))")  # “m²” is typed “m2” as well


def plain(text: str) -> str:
    """The same text with the digits 0 to 9, and letters and signs in their common form.

    “½” becomes “ 1⁄2”, with the sign that is a fraction's own, “10⁹” “10^9”, and “m²” “m2”.
    """
    text = _ARABIC_COMMA.sub(", ", _WIDE_COMMA.sub(", ", text)).replace("،", ",")
    text = _AREA.sub("", _POWER.sub(_lowered, "".join(map(_plain, text))))
    return re.sub(rf"°[{SPACES}](?=[CF]\b)", "°", text)


def _lowered(power: re.Match[str]) -> str:
    return "^" + "".join(str(unicodedata.digit(letter)) for letter in power.group())


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter.isdecimal():
        return str(unicodedata.digit(letter))
    kind = unicodedata.decomposition(letter).partition(" ")[0]
    if kind == "<fraction>":
        return " " + unicodedata.normalize("NFKC", letter)
    if kind in _WIDE:
        return unicodedata.normalize("NFKC", letter)
    return _LIKE.get(letter, letter)


@dataclass(frozen=True)
class Number:
    """A number as it is written, where it stands in a text, and the values that it may have.

    `apart` says that a space stands in it, which may part two numbers as well.
    """

    written: str
    start: int
    end: int
    values: frozenset[str]
    apart: bool = False


def numbers(text: str, notation: Notation) -> Iterator[Number]:
    """The numbers of a text in its plain form, in order, as its language writes them."""
    end = 0
    while found := _NUMBER.search(text, end):
        fraction = _FRACTION.match(text, found.start())
        if fraction and _is_fraction(fraction):
            found, read = fraction, frozenset([told(_fraction(fraction))])
        else:
            read = _values(found.group(), notation)
        group = notation.signs[0][1]
        apart = " " in found.group() and not fraction and group not in SPACES
        yield Number(found.group(), found.start(), found.end(), read, apart)
        end = found.end()


def _is_fraction(found: re.Match[str]) -> bool:
    """Whether there is a fraction, and not two numbers with a slash between them."""
    over, under = int(found["over"]), int(found["under"])
    return under > 0 and (found["slash"] == "⁄" or (under in _PARTS and over < under))


def _fraction(found: re.Match[str]) -> Fraction:
    return int(found["whole"] or 0) + Fraction(int(found["over"]), int(found["under"]))


def _values(written: str, notation: Notation) -> frozenset[str]:
    """What a number may mean: by its language's custom, and else by the only form it can have."""
    groups, signs = re.split(r"\D", written), re.findall(r"\D", written)
    if len(written) > LONGEST:
        return frozenset([written])
    custom = [_value(groups, signs, *pair) for pair in notation.signs]
    decimal = [_value(groups, signs, sign, "") for sign in set(signs) & set(".,")]
    grouped = [_value(groups, signs, "", sign) for sign in set(signs)]
    for read in (custom, decimal, grouped):
        if found := [value for value in read if value is not None]:
            return frozenset(map(told, found))
    return frozenset([written])


def _value(groups: list[str], signs: list[str], decimal: str, group: str) -> Fraction | None:
    """The value where these are the decimal and the group sign; none where they cannot be."""
    whole, part = groups, ""
    if signs and signs[-1] in (decimal, _DECIMAL):
        *whole, part = groups
        signs = signs[:-1]
    spaced = group in SPACES or not group
    allowed = {group, _GROUP, "'", "’", *SPACES[1:], *(SPACES if spaced else "")}
    grouped = all(len(g) == 3 for g in whole[-1:]) and all(len(g) in (2, 3) for g in whole[1:])
    if signs and not (set(signs) <= allowed and grouped and 0 < len(whole[0]) <= 3):
        return None
    return Fraction(f"{''.join(whole) or 0}.{part or 0}")


def times(value: str, larger: int) -> str:
    """A value so many times as large: “2” and a million. What is no value stays as it is."""
    return told(Fraction(value) * larger) if _VALUE.fullmatch(value) else value


def told(value: Fraction) -> str:
    """A value as a decimal where that has an end, else as a fraction."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest > 1:
        return str(value)
    digits = f"{value.numerator * 10**12 // value.denominator:013d}"
    return f"{digits[:-12]}.{digits[-12:]}".rstrip("0").rstrip(".")
