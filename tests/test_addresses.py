"""Addresses and phone numbers are known from words, ranges and doses."""

from __future__ import annotations

import pytest

from clearprint.addresses import ADDRESS, PHONE, address, phone
from clearprint.labels import load_labels
from clearprint.project import SHIPPED, Project
from clearprint.units import vocabulary

WORDS = vocabulary(load_labels(Project(SHIPPED), "en"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See www.nhs.uk/stroke.", ["www.nhs.uk/stroke"]),
        ("nhs.uk/stroke, cancer.gov", ["nhs.uk/stroke", "cancer.gov"]),
        ("at example.health", ["example.health"]),
        ("https://es.wikipedia.org/wiki/Cáncer", ["https://es.wikipedia.org/wiki/Cáncer"]),
        ("a.b@clinic.org, please", ["a.b@clinic.org"]),
        ("请看https://example.org/a。", ["https://example.org/a"]),
        ("e.g. now.Organise EE.UU. a.m./p.m. v.gov.x-y 3.5 mg", []),
    ],
)
def test_what_is_an_address(text: str, found: list[str]) -> None:
    assert [match.group() for match in ADDRESS.finditer(text)] == found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.Example.org/a/", "example.org/a", True),
        ("example.org/AbC", "example.org/abc", False),
        ("nhs.uk/stroke", "nhs.uk/infarto", False),
        ("example.health", "example.doctor", False),
    ],
)
def test_addresses_are_the_same_but_for_how_they_start(one: str, other: str, same: bool) -> None:
    assert address(one).agrees(address(other)) == same


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("555-010-0199", ["555-010-0199"]),
        ("(555) 010-0199 and +1 555 010 0199", ["(555) 010-0199", "+1 555 010 0199"]),
        ("555-010-0199 24 hours a day", ["555-010-0199"]),
        ("500-1000 mg, 1500-2000 mL, 10-20", []),
        ("555-0100", ["555-0100"]),
    ],
)
def test_what_is_a_phone_number(text: str, written: list[str]) -> None:
    found = [phone(match, WORDS) for match in PHONE.finditer(text)]
    assert [figure.written for figure in found if figure] == written


def test_what_may_be_a_range_has_its_numbers_as_parts() -> None:
    (found,) = [phone(match, WORDS) for match in PHONE.finditer("500-1000 steps")]
    assert found
    assert [part.written for part in found.parts] == ["500", "1000"]
