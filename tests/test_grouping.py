"""What stands below each heading, and what a heading means."""

from __future__ import annotations

from clearprint.body import Run
from clearprint.manuscript.grouping import Group, grouped, meant
from clearprint.manuscript.headings import Headings
from clearprint.manuscript.outline import Kind, Piece
from clearprint.manuscript.urgent import Finder
from clearprint.orders import Desk
from clearprint.project import SHIPPED, Project
from clearprint.wording import load_wording

DESK = Desk(Project(SHIPPED))
WORDING = load_wording(DESK.project, "en")
HEADINGS = Headings(DESK.labels("en"), WORDING)


def piece(text: str, kind: Kind = "paragraph", level: int = 1) -> Piece:
    return Piece(kind, (Run(text),), level=level)


def below(*texts: str) -> list[Group]:
    """The groups of lines of which those with “# ” before them are headings."""
    pieces = [
        piece(text.lstrip("# "), "heading", text.count("#"))
        if text.startswith("#")
        else piece(text)
        for text in texts
    ]
    _, *groups = meant(grouped(pieces, HEADINGS), HEADINGS, Finder.of(DESK.labels("en"), WORDING))
    return groups


def test_a_second_section_of_signs_is_told_where_they_belong() -> None:
    first, second = below("# When to call us", "Call.", "# Call 911 if", "You faint.")
    assert (first.means, second.means) == ("when_to_see_a_doctor", "own")
    (note,) = second.notes
    assert "`urgent:`" in note


def test_any_other_second_section_only_has_a_name_of_its_own() -> None:
    _, second = below("# Symptoms", "Pain.", "# Signs", "Fever.")
    (note,) = second.notes
    assert "“symptoms”" in note
    assert "urgent" not in note


def test_a_heading_inside_of_a_section_is_a_bold_line_of_it() -> None:
    (group,) = below("# Treatment", "Rest.", "## Early days", "Sleep.")
    assert [p.text for p in group.pieces] == ["Rest.", "Early days", "Sleep."]
    assert group.pieces[1].bold


def test_questions_below_their_heading_are_questions() -> None:
    groups = below("# FAQ", "## Can I drive?", "Yes.", "# Driving", "Wait.")
    assert [group.means for group in groups] == ["faq", "question", "own"]


def test_a_question_about_an_emergency_stays_a_section() -> None:
    (group,) = below("# What if it bleeds?", "Call 911.")
    assert group.means == "own"
    assert "emergency" in group.notes[0]
