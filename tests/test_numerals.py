"""A number is the same number in any digits, with either decimal sign, with its unit's name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clearprint.labels import Labels, load_labels
from clearprint.numerals import Figure, figures, western
from clearprint.project import SHIPPED, Project

Read = Callable[[str, str], list[Figure]]


@pytest.fixture(scope="module")
def read() -> Read:
    """A reader of the figures of a text in a language."""
    project = Project(SHIPPED)
    labels: dict[str, Labels] = {
        language: load_labels(project, language) for language in project.languages()
    }
    return lambda text, language: figures(text, labels[language])


def _readings(found: list[Figure]) -> list[set[str]]:
    return [set(figure.readings) for figure in found]


def _agree(ours: list[Figure], theirs: list[Figure]) -> bool:
    assert ours
    assert theirs
    return len(ours) == len(theirs) and all(
        one.agrees(other) for one, other in zip(ours, theirs, strict=True)
    )


SAME = [
    ("10 mg", "ar", "١٠ ملغ"),
    ("1.5 mg", "ar", "١٫٥ ملغ"),
    ("10 mg", "hi", "१० मि.ग्रा."),
    ("1.5 mg", "fr", "1,5 mg"),
    ("1,500 mg", "ru", "1 500 мг"),
    ("1,500 mL", "fr", "1\u202f500 ml"),
    ("10,000", "es", "10.000"),
    ("24 hours", "zh-Hans", "24小时内"),
    ("24 mg", "zh-Hans", "24毫克以内"),
    ("24 hours", "ko", "24시간 안에"),
    ("3 months", "ko", "3개월"),
    ("101 °F", "vi", "101 °F"),
    ("50%", "fr", "50 %"),
    ("50%", "ar", "٪50"),
    ("2 mcg", "zh-Hans", "2 μg"),
    ("2 mcg", "es", "2 µg"),
    ("½ tablet", "es", "1/2 tableta"),
    ("6 weeks", "es", "6"),
    ("5 mg/day", "es", "5 mg al día"),
    ("5 mg/kg", "ru", "5 мг/кг"),
    ("911", "ar", "٩١١"),
    ("1-800-555-0100", "ar", "١-٨٠٠-٥٥٥-٠١٠٠"),
    ("(555) 010-0123", "fr", "555 010 0123"),
    ("https://www.cancer.gov/types/", "ko", "cancer.gov/types에서"),
    ("a.b@clinic.org", "zh-Hans", "写信给a.b@clinic.org。"),
]


@pytest.mark.parametrize(("english", "language", "other"), SAME)
def test_it_is_the_same_however_it_is_written(
    read: Read, english: str, language: str, other: str
) -> None:
    assert _agree(read(english, "en"), read(other, language))


OTHER = [
    ("10 mg", "15 mg"),
    ("1.5 mg", "15 mg"),
    ("0.5 mg", "5 mg"),
    ("10 mg", "10 mcg"),
    ("10 mg", "10"),
    ("10 mg", "10 g"),
    ("5 mg/kg", "5 mg/día"),
    ("5 mL", "5 L"),
    ("20 Gy", "20 %"),
    ("38 °C", "38 °F"),
    ("2 days", "2 semanas"),
    ("24 hours", "24 días"),
    ("½ tablet", "¼ de tableta"),
    ("911", "112"),
    ("555-0100", "555-0101"),
    ("www.cancer.gov/a", "www.cancer.gov/b"),
    ("see cancer.gov", "vea cancer.org"),
    ("a@clinic.org", "b@clinic.org"),
]


@pytest.mark.parametrize(("english", "spanish"), OTHER)
def test_another_number_dose_unit_phone_or_address_is_none(
    read: Read, english: str, spanish: str
) -> None:
    assert not _agree(read(english, "en"), read(spanish, "es"))


def test_a_range_is_two_numbers_and_a_phone_number_is_one(read: Read) -> None:
    assert _readings(read("10-20, 2–3 and 555-010-0199", "en")) == [
        {"5550100199"},
        {"10"},
        {"20"},
        {"2"},
        {"3"},
    ]


def test_what_may_be_a_group_or_a_decimal_is_both(read: Read) -> None:
    assert _readings(read("1,500 1.25 1,234,567", "en")) == [
        {"1500", "1.500"},
        {"1.25"},
        {"1234567", "1234.567"},
    ]


def test_the_digits_of_an_address_are_no_numbers(read: Read) -> None:
    (found,) = read("Read https://www.nih.gov/2024/page-10.html.", "en")
    assert found.written == "https://www.nih.gov/2024/page-10.html"
    assert found.readings == {"nih.gov/2024/page-10.html"}


@pytest.mark.parametrize("text", ["e.g. this", "now.Organise it", "v.gov.x-y", "no numbers, one"])
def test_words_are_no_figures(read: Read, text: str) -> None:
    assert read(text, "en") == []


def test_a_unit_is_a_whole_word(read: Read) -> None:
    assert _readings(read("3 grams, 3 grammars, 3 in gold", "en")) == [
        {"3 g"},
        {"3"},
        {"3"},
    ]


def test_every_language_calls_a_unit_its_own_way(read: Read) -> None:
    """Every name in the labels is understood as its unit."""
    project = Project(SHIPPED)
    found = 0
    for language in project.languages():
        for sign, names in load_labels(project, language).units.items():
            for name in names:
                found += 1
                assert _readings(read(f"7 {name}", language)) == [{f"7 {sign}"}], (language, name)
    assert found > 200


def test_other_digits_and_signs_become_western() -> None:
    assert western("۱۲٫۵ १० ４ ½ ⅔ m²") == "12.5 10 4  1/2  2/3 m²"
