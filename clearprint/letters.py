"""Letters that no font has, which would print as empty boxes, and fonts that are not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clearprint.clinic import FILE as CLINIC
from clearprint.copychecks.abbreviations import MICROGRAMS
from clearprint.findings import Finding, Place, Refused, did_you_mean
from clearprint.fonts import FOLDER, coverage, of_family, slug
from clearprint.labels import FILE as LABELS
from clearprint.labels import Labels
from clearprint.load import Node, load
from clearprint.orders import Desk
from clearprint.unseen import is_visible

_PRINTED = ("headings", "words", "editions", "disclaimer")
"""What of a labels file is printed."""


def letter_faults(desk: Desk, node: Node, labels: Labels, families: Iterable[str]) -> list[Finding]:
    """The letters of a handout's file that none of the fonts has that it is set in.

    Nothing where a font is not there: that is told of its labels.
    """
    fonts = tuple(families)
    is_there = all(of_family(desk.project, family) for family in fonts)
    return list(_missing(desk, node, fonts, labels)) if is_there else []


def clinic_faults(desk: Desk, labels: Labels, families: tuple[str, ...]) -> Iterator[Finding]:
    """The letters of the clinic's own words that none of a sheet's fonts has."""
    try:
        clinic = desk.clinic
    except Refused:  # told by itself
        return
    if _lacking(desk, filter(None, (clinic.name, *clinic.address, clinic.web)), families):
        for key in ("name", "address", "web"):
            if inside := _node(desk, CLINIC).get(key):
                yield from _missing(desk, inside, families, labels)


def label_faults(desk: Desk, language: str) -> list[Finding]:
    """The letters of a language's fixed words that none of its fonts has, and fonts it lacks."""
    labels = desk.labels(language)
    if lacking := [family for family in labels.fonts if not of_family(desk.project, family)]:
        return [fault for family in lacking for fault in _font_faults(desk, labels, family)]
    words = labels.words.model_dump().values()
    printed = (*words, *labels.headings.values(), *labels.editions.values(), labels.disclaimer)
    if not _lacking(desk, printed, labels.fonts):
        return []
    node = _node(desk, LABELS.format(language))
    parts = (node.get(key) for key in _PRINTED)
    return [f for part in parts if part for f in _missing(desk, part, labels.fonts, labels)]


def _lacking(desk: Desk, texts: Iterable[str], families: tuple[str, ...]) -> bool:
    have = printable(desk, families)
    return any(ord(c) not in have and is_visible(c) for text in texts for c in text)


def printable(desk: Desk, families: tuple[str, ...]) -> frozenset[int]:
    """The code points that can be printed; a hyphen that does not break is printed as a hyphen."""
    return coverage(desk.project, families) | {ord("\N{NON-BREAKING HYPHEN}")}


def _node(desk: Desk, name: str) -> Node:
    file = desk.project.find(name)
    return load(file, desk.project.shown(file)) if file else Node({}, Place(name))


def _missing(
    desk: Desk, node: Node, families: tuple[str, ...], labels: Labels
) -> Iterator[Finding]:
    """Each letter of a file's texts that no font has, once a line."""
    have = printable(desk, families)
    for text, place in _texts(node):
        for offset, words in enumerate(text.split("\n")):
            for letter in dict.fromkeys(words):
                if ord(letter) not in have and is_visible(letter):
                    problem = f"No font here has the letter “{letter}” (U+{ord(letter):04X})."
                    line = _line_of(desk, place, offset, letter)
                    yield Finding("no-glyph", line, problem, _remedy(letter, words, labels))


def _remedy(letter: str, words: str, labels: Labels) -> str:
    if letter in "µμ" and f"{letter}g" in words:
        return f"Write {MICROGRAMS}: “µg” has been read as “mg”, a thousand times as much."
    return (
        "Write it another way, or add a font that has it to “fonts” in "
        f"{LABELS.format(labels.language)} (now: {', '.join(labels.fonts)})."
    )


def _line_of(desk: Desk, place: Place, offset: int, letter: str) -> Place:
    """Where a letter stands, whose text starts at a place, in a line of it or further down."""
    file, first = desk.project.find(place.file), place.line + offset
    lines = file.read_text("utf-8-sig").split("\n") if file else []
    below = (number for number in range(first, len(lines) + 1) if letter in lines[number - 1])
    return Place(place.file, next(below, first), 1)


def _texts(node: Node) -> Iterator[tuple[str, Place]]:
    """Every text of a file with the line it starts on, keys included."""
    if isinstance(node.value, str):
        yield node.value, Place(node.place.file, node.first_line)
    elif isinstance(node.value, tuple):
        for item in node.value:
            yield from _texts(item)
    else:
        for key, item in node.value.items():
            yield key, node.keys.get(key, node.place)
            yield from _texts(item)


def _font_faults(desk: Desk, labels: Labels, family: str) -> Iterator[Finding]:
    """A font that is named and not there, at the line of the labels file that names it."""
    fonts = _node(desk, LABELS.format(labels.language)).get("fonts")
    if fonts and isinstance(fonts.value, tuple):
        places = [name.place for name in fonts.value if name.value == family]
        known = {file.split("/")[2] for file in desk.project.files(f"{FOLDER}/*/*.ttf")}
        remedy = (
            f"Put its Regular and Bold, as TrueType files, into {FOLDER}/{slug(family)}/. "
            f"{did_you_mean(slug(family), sorted(known))}"
        )
        problem = f"There is no font “{family}” here."
        yield from (Finding("no-font", place, problem, remedy) for place in places)
