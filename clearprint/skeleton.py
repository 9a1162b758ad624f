"""The file that a writer starts a new handout with: all fields, each with what it is for."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date

from clearprint.article import NEEDED
from clearprint.fields import FieldNote, fields_of
from clearprint.labels import Labels

WIDTH = 100

SCHEMA_LINE = "# yaml-language-server: $schema=../handout.schema.json"
"""The first line of a handout's file: what editors complete and check it by."""

_HEAD = f"""\
{SCHEMA_LINE}
# A new handout. Fill in what is empty. What starts with “# ” and a field’s name may be left out:
# take the “# ” away to use it. “python3 make_pdf.py check {{topic}}” tells what is still missing.
"""
_KNOWN = "Other sections with a heading of their own in this language: {keys}."
_OWN = "Any other name is a section of yours, and needs `heading:`."
_LATER = ("translation",)  # `make_pdf.py translate` writes it


def skeleton(topic: str, labels: Labels, today: date) -> str:
    """The file of a new handout, valid once its empty fields are filled in."""
    given = {"version": '"1.0"', "published": today.isoformat(), "status": "unreviewed"}
    lines = _HEAD.format(topic=topic).splitlines()
    for note in fields_of():
        lines += [] if note.name in _LATER else [""]
        if note.name == "sections":
            lines += _sections(note, labels, given)
        elif note.name not in _LATER:
            lines += _field(note, given)
    return "\n".join(lines) + "\n"


def _sections(note: FieldNote, labels: Labels, given: dict[str, str]) -> Iterator[str]:
    yield from _comment(note.meaning)
    yield "sections:"
    for key in NEEDED:
        yield f"  {key}:"
        for inner in note.inner:
            if inner.name not in ("heading", "may_cut"):
                signs = inner.name == "urgent" and key == "when_to_see_a_doctor"
                yield from _indented(_field(inner, given, needed=signs), 4)
    others = ", ".join(key for key in labels.headings if key not in NEEDED)
    yield from _indented(_comment(f"{_KNOWN.format(keys=others)} {_OWN}"), 2)


def _field(note: FieldNote, given: dict[str, str], needed: bool = False) -> list[str]:
    """The lines of a field; those of one that may be left out are comments."""
    lines = list(_lines(note, given))
    if not (note.required or needed):
        lines = [f"# {line}".rstrip() for line in lines]
    return [*_comment(note.meaning), *lines]


def _lines(note: FieldNote, given: dict[str, str]) -> Iterator[str]:
    if note.inner:
        yield f"{note.name}:"
        yield from _indented(_entry(note, given), 2)
    elif note.many == "list":
        yield f"{note.name}:"
        yield "  -"
    elif note.many == "named":
        yield f"{note.name}:"
        yield "  label: [value]" if "[" in note.kind else "  Label: value"
    elif note.kind == "body text":
        yield f"{note.name}: |"
        yield ""
    else:
        value = given.get(note.name)
        yield f"{note.name}: {value}" if value else f"{note.name}:"


def _entry(note: FieldNote, given: dict[str, str]) -> list[str]:
    """The needed fields of one entry, and what the others are, in a comment."""
    lines = [line for inner in note.inner if inner.required for line in _lines(inner, given)]
    if note.many == "list":
        lines = [("- " if index == 0 else "  ") + line for index, line in enumerate(lines)]
    others = [f"{inner.name}: {inner.meaning}" for inner in note.inner if not inner.required]
    comments = [line for other in others for line in _comment(other)]
    return [*comments, *lines]


def _comment(text: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent="# ",
        subsequent_indent="#   ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _indented(lines: list[str], spaces: int) -> list[str]:
    return [f"{' ' * spaces}{line}".rstrip() for line in lines]
