"""A handout asks for something in a sentence that asks, not by a word that could be a verb."""

from __future__ import annotations

import pytest
from copies import codes, small_copy

from clearprint.checks import advice


def asks(text: str, language: str = "en") -> bool:
    """Whether a handout that says nothing else asks for anything."""
    sections = (
        f"sections:\n  overview:\n    text: |\n      {text}\n"
        "  when_to_see_a_doctor: {text: Pain., urgent: [Pain]}"
    )
    return "no-action" not in codes(advice(small_copy(sections, language)))


@pytest.mark.parametrize(
    "text",
    [
        *("The use of drugs is common. Rest is good.", "Stop signs are red.", "Exercise helps."),
        *("Doctors take blood. Some people drink.", "Call centers are busy.", "Visits are free."),
        *("You may have an MRI. You can get sick.", "Give or take a day?", "It may help."),
        *("Most people do not smoke.", "Walks are healthy.", "Use of it is rare.", "Let is old."),
    ],
)
def test_a_noun_or_a_third_person_asks_for_nothing(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Apply the cream.", "Do not smoke.", "Don’t drive.", "Rest.", "Use a mask."),
        *("If it hurts, call us.", "Before the test, please drink water.", "You should eat well."),
        *("Always wash your hands.", "- **Pace yourself.** Do one thing.", "Note: keep it dry."),
        *("But if you have a fever, contact your doctor.", "It’s also important for men to sleep."),
        *("You may just need to rest.", "It is still very important to eat well."),
        *("You can lower your risk.", "Stop if you feel dizzy.", "Exercise regularly."),
    ],
)
def test_what_asks_is_seen(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Cepíllese los dientes.", True),
        ("No fume.", True),
        ("Si le duele, llámenos.", True),
        ("Usted puede reducir el riesgo.", True),
        ("Tome una pastilla.", True),
        ("La radiación puede causar dolor. El uso es común.", False),
        ("Puede causar dolor. Hay que esperar poco.", True),
        ("Puede causar dolor.", False),
        ("Las personas toman agua. Células y médula. No se sabe.", False),
    ],
)
def test_spanish_is_read_in_its_own_forms(text: str, seen: bool) -> None:
    assert asks(text, "es") is seen


def test_a_file_without_a_text_is_not_told_of() -> None:
    assert advice(small_copy("title: Small\nsections: {}")) == []
