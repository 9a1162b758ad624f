"""What is known of a language by its tag: whether it is one, its direction, names, dates, numbers.

A language that nobody has collected data for, such as Hmong, is a language all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date
from babel.numbers import format_decimal

from clearprint.notation import Notation

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(-(?P<script>[A-Z][a-z]{3}))?(-(?P<territory>[A-Z]{2}))?"
)
_LEFTWARD = {"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"}
"""The scripts that people write from right to left today (Unicode, Bidi_Class R and AL)."""

_ENGLISH = Locale("en")


def is_language(tag: str) -> bool:
    """Whether a BCP 47 tag such as es, zh-Hans or pt-BR is made of names that are registered."""
    if not (parts := _TAG.fullmatch(tag)):
        return False
    language, script, territory = parts.group("language", "script", "territory")
    return (
        (_locale(language) is not None or language in {*_ENGLISH.languages, *_likely()})
        and (script is None or script in _ENGLISH.scripts)
        and (territory is None or territory in _ENGLISH.territories)
    )


def direction_of(tag: str) -> str:
    """Which way a language is written, ltr or rtl: by its script, where its locale is unknown."""
    parts = _TAG.fullmatch(tag)
    script = parts and parts["script"]
    if not script and (locale := _locale(tag)):
        return str(locale.text_direction)
    if parts and not script:
        _, _, script = _likely().get(parts["language"], "").partition("_")
    return "rtl" if script and script[:4] in _LEFTWARD else "ltr"


def english_name(tag: str) -> str | None:
    """A language's name in English; None where it has none that is common."""
    locale = _locale(tag)
    return _name(locale, _ENGLISH) if locale else _ENGLISH.languages.get(tag.partition("-")[0])


def own_name(tag: str) -> str | None:
    """A language's name in itself; None where nobody has noted it."""
    locale = _locale(tag)
    return _name(locale, locale) if locale else None


def date_in_words(tag: str, day: date) -> str:
    """A date as a language writes it, in digits from 0 to 9; as year-month-day where unknown."""
    locale = _locale(tag)
    return format_date(day, "long", locale=locale) if locale else day.isoformat()


def number(tag: str, value: int) -> str:
    """A whole number with a language's marks between its digits, which are 0 to 9."""
    locale = _locale(tag)
    return format_decimal(value, locale=locale) if locale else str(value)


def numbering_system(tag: str) -> str:
    """Unicode's name for the digits that a language is written with, such as latn."""
    locale = _locale(tag)
    return str(locale.default_numbering_system) if locale else "latn"


@cache
def _locale(tag: str) -> Locale | None:
    """Babel's data for a language, or for the one that it has under another tag: Dari is fa-AF."""
    language, _, rest = tag.partition("-")
    known = get_global("language_aliases").get(language, "")
    alias = known.replace("_", "-") if "_" in known else f"{known}-{rest}".rstrip("-")
    for name in (tag, alias):
        with suppress(UnknownLocaleError, ValueError):
            return Locale.parse(name, sep="-")
    return None


def _likely() -> Mapping[str, str]:
    """Language to itself with its script and territory, for every language that has a usual one."""
    found: Mapping[str, str] = get_global("likely_subtags")
    return found


def _name(locale: Locale, told_in: Locale) -> str:
    """What people call a language: “Simplified Chinese”, not “Chinese (Simplified)”."""
    return str(told_in.languages.get(str(locale)) or locale.get_display_name(told_in))


@cache
def notation_of(language: str) -> Notation:
    """How a language writes numbers, days and times of day; as English does where unknown."""
    locale = _locale(language) or _ENGLISH
    signs = locale.number_symbols["latn"]
    pair = signs["decimal"], signs["group"]
    both = locale.language in _EITHER_SIGN
    pattern = locale.date_formats["short"].pattern
    return Notation(
        signs=(pair, pair[::-1]) if both else (pair,),
        larger=tuple(_larger(locale)),
        months=tuple(_months(locale, "wide")),
        abbreviated=tuple(_months(locale, "abbreviated")),
        parts=tuple(_parts_of_day(locale)),
        order="".join(sorted("dmy", key=pattern.lower().find)),
    )


_EITHER_SIGN = {"es"}
"""Languages in which “1,500” is a thousand in some countries, and one and a half in others."""


def _larger(locale: Locale) -> Iterator[tuple[str, int]]:
    """The words for thousand, million and so on: a pattern for 10,000 is “00 thousand”."""
    formats = locale.compact_decimal_formats
    for plurals in [*formats.get("short", {}).values(), *formats.get("long", {}).values()]:
        for power, pattern in plurals.items():
            word = str(pattern.pattern).lstrip("0").replace("'", "").strip()
            zeros = str(pattern.pattern).count("0")
            if zeros and word and (len(word) > 1 or not word.isascii()):
                yield word, int(power) // 10 ** (zeros - 1)


def _months(locale: Locale, width: str) -> Iterator[tuple[str, int]]:
    """The names of the months, in a sentence and at its start."""
    beside, alone = (locale.months[kind][width] for kind in ("format", "stand-alone"))
    for number, name in beside.items():
        # Works around: Babel gives other languages' names where one has none that stand alone.
        names = {name, alone[number]} if alone[number][0].lower() == name[0].lower() else {name}
        for found in sorted(names):
            yield found, number
            yield found[0].upper() + found[1:], number


def _parts_of_day(locale: Locale) -> Iterator[tuple[str, int, int]]:
    """What the parts of a day are called, with their first and last hour."""
    hours = {"am": (0, 12), "pm": (12, 24)}
    for name, (span, *_) in (locale.day_period_rules.get(None) or {}).items():
        start, end = span.get("from", span.get("at")), span.get("before", span.get("at"))
        hours[name] = start // 3600, end // 3600
    for kinds in locale.day_periods.values():
        for width in ("wide", "abbreviated"):
            for name, words in kinds.get(width, {}).items():
                if name in hours:
                    yield words, *hours[name]
