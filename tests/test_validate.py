"""A handout is read with every fault at once, each at its line, and held against its source."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import ARTICLE, WriteProject, article_text, findings_of

from clearprint.findings import Finding
from clearprint.orders import Desk
from clearprint.project import Project
from clearprint.textblocks import digests
from clearprint.validate import check_project, read_handout

FILE = "handouts/small/en.yaml"


def faults_in(write_project: WriteProject, text: str | bytes) -> tuple[Finding, ...]:
    desk = Desk(write_project({FILE: text}))
    return findings_of(lambda: read_handout(desk, "small", "en"))


def places(found: tuple[Finding, ...] | list[Finding]) -> list[tuple[int, int, str]]:
    return [(finding.place.line, finding.place.column, finding.code) for finding in found]


def test_a_handout_is_an_article_with_its_language(write_project: WriteProject) -> None:
    handout = read_handout(Desk(write_project({FILE: ARTICLE})), "small", "en")
    assert handout.article.title == "Small"
    assert handout.labels.language == "en"
    assert str(handout.place) == FILE
    assert (handout.source, handout.stale, handout.unreviewed) == (None, (), False)


def test_every_fault_of_a_file_is_told_at_once(write_project: WriteProject) -> None:
    text = """\
titel: Small
title: &name Small
quick_facts:
  Dose: grade #3
  Dose: 10 mg
