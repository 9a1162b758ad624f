"""What a writer cannot see is told: tabs, invisible characters, words YAML takes for a comment."""

from __future__ import annotations

import pytest
from conftest import node_of

from clearprint.unseen import is_visible


def codes_at(text: str) -> list[tuple[int, int, str]]:
    return [(found.place.line, found.place.column, found.code) for found in node_of(text).faults]


@pytest.mark.parametrize(
    ("letter", "name"),
    [
        ("\u200b", "U+200B, ZERO WIDTH SPACE"),
        ("\u202e", "U+202E, RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "U+2066, LEFT-TO-RIGHT ISOLATE"),
        ("\ufeff", "U+FEFF, ZERO WIDTH NO-BREAK SPACE"),
        ("\u00ad", "U+00AD, SOFT HYPHEN"),
        ("\u2028", "U+2028, LINE SEPARATOR"),
        ("\U000e0041", "U+E0041, TAG LATIN CAPITAL LETTER A"),
        ("\u3164", "U+3164, HANGUL FILLER"),
        ("\u2800", "U+2800, BRAILLE PATTERN BLANK"),
        ("\x85", "U+0085, a control character"),
        ("\x7f", "U+007F, a control character"),
        ("\ue000", "U+E000, a control character"),
    ],
)
def test_a_character_nobody_can_see_is_told(letter: str, name: str) -> None:
    (finding,) = (f for f in node_of(f"a: b{letter}c").faults if f.place.line == 1)
    assert (finding.place.column, finding.code) == (5, "invisible-character")
    assert name in finding.problem


@pytest.mark.parametrize(
    "escape", [r"\u202e", r"\0", r"\t", r"\e", r"\x07", r"\N", r"\L", r"\uffff"]
)
def test_no_escape_brings_one_in(escape: str) -> None:
    assert codes_at(f'first: x\na: "b{escape}c"') == [(2, 4, "invisible-character")]


@pytest.mark.parametrize(
    "text",
    ["می‌خواهم", "क्‍ष", "naïve café", "10\u00a0mg", "全角\u3000", "👍🏽", "\u2011", "“x” – …", "±½µ"],
)
def test_letters_of_the_trade_are_read(text: str) -> None:
    node = node_of(f"a: '{text}'")
    assert (node.plain(), node.faults) == ({"a": text}, ())


def test_each_letter_is_told_once_a_line() -> None:
    assert codes_at("a:\t\t\tb\u200b\t\u200b\nc:\td") == [
        (1, 3, "tab"),
        (1, 7, "invisible-character"),
        (2, 3, "tab"),
    ]


def test_tabs_in_a_text_are_told_too() -> None:
    assert codes_at("a: |\n  one\n  two\tthree\n") == [(3, 6, "tab")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: Pain of grade #3", (1, 18)),
        ("a: Pain of grade # 3", (1, 18)),
        ("a: Pain of grade  #3", (1, 19)),
        ("a:\n  - 8 or more #8\n  - b", (2, 15)),
        ("a:\n  - Pain worse than\n    #8 on the scale\n  - b", (3, 5)),
        ("accent: #1f3d6d", (1, 9)),
        ("a: [b, c #d\n  , e]", (1, 10)),
        ("a: 'b' #c", (1, 8)),
        ("#phone: 555-0100\na: b", (1, 1)),
        ("a: b #c: d", (1, 6)),
        ("a: |\n  one\n#two\n", (3, 1)),
    ],
)
def test_words_that_yaml_takes_away_are_told(text: str, place: tuple[int, int]) -> None:
    assert codes_at(text) == [(*place, "words-in-comment")]


def test_the_words_that_would_be_lost_are_in_the_finding() -> None:
    (finding,) = node_of("a: Pain of grade #3").faults
    assert "“#3”" in finding.problem
    assert "double quotes" in finding.remedy


@pytest.mark.parametrize(
    "text",
    [
        "# words\na: b",
        "a: b  # words",
        "a: b   # words",
        "a: b  #",
        "a: 'b' # words",
        "a: # words\n  b: c",
        "a:\n  # words\n  - b  # words\n  - c",
        "a: |  # words\n  #1 reason\n  b #2\n# words\n",
        "a: >-  # words\n  #1 reason\n",
        'a: "b #c"',
        "a: 'b\n  #c'",
        "a: b#c",
        "a: https://example.org/#part",
        "a: [b, c]  # words",
        "## words\n#####\n#-----\na: b",
    ],
)
def test_comments_and_signs_in_texts_are_left_alone(text: str) -> None:
    assert codes_at(text) == []


@pytest.mark.parametrize("text", ["a", "5", "—", " x ", "क", "\u200cx"])
def test_a_text_with_a_sign_is_visible(text: str) -> None:
    assert is_visible(text)


@pytest.mark.parametrize("text", ["", " ", "\u00a0\u3000\n", "\u200c\u200d", "\u3164", "\u200b"])
def test_a_text_without_one_is_not(text: str) -> None:
    assert not is_visible(text)
