"""Typed, frozen records made from a file's nodes, with every fault told at its line.

What a handout, a clinic profile, a labels file and an edition share: unknown keys are refused with
the nearest known one, empty texts are refused, and a fault of pydantic becomes a finding in words
that a writer can act on.
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
from pydantic_core import ErrorDetails, PydanticCustomError

from clearprint import body, commonmark
from clearprint.findings import Finding, Refused, did_you_mean
from clearprint.load import Node
from clearprint.unseen import is_visible


class Record(BaseModel):
    """A frozen record that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def _one_line(text: str) -> str:
    if not is_visible(text):
        raise PydanticCustomError("string_too_short", "nothing to see")
    if body.BLANK.search(text):
        problem = "There are underscores here, which would be printed as they are."
        raise told("blank", problem, "Spaces to write on can stand in “text”, “brief” and answers.")
    return re.sub(r"\s*\n\s*", " ", text)


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
        return commonmark.parse(text)
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
    found = list(node.faults)
    try:
        made = _made(record, node)
    except Refused as refused:
        told = {finding.place for finding in found}
        found += (finding for finding in refused.findings if finding.place not in told)
    if found:
        raise Refused(found)
    return made


def _made(record: type[Made], node: Node) -> Made:
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
    node, inside = _walk(top, path)
    name, kind = _name(detail["loc"]), detail["type"]
    context = detail.get("ctx", {})
    if kind == "body":
        for fault in context["faults"]:
            yield Finding("body-text", node.line(fault.line), fault.problem, fault.remedy)
    elif kind == "extra_forbidden":
        place = inside.keys.get(name, node.place)
        remedy = did_you_mean(name, _known(record, path[:-1]))
        yield Finding("unknown-key", place, f"There is no key “{name}” here.", remedy)
    elif kind == "missing":
        remedy = f"Add “{name}: …”."
        yield Finding("missing-key", inside.place, f"“{name}” is missing.", remedy)
    elif kind != "too_short" or not node.value:  # pydantic counts items with faults as none
        place = inside.keys.get(path[-1], node.place) if "[key]" in detail["loc"] else node.place
        code, problem, remedy = _told(kind, name, node, context)
        yield Finding(code, place, problem, remedy)


def _name(location: tuple[str | int, ...]) -> str:
    """What a person calls the field at a path: its key, or the list's and the item's number."""
    parts = [part for part in location if part != "[key]"] or ["the file"]
    if isinstance(parts[-1], int) and len(parts) > 1:
        return f"{parts[-2]}, item {parts[-1] + 1}"
    return str(parts[-1])


def _told(kind: str, name: str, node: Node, context: dict[str, Any]) -> tuple[str, str, str]:
    """Code, problem and remedy for a kind of fault."""
    written = node.value if isinstance(node.value, str) else ""
    written = written if len(written) <= 60 else written[:57] + "…"
    if kind == "told":
        return context["code"], context["problem"], context["remedy"]
    if not node.value or kind in ("string_too_short", "too_short"):
        return "empty", f"“{name}” is empty.", "Fill it in, or delete the line if it may go."
    if kind in _SHAPES:
        return "wrong-type", f"“{name}” must be {_SHAPES[kind]}.", _shape_remedy(kind, node)
    if not isinstance(node.value, str):
        return "wrong-type", f"“{name}” must be one word or number.", _shape_remedy(kind, node)
    if kind.startswith("date_"):
        remedy = "Write it as year-month-day, such as 2026-11-24, and a day that exists."
        return "wrong-date", f"“{written}” is not a date.", remedy
    if kind in ("int_parsing", "int_type", "float_parsing", "decimal_parsing"):
        return "wrong-number", f"“{written}” is not a number.", "Write digits only."
    if kind in _BOUNDS:
        words, key = _BOUNDS[kind]
        problem = f"“{written}” cannot stand in “{name}”."
        return "out-of-bounds", problem, f"It must be {words} {context[key]}."
    if kind == "literal_error":
        known = re.findall(r"'([^']+)'", str(context.get("expected", "")))
        return "wrong-word", f"“{written}” is not known here.", did_you_mean(written, known)
    if kind == "string_pattern_mismatch":
        problem = f"“{written}” is not the address of a page on the web."
        remedy = "Write one that starts with https://, without spaces."
        return "wrong-form", problem, remedy
    return "wrong-value", f"“{written}” cannot stand in “{name}” ({kind}).", "Correct it."


_MAPPING = "a list of “key: value” lines"
_SHAPES = {
    "string_type": "text",
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "list_type": "a list, each line with a dash",
    "tuple_type": "a list, each line with a dash",
}
_BOUNDS = {
    "greater_than_equal": ("at least", "ge"),
    "less_than_equal": ("at most", "le"),
    "string_too_long": ("no longer than", "max_length"),
}


def _shape_remedy(kind: str, node: Node) -> str:
    """How to write what is of another shape: by what is there, and what is wanted."""
    if isinstance(node.value, str):
        wanted = "“key: value” lines" if _SHAPES[kind] == _MAPPING else "lines that start with “- ”"
        return f"Write {wanted} below it, indented by two spaces."
    if kind == "string_type":
        return (
            "Put the text in double quotes: “: ” in it, or “[”, “{” or “- ” before it, make a list."
        )
    return "Check the indent and the dashes."


def told(code: str, problem: str, remedy: str) -> PydanticCustomError:
    """A fault that a record's own validator finds, already in our words."""
    return PydanticCustomError(
        "told", "see context", {"code": code, "problem": problem, "remedy": remedy}
    )


def _walk(top: Node, path: list[str]) -> tuple[Node, Node]:
    """The node at a path and the one around it, as far as the file has them."""
    node, inside = top, top
    for part in path:
        step = node.get(part)
        if step is None and isinstance(node.value, tuple) and part.isdigit():
            step = node.value[int(part)] if int(part) < len(node.value) else None
        if step is None:
            return node, node
        node, inside = step, node
    return node, inside


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
