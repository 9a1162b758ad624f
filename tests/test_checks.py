"""Every check of the copy on its own examples, and advice on what ships."""

from __future__ import annotations

from time import process_time

import pytest
import yaml
from conftest import DATA, WriteProject, article_text, findings_of, node_of
from copies import TODAY, advised, codes, in_overview, small_copy

from clearprint.checks import CHECKS, advice
from clearprint.copychecks.check import Check
from clearprint.orders import Desk
from clearprint.passages import copy_of
from clearprint.project import Project
from clearprint.validate import copy_in, load_file, read_handout


def test_no_check_is_without_reason_source_remedy_and_examples() -> None:
    assert len(CHECKS) >= 15
    assert len({check.code for check in CHECKS}) == len(CHECKS)
    for check in CHECKS:
        texts = (check.reason, check.source, check.remedy, check.catches, check.passes)
        assert all(texts), check.code


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_a_check_catches_what_it_must_and_passes_what_it_must(check: Check) -> None:
    assert check.code in codes(advised(check.catches))
    assert check.code not in codes(advised(check.passes))


@pytest.mark.parametrize(
    "text",
    [
        *("Take 10U now.", "Take 5 IU.", "Once q.d. only.", "MSO4 helps.", "MS 5 mg is given."),
        *("Take 5 µg.", "Take 5 cc.", "Rest @ 8.", "If your fever is > 38."),
    ],
)
def test_each_abbreviation_is_caught(text: str) -> None:
    assert codes(advised(text)) == ["do-not-use"]


@pytest.mark.parametrize(
    "text",
    [
        *("People with MS may tire.", "Write to us@example.org.", "The U turn took 5 Us.", "-> 5"),
        *("The USA has 50 states.", "Version 5.0 of the book.", "At 8.30 take .. 5 mg"),
    ],
)
def test_what_looks_like_a_dose_passes(text: str) -> None:
    assert codes(advised(text)) == []


def test_advice_never_stops_and_has_the_line_of_its_words() -> None:
    text = "First line is good.\n\n- Take one.\n- Take **two**,\n  and then 5.0 mg of it.\n"
    (found,) = advised(text)
    assert (found.code, found.stops, found.place.line) == ("trailing-zero", False, 9)


def test_checks_in_words_leave_other_languages_alone() -> None:
    assert codes(advised("Your GFR is low. You may have edema.", "vi")) == []
    assert codes(advised("Tiene disnea.", "es")) == ["no-action", "term"]


@pytest.mark.parametrize(
    ("due", "told"),
    [
        ("2026-11-23", ["review-overdue"]),
        ("2026-11-24", ["review-due-soon"]),
        ("2027-02-24", ["review-due-soon"]),
        ("2027-05-24", ["review-due-soon"]),
        ("2027-05-25", []),
    ],
)
def test_a_review_is_told_of_in_time(due: str, told: list[str]) -> None:
    found = advised(f"review: {{status: reviewed, by: A, on: 2025-01-01, due: {due}}}")
    assert codes(found) == told


def test_a_text_nobody_reviewed_is_overdue_three_years_after_it_came() -> None:
    node = node_of(article_text(published="2023-11-23"))
    assert codes(advice(copy_of(node, "en", TODAY))) == ["review-overdue"]


def test_the_clinic_may_refuse_what_is_not_as_advised(write_project: WriteProject) -> None:
    text = article_text(sections=in_overview("Take 5.0 mg."))
    files = {"handouts/small/en.yaml": text, "clinic.yaml": "advice: refuse"}
    desk = Desk(write_project(files), TODAY)
    (found,) = findings_of(lambda: read_handout(desk, "small", "en"))
    assert (found.code, found.stops) == ("trailing-zero", True)
    desk = Desk(write_project({**files, "clinic.yaml": "advice: tell"}), TODAY)
    node = read_handout(desk, "small", "en").node
    assert codes(advice(copy_in(desk, node, "en"))) == ["trailing-zero"]


def test_there_is_no_alarm_on_a_dose_or_a_form_in_what_ships(shipped: Project) -> None:
    """Long sentences and hard words of the shipped article are true; these would be false."""
    quiet = {"do-not-use", "trailing-zero", "missing-zero", "no-action", "no-urgent-signs"}
    quiet |= {"click-here", "all-capitals", "empty-heading", "mixed-denominators", "review-overdue"}
    desk = Desk(shipped, TODAY)
    found = [
        finding
        for topic, languages in desk.handouts.items()
        for language in languages
        for finding in advice(copy_in(desk, read_handout(desk, topic, language).node, language))
    ]
    assert {finding.place.file for finding in found} != set()
    assert [str(finding) for finding in found if finding.code in quiet] == []


def judgements() -> dict[str, list[dict[str, str]]]:
    """Handout to what the checks found in it, and what a person said of each finding."""
    kept = yaml.safe_load((DATA / "judgements.yaml").read_text("utf-8"))
    assert len(kept) == 30
    return {each["file"]: list(each["findings"]) for each in kept}


def test_fewer_than_one_finding_in_ten_is_doubtful() -> None:
    judged = [each["judged"] for found in judgements().values() for each in found]
    assert len(judged) > 100
    assert set(judged) == {"true", "doubtful"}
    assert judged.count("doubtful") / len(judged) < 0.1


def test_each_finding_was_judged_with_a_reason_of_its_own() -> None:
    reasons = [each["why"] for found in judgements().values() for each in found]
    assert len(set(reasons)) == len(reasons)
    assert min(map(len, reasons)) > 30


def test_the_checks_find_what_was_judged_and_nothing_else() -> None:
    """All findings of all checks, on each article as a whole."""
    desk = Desk(Project(DATA / "articles"), TODAY)
    for name, judged in judgements().items():
        _, topic, file = name.split("/")
        language = file.removesuffix(".yaml")
        found = advice(copy_in(desk, load_file(desk, topic, language), language))
        told = [(finding.code, finding.problem) for finding in found]
        assert told == [(each["code"], each["problem"]) for each in judged], name


@pytest.mark.parametrize("piece", ["a ", "a", "AB ", "ABC, ", "1,000,", ". ", "you may ", "("])
def test_a_strange_text_is_checked_in_no_time(piece: str) -> None:
    """Twenty thousand letters of the same; each pattern looks at what is near."""
    copy, started = small_copy("People " + piece * (20_000 // len(piece))), process_time()
    advice(copy)
    assert process_time() - started < 20
