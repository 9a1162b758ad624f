"""Abbreviations that have been misread, and have led to a wrong dose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from clearprint.copychecks.check import Check, Hit
from clearprint.copychecks.doses import JOINT_COMMISSION
from clearprint.copychecks.units import units_of
from clearprint.findings import Place
from clearprint.passages import Copy

_NUMBER = r"(?<![\w.,])(?<![^\W\d_]-)\d{1,9}(?:[.,٫]\d{1,9}){0,4}"
_INTERNATIONAL = "international units"
MICROGRAMS = "mcg or micrograms"
_LATIN = r"A-Za-z\u00c0-\u024f"


class _Kind(NamedTuple):
    """One abbreviation: what it looks like, what to write, and the languages that have it."""

    pattern: str
    meant: str
    languages: tuple[str, ...] = ()


_KINDS = (
    _Kind(rf"{_NUMBER}[\s-]?U(?![{_LATIN}\d’'-]|\.\s?[{_LATIN}]\.|\.[{_LATIN}])", "units"),
    _Kind(rf"{_NUMBER}u(?![{_LATIN}\d’'-])", "units"),
    _Kind(rf"{_NUMBER} u(?![\w’'-])", "units", ("en",)),  # “7 u 8” is Spanish, “u” is Vietnamese
    _Kind(rf"{_NUMBER}[\s-]?(?:IU|I\.\s?U\.)(?![{_LATIN}\d])", _INTERNATIONAL),
    _Kind(rf"{_NUMBER}[\s-]?(?:UI|U\.\s?I\.)(?!\w)", _INTERNATIONAL, ("es", "fr", "it", "pt")),
    _Kind(rf"{_NUMBER}[\s-]?(?:IE|I\.\s?E\.)(?!\w)", _INTERNATIONAL, ("de",)),
    _Kind(r"(?<![\w.])[Qq]\.?[Dd](?:\.|(?!\w))", "every day"),
    _Kind(r"(?<![\w.])[Qq]\.?[Oo]\.?[Dd](?:\.|(?!\w))", "every other day"),
    _Kind(r"(?<!\w)MSO4(?!\w)", "morphine sulfate"),
    _Kind(r"(?<!\w)MgSO4(?!\w)", "magnesium sulfate"),
    _Kind(r"(?<!\w)MS (?=\d[\d.,]*{units})", "morphine sulfate or magnesium sulfate"),
    _Kind(rf"(?<![^\W\d_])(?:[µμ]g(?![{_LATIN}\d])|㎍)", MICROGRAMS),
    _Kind(r"(?<=\d)[\s-]?cc(?!\w)", "mL or milliliters"),
    _Kind(r"(?<!\S)@(?=\s?\d|\s[^\W\d_])", "at"),
    _Kind(r"(?<![\w<>=-])[<>](?=\s?\d)", "less than, or more than"),
)
_IN_WORDS = {
    ("de", "units"): "Einheiten",
    ("de", _INTERNATIONAL): "Internationale Einheiten",
    ("es", "units"): "unidades",
    ("es", _INTERNATIONAL): "unidades internacionales",
    ("fr", "units"): "unités",
    ("fr", _INTERNATIONAL): "unités internationales",
    ("it", "units"): "unità",
    ("it", _INTERNATIONAL): "unità internazionali",
    ("pt", "units"): "unidades",
    ("pt", _INTERNATIONAL): "unidades internacionais",
}
"""What the words are in a language whose letters these are; English ones elsewhere."""


def _look(copy: Copy) -> Iterator[Hit]:
    """Each abbreviation once, with the lines on which it stands as well."""
    for kind in _KINDS:
        if kind.languages and copy.spoken not in kind.languages:
            continue
        if found := list(_places(copy, kind)):
            (place, written), *others = found
            problem = _problem(written, place, others)
            yield Hit(place, problem, f"Write it out: {_meant(copy, kind.meant)}.")


def _places(copy: Copy, kind: _Kind) -> Iterator[tuple[Place, str]]:
    units = units_of(copy.spoken, copy.units)
    pattern = re.compile(kind.pattern.replace("{units}", units))
    for passage in copy.passages:
        for found in pattern.finditer(passage.text):
            yield passage.at(found.start()), found.group().strip()


def _problem(written: str, first: Place, others: list[tuple[Place, str]]) -> str:
    lines = sorted({place.line for place, _ in others} - {first.line})
    told = f"line{'s' * (len(lines) > 1)} {', '.join(map(str, lines))}"
    more = f" (also on {told})" if lines else ""
    return f"“{written}” can be misread, and has led to wrong doses{more}."


def _meant(copy: Copy, meant: str) -> str:
    """What to write, in the language of the text where its words are known."""
    if meant == MICROGRAMS and copy.spoken != "en":
        names = copy.units.get("mcg", ())
        return next((name for name in names if not re.match("[µμ㎍]", name)), "mcg")
    return _IN_WORDS.get((copy.spoken, meant), meant)


CHECKS = (
    Check(
        "do-not-use",
        "Some abbreviations have been misread so often that people were harmed: a U read as a 0, "
        "QD read as QID, µg read as mg.",
        f"{JOINT_COMMISSION}; µg, cc, @, < and > are on its list of future candidates, and on "
        "ISMP's list. UI and I.E. are IU in other languages.",
        "Write the word out.",
        "Inject 10 U before breakfast.",
        "Inject 10 units before breakfast. Vitamin U is no vitamin.",
        _look,
    ),
)
