"""Doses that can be read ten times too large or too small, in each language's way of writing."""

from __future__ import annotations

import pytest
from copies import advised, codes, told


@pytest.mark.parametrize(
    ("text", "language", "remedy"),
    [
        ("Take 5.0 mg.", "en", "Write 5."),
        ("Take 5.0\u00a0mg.", "en", "Write 5."),
        ("Take 5.0\u202fmg.", "en", "Write 5."),
        ("Take a 5.0-mg tablet.", "en", "Write 5."),
        ("Take 1.0 milligram.", "en", "Write 1."),
        ("Take 2.0 milliliters.", "en", "Write 2."),
        ("Take 2.0 tablets.", "en", "Write 2."),
        ("Take 5.0 mEq.", "en", "Write 5."),
        ("Take 5.0 to 10 mg.", "en", "Write 5."),
        ("Take 10.00 mg.", "en", "Write 10."),
        ("Take 1,000.0 mg.", "en", "Write 1,000."),
        ("Tome 5,0 miligramos.", "es", "Write 5."),
        ("Tome 10.000,0 mg.", "es", "Write 10.000."),
        ("Nehmen Sie 5,0 Einheiten.", "de", "Write 5."),
        ("Nehmen Sie 5,0 Milligramm.", "de", "Write 5."),
        ("Введите 5,0 единиц.", "ru", "Write 5."),
        ("服用5.0毫克。", "zh-Hans", "Write 5."),
        ("5.0 मिलीग्राम लें।", "hi", "Write 5."),
        ("तीन बार ५.० मिलीग्राम लें।", "hi", "Write ५."),
        ("تناول 5.0 ملغ.", "ar", "Write 5."),
        ("تناول ٥٫٠ ملغ.", "ar", "Write ٥."),
        ("5.0mg을 드십시오.", "ko", "Write 5."),
        ("Uống 5,0 viên.", "vi", "Write 5."),
    ],
)
def test_a_zero_behind_the_point_is_told(text: str, language: str, remedy: str) -> None:
    assert [finding.remedy for finding in told(text, "trailing-zero", language)] == [remedy]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Tome 1.000 mg al día.", "es"),
        ("Tome 1,000 mg al día.", "es"),
        ("Son 5.000 unidades.", "es"),
        ("Son 10.000.000 unidades.", "es"),
        ("Nehmen Sie 2.000 mg.", "de"),
        ("Tome 1.000 mg por dia.", "pt"),
        ("Prenda 1.000 mg al giorno.", "it"),
        ("Prenez 1.000 mg par jour.", "fr"),
        ("Принимайте 1.000 мг.", "ru"),
        ("Uống 1.000 mg mỗi ngày.", "vi"),
        ("تناول 1.000 ملغ.", "ar"),
        ("Take 1,000 mg.", "en"),
        ("服用1,000毫克。", "zh-Hans"),
        ("1,000mg을 드십시오.", "ko"),
    ],
)
def test_thousands_are_no_decimals(text: str, language: str) -> None:
    assert "trailing-zero" not in codes(advised(text, language))


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ko", "hi"])
def test_a_figure_that_can_be_two_is_told_and_none_is_proposed(language: str) -> None:
    (found,) = told("Take 1.000 mg.", "trailing-zero", language)
    assert "as 1, and as 1,000" in found.problem
    assert not any(letter.isdigit() for letter in found.remedy)


@pytest.mark.parametrize(
    "text",
    [
        *("Your sugar was 7.0 mg/dL.", "It was 5.0 g/L.", "A 2.0 GB file.", "Version 5.0 great."),
        *("At 10.05 mg it is safe.", "The total is 12.50 mg.", "It is 5.0 cm wide."),
    ],
)
def test_what_is_no_dose_passes(text: str) -> None:
    assert "trailing-zero" not in codes(advised(text))


@pytest.mark.parametrize(
    ("text", "language", "remedy"),
    [
        ("Take .5 milligrams.", "en", "Write 0.5."),
        ("Take .5 tablet.", "en", "Write 0.5."),
        ("Take .5 to 1 mg.", "en", "Write 0.5."),
        ("Take (.25\u00a0mg).", "en", "Write 0.25."),
        ("Tome ,5 mg.", "es", "Write 0,5."),
        ("服用.5毫克。", "zh-Hans", "Write 0.5."),
        ("तीन बार .५ मिलीग्राम लें।", "hi", "Write ०.५."),
    ],
)
def test_a_missing_zero_is_told(text: str, language: str, remedy: str) -> None:
    assert [finding.remedy for finding in told(text, "missing-zero", language)] == [remedy]


@pytest.mark.parametrize("text", ["Take 5 mg,10 mg or more.", "Take .. 5 mg.", "At 8.30 mg."])
def test_a_point_that_is_no_decimal_passes(text: str) -> None:
    assert "missing-zero" not in codes(advised(text))
