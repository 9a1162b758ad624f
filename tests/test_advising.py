"""Advice is given on whatever can be read, be it fit to print or not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from conftest import WriteProject, article_text
from copies import TODAY, codes, in_overview

from clearprint.advising import Checked, all_findings, checked
from clearprint.findings import Finding
from clearprint.orders import Desk
from clearprint.validate import check_project

DOSES = in_overview("Take 5.0 mg at night. Inject 10 U at once.")
ENGLISH = article_text(sections=DOSES)


def judged(
    write_project: WriteProject, files: Mapping[str, str]
) -> tuple[list[Finding], list[Checked]]:
    """The faults of a project, and its handouts with what is told of them."""
    desk = Desk(write_project(files), TODAY)
    faults = check_project(desk)
    return faults, checked(desk, (), faults)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (article_text(sections=DOSES, references=None), "missing-key"),
        (ENGLISH + "titel: Small\n", "unknown-key"),
        (article_text(sections=in_overview("## Doses\nTake 5.0 mg, then 10 U.")), "body-text"),
        (article_text(sections="\n  overview: {text: Take 5.0 mg and 10 U.}"), "missing-section"),
    ],
)
def test_a_fault_of_form_hides_no_advice(
    write_project: WriteProject, text: str, fault: str
) -> None:
    faults, (handout,) = judged(write_project, {"handouts/small/en.yaml": text})
    assert codes(faults) == [fault]
    assert {fault, "do-not-use", "trailing-zero"} <= set(codes(list(handout.findings)))


def test_a_translation_with_faults_gets_its_advice(write_project: WriteProject) -> None:
    translated = "translation: {of: en, status: machine}\n"
    spanish = article_text(sections=in_overview("Tome 5,0 mg.\n\nTome más.")) + translated
    files = {"handouts/small/en.yaml": ENGLISH, "handouts/small/es.yaml": spanish}
    faults, (_, handout) = judged(write_project, files)
    assert "other-structure" in codes(faults)
    assert {"other-structure", "trailing-zero"} <= set(codes(list(handout.findings)))


def test_a_language_needs_no_labels_for_advice_and_reading_level(
    write_project: WriteProject,
) -> None:
    text = "\n".join(["- Nehmen Sie jeden Tag die Tabletten und trinken Sie ein Glas Wasser."] * 40)
    german = article_text(sections=in_overview(f"{text}\n- Nehmen Sie 5,0 mg."))
    faults, (handout,) = judged(write_project, {"handouts/small/de.yaml": german})
    assert codes(faults) == ["no-labels"]
    assert "trailing-zero" in codes(list(handout.findings))
    assert handout.level.startswith("Wiener Sachtextformel 1")


def test_what_is_no_yaml_gets_its_fault_alone(write_project: WriteProject) -> None:
    faults, handouts = judged(write_project, {"handouts/small/en.yaml": "title: [\n"})
    assert (codes(faults), handouts) == (["yaml-syntax"], [])


def test_a_file_without_a_title_is_called_by_its_topic(write_project: WriteProject) -> None:
    _, (handout,) = judged(write_project, {"handouts/small/en.yaml": "titel: Broken\n"})
    assert (handout.title, handout.version) == ("small", "")


def test_advice_that_the_clinic_refuses_is_told_once(write_project: WriteProject) -> None:
    files = {"handouts/small/en.yaml": ENGLISH, "clinic.yaml": "advice: refuse"}
    faults, handouts = judged(write_project, files)
    found = all_findings(faults, handouts)
    assert sorted(codes(found)) == ["do-not-use", "trailing-zero"]
    assert all(finding.stops for finding in found)


def test_a_clinic_that_cannot_be_read_hides_no_advice(write_project: WriteProject) -> None:
    files = {"handouts/small/en.yaml": ENGLISH, "clinic.yaml": "advice: never"}
    faults, handouts = judged(write_project, files)
    assert "wrong-word" in codes(faults)
    assert "trailing-zero" in codes(all_findings(faults, handouts))


def test_the_level_of_the_one_page_sheet_stands_beside_the_other(
    write_project: WriteProject,
) -> None:
    brief = DOSES.replace("    text: |", "    brief: Rest.\n    text: |")
    files = {"handouts/small/en.yaml": article_text(sections=brief)}
    _, (handout,) = judged(write_project, files)
    assert handout.level == (
        "too short to score: 4 sentences, 13 words; "
        "one-page sheet: too short to score: 3 sentences, 4 words"
    )
    assert handout.levels()["one_page_sheet"]["words"] == 4
