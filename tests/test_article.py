"""What a handout must say, what it may not, and that the first one says what its author wrote."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from conftest import ARTICLE, DATA, article_text, findings_of, node_of

from clearprint.article import KNOWN, NEEDED, Article, schema_text
from clearprint.findings import Finding
from clearprint.orders import Desk
from clearprint.project import SHIPPED, Project
from clearprint.schema import read
from clearprint.validate import Handout, read_handout

SCHEMA = SHIPPED / "handouts" / "handout.schema.json"


def made(text: str) -> Article:
    return read(Article, node_of(text))


def fault_in(text: str) -> Finding:
    (finding,) = findings_of(lambda: made(text))
    return finding


def section(lines: str) -> str:
    """The sections of a small article, with one more that has these lines."""
    indented = "".join(f"\n    {line}" for line in lines.split("\n"))
    return (
        "\n  overview: {text: It is.}\n  when_to_see_a_doctor: {text: Call.}\n  extra:\n"
        f"    heading: Extra\n    text: More.{indented}"
    )


# The model


def test_the_smallest_article() -> None:
    article = made(ARTICLE)
    assert article.title == "Small"
    assert article.sections["when_to_see_a_doctor"].urgent == ("Great pain",)
    assert article.published == date(2026, 11, 24)
    assert (article.faq, article.quick_facts, article.disclaimer) == ((), {}, None)


@pytest.mark.parametrize(
    "key", ["title", "sections", "references", "version", "published", "review"]
)
def test_what_is_required(key: str) -> None:
    found = fault_in(article_text(**{key: None}))
    assert str(found) == f"test.yaml:1:1: “{key}” is missing. Add “{key}: …”. [missing-key]"


def test_the_order_of_sections_and_facts_is_the_files() -> None:
    facts = "\n  B: 1\n  A: 2\n  10: 3\n  9: 4"
    article = made(article_text(quick_facts=facts, sections=section("may_cut: 1")))
    assert list(article.quick_facts) == ["B", "A", "10", "9"]
    assert list(article.sections) == ["overview", "when_to_see_a_doctor", "extra"]


@pytest.mark.parametrize(
    ("lines", "code", "place"),
    [
        ("urgent: [One]\nmay_cut: 1", "urgent-cut", (9, 14)),
        ("may_cut: 1\nurgent: [One]", "urgent-cut", (8, 14)),
        ("urgent_note: Hurry.", "urgent-note", (8, 18)),
        ("urgent_note: Hurry.\nurgent: []", "urgent-note", (8, 18)),
    ],
)
def test_urgent_signs_stay_and_their_note_with_them(
    lines: str, code: str, place: tuple[int, int]
) -> None:
    found = fault_in(article_text(sections=section(lines)))
    assert (found.code, found.place.line, found.place.column) == (code, *place)


def test_a_note_is_not_blamed_for_signs_that_are_wrong() -> None:
    assert fault_in(article_text(sections=section("urgent: One\nurgent_note: Hurry."))).code == (
        "wrong-type"
    )


def review(written: str) -> str:
    return article_text(review=f"{{{written}}}")


REVIEWED = "status: reviewed, by: 'A. Nurse, RN', on: 2026-01-31, due: "


@pytest.mark.parametrize("due", ["2026-02-01", "2027-01-31", "2029-01-31"])
def test_a_review_is_due_within_three_years(due: str) -> None:
    article = made(review(REVIEWED + due))
    assert article.review.due == date.fromisoformat(due)


def test_where_it_says_no_day_a_review_is_due_three_years_after_it_came() -> None:
    assert made(review(REVIEWED + "2027-01-31")).review_due == date(2027, 1, 31)
    assert made(article_text(published="2024-02-29")).review_due == date(2027, 2, 28)


@pytest.mark.parametrize("due", ["2026-01-31", "2025-12-31", "2029-02-01", "2099-01-01"])
def test_a_review_is_not_due_before_or_later(due: str) -> None:
    found = fault_in(review(REVIEWED + due))
    assert found.code == "review-due"
    assert found.problem == f"The next review is due {due}, the last was on 2026-01-31."


def test_a_review_on_a_leap_day_is_due_by_the_day_before() -> None:
    leap = "status: reviewed, by: A, on: 2024-02-29, due: "
    assert made(review(leap + "2027-02-28")).review.due
    assert fault_in(review(leap + "2027-03-01")).code == "review-due"


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("status: reviewed", ["review-incomplete"]),
        ("status: reviewed, by: A, on: 2026-01-01", ["review-incomplete"]),
        ("status: unreviewed, by: A", ["review-unreviewed"]),
        ("status: unreviewed, by: A, on: 2026-01-01, due: 2027-01-01", ["review-unreviewed"] * 3),
        ("by: A", ["missing-key"]),
        ("status: checked", ["wrong-word"]),
    ],
)
def test_a_review_is_whole_or_not_there(written: str, codes: list[str]) -> None:
    found = findings_of(lambda: made(review(written)))
    assert [finding.code for finding in found] == codes


@pytest.mark.parametrize(
    "written",
    [
        "of: en, status: machine",
        "of: zh-Hans, status: translated, by: A",
        "of: en, status: reviewed, by: A, on: 2026-01-01",
    ],
)
def test_a_translation_says_what_of_and_how(written: str) -> None:
    assert made(article_text(translation=f"{{{written}}}")).translation


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("of: en, status: reviewed, by: A", "translation-incomplete"),
        ("of: english, status: machine", "wrong-language"),
        ("of: ../en, status: machine", "wrong-language"),
        ("of: en", "missing-key"),
    ],
)
def test_a_translation_that_does_not_is_refused(written: str, code: str) -> None:
    assert fault_in(article_text(translation=f"{{{written}}}")).code == code


def test_nothing_in_an_article_is_a_template_or_a_way_out() -> None:
    text = article_text(
        title='"{{ 7*7 }} <script>alert(1)</script>"',
        subtitle="'<img src=\"file:///etc/passwd\">'",
        keywords="['{% include \"/etc/passwd\" %}']",
    )
    article = made(text)
    assert article.title == "{{ 7*7 }} <script>alert(1)</script>"
    assert article.subtitle == '<img src="file:///etc/passwd">'
    assert article.keywords == ('{% include "/etc/passwd" %}',)


@pytest.mark.parametrize(
    "written",
    [
        '<img src="file:///etc/passwd">',
        "<script>alert(1)</script>",
        "[x](file:///etc/passwd)",
        "[x](javascript:alert(1))",
        "![x](https://example.org/x.png)",
    ],
)
def test_a_body_text_reaches_no_file_and_no_network(written: str) -> None:
    sections = f"\n  overview:\n    text: |\n      Fine.\n\n      {written}\n"
    found = fault_in(article_text(sections=sections, title="Small"))
    assert (found.place.line, found.place.column, found.code) == (7, 7, "body-text")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "data:,x"])
def test_a_reference_leads_to_the_web(url: str) -> None:
    assert (
        fault_in(article_text(references=f"\n  - {{text: A, url: '{url}'}}")).code == "wrong-form"
    )


# The schema for editors


def test_the_schema_file_is_fresh() -> None:
    """Renew it: python -m clearprint.article > handouts/handout.schema.json."""
    assert SCHEMA.read_text("utf-8") == schema_text()


def test_the_command_prints_the_schema() -> None:
    command = [sys.executable, "-m", "clearprint.article"]
    printed = subprocess.run(command, capture_output=True, cwd=SHIPPED, check=True)
    assert printed.stdout.decode() == schema_text()


def fields(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of every record of a schema, by name."""
    records = {"Article": schema, **schema["$defs"]}
    for record, details in records.items():
        for name, field in details["properties"].items():
            yield f"{record}.{name}", field


