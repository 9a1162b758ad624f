"""A text's words are counted from its letters: marks may go, and every other word is asked for."""

from __future__ import annotations

from collections import Counter

import pytest

from clearprint.manuscript.counting import Raw, raw_markdown, raw_plain, without_addresses
from clearprint.manuscript.words import words


def least(raw: Raw) -> str:
    return " ".join(words(raw.least))


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Title\n=====\n\n- One\n2. Two", "title one 2 two"),
        ("- [x] Eat\n[ ] Drink", "eat [ ] drink"),
        ("NHS. <https://x.org>", "nhs https / / x org"),
        ("Title\n_____\nName:\n_____", "title name ___"),
    ],
)
def test_a_plain_text(text: str, counted: str) -> None:
    assert least(raw_plain(text)) == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("# Two *words*\n\n> quoted\n> 38 degrees", "two words quoted > 38 degrees"),
        ("> One\n> ===\n> two", "one two"),
        ("Call <phone number> <b>now</b>", "call < phone number > now"),
        ("Take it at <time>", "take it at < time >"),
        ("10<sup>9</sup>/L", "109 / l"),
        ("a &deg; &amp; b", "a ° & b"),
        ("1. a\n1. b\n7. c", "a b 7 c"),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "a b 1 2 3"),
        ("x<!-- y -->z", "xz y"),
        ("[a][r] [^1]\n\n[r]: https://x.org\n[^1]: note", "a https / / x org note"),
        ("2*5 mg", "2 5 mg"),
    ],
)
def test_a_markdown_text(text: str, counted: str) -> None:
    assert least(raw_markdown(text)) == counted


@pytest.mark.parametrize("text", ["1. a\n2. b", "# A *b*", "<b>x</b> &amp; y", "- [x] Eat"])
def test_what_may_be_there_is_all_that_stands_there(text: str) -> None:
    for raw in (raw_plain(text), raw_markdown(text)):
        most = Counter(words(" ".join(raw.most)))
        assert not Counter(words(raw.least)) - most
        assert not Counter(words(text)) - most


def test_an_address_counts_as_none() -> None:
    text = "See https://x.org/a or https://x.org"
    assert without_addresses(text, {"https://x.org", "https://x.org/a"}).split() == ["See", "or"]
