"""A letter that no font has is told at its line, wherever the words of a sheet come from."""

from __future__ import annotations

import pytest
from conftest import ARTICLE, DATA, WriteProject, article_text, findings_of

from clearprint.findings import Finding
from clearprint.orders import Desk
from clearprint.project import SHIPPED
from clearprint.validate import check_project, read_handout

LABELS = (SHIPPED / "templates" / "labels" / "es.yaml").read_text("utf-8")
PERSIAN = (DATA / "persian" / "labels.yaml").read_text("utf-8")
TRANSLATED = article_text(title="Pequeño", translation="{of: en, status: machine}")


def _stopping(desk: Desk) -> list[Finding]:
    return [finding for finding in check_project(desk) if finding.stops]


def _line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "letter"),
    [
        ("faq: Preguntas", "faq: ☎ Preguntas", "“☎” (U+260E)"),
        ("causes: Causas", "causes: 你", "“你” (U+4F60)"),
        ("bilingual: Folleto", "bilingual: 册", "“册” (U+518C)"),
        ("  ni el tratamiento", "  你 el tratamiento", "“你” (U+4F60)"),
    ],
)
def test_a_letter_of_the_labels(
    write_project: WriteProject, old: str, new: str, letter: str
) -> None:
    assert LABELS.count(old) == 1
    labels = LABELS.replace(old, new)
    files = {"handouts/small/es.yaml": ARTICLE, "templates/labels/es.yaml": labels}
    desk = Desk(write_project(files))
    (found,) = _stopping(desk)
    assert (found.code, found.place.file) == ("no-glyph", "templates/labels/es.yaml")
    assert letter in found.problem
    assert "templates/labels/es.yaml (now: Atkinson" in found.remedy
    assert found.place.line == _line_of(labels, new)
    assert findings_of(lambda: read_handout(desk, "small", "es")) == (found,)


def test_what_is_not_printed_needs_no_letter(write_project: WriteProject) -> None:
    labels = LABELS.replace("  Gy: [gray", "  Gy: [戈瑞, gray")
    files = {"handouts/small/es.yaml": ARTICLE, "templates/labels/es.yaml": labels}
    assert _stopping(Desk(write_project(files))) == []


def test_a_letter_of_the_clinic_on_the_sheets_of_a_language(write_project: WriteProject) -> None:
    clinic = "phone: 555-0100\nname: 诊所\n"
    files = {"handouts/small/en.yaml": ARTICLE, "clinic.yaml": clinic}
    first, second = _stopping(Desk(write_project(files)))
    assert (first.code, str(first.place)) == ("no-glyph", "clinic.yaml:2:1")
    assert ["“诊” (U+8BCA)" in first.problem, "“所” (U+6240)" in second.problem] == [True, True]
    chinese = TRANSLATED.replace("Pequeño", "小")
    desk = Desk(write_project({**files, "handouts/small/zh-Hans.yaml": chinese}))
    assert read_handout(desk, "small", "zh-Hans").source
    assert [str(f.place) for f in _stopping(desk)] == ["clinic.yaml:2:1"] * 2  # of English


@pytest.mark.parametrize("title", ["Łódź", "Fever ≥ 5", "Café, naïve, 1½"])
@pytest.mark.parametrize("language", ["ar", "hi", "ko", "ru", "vi", "zh-Hans"])
def test_the_sources_words_are_set_in_its_own_fonts(
    write_project: WriteProject, language: str, title: str
) -> None:
    english = article_text(title=title).replace("A book.", f"{title}.")
    files = {
        "handouts/small/en.yaml": english,
        f"handouts/small/{language}.yaml": english + "translation: {of: en, status: machine}\n",
    }
    assert _stopping(Desk(write_project(files))) == []


def test_signs_of_comparison_are_there_in_every_language(write_project: WriteProject) -> None:
    text = article_text(title="≥ 38, ≤ 4, < 5, > 6, ± 2, × 4, °, %, ½")
    languages = sorted(f.stem for f in (SHIPPED / "templates" / "labels").glob("*.yaml"))
    files = {f"handouts/of-{language}/{language}.yaml": text for language in languages}
    assert len(files) > 8
    assert _stopping(Desk(write_project(files))) == []


def test_a_hyphen_that_does_not_break_is_printed_as_a_hyphen(write_project: WriteProject) -> None:
    text = article_text(title="T\u2011cells").replace("It is small.", "Call 555\u20110100.")
    desk = Desk(write_project({"handouts/small/en.yaml": text}))
    article = read_handout(desk, "small", "en").article
    assert article.title == "T-cells"
    assert article.sections["overview"].text.passages == ("Call 555-0100.",)


def test_a_font_that_is_not_there_is_told_once_at_its_line(write_project: WriteProject) -> None:
    labels = PERSIAN.replace("fonts: [Vazirmatn]", "fonts: [Nazanin]")
    persian = (DATA / "persian" / "fa.yaml").read_text("utf-8")
    files = {
        "handouts/fever/en.yaml": (DATA / "persian" / "en.yaml").read_text("utf-8"),
        "handouts/fever/fa.yaml": persian,
        "templates/labels/fa.yaml": labels,
    }
    desk = Desk(write_project(files))
    (found,) = _stopping(desk)
    assert (found.code, found.place.file) == ("no-font", "templates/labels/fa.yaml")
    assert found.place.line == _line_of(labels, "fonts:")
    assert found.problem == "There is no font “Nazanin” here."
    assert "styles/fonts/nazanin/" in found.remedy
    assert "vazirmatn" in found.remedy
    assert findings_of(lambda: read_handout(desk, "fever", "fa")) == (found,)