def test_every_field_is_described() -> None:
    found = dict(fields(json.loads(schema_text())))
    assert {"Article.title", "Section.brief", "Question.answer", "Review.due"} <= set(found)
    assert [name for name, field in found.items() if not field.get("description")] == []


def test_editors_know_what_is_needed_and_what_is_unknown() -> None:
    schema = json.loads(schema_text())
    assert schema["properties"]["sections"]["required"] == list(NEEDED)
    closed = [record["additionalProperties"] for record in (schema, *schema["$defs"].values())]
    assert len(closed) >= 5
    assert not any(closed)


def test_editors_know_the_sections_that_every_language_has_a_heading_for() -> None:
    schema = json.loads(schema_text())
    sections = schema["properties"]["sections"]
    assert sections["properties"].keys() == KNOWN.keys() >= set(NEEDED)
    assert all(section["description"] for section in sections["properties"].values())
    assert sections["additionalProperties"] == {"$ref": "#/$defs/Section"}
    desk = Desk(Project(SHIPPED))
    for language in desk.project.languages():
        assert list(desk.labels(language).headings) == list(KNOWN), language


def parts_of(schema: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a schema."""
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(part, dict | list):
            yield from parts_of(part)


def test_editors_take_nothing_empty_and_no_number_out_of_bounds() -> None:
    schema = json.loads(schema_text())
    parts = list(parts_of(schema))
    assert len(parts) > 50
    assert [part for part in parts if part.get("type") == "null"] == []
    assert [part for part in parts if part.keys() & {"ge", "le", "gt", "lt"}] == []
    may_cut = schema["$defs"]["Section"]["properties"]["may_cut"]["anyOf"]
    assert may_cut == [{"type": "integer", "minimum": 1, "maximum": 99}]


def test_handouts_name_the_schema_beside_them() -> None:
    files = [file for topic in Project(SHIPPED).handouts().values() for file in topic.values()]
    assert files
    for file in files:
        first = file.read_text("utf-8").split("\n")[0]
        assert first == "# yaml-language-server: $schema=../handout.schema.json"
        assert (file.parent / "../handout.schema.json").is_file()


# The first article


@pytest.fixture(scope="module")
def handout() -> Handout:
    return read_handout(Desk(Project(SHIPPED)), "pseudoprogression", "en")


def lines_of_the_source() -> list[str]:
    """The author's text, a paragraph or list item each, without its bullets and numbers."""
    lines = (
        line.strip() for line in (DATA / "pseudoprogression.txt").read_text("utf-8").split("\n")
    )
    kept = [line for line in lines if line]
    return [line.removeprefix("•").lstrip("0123456789. ").strip() for line in kept]


def lines_of(handout: Handout) -> Iterator[str]:
    """An article in the order of the source, with the headings that its language has."""
    article, labels = handout.article, handout.labels
    yield from (article.title, article.subtitle or "", labels.words.quick_facts)
    yield from (
        f"{label}{labels.words.colon} {fact}" for label, fact in article.quick_facts.items()
    )
    for key, part in article.sections.items():
        yield from (part.heading or labels.headings[key], *part.text.passages)
    yield labels.words.faq
    for asked in article.faq:
        yield from (asked.question, *asked.answer.passages)
    yield f"{labels.words.disclaimer}{labels.words.colon} {article.disclaimer}"
    yield from (labels.words.references, *(reference.text for reference in article.references))


def lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def urgent_sentence(handout: Handout) -> str:
    """The urgent list as the sentence it was: only “or” and “as” are not in the article."""
    part = handout.article.sections["when_to_see_a_doctor"]
    *signs, last = map(lower, part.urgent)
    lead, note = handout.labels.words.urgent_lead, lower(part.urgent_note or "")
    return f"{lead} {', '.join(signs)}, or {last}, as {note}"


def test_the_article_holds_every_word_of_its_source_in_order(handout: Handout) -> None:
    source = lines_of_the_source()
    assert len(source) == 57
    sentence = urgent_sentence(handout)
    assert sentence.startswith("Seek urgent or emergency care for severe headache, repeated")
    (place,) = (n for n, line in enumerate(source) if sentence in line)
    source[place] = source[place].replace(f"{sentence} ", "")
    assert list(lines_of(handout)) == source


def test_the_article_adds_what_the_short_edition_needs(handout: Handout) -> None:
    article = handout.article
    assert article.main_message
    assert len(article.sections) == 7
    assert all(part.brief for part in article.sections.values())
    assert sum(len(part.urgent) for part in article.sections.values()) == 6
    assert [asked.may_cut for asked in article.faq] == [4, 1, 3, 2]
    assert article.review.status == "unreviewed"
