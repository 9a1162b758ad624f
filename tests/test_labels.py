"""Each language's fixed words are whole, and its dates, numbers and names are its own."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from unicodedata import digit

import pytest
from conftest import DATA, WriteProject, findings_of

from clearprint.editions import load_editions
from clearprint.findings import Finding
from clearprint.labels import DIGITS, PLACEHOLDERS, Labels, Words, load_labels
from clearprint.locales import direction_of
from clearprint.project import SHIPPED, Project

LANGUAGES = Project(SHIPPED).languages()
ENGLISH = (SHIPPED / "templates" / "labels" / "en.yaml").read_text("utf-8")


@pytest.fixture
def english(shipped: Project) -> Labels:
    return load_labels(shipped, "en")


def fault_in(write_project: WriteProject, old: str, new: str, language: str = "en") -> Finding:
    """The one fault of the English labels with something replaced, under a language's name."""
    assert ENGLISH.count(old) == 1
    project = write_project({f"templates/labels/{language}.yaml": ENGLISH.replace(old, new)})
    (finding,) = findings_of(lambda: load_labels(project, language))
    return finding


def line_of(words: str) -> int:
    return ENGLISH[: ENGLISH.index(words)].count("\n") + 1


def test_there_are_languages() -> None:
    assert "en" in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_whole(shipped: Project, language: str) -> None:
    labels, english = load_labels(shipped, language), load_labels(shipped, "en")
    assert labels.language == language
    assert labels.direction == direction_of(language)
    assert labels.headings.keys() == english.headings.keys()
    assert labels.editions.keys() == english.editions.keys()
    assert labels.editions.keys() == load_editions(shipped).keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fills_its_braces(shipped: Project, language: str) -> None:
    labels = load_labels(shipped, language)
    for name, needed in PLACEHOLDERS.items():
        filled = getattr(labels.words, name).format(**dict.fromkeys(needed, "FILLED"))
        assert filled.count("FILLED") >= len(needed)
        assert "{" not in filled


def test_placeholders_are_of_words_that_exist() -> None:
    assert set(PLACEHOLDERS) <= set(Words.model_fields)


@pytest.mark.parametrize("key", sorted(Words.model_fields))
def test_a_word_that_is_missing_is_told(write_project: WriteProject, key: str) -> None:
    lines = [line for line in ENGLISH.split("\n") if not line.startswith(f"  {key}: ")]
    project = write_project({"templates/labels/en.yaml": "\n".join(lines)})
    (finding,) = findings_of(lambda: load_labels(project, "en"))
    assert (finding.code, finding.problem) == ("missing-key", f"“{key}” is missing.")


@pytest.mark.parametrize(
    "written",
    [
        *("Page {page}", "Page", "Page {page} of {pages} of {total}", "Page {page} of {pages"),
        *("Page {page.x} of {pages}", "Page {page!r} of {pages}", "Page {0} of {1}"),
        *("{{page}} of {{pages}}", "{ {page} of {pages}", "Page {page} of {pages} {}"),
    ],
)
def test_wrong_words_in_braces_are_told(write_project: WriteProject, written: str) -> None:
    found = fault_in(write_project, "Page {page} of {pages}", f'"{written}"')
    assert (found.code, found.place.line) == ("label-braces", line_of("page: Page"))
    assert found.remedy == "It needs {page} and {pages}."


def test_braces_where_there_are_none_are_told(write_project: WriteProject) -> None:
    found = fault_in(write_project, "faq: Frequently Asked", "faq: Frequently {name} Asked")
    assert (found.code, found.remedy) == ("label-braces", "It needs no braces.")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("direction: ltr ", "direction: up ", "wrong-word"),
        ("direction: ltr ", "direction: rtl ", "wrong-direction"),
        ("line_height: 1.25 ", "line_height: nan ", "out-of-bounds"),
        ("line_height: 1.25 ", "line_height: 5 ", "out-of-bounds"),
        ("line_height: 1.25 ", "line_height: wide ", "wrong-number"),
        ("fonts: [Atkinson Hyperlegible Next]", "fonts: []", "empty"),
        ("  overview: Overview", "  overview: ''", "empty"),
        ("headings:", "heading:\n  x: y\nheadings:", "unknown-key"),
        ("headings:", "headings: &all", "alias"),
    ],
)
def test_other_faults_are_told(write_project: WriteProject, old: str, new: str, code: str) -> None:
    assert fault_in(write_project, old, new).code == code


def test_a_file_of_a_language_nobody_knows_is_told(write_project: WriteProject) -> None:
    found = fault_in(write_project, "direction: ltr", "direction: ltr", "xx")
    assert (found.place.file, found.code) == ("templates/labels/xx.yaml", "unknown-language")


def test_a_clinics_own_words_come_first(write_project: WriteProject) -> None:
    own = ENGLISH.replace("urgent: Get help now", "urgent: Call at once")
    project = write_project({"templates/labels/en.yaml": own})
    assert load_labels(project, "en").words.urgent == "Call at once"


def test_dates_and_numbers_are_written_as_the_language_does(english: Labels) -> None:
    assert english.date(date(2026, 11, 24)) == "November 24, 2026"
    assert english.number(1234) == "1,234"
    assert english.english_name == english.own_name == "English"


