"""A fault that the model finds in a file, told to the one who wrote it: where, what, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from clearprint.findings import Finding, did_you_mean
from clearprint.load import Node


def findings(schema: dict[str, Any], top: Node, fault: Mapping[str, Any]) -> Iterator[Finding]:
    """A fault as pydantic records it, in our words, at the place of the node it is about.

    `schema` is the JSON Schema of the record that the file's top node was to become.
    """
    path = [str(part) for part in fault["loc"] if part != "[key]"]
    node, inside = _walk(top, path)
    name, kind = _name(fault["loc"]), fault["type"]
    context = fault.get("ctx", {})
    if kind == "body" and not str(node.value).strip():
        place = inside.keys.get(path[-1], node.place)
        yield Finding("empty", place, *_empty(fault["loc"]))
    elif kind == "body":
        for line, problem, remedy in context["faults"]:
            yield Finding("body-text", node.line(line), problem, remedy)
    elif kind == "extra_forbidden":
        place = inside.keys.get(name, node.place)
        remedy = did_you_mean(name, _known(schema, path[:-1]))
        yield Finding("unknown-key", place, f"There is no key “{name}” here.", remedy)
    elif kind == "missing":
        remedy = f"Add “{name}: …”."
        yield Finding("missing-key", inside.place, f"“{name}” is missing.", remedy)
    elif kind != "too_short" or not node.value:  # pydantic counts items with faults as none
        place = inside.keys.get(path[-1], node.place) if "[key]" in fault["loc"] else node.place
        if kind != "told" and (not node.value or kind in ("string_too_short", "too_short")):
            yield Finding("empty", place, *_empty(fault["loc"]))
            return
        code, problem, remedy = _told(kind, name, node, context)
        yield Finding(code, place, problem, remedy)


def _name(location: tuple[str | int, ...]) -> str:
    """What a person calls the field at a path: its key, or the list's and the item's number."""
    parts = [part for part in location if part != "[key]"] or ["the file"]
    if isinstance(parts[-1], int) and len(parts) > 1:
        return f"{parts[-2]}, item {parts[-1] + 1}"
    return str(parts[-1])


def _empty(location: tuple[str | int, ...]) -> tuple[str, str]:
    """Problem and remedy for a field without words, called by its whole path."""
    return f"“{_path(location)}” is empty.", "Fill it in, or delete the line if it may go."


def _path(location: tuple[str | int, ...]) -> str:
    """A field's path, items counted from 1: as a translation's blocks are named."""
    if not location or "[key]" in location or isinstance(location[-1], int):
        return _name(location)
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in location)


def _told(kind: str, name: str, node: Node, context: dict[str, Any]) -> tuple[str, str, str]:
    """Code, problem and remedy for a kind of fault."""
    written = node.value if isinstance(node.value, str) else ""
    written = written if len(written) <= 60 else written[:57] + "…"
    if kind == "told":
        return context["code"], context["problem"], context["remedy"]
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
        return "out-of-bounds", problem, f"It must be {words} {context[key]:g}."
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


def _known(schema: dict[str, Any], path: list[str]) -> list[str]:
    """The keys that may stand at a path."""
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
