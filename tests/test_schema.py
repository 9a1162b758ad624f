"""Every fault of a record is told at its line, in words a writer can act on."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import pytest
from conftest import findings_of, node_of

from clearprint.body import Paragraph, Run
from clearprint.findings import Finding
from clearprint.schema import (
    BodyText,
    Check,
    Day,
    Field,
    Record,
    Text,
    ValidationInfo,
    WebAddress,
    Whole,
    field_check,
    json_schema,
    read,
    told,
)


class Part(Record):
    """A part of the record the tests read."""

    name: Text
    rank: Whole = Field(default=1, ge=1, le=99)
    limit: Whole | None = None

    @field_check("limit")
    @classmethod
    def _not_below(cls, limit: int | None, info: ValidationInfo) -> int | None:
        if limit is not None and limit < info.data.get("rank", 0):
            raise told("limit", f"The limit {limit} lies below the rank.", "Raise it.")
        return limit


def _short(text: str) -> str:
    if len(text) > 9:
        raise told("long", "It is long.", "Shorten it.")
    return text


class Short(Record):
    """A record whose text is checked."""

    name: Annotated[Text, Check(_short)]


class Whatever(Record):
    """A record with a field of each kind."""

    title: Text
    day: Day | None = None
    body: BodyText | None = None
    parts: tuple[Part, ...] = ()
    facts: dict[Text, Text] = Field(default_factory=dict)
    named: dict[Text, Part] = Field(default_factory=dict)
    form: Literal["letter", "a4"] = "letter"
    web: WebAddress | None = None
    least: tuple[Text, ...] = Field(default=("x",), min_length=1)
    tiny: str = Field(default="x", max_length=3)


def made(text: str) -> Whatever:
    return read(Whatever, node_of(text))


def faults_in(text: str) -> list[str]:
    """All findings, as they are printed."""
    return [str(finding) for finding in findings_of(lambda: made(text))]


def fault_in(text: str) -> Finding:
    (finding,) = findings_of(lambda: made(text))
    return finding


def test_a_file_becomes_a_frozen_record() -> None:
    record = made(
        "title: ' A\n  title '\nday: 2024-02-29\nbody: |\n  Words.\n"
        "parts:\n  - {name: 8:00, rank: 07}\n"
        "facts: {1: no, 010: 1.10}\nform: a4\nweb: https://example.org/a?b#c\n"
    )
    assert record.title == "A title"
    assert record.day == date(2024, 2, 29)
    assert record.body
    assert record.body.blocks == (Paragraph((Run("Words."),)),)
    assert (record.parts[0].name, record.parts[0].rank) == ("8:00", 7)
    assert record.facts == {"1": "no", "010": "1.10"}
    with pytest.raises(ValueError, match="frozen"):
        record.title = "B"


def test_unknown_keys_are_refused_with_the_nearest() -> None:
    text = "title: A\nbodi: b\nparts:\n  - name: c\n    limmit: 3\nnamed:\n  x: {name: d, zzz: e}\n"
    assert faults_in(text) == [
        "test.yaml:2:1: There is no key “bodi” here. Did you mean “body”? [unknown-key]",
        "test.yaml:5:5: There is no key “limmit” here. Did you mean “limit”? [unknown-key]",
        "test.yaml:7:16: There is no key “zzz” here. Known here: name, rank, limit. [unknown-key]",
    ]


def test_missing_keys_are_told_where_they_belong() -> None:
    assert faults_in("parts:\n  - rank: 1\n") == [
        "test.yaml:1:1: “title” is missing. Add “title: …”. [missing-key]",
        "test.yaml:2:5: “name” is missing. Add “name: …”. [missing-key]",
    ]


@pytest.mark.parametrize(
    ("line", "column", "name"),
    [
        ("title:", 7, "title"),
        ('title: ""', 8, "title"),
        ('title: "  "', 8, "title"),
        ("title: '\u00a0'", 8, "title"),
        ("title: '\u200c'", 8, "title"),
        ("title: []", 8, "title"),
        ("day:", 5, "day"),
        ("parts:", 7, "parts"),
        ("parts: ''", 8, "parts"),
        ("facts: {a: ''}", 12, "facts.a"),
        ("facts: {'': a}", 9, ""),
        ("parts: [name: '']", 15, "parts.1.name"),
        ("least: []", 8, "least"),
        ("least: [a, '']", 12, "least, item 2"),
        ("least:\n  -\n  - b", 4, "least, item 1"),
        ("named: {a: }", 12, "named.a"),
        ("form:", 6, "form"),
        ("web:", 5, "web"),
    ],
)
def test_empty_texts_are_refused(line: str, column: int, name: str) -> None:
    found = fault_in(line if line.startswith("title") else f"title: A\n{line}")
    assert (found.code, found.problem) == ("empty", f"“{name}” is empty.")
    assert found.place.column == column
    assert found.remedy == "Fill it in, or delete the line if it may go."


@pytest.mark.parametrize(
    "written",
    [
        *("2026-02-30", "2025-02-29", "2026-13-01", "2026-11-1", "26-11-24", "24.11.2026"),
        *("11/24/2026", "November 24, 2026", "2026", "20261124", "1795478400", "0", "-1"),
        *("2026-11-24T00:00:00", "2026-11-24 08:00", "0001-01-01", "9999-12-31", "２０２６-11-24"),
    ],
)
def test_wrong_dates_are_refused(written: str) -> None:
    found = fault_in(f"title: A\nday: {written}")
    assert str(found) == (
        f"test.yaml:2:6: “{written}” is not a date. "
        "Write it as year-month-day, such as 2026-11-24, and a day that exists. [wrong-date]"
    )


@pytest.mark.parametrize("written", ["first", "1.0", "1_0", "1e1", "+1", "-1", "½", "１", "0x1"])
def test_wrong_numbers_are_refused(written: str) -> None:
    found = fault_in(f"title: A\nparts: [{{name: b, rank: {written}}}]")
    assert (found.code, found.problem) == ("wrong-number", f"“{written}” is not a number.")
    assert (found.place.line, found.place.column) == (2, 25)


@pytest.mark.parametrize(("written", "remedy"), [("0", "at least 1"), ("100", "at most 99")])
def test_numbers_out_of_bounds_are_refused(written: str, remedy: str) -> None:
    found = fault_in(f"title: A\nparts: [{{name: b, rank: {written}}}]")
    assert found.problem == f"“{written}” cannot stand in “rank”."
    assert found.remedy == f"It must be {remedy}."


@pytest.mark.parametrize(
    ("line", "problem", "remedy"),
    [
        ("title: [a]", "“title” must be text.", "double quotes"),
        ("title: {a: b}", "“title” must be text.", "double quotes"),
        ("least: [Warning: call]", "“least, item 1” must be text.", "double quotes"),
        ("parts: a", "“parts” must be a list, each line with a dash.", "“- ”"),
        ("parts: {a: b}", "“parts” must be a list, each line with a dash.", "Check the indent"),
        ("parts: [a]", "“parts, item 1” must be a list of “key: value” lines.", "“key: value”"),
        ("parts: [[a]]", "“parts, item 1” must be a list of “key: value” lines.", "Check the"),
        ("facts: a", "“facts” must be a list of “key: value” lines.", "“key: value” lines"),
        ("facts: [a: b]", "“facts” must be a list of “key: value” lines.", "Check the indent"),
        ("named: {a: b}", "“a” must be a list of “key: value” lines.", "“key: value” lines"),
        ("day: [2026-11-24]", "“day” must be one word or number.", "Check the indent"),
        ("form: {a4: yes}", "“form” must be one word or number.", "Check the indent"),
        ("body: [a]", "“body” must be text.", "double quotes"),
        ("web: {a: b}", "“web” must be text.", "double quotes"),
    ],
)
def test_wrong_types_are_refused(line: str, problem: str, remedy: str) -> None:
    found = fault_in(line if line.startswith("title") else f"title: A\n{line}")
    assert (found.code, found.problem) == ("wrong-type", problem)
    assert remedy in found.remedy


def test_words_that_are_not_known_are_refused_with_the_nearest() -> None:
    found = fault_in("title: A\nform: leter")
    assert (found.code, found.remedy) == ("wrong-word", "Did you mean “letter”?")


@pytest.mark.parametrize(
    "address",
    [
        *(
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ftp://x.org",
            "www.example.org",
            "https://",
        ),
        *("https://a b", "https://a<b", 'https://a"b', "//example.org", "data:text/html,x"),
    ],
)
def test_web_addresses_are_of_the_web(address: str) -> None:
    found = fault_in(f"title: A\nweb: '{address}'")
    assert (found.code, found.place.line, found.place.column) == ("wrong-form", 2, 6)
    assert found.remedy == "Write one that starts with https://, without spaces."


def test_a_text_that_is_too_long_is_refused() -> None:
    assert fault_in("title: A\ntiny: abcd").remedy == "It must be no longer than 3."
    assert fault_in(f"title: A\nweb: https://x.org/{'a' * 500}").code == "out-of-bounds"


def test_faults_of_a_body_text_are_told_at_their_lines() -> None:
    text = "title: A\nbody: |\n  One.\n\n  # Two\n\n  <b>three</b> `four`\n"
    assert [(f.place.line, f.place.column) for f in findings_of(lambda: made(text))] == [
        (5, 3),
        (7, 3),
        (7, 3),
    ]
    assert str(fault_in('title: A\nbody: "a\\n\\n# b"').place) == "test.yaml:2:7"


@pytest.mark.parametrize("nothing", ["|", "", '""', "|\n  "])
def test_an_empty_body_text_is_told_at_its_key(nothing: str) -> None:
    assert str(fault_in(f"title: A\nbody: {nothing}\nweb: https://x.org\n")).startswith(
        "test.yaml:2:1: “body” is empty. Fill it in"
    )


def test_a_fault_in_our_own_words_comes_through() -> None:
    found = fault_in("title: A\nparts:\n  - name: b\n    rank: 5\n    limit: 3\n")
    assert str(found) == "test.yaml:5:12: The limit 3 lies below the rank. Raise it. [limit]"


def test_a_check_sees_a_field_even_where_another_is_wrong() -> None:
    assert len(faults_in("parts:\n  - name:\n    rank: 5\n    limit: 3\n")) == 3


def test_all_faults_of_form_and_content_are_told_at_once() -> None:
    text = (
        "title: &x A\nday: soon\nday: 2026-11-24\nbody: |\n  <b>\nparts:\n  - rank: none\n"
        "facts: {a: *y}\nform:\ta5\ntitel: B\nweb: grade #3\nleast: ['\u202e']\n"
    )
    found = findings_of(lambda: made(text))
    assert [(f.place.line, f.place.column, f.code) for f in found] == [
        (1, 8, "alias"),
        (2, 6, "wrong-date"),
        (3, 1, "duplicate-key"),
        (5, 3, "body-text"),
        (7, 5, "missing-key"),
        (7, 11, "wrong-number"),
        (8, 12, "alias"),
        (9, 6, "tab"),
        (9, 7, "wrong-word"),
        (10, 1, "unknown-key"),
        (11, 6, "wrong-form"),
        (11, 12, "words-in-comment"),
        (12, 9, "empty"),
        (12, 10, "invisible-character"),
    ]
    assert all(finding.remedy for finding in found)


def test_a_file_with_a_fault_of_form_alone_is_refused() -> None:
    assert fault_in("title: &x A").code == "alias"


@pytest.mark.parametrize("text", ["- a\n- b", "just words", "[]", "''", "8:00"])
def test_a_file_that_is_no_mapping_is_refused(text: str) -> None:
    found = fault_in(text)
    assert (str(found.place), found.code) == ("test.yaml:1:1", "not-a-mapping")
    assert found.remedy == "Start with the keys it needs: title."


@pytest.mark.parametrize("text", ["", "# nothing\n", "\n\n"])
def test_an_empty_file_is_told_once(text: str) -> None:
    assert fault_in(text).code == "empty-file"


def test_an_empty_mapping_lacks_its_keys() -> None:
    assert fault_in("{}").code == "missing-key"


def test_what_is_written_is_shortened_in_a_finding() -> None:
    assert len(fault_in(f"title: A\nday: {'a' * 200}").problem) < 90


def test_the_schema_forbids_other_keys_and_knows_every_type() -> None:
    schema = json_schema(Whatever)
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["title"]
    assert schema["properties"]["day"]["anyOf"][0] == {"type": "string", "format": "date"}
    assert schema["properties"]["body"]["anyOf"][0] == {"type": "string", "minLength": 1}


def test_a_type_may_have_a_check_of_its_own() -> None:
    (finding,) = findings_of(lambda: read(Short, node_of("name: A much too long name")))
    assert str(finding) == "test.yaml:1:7: It is long. Shorten it. [long]"


def test_keys_that_read_alike_are_the_same_key() -> None:
    """The model takes away what they differ in, and the last would win without a word."""
    text = 'title: A\nfacts:\n  a: x\n  "a ": y\n  "a b": z\nparts: [{name: b, " name": c}]\n'
    assert [told.split(" Delete")[0] for told in faults_in(text)][:2] == [
        "test.yaml:4:3: “a” stands here again (first on line 3).",
        "test.yaml:6:19: “name” stands here again (first on line 6).",
    ]
