"""The whole pass for one PDF: what is refused leaves the last good one, and says why."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ARTICLE, WriteProject, article_text, findings_of

from clearprint.build import build
from clearprint.findings import Refused
from clearprint.orders import Desk, Order
from clearprint.project import SHIPPED
from clearprint.publish import digest

FILE = "handouts/small/en.yaml"
ORDER = Order("small", "en", "one-page")
TOO_LONG = article_text(
    sections=f"""
  overview:
    text: {"Many words. " * 800}
  when_to_see_a_doctor:
    text: Call.
    urgent: [Great pain]"""
)


def test_a_pdf_is_in_its_place_and_its_record_is_true(
    write_project: WriteProject, tmp_path: Path
) -> None:
    built = build(ORDER, Desk(write_project({FILE: ARTICLE})), tmp_path, "made-from-this")
    data = (tmp_path / ORDER.name).read_bytes()
    assert data == built.pdf
    assert built.record["sha256"] == digest(data)
    assert built.record["bytes"] == len(data)
    assert built.record["fingerprint"] == "made-from-this"
    assert (built.record["pages"], built.record["review"]) == (1, "unreviewed")
    assert built.record["due"] == "2029-11-24"
    assert set(built.seconds) == {"load", "compose", "fit", "typeset", "preflight", "publish"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TOO_LONG, "overset"),
        (article_text(title=""), "empty"),
        ("title: [", "yaml-syntax"),
    ],
)
def test_what_is_refused_leaves_the_last_good_one(
    write_project: WriteProject, tmp_path: Path, text: str, code: str
) -> None:
    build(ORDER, Desk(write_project({FILE: ARTICLE})), tmp_path, "")
    before = (tmp_path / ORDER.name).read_bytes()
    desk = Desk(write_project({FILE: text}))
    found = findings_of(lambda: build(ORDER, desk, tmp_path, ""))
    assert code in {finding.code for finding in found}
    assert (tmp_path / ORDER.name).read_bytes() == before
    assert [file.name for file in (tmp_path / "en").iterdir()] == ["small.one-page.pdf"]


def test_nothing_that_preflight_refuses_is_published(
    write_project: WriteProject, tmp_path: Path
) -> None:
    """A template of the clinic's own that forgets the urgent signs."""
    parts = (SHIPPED / "templates" / "parts.html").read_text("utf-8")
    sign = "{% for sign in signs.signs %}<li>{{ sign | keep }}</li>{% endfor %}"
    assert sign in parts
    files = {FILE: ARTICLE, "templates/parts.html": parts.replace(sign, "<li>See inside.</li>")}
    with pytest.raises(Refused) as caught:
        build(ORDER, Desk(write_project(files)), tmp_path, "")
    assert "missing" in {finding.code for finding in caught.value.findings}
    assert not (tmp_path / ORDER.name).exists()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("parts.html", "{%- macro faq() -%}", "{%- macro faq( -%}"),
        ("columns.html", '{% extends "base.html" %}', '{% extends "bass.html" %}'),
        ("base.html", "{{ deck.head_title }}", "{{ deck.titel }}"),
    ],
)
def test_a_template_that_cannot_be_followed_is_told_with_its_line(
    write_project: WriteProject, tmp_path: Path, name: str, old: str, new: str
) -> None:
    text = (SHIPPED / "templates" / name).read_text("utf-8")
    line = text[: text.index(old)].count("\n") + 1
    files = {FILE: ARTICLE, f"templates/{name}": text.replace(old, new, 1)}
    (found,) = findings_of(lambda: build(ORDER, Desk(write_project(files)), tmp_path, ""))
    place = found.place
    assert (found.code, place.file, place.line) == ("template", f"templates/{name}", line)
    assert found.remedy
