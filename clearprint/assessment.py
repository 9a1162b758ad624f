"""The page a committee signs: what was checked by itself, and the questions only people answer."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from clearprint.advising import Checked
from clearprint.answers import Answer, cdc_answers, pemat_answers
from clearprint.compose import render
from clearprint.explain import reasons
from clearprint.findings import Finding
from clearprint.fonts import FOLDER
from clearprint.orders import Desk
from clearprint.questionnaires import CDC, PEMAT, Question


@dataclass(frozen=True)
class Questionnaire:
    """A questionnaire for one handout: what is answered, and what is open in two columns."""

    name: str
    answered: tuple[tuple[Question, Answer], ...]
    columns: tuple[tuple[Question, ...], ...]


@dataclass(frozen=True)
class Page:
    """What is printed of one handout."""

    handout: Checked
    reasons: dict[str, dict[str, str]]
    questionnaires: tuple[Questionnaire, ...]


_FACES = {400: "Regular", 700: "Bold"}


def report_of(desk: Desk, handouts: list[Checked], faults: list[Finding]) -> str:
    """The page in HTML; what is wrong with no handout that can be read stands first."""
    files = {handout.file for handout in handouts}
    values = {
        "pages": [_page(handout) for handout in handouts],
        "others": [fault for fault in faults if fault.place.file not in files],
        "day": desk.today.isoformat(),
        "fonts": {weight: _font(desk, face) for weight, face in _FACES.items()},
    }
    return render(desk.project, "assessment.html", **values)


def _font(desk: Desk, face: str) -> str:
    """A font of ours as text: the page keeps its looks, and its length, wherever it is opened."""
    name = f"{FOLDER}/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-{face}.ttf"
    file = desk.project.find(name)
    return b64encode(file.read_bytes()).decode() if file else ""


def _page(handout: Checked) -> Page:
    codes = {finding.code for finding in handout.findings}
    pemat = _questionnaire("PEMAT-P (AHRQ)", PEMAT, pemat_answers(handout.copy, codes))
    cdc = _questionnaire("Clear Communication Index (CDC)", CDC, cdc_answers(handout.copy, codes))
    return Page(handout, reasons(handout.findings), (pemat, cdc))


def _questionnaire(
    name: str, questions: tuple[Question, ...], answers: dict[int, Answer]
) -> Questionnaire:
    answered = tuple((q, answers[q.number]) for q in questions if q.number in answers)
    rest = [question for question in questions if question.number not in answers]
    half = (len(rest) + 1) // 2
    return Questionnaire(name, answered, (tuple(rest[:half]), tuple(rest[half:])))
