"""The shape of a text: its letters, digits and signs, and what is one word though it has spaces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearprint.wordshape import Passage, is_right_to_left, shape_of


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("خذ 10 mg", "RRsNNsLL"),
        ("خذ ½ ____ mg", "RRsFsBBBBsLL"),
        ("5% €5 5 ℃", "NPsCNsNsP"),
        ("٣–٥ ۳", "N–NsN"),
        ("m² م²", "LNsRR"),  # an exponent is of its word
        ("كَـ é", "RRRsL"),  # a vowel sign too
        ("«خ»، (CT)؟", "«R»،s(LL)؟"),
    ],
)
def test_each_character_has_a_letter(text: str, shape: str) -> None:
    assert shape_of(text) == shape


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("www.x.org/a، خ", "LLLLLLLLLLL،sR"),
        ("كـwww.x.org/ خ", "RRLLLLLLLLLLsR"),
        ("لx.org/a/ خ", "RLLLLLLLLsR"),
        ("(x.org/a) خ", "(LLLLLLL)sR"),
        ("x.org/a/(b) خ", "LLLLLLLLLLLsR"),
        ("8 a.m. خ", "NsLLLLsR"),
    ],
)
def test_an_address_is_one_word(text: str, shape: str) -> None:
    assert shape_of(text) == shape


@pytest.mark.parametrize(
    "number",
    [
        *("555-0100", "555 010 0199", "+966 11 555 0199", "(+966) 11 555 0199", "1 (555) 010-0199"),
        *(
            "01 23 45 67 89",
            "24-11-2026",
            "٠١١ ٥٥٥ ٠١٩٩",
            "(____) 010-0199",
            "5 000",
            "1 1/2",
            "1 ½",
        ),
    ],
)
def test_a_number_with_spaces_is_one_word(number: str) -> None:
    whole = "N" * len(number)
    assert shape_of(number) == whole
    assert shape_of(f"خذ {number}، ثم") == f"RRs{whole}،sRR"
    assert shape_of(f"و{number} خ") == f"R{whole}sR"


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("خ (24-11-2026)، خ", "Rs(NNNNNNNNNN)،sR"),
        ("خ (٥٥٥-٠١٩٩، خ)", "Rs(NNNNNNNN،sR)"),
        ("خ ((+966) 11 555 0199)", "Rs(NNNNNNNNNNNNNNNNNN)"),
    ],
)
def test_a_bracket_around_a_number_is_not_of_it(text: str, shape: str) -> None:
    assert shape_of(text) == shape


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("555 010 0199 24 ساعة", "NNNNNNNNNNNNsNNsRRRR"),  # the hours are not of it
        ("2024 010 mg", "NNNNsNNNsLL"),  # a year and a dose
        ("10 20 30", "NNsNNsNN"),
        ("8:00 10 20", "N:NNsNNsNN"),
    ],
)
def test_numbers_beside_each_other_are_not(text: str, shape: str) -> None:
    assert shape_of(text) == shape


def test_a_passage_is_one_word_or_none() -> None:
    assert shape_of("خذ it. Now, 5", [Passage(2, 10, rtl=False)]) == "RRsLLLLLLL,sN"
    assert shape_of("Say خذ 5 x", [Passage(4, 8, rtl=True)]) == "LLLs،،،،sL"


def test_a_passage_that_is_not_in_its_language_is_shown_as_it_is() -> None:
    assert shape_of("x خذ y", [Passage(0, 6, rtl=False)]) == "LsRRsL"


def test_what_is_right_to_left() -> None:
    assert is_right_to_left("10 mg خ")
    assert is_right_to_left("ב")
    assert not is_right_to_left("10 mg, é ٣")


@given(st.text(st.sampled_from("خבaZé ٣5½_.,:;-–+/()%°$،؟«ً"), max_size=25))
def test_a_shape_is_as_long_as_its_text(text: str) -> None:
    assert len(shape_of(text)) == len(text)
    assert all(s == "R" for s, c in zip(shape_of(text), text, strict=True) if c in "خב")
