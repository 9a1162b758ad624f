"""Left-to-right words are read letter by letter; of right-to-left ones no letter may be lost."""

from __future__ import annotations

import pytest

from clearprint.likeness import contains, letters, reads_alike, squeeze

DOSE = "تناول 10 mg من الدواء"


def test_spaces_and_signs_that_steer_a_line_do_not_count() -> None:
    steering = "\u00ad\u061c\u200b\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff"
    assert squeeze(f" A\tb\n{steering}\u00a0c ") == "Abc"


def test_the_joiner_of_persian_words_is_a_letter() -> None:
    assert squeeze("می\u200cکند") != squeeze("میکند")


def test_letters_are_the_same_in_one_piece_or_two() -> None:
    assert squeeze("e\u0301") == squeeze("é")


@pytest.mark.parametrize("read", ["10 mg", "1 0mg", "10\u2060 mg"])
def test_words_are_read_as_they_were_written(read: str) -> None:
    assert reads_alike(read, "10 mg")


@pytest.mark.parametrize("read", ["mg 10", "10 gm", "10 m", "10 mgg", "10 Mg", "1O mg", ""])
def test_other_words_are_not(read: str) -> None:
    assert not reads_alike(read, "10 mg")


@pytest.mark.parametrize(
    "read", [DOSE[::-1], "من الدواء 10 mg تناول", DOSE.replace("10 mg", "mg 10")]
)
def test_right_to_left_words_may_come_in_another_order(read: str) -> None:
    assert reads_alike(read, DOSE)


@pytest.mark.parametrize(
    "read", [DOSE[1:], DOSE + "ا", DOSE.replace("10", "11"), DOSE.replace("د", "ذ")]
)
def test_no_letter_of_them_may_be_lost_or_swapped(read: str) -> None:
    assert not reads_alike(read, DOSE)
    assert not contains(read, DOSE + "ض")


def test_brackets_may_be_turned_and_letters_have_their_own_shape() -> None:
    assert reads_alike(")أشعة( ﻻ", "(أشعة) لا")
    assert reads_alike("أشعة)", "(أشعة")
    assert letters("«»") == letters("»«")


def test_left_to_right_words_of_a_turned_sheet_may_come_in_another_order() -> None:
    assert not reads_alike("(T1) MRI", "MRI (T1)")
    assert reads_alike(")T1( MRI", "MRI (T1)", turned=True)
    assert not reads_alike("(T2) MRI", "MRI (T1)", turned=True)


def test_words_may_stand_among_others() -> None:
    assert contains("Page 1 of 2", "1 of 2")
    assert not contains("Page 1 of 2", "2 of 1")
    assert contains("صفحة 2 من 1", "صفحة 1 من 2")
    assert contains("b a c", "a b", turned=True)
    assert not contains("b a c", "a b")
    assert not contains("b c", "a b", turned=True)