def test_languages_are_called_what_people_call_them(shipped: Project) -> None:
    """No bracket within brackets: the name stands in some on the sheet."""
    chinese = load_labels(shipped, "zh-Hans")
    assert (chinese.english_name, chinese.own_name) == ("Simplified Chinese", "简体中文")
    serbian = chinese.model_copy(update={"language": "sr-Latn"})  # has no name of its own in Babel
    assert (serbian.english_name, serbian.own_name) == ("Serbian (Latin)", "srpski (latinica)")


@pytest.mark.parametrize(("system", "digits"), DIGITS.items(), ids=DIGITS)
def test_digits_are_those_of_the_style_that_counts_pages(
    system: str, digits: tuple[str, str]
) -> None:
    style, zero = digits
    assert digit(zero) == 0
    engine = files("weasyprint").joinpath("css", "html5_ua.css").read_text("utf-8")
    style = "cambodian" if style == "khmer" else style  # which extends it
    (symbols,) = re.findall(
        rf"@counter-style {style} {{ system: numeric; symbols: (.*?) }}", engine
    )
    assert symbols.split() == [chr(ord(zero) + number) for number in range(10)], system


def test_a_language_has_its_own_digits(write_project: WriteProject) -> None:
    persian = (DATA / "persian" / "labels.yaml").read_text("utf-8")
    labels = load_labels(write_project({"templates/labels/fa.yaml": persian}), "fa")
    assert (labels.number(12), labels.counter_style) == ("۱۲", "persian")
    assert labels.date(date(2026, 11, 24)) == "۲۴ نوامبر ۲۰۲۶"


def test_a_language_without_data_is_told_its_own_name(write_project: WriteProject) -> None:
    found = fault_in(write_project, "direction: ltr", "direction: ltr", "hmn")
    assert found.code == "missing-key"
    assert found.remedy.startswith("Add “name: …”")
    named = ENGLISH.replace("direction: ltr", "name: Hmoob\ndirection: ltr")
    hmong = load_labels(write_project({"templates/labels/hmn.yaml": named}), "hmn")
    assert (hmong.english_name, hmong.own_name) == ("Hmong", "Hmoob")
    assert (hmong.date(date(2026, 11, 24)), hmong.number(1234)) == ("2026-11-24", "1234")


def test_a_colon_has_a_space_behind_it_but_in_chinese(shipped: Project) -> None:
    found = {language: load_labels(shipped, language).words for language in ("en", "fr", "zh-Hans")}
    spaced = {language: words.colon_and_space for language, words in found.items()}
    assert spaced == {"en": ": ", "fr": "\u202f: ", "zh-Hans": "："}


def test_behind_a_question_stands_no_colon(english: Labels) -> None:
    assert (english.words.behind("Taken?"), english.words.behind("Dose")) == (" ", ": ")
    assert english.words.behind("هل أخذتها؟") == " "


def test_labels_that_are_not_there_are_a_fault_of_ours(shipped: Project) -> None:
    with pytest.raises(FileNotFoundError):
        load_labels(shipped, "xx")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_every_unit_and_number(shipped: Project, language: str) -> None:
    labels, english = load_labels(shipped, language), load_labels(shipped, "en")
    assert labels.units.keys() == english.units.keys()
    assert labels.spelled.keys() >= english.spelled.keys()
    assert all(labels.units.values())
    assert all(labels.spelled.values())


@pytest.mark.parametrize(
    ("table", "lines", "lacks"),
    [
        ("headings", ["  overview: Overview"], "“overview”"),
        (
            "editions",
            ["  two-page: Two-page handout", "  bilingual: Bilingual handout"],
            "“two-page”, “b",
        ),
        ("units", ["  Gy: [gray, grays]"], "“Gy”"),
        ("spelled", ['  "2": [two]'], "“2”"),
    ],
)
def test_labels_that_lack_what_the_english_have_are_told(
    write_project: WriteProject, table: str, lines: list[str], lacks: str
) -> None:
    text = ENGLISH
    for line in lines:
        assert text.count(line + "\n") == 1
        text = text.replace(line + "\n", "")
    project = write_project({"templates/labels/en.yaml": text})
    (found,) = findings_of(lambda: load_labels(project, "en"))
    assert (found.code, found.stops) == ("missing-label", True)
    assert found.problem.startswith(f"“{table}” lacks {lacks}")
    assert found.place.line == text[: text.index(f"\n{table}:")].count("\n") + 2


def test_a_whole_table_that_is_missing_is_told(write_project: WriteProject) -> None:
    text = re.sub(r"(?ms)^units:.*?(?=^spelled:)", "", ENGLISH)
    project = write_project({"templates/labels/en.yaml": text})
    (found,) = findings_of(lambda: load_labels(project, "en"))
    assert found.problem.startswith("“units” lacks “mg”, “mcg”")


def test_labels_may_have_more_than_the_english(write_project: WriteProject) -> None:
    text = ENGLISH.replace("headings:\n", "headings:\n  diet: Diet\n")
    text = text.replace("editions:\n", "editions:\n  poster: Poster\n")
    text = text.replace("  Gy: [gray, grays]", "  Gy: []\n  Bq: [becquerel]")
    labels = load_labels(write_project({"templates/labels/en.yaml": text}), "en")
    assert (labels.headings["diet"], labels.editions["poster"]) == ("Diet", "Poster")
    assert (labels.units["Gy"], labels.units["Bq"]) == ((), ("becquerel",))
