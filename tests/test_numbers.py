"""Chances out of several numbers are told; marks, pages, doses and times are no chances."""

from __future__ import annotations

import pytest
from copies import told


@pytest.mark.parametrize(
    ("text", "language", "two"),
    [
        ("About 1 in 10 people. Yes, 1 in 100.", "en", ("About 1 in 10", "1 in 100")),
        ("It is 3 out of 1,000. 1 in 10 people.", "en", ("3 out of 1,000", "1 in 10")),
        ("One in a hundred people. Six in 10.", "en", ("One in a hundred", "Six in 10")),
        ("Of people, 1 per 100. Or 1 in 10.", "en", ("1 per 100", "1 in 10")),
        ("Two women in 100. Or 1 in 10.", "en", ("Two women in 100", "1 in 10")),
        ("10% of people do. 1 in 1,000 dies.", "en", ("10%", "1 in 1,000")),
        ("1 in 10 people.\n\nThe risk is 1 in 20.", "en", ("1 in 10", "1 in 20")),
        ("1 de cada 10 personas. 1 de cada 1.000.", "es", ("1 de cada 10", "1 de cada 1.000")),
        ("1 personne sur 10. 1 femme sur 100.", "fr", ("1 personne sur 10", "1 femme sur 100")),
    ],
)
def test_chances_out_of_two_numbers_are_told(
    text: str, language: str, two: tuple[str, str]
) -> None:
    (found,) = told(text, "mixed-denominators", language)
    assert found.problem == f"“{two[0]}” and “{two[1]}” are out of two numbers."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Answer 3 out of 5 questions. 1 in 10 people do.", "en"),
        ("Rate your pain 3 out of 10. 1 in 100 people do.", "en"),
        ("10% of people do. 10 in 100 have a rash.", "en"),
        ("1 in 10 people use a 30% cream.", "en"),
        ("1 in 10 people.\n\n30% of people.", "en"),
        ("People take 2 in 24 hours. 1 in 10 people.", "en"),
        ("It was found in 1 in 2019. 1 in 10 people.", "en"),
        ("It is one of two kinds. 1 in 10 people.", "en"),
        ("Mix 1 in 20. Then mix 1 in 10.", "en"),
        ("Page 2 sur 4. 1 personne sur 10.", "fr"),
    ],
)
def test_what_is_no_chance_or_the_same_passes(text: str, language: str) -> None:
    assert told(text, "mixed-denominators", language) == []


def test_the_brief_is_read_on_its_own() -> None:
    sections = (
        "sections:\n  overview:\n    text: 1 in 10 people.\n    brief: 1 in 20 people.{0}\n"
        "  when_to_see_a_doctor: {{text: Call us., urgent: [Pain]}}"
    )
    assert told(sections.format(""), "mixed-denominators") == []
    (found,) = told(sections.format(" Or 1 in 30."), "mixed-denominators")
    assert found.place.line == 5
