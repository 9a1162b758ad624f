"""Body text is blocks of lines of runs, and gives its words back in order."""

from __future__ import annotations

from clearprint.body import Body, BodyFaultsError, Bullets, Fault, Paragraph, Run, Steps, plain


def test_a_line_gives_its_words() -> None:
    assert plain((Run("Take "), Run("10 mg", bold=True), Run(" daily."))) == "Take 10 mg daily."


def test_passages_are_all_lines_in_order() -> None:
    body = Body(
        (
            Paragraph((Run("One."),)),
            Bullets(((Run("Two"),), (Run("Three"),))),
            Steps(((Run("Four"),),)),
        )
    )
    assert body.passages == ("One.", "Two", "Three", "Four")


def test_a_paragraph_is_one_line() -> None:
    assert Paragraph((Run("One."),)).lines == ((Run("One."),),)


def test_faults_are_carried_together() -> None:
    error = BodyFaultsError((Fault(0, "One.", "Mend it."), Fault(3, "Two.", "Mend it.")))
    assert [fault.line for fault in error.faults] == [0, 3]
    assert str(error) == "One.; Two."
