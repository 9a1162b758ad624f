"""Typed, frozen records made from a file's nodes, with every fault told at its line.

What a handout, a clinic profile, a labels file and an edition share: unknown keys are refused with
the nearest known one, empty texts are refused, and a fault of pydantic becomes a finding in words
that a writer can act on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic import Field as Field
from pydantic_core import ErrorDetails, PydanticCustomError

from clearprint import body
from clearprint.blocks import BLANK, Body
from clearprint.findings import Finding, Place, Refused, did_you_mean
from clearprint.load import Node


class Record(BaseModel):
    """A frozen record that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def _one_line(text: str) -> str:
    if BLANK.search(text):
        problem = "There are underscores here, which would be printed as they are."
        raise told("blank", problem, "Spaces to write on can stand in “text”, “brief” and answers.")
    return re.sub(r"\s*\n\s*", " ", text)


def _body(text: Any) -> Body:
    if isinstance(text, Body):
        return text
    if not isinstance(text, str):
        raise PydanticCustomError("string_type", "not text")
    try:
        return body.parse(text)
    except body.BodyFaultsError as error:
        raise PydanticCustomError("body", "body text", {"faults": error.faults}) from None


Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_one_line)
]
"""Words on one line; line breaks in the file become spaces."""

BodyText = Annotated[
    Body,
    BeforeValidator(_body),
    WithJsonSchema({"type": "string", "minLength": 1}),
]
"""Body text, read into blocks."""

WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=500)]

Made = TypeVar("Made", bound=Record)

model_check = model_validator(mode="after")
"""Marks a record's method that looks at its fields together; it raises what `told` makes."""


def read(record: type[Made], node: Node) -> Made:
    """Make a record of a file's top node; raises Refused with all that is wrong in it."""
    if not isinstance(node.value, dict):
        problem = "The file is not a list of “key: value” lines."
        remedy = f"Start with the keys it needs: {', '.join(_needed(record))}."
        raise Refused([Finding("not-a-mapping", node.place, problem, remedy)])
    try:
        return record.model_validate(node.plain())
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=True)
        found = [finding for detail in details for finding in _findings(record, node, detail)]
        raise Refused(found) from None


def json_schema(record: type[Record]) -> dict[str, Any]:
    """The JSON Schema of a record, for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **record.model_json_schema(),
    }


def _needed(record: type[Record]) -> list[str]:
    return [name for name, given in record.model_fields.items() if given.is_required()]


def _findings(record: type[Record], top: Node, detail: ErrorDetails) -> Iterator[Finding]:
    """A fault of pydantic, told in our words at the place of the node it is about."""
    path = [str(part) for part in detail["loc"] if part != "[key]"]
    node, place, inside = _walk(top, path)
    name, kind = path[-1], detail["type"]
    context = detail.get("ctx", {})
    if kind == "body":
        for fault in context["faults"]:
            line = Place(place.file, node.first_line + fault.line, 1)
            yield Finding("body-text", line, fault.problem, fault.remedy)
    elif kind == "extra_forbidden":
        known = _known(record, path[:-1])
        key_place = inside.keys.get(name, place)
        yield Finding(
            "unknown-key", key_place, f"There is no key “{name}” here.", did_you_mean(name, known)
        )
    elif kind == "missing":
        remedy = f"Add “{name}: …”."
        yield Finding("missing-key", inside.place, f"“{name}” is missing.", remedy)
    else:
        code, problem, remedy = _told(kind, name, str(node.plain()), context)
        yield Finding(code, place, problem, remedy)


def _told(kind: str, name: str, written: str, context: dict[str, Any]) -> tuple[str, str, str]:
    """Code, problem and remedy for a kind of fault."""
    written = written if len(written) <= 60 else written[:57] + "…"
    if kind == "told":
        return context["code"], context["problem"], context["remedy"]
    if kind in ("string_too_short", "too_short"):
        return "empty", f"“{name}” is empty.", "Fill it in, or delete the line if it may go."
    if kind in ("date_from_datetime_parsing", "date_parsing", "date_type"):
        remedy = "Write it as year-month-day, such as 2026-11-24, and a day that exists."
        return "wrong-date", f"“{written}” is not a date.", remedy
    if kind in ("int_parsing", "int_type", "float_parsing", "decimal_parsing"):
        return "wrong-number", f"“{written}” is not a number.", "Write digits only."
    if kind == "literal_error":
        words = re.findall(r"'([^']+)'", str(context.get("expected", "")))
        return "wrong-word", f"“{written}” is not known here.", did_you_mean(written, words)
    if kind == "string_pattern_mismatch":
        return (
            "wrong-form",
            f"“{written}” is not of the form that “{name}” needs.",
            (
                "Write an address that starts with https://, without spaces."
                if "http" in str(context.get("pattern"))
                else f"It must match {context.get('pattern')}."
            ),
        )
    if kind in _SHAPES:
        return (
            "wrong-type",
            f"“{name}” must be {_SHAPES[kind]}.",
            "Check the indent and the dashes.",
        )
    return "wrong-value", f"“{written}” cannot stand in “{name}” ({kind}).", "Correct it."


_SHAPES = {
    "string_type": "text",
    "dict_type": "a list of “key: value” lines",
    "model_type": "a list of “key: value” lines",
    "model_attributes_type": "a list of “key: value” lines",
    "list_type": "a list, each line with a dash",
    "tuple_type": "a list, each line with a dash",
    "bool_parsing": "“true” or “false”",
}


def told(code: str, problem: str, remedy: str) -> PydanticCustomError:
    """A fault that a record's own validator finds, already in our words."""
    return PydanticCustomError(
        "told", "see context", {"code": code, "problem": problem, "remedy": remedy}
    )


def _walk(top: Node, path: list[str]) -> tuple[Node, Place, Node]:
    """The node at a path, its place, and the mapping around it, as far as the file has them."""
    node, inside = top, top
    for part in path:
        step = node.get(part)
        if step is None and isinstance(node.value, tuple) and part.isdigit():
            step = node.value[int(part)] if int(part) < len(node.value) else None
        if step is None:
            return node, node.place, node
        node, inside = step, node
    return node, node.place, inside


def _known(record: type[Record], path: list[str]) -> list[str]:
    """The keys that may stand at a path, read off the JSON Schema."""
    schema = record.model_json_schema()
    level: dict[str, Any] = schema
    for part in path:
        level = _resolved(schema, level)
        inner = level.get("properties", {}).get(part) or level.get("additionalProperties")
        level = inner if isinstance(inner, dict) else level.get("items", {})
    return list(_resolved(schema, level).get("properties", {}))


def _resolved(schema: dict[str, Any], level: dict[str, Any]) -> dict[str, Any]:
    """A level of the schema with references and “or nothing” seen through."""
    while True:
        if "$ref" in level:
            level = schema["$defs"][level["$ref"].rsplit("/", 1)[1]]
        elif options := [o for o in level.get("anyOf", []) if o.get("type") != "null"]:
            level = options[0]
        else:
            return level
