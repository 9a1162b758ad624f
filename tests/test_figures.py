"""A figure is the same in any digits and customs of writing, with its unit's name; another is none.

The table in tests/data/figures.yaml has pairs of texts in all languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from unicodedata import digit

import pytest
import yaml
from conftest import DATA
from hypothesis import given
from hypothesis import strategies as st

from clearprint.agreement import differences
from clearprint.figures import figures
from clearprint.labels import Labels, load_labels
from clearprint.project import SHIPPED, Project
from clearprint.readings import Figure

Read = Callable[[str, str], list[Figure]]
Pair = tuple[str, str, str]


@cache
def _labels() -> dict[str, Labels]:
    project = Project(SHIPPED)
    return {language: load_labels(project, language) for language in project.languages()}


@pytest.fixture(scope="module")
def read() -> Read:
    """A reader of the figures of a text in a language."""
    labels = _labels()
    return lambda text, language: figures(text, labels[language])


def _readings(found: list[Figure]) -> list[set[str]]:
    return [set(map(str, figure.readings)) for figure in found if figure.asked]


def _agree(ours: list[Figure], theirs: list[Figure]) -> bool:
    assert ours
    assert theirs
    return differences(ours, theirs) == ([], [])


def _table(kind: str) -> Iterator[Pair]:
    """English text, language, its text, for all pairs of a kind."""
    table = yaml.safe_load((DATA / "figures.yaml").read_text("utf-8"))
    for english, kinds in table.items():
        for language, texts in kinds.get(kind, {}).items():
            yield from ((english, language, text) for text in texts)


def test_the_table_has_every_language_and_both_kinds() -> None:
    for kind in ("same", "other"):
        pairs = list(_table(kind))
        assert len(pairs) > 150
        assert {language for _, language, _ in pairs} == _labels().keys() - {"en"}


@pytest.mark.parametrize(("english", "language", "text"), list(_table("same")))
def test_the_same_is_not_told(read: Read, english: str, language: str, text: str) -> None:
    assert differences(read(english, "en"), read(text, language)) == ([], [])


@pytest.mark.parametrize(("english", "language", "text"), list(_table("other")))
def test_what_differs_is_told(read: Read, english: str, language: str, text: str) -> None:
    assert differences(read(english, "en"), read(text, language)) != ([], [])


NOISE = st.text("0123456789.,:/ -–−%()+<>≥@½⅔²³٣٫٬५万年月日點시분mgkLhdaio\n٪º", max_size=40)


@given(NOISE, st.sampled_from(sorted(_labels())))
def test_whatever_is_written_agrees_with_itself(text: str, language: str) -> None:
    labels = _labels()[language]
    assert differences(figures(text, labels), figures(text, labels)) == ([], [])


@pytest.mark.parametrize("text", ["9" * 6000, "1.2.3 million", f"1/{'9' * 6000}", "1/0", "0/0 ⁄ 5"])
def test_what_is_no_number_is_no_fault(read: Read, text: str) -> None:
    assert differences(read(text, "en"), read(text, "en")) == ([], [])


def test_no_digit_may_be_another(read: Read) -> None:
    """Whatever digit of a right text is changed, it is told."""
    changed = 0
    for english, language, text in _table("same"):
        wanted = read(english, "en")
        for other in _changed(text):
            changed += 1
            assert differences(wanted, read(other, language)) != ([], []), (english, other)
    assert changed > 1000


def _changed(text: str) -> Iterator[str]:
    """The text with one of its digits made another of the same script."""
    for place, letter in enumerate(text):
        if letter.isdecimal():
            other = ord(letter) - digit(letter) + (digit(letter) + 3) % 10
            yield text[:place] + chr(other) + text[place + 1 :]


def test_no_unit_may_be_another(read: Read) -> None:
    """Ten of one unit are not ten of another, by any of its names in any language."""
    compared = 0
    languages = _labels()
    for sign in languages["en"].units:
        wanted = read(f"10 {languages['en'].units[sign][0]}", "en")
        for language, labels in languages.items():
            for other, names in labels.units.items():
                for name in names:
                    mine = {key for key, said in labels.units.items() if name in said}
                    if sign not in mine and {sign, other} != {"h", "o’clock"}:
                        compared += 1
                        found = differences(wanted, read(f"10 {name}", language))
                        assert found != ([], []), (sign, language, name)
    assert compared > 10_000


@pytest.mark.parametrize("language", sorted(_labels()))
def test_a_text_agrees_with_itself(read: Read, language: str) -> None:
    found = [text for _, tag, text in _table("same") if tag == language]
    found += [english for english, *_ in _table("same")] if language == "en" else []
    assert len(found) > 20
    for text in found:
        assert differences(read(text, language), read(text, language)) == ([], [])


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


def test_a_group_and_a_decimal_are_told_apart_as_the_language_does(read: Read) -> None:
    """Spanish is written with either sign, by country."""
    assert _readings(read("1,500 1.250 1.25 1,234,567", "en")) == [
        {"1500"},
        {"1.25"},
        {"1.25"},
        {"1234567"},
    ]
    assert _readings(read("1,500 1.250 1,25", "fr")) == [{"1.5"}, {"1.25"}, {"1.25"}]
    assert _readings(read("1,500 1.250 1.25", "es")) == [
        {"1500", "1.5"},
        {"1250", "1.25"},
        {"1.25"},
    ]


def test_the_digits_of_an_address_are_no_numbers(read: Read) -> None:
    (found,) = read("Read https://www.nih.gov/2024/page-10.html.", "en")
    assert found.written == "https://www.nih.gov/2024/page-10.html"
    assert _readings([found]) == [{"nih.gov/2024/page-10.html"}]


@pytest.mark.parametrize("text", ["e.g. this", "now.Organise it", "v.gov.x-y", "no numbers, one"])
def test_words_are_no_figures(read: Read, text: str) -> None:
    assert read(text, "en") == []


def test_a_unit_is_a_whole_word(read: Read) -> None:
    assert _readings(read("3 grams, 3 grammars, 3 in gold", "en")) == [
        {"3 g"},
        {"3"},
        {"3"},
    ]


def test_no_day_has_thirty_hours(read: Read) -> None:
    assert differences(read("6:00", "en"), read("30 h", "es")) != ([], [])
    assert differences(read("30 h", "en"), read("30 h", "es")) == ([], [])


def test_every_language_calls_a_unit_its_own_way(read: Read) -> None:
    """Every name in the labels is understood as its unit, or as each of those that it names."""
    found = 0
    for language, labels in _labels().items():
        for sign, names in labels.units.items():
            for name in names:
                found += 1
                told = "7:00" if sign == "o’clock" else f"7 {sign}"
                (readings,) = _readings(read(f"7 {name}", language))
                signs = [key for key, said in labels.units.items() if name in (key, *said)]
                assert told in readings, (language, name)
                assert len(readings) == len(signs), (language, name)
    assert found > 800
