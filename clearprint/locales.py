"""What locale data knows of a language: names, dates, digits, and how it writes numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from clearprint.notation import Notation


def is_known(language: str) -> bool:
    """Whether there is data for a language, by its BCP 47 tag."""
    try:
        _locale(language)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def direction_of(language: str) -> str:
    """Which way a language is written, by its locale: ltr or rtl."""
    return str(_locale(language).text_direction)


def name_of(language: str, told_in: str) -> str:
    """What people call a language: “Simplified Chinese”, not “Chinese (Simplified)”."""
    locale, other = _locale(language), _locale(told_in)
    return str(other.languages.get(str(locale)) or locale.get_display_name(other))


def date_in(language: str, day: date) -> str:
    """A date in words, with digits that may be 0 to 9 where the language has others."""
    return format_date(day, "long", locale=_locale(language))


def number_in(language: str, value: int) -> str:
    """A whole number with its group signs, in the same digits."""
    return format_decimal(value, locale=_locale(language))


def numbering_of(language: str) -> str:
    """The name of a language's digits, such as “deva”."""
    return str(_locale(language).default_numbering_system)


def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")


@cache
def notation_of(language: str) -> Notation:
    """How a language writes numbers, days and times of day."""
    locale = _locale(language)
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
