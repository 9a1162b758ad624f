"""What can stand in a handout's file, read off the article's model: for skeletons and documents.

`python -m clearprint.fields` prints `docs/fields.md`.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from clearprint.article import KNOWN, Article
from clearprint.body import Body
from clearprint.schema import Record

_KINDS: dict[Any, str] = {
    str: "a line of text",
    Body: "body text",
    date: "a date",
    int: "a whole number",
    bool: "true or false",
}

_HEAD = """\
# The fields of a handout

Made from the article's model by `python -m clearprint.fields > docs/fields.md`.
[Writing a handout](writers.md) says how to go about it. An editor that knows YAML and JSON Schema
shows the same words as you type, from `handouts/handout.schema.json`.

- **A line of text** is printed as one paragraph; line breaks in the file become spaces.
  Write long ones below `>-`.
- **Body text** stands below `|`: paragraphs with an empty line between them, `- ` bullets,
  `1. ` steps, `- [ ] ` boxes to tick, tables with `|`, spaces to write on (`____`), `**bold**`,
  `[words](https://…)`.
- **A date** is year-month-day, such as 2026-11-24.
"""


_SECTIONS = """\
## Sections that have a heading in every language

Any other name is a section of your own, and needs a `heading`.

| name | what for |
|---|---|"""


@dataclass(frozen=True)
class FieldNote:
    """A field: what it is called, what may stand in it, and what for.

    `many` says that it is a list of entries, or entries with names of the author's; `inner` are
    the fields of one.
    """

    name: str
    kind: str
    required: bool
    meaning: str
    many: Literal["", "list", "named"] = ""
    inner: tuple[FieldNote, ...] = ()


def fields_of(record: type[Record] = Article) -> tuple[FieldNote, ...]:
    """The fields of a record, in their order."""
    return tuple(_notes(record))


def _notes(record: type[Record]) -> Iterator[FieldNote]:
    for name, info in record.model_fields.items():
        kind, many, inner = _told(info.annotation)
        meaning = " ".join((info.description or "").split())
        yield FieldNote(name, kind, info.is_required(), meaning, many, inner)


def _told(annotation: Any) -> tuple[str, Literal["", "list", "named"], tuple[FieldNote, ...]]:
    """What may stand in a field, by its type."""
    bare = _bare(annotation)
    arguments = get_args(bare)
    if get_origin(bare) is Literal:
        return "one of " + ", ".join(f"`{word}`" for word in arguments), "", ()
    if get_origin(bare) is tuple:
        _, _, inner = _told(arguments[0])
        return ("a list of entries" if inner else "a list of lines"), "list", inner
    if get_origin(bare) is dict:
        _, many, inner = _told(arguments[1])
        lines = "`label: [value, …]` lines" if many == "list" else "`label: value` lines"
        return ("entries with names" if inner else lines), "named", inner
    if isinstance(bare, type) and issubclass(bare, Record):
        return "an entry", "", fields_of(bare)
    return _KINDS[bare], "", ()


def _bare(annotation: Any) -> Any:
    """A type without its constraints, and without “or nothing”."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        (annotation,) = [a for a in get_args(annotation) if a is not type(None)]
        return _bare(annotation)
    return annotation


def document() -> str:
    """The page that explains all fields."""
    known = [f"| `{name}` | {meaning} |" for name, meaning in KNOWN.items()]
    return "\n".join([_HEAD, *_table("A handout", fields_of()), _SECTIONS, *known, ""])


def _table(title: str, notes: tuple[FieldNote, ...]) -> Iterator[str]:
    """A table of fields, and one for each field that has fields of its own."""
    yield f"## {title}\n\n| field | what stands in it | what for |\n|---|---|---|"
    for note in notes:
        needed = ", needed" if note.required else ""
        yield f"| `{note.name}` | {note.kind}{needed} | {_cell(note.meaning)} |"
    yield ""
    for note in notes:
        if note.inner:
            yield from _table(
                f"Each of `{note.name}`" if note.many else f"`{note.name}`", note.inner
            )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    print(document(), end="")