sections:
  overview:
    may_cut: 1
    text: |
      One.

      # Two
      {{ 7*7 }} <script>alert(1)</script>
      [x](file:///etc/passwd)

  my_own:
    text: >
      - a
      - b
  symptoms:
    text: Fine.
    urgent: [Pain]
    may_cut: 100
faq:
  - question:
    answer: [a]
    anser: b
references:
  - text: A book.
    url: javascript:alert(1)
version: "1\\u200b.0"
published: 2026-02-30
review: {status: reviewed, by: A, on: 2026-01-01, due: 2030-01-01}
subtitle:\tA 龘 tab
"""
    assert places(faults_in(write_project, text)) == [
        (1, 1, "unknown-key"),
        (2, 8, "alias"),
        (4, 15, "words-in-comment"),
        (5, 3, "duplicate-key"),
        (6, 1, "missing-section"),
        (8, 5, "needed-section-cut"),
        (12, 7, "body-text"),
        (13, 7, "body-text"),
        (14, 7, "body-text"),
        (16, 3, "no-heading"),
        (17, 11, "lines-run-together"),
        (23, 14, "out-of-bounds"),
        (25, 14, "empty"),
        (26, 13, "wrong-type"),
        (27, 5, "unknown-key"),
        (30, 10, "wrong-form"),
        (31, 10, "invisible-character"),
        (32, 12, "wrong-date"),
        (33, 56, "review-due"),
        (34, 1, "no-glyph"),
        (34, 10, "tab"),
    ]


def test_each_finding_says_what_is_wrong_and_what_to_do(write_project: WriteProject) -> None:
    text = article_text(title=None, titel="Small", subtitle="8:00").replace("text: It", "txt: It")
    assert [str(finding) for finding in faults_in(write_project, text)] == [
        f"{FILE}:1:1: “title” is missing. Add “title: …”. [missing-key]",
        f"{FILE}:3:5: “text” is missing. Add “text: …”. [missing-key]",
        f"{FILE}:3:5: There is no key “txt” here. Did you mean “text”? [unknown-key]",
        f"{FILE}:14:1: There is no key “titel” here. Did you mean “title”? [unknown-key]",
    ]


def test_a_missing_section_is_told_beside_other_faults(write_project: WriteProject) -> None:
    sections = "\n  overview: {text: It is., brif: x}"
    found = faults_in(write_project, article_text(sections=sections))
    assert places(found) == [(2, 1, "missing-section"), (3, 28, "unknown-key")]
    assert found[0].problem == "The section “when_to_see_a_doctor” is missing."


@pytest.mark.parametrize("key", ["overview", "when_to_see_a_doctor"])
def test_a_needed_section_stays(write_project: WriteProject, key: str) -> None:
    sections = "\n  overview: {text: It is.}\n  when_to_see_a_doctor: {text: Call.}"
    text = article_text(sections=sections.replace(f"{key}: {{", f"{key}: {{may_cut: 1, "))
    (found,) = faults_in(write_project, text)
    assert (found.code, found.problem) == (
        "needed-section-cut",
        f"The section “{key}” may not be left out.",
    )


def test_a_section_needs_a_heading_from_somewhere(write_project: WriteProject) -> None:
    sections = (
        "\n  overview: {text: It.}\n  when_to_see_a_doctor: {text: C.}\n  symptms: {text: A.}"
    )
    (found,) = faults_in(write_project, article_text(sections=sections))
    assert (str(found.place), found.code) == (f"{FILE}:5:3", "no-heading")
    assert "Did you mean “symptoms”?" in found.remedy
    named = article_text(sections=sections.replace("{text: A.", "{heading: Signs, text: A."))
    assert read_handout(Desk(write_project({FILE: named})), "small", "en")


@pytest.mark.parametrize(
    "written", [">\n      a\n      b", "a\n      b", '"a\n      b"', ">-\n      a"]
)
@pytest.mark.parametrize("key", ["text", "brief"])
def test_body_text_keeps_its_lines(write_project: WriteProject, key: str, written: str) -> None:
    other = "" if key == "text" else "text: It.\n    "
    sections = f"\n  when_to_see_a_doctor: {{text: C.}}\n  overview:\n    {other}{key}: {written}"
    (found,) = faults_in(write_project, article_text(sections=sections))
    assert (found.code, found.place.line) == ("lines-run-together", 6 if other else 5)
    assert found.remedy.startswith(f"Write “{key}: |”")


def test_an_answer_keeps_its_lines_too(write_project: WriteProject) -> None:
    faq = "\n  - question: What\n      is it?\n    answer: It\n      is."
    (found,) = faults_in(write_project, article_text(faq=faq))
    assert (found.code, found.place.column) == ("lines-run-together", 13)


def test_letters_no_font_has_are_told_at_their_line(write_project: WriteProject) -> None:
    sections = (
        "\n  when_to_see_a_doctor: {text: C.}\n  overview:\n    text: |\n      a\n\n      b 龘 Ж\n"
    )
    found = faults_in(write_project, article_text(sections=sections, quick_facts="{Я: x}"))
    assert [(finding.place.line, finding.code) for finding in found] == [
        (8, "no-glyph"),
        (8, "no-glyph"),
        (16, "no-glyph"),
    ]
    assert "“龘” (U+9F98)" in found[0].problem
    assert "templates/labels/en.yaml" in found[0].remedy


def test_a_letter_of_a_dose_that_is_misread_is_not_to_be_had_by_a_font(
    write_project: WriteProject,
) -> None:
    sections = "\n  when_to_see_a_doctor: {text: C.}\n  overview: {text: Take 5 µg.}"
    (found,) = faults_in(write_project, article_text(sections=sections))
    assert (found.code, found.remedy.startswith("Write mcg or micrograms")) == ("no-glyph", True)


def test_what_nobody_sees_is_not_told_twice(write_project: WriteProject) -> None:
    (found,) = faults_in(write_project, article_text(title="Sma\u202ell"))
    assert found.code == "invisible-character"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty-file"),
        ("# nothing", "empty-file"),
        ("- a\n- b", "not-a-mapping"),
        ("Just words.", "not-a-mapping"),
        ("a: [b", "yaml-syntax"),
        (b"\xff\xfe\x00", "not-utf-8"),
        (b"x" * 600_000, "file-too-large"),
        ("[" * 100_000, "too-deep"),
        ("1: a\n2: b", "unknown-key"),
    ],
)
def test_a_file_that_is_no_article_is_refused(
    write_project: WriteProject, text: str | bytes, code: str
) -> None:
    assert code in {finding.code for finding in faults_in(write_project, text)}


def test_a_file_from_windows_is_no_other(write_project: WriteProject) -> None:
    unix = read_handout(Desk(write_project({FILE: ARTICLE})), "small", "en").article
    data = b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode()
    assert read_handout(Desk(write_project({FILE: data})), "small", "en").article == unix


# Translations


def translated(of: str = "en", status: str = "machine", **parts: str | None) -> str:
    return article_text(translation=f"{{of: {of}, status: {status}}}", **parts)


def project_of(write_project: WriteProject, **languages: str) -> Desk:
    return Desk(write_project({f"handouts/small/{k}.yaml": text for k, text in languages.items()}))


def test_a_translation_has_its_source_beside_it(write_project: WriteProject) -> None:
    desk = project_of(write_project, en=ARTICLE, es=translated())
    handout = read_handout(desk, "small", "es")
    assert handout.source
    assert handout.source.labels.language == "en"
    assert handout.unreviewed
    assert set(handout.stale) == set(digests(handout.source.article))


@pytest.mark.parametrize(
    ("es", "en", "problem"),
    [
        (translated("fr"), ARTICLE, "The source, small/fr.yaml, is not there."),
        (translated("es"), ARTICLE, "The source, small/es.yaml, is a translation itself."),
        (translated("en"), translated("es"), "The source, small/en.yaml, is a translation itself."),
    ],
)
def test_a_source_is_there_and_no_translation(
    write_project: WriteProject, es: str, en: str, problem: str
) -> None:
    desk = project_of(write_project, en=en, es=es)
    (found,) = findings_of(lambda: read_handout(desk, "small", "es"))
    assert (found.code, found.problem) == ("no-source", problem)
    assert found.place.file == "handouts/small/es.yaml"


def test_a_source_with_faults_is_told_in_its_own_file(write_project: WriteProject) -> None:
    desk = project_of(write_project, en=article_text(published="soon"), es=translated())
    (found,) = findings_of(lambda: read_handout(desk, "small", "es"))
    assert (found.place.file, found.code) == (FILE, "wrong-date")


def test_a_clinic_may_refuse_what_nobody_reviewed(write_project: WriteProject) -> None:
    reviewed = translated(status="reviewed, by: A, on: 2026-01-01")
    files = {FILE: ARTICLE, "clinic.yaml": "unreviewed: refuse"}
    desk = Desk(write_project({**files, "handouts/small/es.yaml": translated()}))
    (found,) = findings_of(lambda: read_handout(desk, "small", "es"))
    assert (found.code, found.place.line) == ("unreviewed", 15)
    desk = Desk(write_project({"handouts/small/es.yaml": reviewed}))
    assert not read_handout(desk, "small", "es").unreviewed


# The whole project


def test_nothing_is_wrong_with_what_ships(shipped: Project) -> None:
    assert [finding for finding in check_project(Desk(shipped)) if finding.stops] == []


def test_all_tables_and_handouts_are_looked_at(write_project: WriteProject) -> None:
    desk = Desk(
        write_project(
            {
                "clinic.yaml": "phone: none",
                "templates/editions.yaml": "x: y",
                "templates/labels/fa.yaml": "",
                "handouts/a/en.yaml": article_text(version=""),
                "handouts/b/en.yaml": article_text(title=""),
                "handouts/c/xx.yaml": ARTICLE,
                "handouts/d/en.yaml": ARTICLE,
            }
        )
    )
    found = check_project(desk)
    assert [(finding.place.file, finding.code) for finding in found] == [
        ("templates/editions.yaml", "wrong-type"),
        ("clinic.yaml", "phone"),
        ("templates/labels/fa.yaml", "empty-file"),
        ("handouts/a/en.yaml", "empty"),
        ("handouts/b/en.yaml", "empty"),
        ("templates/labels/xx.yaml", "no-labels"),
    ]
    assert {finding.place.file for finding in check_project(desk, ("b",))} == {
        *("templates/editions.yaml", "clinic.yaml", "templates/labels/fa.yaml"),
        "handouts/b/en.yaml",
    }


def test_a_stale_translation_is_advice(write_project: WriteProject) -> None:
    desk = project_of(write_project, de=article_text(title=""), en=ARTICLE, es=translated())
    found = check_project(desk)
    advice = [finding for finding in found if finding.code == "stale"]
    assert len(advice) == 5
    assert not any(finding.stops for finding in advice)
    assert all(finding.place.file == "handouts/small/es.yaml" for finding in advice)


@pytest.mark.parametrize(
    ("today", "codes"),
    [(date(2026, 12, 24), []), (date(2027, 1, 10), []), (date(2027, 1, 11), ["review-overdue"])],
)
def test_a_review_that_is_due_soon_stops_nothing(
    write_project: WriteProject, today: date, codes: list[str]
) -> None:
    review = "{status: reviewed, by: A, on: 2026-01-10, due: 2027-01-10}"
    files = {FILE: article_text(review=review), "clinic.yaml": "advice: refuse"}
    found = check_project(Desk(write_project(files), today))
    assert [finding.code for finding in found if finding.stops] == codes


def test_a_topic_that_is_not_there_is_refused(write_project: WriteProject) -> None:
    desk = Desk(write_project({FILE: ARTICLE}))
    (found,) = findings_of(lambda: check_project(desk, ("../small",)))
    assert (found.code, found.remedy) == ("unknown-topic", "Did you mean “small”?")


def test_two_texts_that_are_no_translations_are_told(write_project: WriteProject) -> None:
    desk = project_of(write_project, fr=ARTICLE, en=ARTICLE, es=translated())
    (found,) = [f for f in check_project(desk) if f.code == "two-originals"]
    assert (found.place.file, found.stops) == ("handouts/small/fr.yaml", False)
    assert "en.yaml stands beside it" in found.problem
    assert "translation: {of: en" in found.remedy
    assert read_handout(desk, "small", "fr").notes == (found,)
