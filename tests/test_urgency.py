"""Missing urgent signs are told where something can turn urgent, in every language that ships."""

from __future__ import annotations

from dataclasses import replace

import pytest
from copies import TODAY, codes, told

from clearprint.checks import advice
from clearprint.copychecks.emergencies import DANGERS, SENDS
from clearprint.findings import Finding
from clearprint.orders import Desk
from clearprint.project import SHIPPED, Project
from clearprint.validate import copy_in, load_file

SHIPPED_LANGUAGES = Project(SHIPPED).languages()


def about(text: str, section: str = "overview", language: str = "en") -> list[Finding]:
    """What is told of a handout without signs that has a text in a section."""
    needed = "  when_to_see_a_doctor: {text: Call us.}"
    return told(
        f"sections:\n  {section}:\n    text: |\n      {text}\n{needed}", "no-urgent-signs", language
    )


def test_every_language_that_ships_has_its_words() -> None:
    assert len(SHIPPED_LANGUAGES) >= 9
    bases = {language.split("-")[0] for language in SHIPPED_LANGUAGES}
    assert bases <= SENDS.keys() & DANGERS.keys()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("If you are worse, call 911.", "en"),
        ("It is a medical emergency.", "en"),
        ("Si empeora, llame al 911.", "es"),
        ("Appelez le 15.", "fr"),
        ("Вызовите скорую помощь.", "ru"),
        ("اذهب إلى الطوارئ.", "ar"),
        ("फ़ौरन एम्बुलेंस बुलाएँ।", "hi"),
        ("즉시 응급실로 가십시오.", "ko"),
        ("Hãy gọi 115 ngay.", "vi"),
        ("请立即去急诊。", "zh-Hans"),
    ],
)
def test_a_text_that_sends_people_to_emergency_care_needs_signs(text: str, language: str) -> None:
    (found,) = about(text, language=language)
    assert "sends people to emergency care" in found.problem
    assert found.place.line == 5


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You may have chest pain.", "en"),
        ("Puede tener dificultad para respirar.", "es"),
        ("Vous pouvez avoir du mal à respirer.", "fr"),
        ("Может быть одышка.", "ru"),
        ("قد تشعر بألم في الصدر.", "ar"),
        ("सीने में दर्द हो सकता है।", "hi"),
        ("가슴 통증이 있을 수 있습니다.", "ko"),
        ("Có thể bị khó thở.", "vi"),
        ("可能出现胸痛。", "zh-Hans"),
    ],
)
def test_a_sign_that_can_be_an_emergency_is_told_among_symptoms(text: str, language: str) -> None:
    (found,) = about(text, "side_effects", language)
    assert "can be an emergency" in found.problem
    assert about(text, "overview", language) == []


@pytest.mark.parametrize("section", ["side_effects", "after", "symptoms", "living_with_it"])
def test_an_illness_or_a_treatment_can_turn_urgent(section: str) -> None:
    assert len(about("It may itch.", section)) == 1


@pytest.mark.parametrize(
    "text",
    [
        *("Radon is a gas. It can cause lung cancer.", "Health literacy means to understand."),
        *("A bone density test shows how strong bones are.", "Do not smoke, to prevent a stroke."),
    ],
)
def test_where_nothing_urgent_can_arise_nothing_is_told(text: str) -> None:
    assert about(text) == []


def test_a_handout_with_signs_needs_no_more() -> None:
    text = (
        "sections:\n  overview: {text: Call 911.}\n  symptoms: {text: Chest pain., urgent: [Pain]}"
    )
    assert told(text, "no-urgent-signs") == []


@pytest.mark.parametrize("topic", sorted(Project(SHIPPED).handouts()))
def test_what_ships_would_be_told_without_its_signs(topic: str) -> None:
    desk = Desk(Project(SHIPPED), TODAY)
    for language in desk.handouts[topic]:
        copy = copy_in(desk, load_file(desk, topic, language), language)
        kept = tuple(passage for passage in copy.passages if passage.kind != "sign")
        assert len(kept) < len(copy.passages)
        assert "no-urgent-signs" in codes(advice(replace(copy, passages=kept))), language
        assert "no-urgent-signs" not in codes(advice(copy)), language
