"""Typed, frozen records made from a file's nodes, with every fault told at its line.

What a handout, a clinic profile, a labels file and an edition share: unknown keys are refused with
the nearest known one, and empty texts are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic import Field as Field
from pydantic import ValidationInfo as ValidationInfo
from pydantic_core import PydanticCustomError

from clearprint import body, commonmark
from clearprint.findings import Finding, Place, Refused
from clearprint.load import Node, again
from clearprint.telling import findings
from clearprint.unseen import is_visible


class Record(BaseModel):
    """A frozen record that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


_MARKS = re.compile(r"\*\*(?=\S)[^*]+(?<=\S)\*\*|\[[^]\n]+\]\((?:https?:|mailto:|tel:|lang:)")
"""Bold words, and the start of a link, as an author types them."""


def _one_line(text: str) -> str:
    if not is_visible(text):
        raise PydanticCustomError("string_too_short", "nothing to see")
    if body.BLANK.search(text):
        problem = "There are underscores here, which would be printed as they are."
        raise told("blank", problem, "Spaces to write on can stand in “text”, “brief” and answers.")
    if _MARKS.search(text):
        problem = "There are marks for bold or a link here, which would be printed as they are."
        raise told(
            "marks", problem, "Take them away; they can stand in “text”, “brief” and answers."
        )
    return re.sub(r"\s*\n\s*", " ", _hyphens(text))


def _hyphens(text: str) -> str:
    """A hyphen that does not break is a hyphen: few fonts have it, and no line breaks at ours."""
    return text.replace("\N{NON-BREAKING HYPHEN}", "-")


def _day(text: Any) -> Any:
    """Only what is a date to everybody: pydantic would also take seconds since 1970."""
    if isinstance(text, str) and not re.fullmatch(r"(19|20|21)\d\d-\d\d-\d\d", text):
        raise PydanticCustomError("date_parsing", "not a date")
    return text


def _digits(text: Any) -> Any:
    """Only digits: pydantic would also take 1_0 and 1.0."""
    if isinstance(text, str) and not re.fullmatch(r"[0-9]+", text):
        raise PydanticCustomError("int_parsing", "not a number")
    return text


def _body(text: Any) -> body.Body:
    if isinstance(text, body.Body):
        return text
    if not isinstance(text, str):
        raise PydanticCustomError("string_type", "not text")
    try:
        return commonmark.parse(_hyphens(text))
    except body.BodyFaultsError as error:
        raise PydanticCustomError("body", "body text", {"faults": error.faults}) from None


Check = AfterValidator
"""Marks, in a type, a function that looks at one value; it raises what `told` makes."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), Check(_one_line)]
"""Words on one line; line breaks in the file become spaces."""

BodyText = Annotated[
    body.Body,
    BeforeValidator(_body),
    WithJsonSchema({"type": "string", "minLength": 1}),
]
"""Body text, read into blocks."""

Day = Annotated[date, BeforeValidator(_day)]
"""A day, as year-month-day."""

Whole = Annotated[int, BeforeValidator(_digits)]
"""A whole number, in digits."""

WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=500)]

Made = TypeVar("Made", bound=Record)

field_check = field_validator
"""Marks a record's method that looks at one field, with those before it in `info.data`.

Raises what `told` makes. It runs even where other fields are wrong: all faults are told at once.
"""

model_check = model_validator(mode="after")
"""Marks a record's method that looks at its fields together; it raises what `told` makes."""


def read(record: type[Made], node: Node) -> Made:
    """Make a record of a file's top node; raises Refused with all that is wrong in the file."""
    found = [*node.faults, *_read_alike(node)]
    try:
        made = _made(record, node)
    except Refused as refused:
        told = {finding.place for finding in found}
        found += (finding for finding in refused.findings if finding.place not in told)
    if found:
        raise Refused(found)
    return made


def _read_alike(node: Node) -> Iterator[Finding]:
    """Keys of a mapping that differ only in what the model takes away: one would be lost."""
    first: dict[str, Place] = {}
    for key, place in node.keys.items():
        seen = re.sub(r"\s*\n\s*", " ", _hyphens(key.strip()))
        if seen in first:
            yield again(seen, place, first[seen])
        first.setdefault(seen, place)
    inside = node.value.values() if isinstance(node.value, dict) else node.value
    for inner in inside:
        if isinstance(inner, Node):  # a text has letters inside
            yield from _read_alike(inner)


def _made(record: type[Made], node: Node) -> Made:
    if not isinstance(node.value, dict):
        problem = "The file is not a list of “key: value” lines."
        fields = {given.alias or name: given for name, given in record.model_fields.items()}
        needed = [name for name, given in fields.items() if given.is_required()]
        which = "the keys it needs" if needed else "one of its keys"
        remedy = f"Start with {which}: {', '.join(needed or fields)}."
        raise Refused([Finding("not-a-mapping", node.place, problem, remedy)])
    try:
        return record.model_validate(node.plain())
    except ValidationError as error:
        schema = record.model_json_schema()
        details = error.errors(include_url=False, include_input=False)
        raise Refused(f for detail in details for f in findings(schema, node, detail)) from None


def json_schema(record: type[Record]) -> dict[str, Any]:
    """The JSON Schema of a record, for editors."""
    schema = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": schema, **_strict(record.model_json_schema())}


_BOUNDS = {"ge": "minimum", "le": "maximum"}
"""What pydantic calls a bound that it checks behind a function of ours; and JSON Schema."""


def _strict(schema: Any) -> Any:
    """A schema that takes no field for filled in which is not: nothing may be null."""
    if isinstance(schema, list):
        return [_strict(part) for part in schema if part != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    kept = {key: part for key, part in schema.items() if (key, part) != ("default", None)}
    return {_BOUNDS.get(key, key): _strict(part) for key, part in kept.items()}


def told(code: str, problem: str, remedy: str) -> PydanticCustomError:
    """A fault that a record's own validator finds, already in our words."""
    return PydanticCustomError(
        "told", "see context", {"code": code, "problem": problem, "remedy": remedy}
    )
