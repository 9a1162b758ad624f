"""What waits for a person is found again: in the file, by `check`, with the words it is about."""

from __future__ import annotations

from conftest import ARTICLE, WriteProject

from clearprint.decisions import decisions
from clearprint.orders import Desk
from clearprint.project import SHIPPED, Project
from clearprint.validate import check_project

TEXT = """\
title: A
# Decide: A text box, after “Look at
#   the box.”. This is not printed:
#   > Call 911 if you can not
#   > breathe.
sections:
  overview:
    # Decide: Is this right?
    text: |
      # Decide: this is text
# Not a decision.
"""
WAITING = "# Decide: A text box. This is not printed:\n#   > Call 911.\n# Decide: Who?\n"


def test_a_decision_has_its_place_its_question_and_its_words() -> None:
    first, second, third = decisions(TEXT, "a.yaml")
    assert (first.place.line, first.place.column) == (2, 1)
    assert first.question == "A text box, after “Look at the box.”. This is not printed:"
    assert first.words == "Call 911 if you can not breathe."
    assert (second.place.line, second.place.column, second.words) == (8, 5, "")
    assert third.question == "this is text"  # a text that starts so would be told as well


def test_check_lists_what_waits_and_stops_nothing(write_project: WriteProject) -> None:
    project = write_project({"handouts/small/en.yaml": ARTICLE + WAITING})
    words, others = check_project(Desk(project))
    assert words.code == others.code == "decide"
    assert words.problem.endswith("This is not printed: “Call 911.”.")
    assert str(words.place).startswith("handouts/small/en.yaml:")
    assert others.problem.startswith("1 more question waits for you")
    assert not words.stops
    assert not others.stops


def test_a_handout_that_is_decided_has_no_finding(write_project: WriteProject) -> None:
    assert check_project(Desk(write_project({"handouts/small/en.yaml": ARTICLE}))) == []


def test_nothing_waits_in_what_ships() -> None:
    found = [f for f in check_project(Desk(Project(SHIPPED))) if f.code == "decide"]
    assert found == []
