"""What is known of a language by its tag: whether it is one, its direction, its names, its dates.

A language that nobody has collected data for, such as Hmong, is a language all the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date
from babel.numbers import format_decimal

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
