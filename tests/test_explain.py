"""Every finding the program can give is explained, and the page of them is fresh."""

from __future__ import annotations

import re

import pytest
from findingcodes import codes_in

from clearprint.checks import CHECKS
from clearprint.explain import codes, document, explain
from clearprint.project import SHIPPED

SOURCES = sorted((SHIPPED / "clearprint").rglob("*.py"))


def given() -> set[str]:
    """The codes that stand in the program's own text."""
    return codes_in(SOURCES)


def test_the_program_gives_codes() -> None:
    assert len(given()) > 60
    assert {"unknown-key", "overset", "edge", "too-small", "wrong-date"} <= given()
    assert {"disk-full", "not-written", "unknown-topic", "wrong-word", "no-heading"} <= given()


def test_every_finding_is_explained() -> None:
    assert sorted(given() - set(codes())) == []
    assert {check.code for check in CHECKS} <= set(codes())


@pytest.mark.parametrize("code", codes())
def test_a_code_is_explained_on_the_page_and_alone(code: str) -> None:
    assert len(explain(code)) > 20
    assert re.search(rf"^(### {code}|\| {code} \|)", document(), re.MULTILINE)


def test_the_page_is_fresh() -> None:
    assert (SHIPPED / "docs" / "findings.md").read_text("utf-8") == document()


def test_an_unknown_code_is_told_the_nearest() -> None:
    with pytest.raises(KeyError, match="Did you mean “long-list”"):
        explain("long-lists")
