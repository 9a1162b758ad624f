"""A formula of Word on one line says what it said: half a tablet is no twelve."""

from __future__ import annotations

import pytest
from manuscripts import Document, body_of, element, word_text

from clearprint.orders import Desk


def text(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def math(*letters: str) -> str:
    return "".join(f"<m:r><m:t>{each}</m:t></m:r>" for each in letters)


def fraction(above: str, below: str) -> str:
    parts = f"<m:num>{above}</m:num><m:den>{below}</m:den>"
    return f"<m:oMath><m:f>{parts}</m:f></m:oMath>"


HALF = fraction(math("1"), math("2"))


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        (text("Take ") + HALF + text(" tablet."), "Take 1/2 tablet."),
        (text("Take 1") + HALF + text("tablets"), "Take 1 1/2 tablets"),
        (text("Dose (") + HALF + text(")."), "Dose (1/2)."),
        (fraction(math("a", "+b"), math("2")), "(a+b)/2"),
        (f"<m:oMath><m:rad><m:deg/><m:e>{math('3')}</m:e></m:rad></m:oMath>", "√(3)"),
        (f"<m:oMath>{math('2')}<m:d><m:e>{math('5+1')}</m:e></m:d></m:oMath>", "2(5+1)"),
        (
            '<m:oMath><m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>'
            f"<m:e>{math('a')}</m:e></m:d></m:oMath>",
            "[a]",
        ),
    ],
)
def test_a_formula_keeps_its_sense(desk: Desk, inside: str, told: str) -> None:
    def fill(document: Document) -> None:
        document.element.body.insert(2, element(f"<w:p>{inside}</w:p>"))

    made = word_text(desk, fill)
    assert body_of(made) == told
    assert "A formula stood here" in made
