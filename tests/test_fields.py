"""The page of all fields says every field of the model, in the words of the JSON Schema."""

from __future__ import annotations

import json
from typing import Any

from clearprint.article import KNOWN, schema_text
from clearprint.fields import document, fields_of
from clearprint.project import SHIPPED


def test_the_page_is_fresh() -> None:
    assert (SHIPPED / "docs" / "fields.md").read_text("utf-8") == document()


def test_every_field_of_the_schema_has_a_description_and_is_on_the_page() -> None:
    schema: dict[str, Any] = json.loads(schema_text())
    tables = [schema, *schema["$defs"].values()]
    fields = [(n, f) for table in tables for n, f in table.get("properties", {}).items()]
    assert len(fields) > 30
    page = document()
    for name, field in fields:
        assert len(field.get("description", "")) > 5, name
        assert f"| `{name}` |" in page


def test_the_schema_that_ships_is_fresh() -> None:
    file = SHIPPED / "handouts" / "handout.schema.json"
    assert file.read_text("utf-8") == schema_text()


def test_needed_fields_say_so() -> None:
    needed = {note.name for note in fields_of() if note.required}
    assert {"title", "sections", "references", "version", "published", "review"} <= needed
    assert "faq" not in needed


def test_the_page_names_the_sections_that_have_a_heading() -> None:
    page = document()
    assert all(f"| `{name}` | {meaning} |" in page for name, meaning in KNOWN.items())


def test_a_field_says_whether_its_values_are_lists() -> None:
    kinds = {note.name: note.kind for note in fields_of()}
    assert kinds["codes"] == "`label: [value, …]` lines"
    assert kinds["quick_facts"] == "`label: value` lines"
