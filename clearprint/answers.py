"""What a program can answer of the questions that a committee signs; the rest is left to people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clearprint.body import BLANK
from clearprint.checks import CHECKS
from clearprint.load import Node
from clearprint.passages import Copy

_TICKED = "- [ ]"


@dataclass(frozen=True)
class Answer:
    """“yes”, “no” or “does not apply”, and why."""

    said: str
    why: str


@dataclass(frozen=True)
class _Facts:
    """What a handout has, as its file says it."""

    codes: set[str]
    copy: Copy

    @property
    def sections(self) -> Mapping[str, Node]:
        found = self.copy.node.get("sections")
        return found.value if found and isinstance(found.value, dict) else {}

    @property
    def bodies(self) -> str:
        """All body texts, as they are typed."""
        texts = (section.get("text") for section in self.sections.values())
        return "\n".join(text.value for text in texts if text and isinstance(text.value, str))

    @property
    def has_message(self) -> bool:
        return any(passage.section == "main_message" for passage in self.copy.full)

    @property
    def has_figure(self) -> bool:
        return any(section.get("figure") for section in self.sections.values())

    @property
    def has_table(self) -> bool:
        return any(passage.kind == "cell" for passage in self.copy.full)

    @property
    def has_number(self) -> bool:
        return any(any(map(str.isdecimal, passage.text)) for passage in self.copy.full)

    def looked_for(self, code: str) -> bool:
        """Whether a check can be made in this language."""
        return any(check.code == code and check.knows(self.copy.language) for check in CHECKS)


def pemat_answers(copy: Copy, codes: set[str]) -> dict[int, Answer]:
    """The answers to questions of PEMAT-P that follow from the file, by number."""
    facts = _Facts(codes, copy)
    return dict([*_of_text(facts), *_of_aids(facts), *_of_action(facts)])


def cdc_answers(copy: Copy, codes: set[str]) -> dict[int, Answer]:
    """The answers to questions of the Clear Communication Index that follow, by number."""
    facts = _Facts(codes, copy)
    return dict([*_of_message(facts), *_of_form(facts)])


def _of_text(facts: _Facts) -> Iterator[tuple[int, Answer]]:
    if facts.codes & {"term", "acronym"}:
        yield 4, Answer("no", "see above")
    if not facts.has_number:
        yield 6, Answer("n/a", "no numbers")
    if "long-paragraph" in facts.codes:
        yield 8, Answer("no", "see above")
    elif len(facts.sections) > 2:
        yield 8, Answer("yes", f"{len(facts.sections)} sections")
    if "empty-heading" in facts.codes:
        yield 9, Answer("no", "see above")
    yield 11, _message(facts)
    if facts.copy.signs or facts.copy.lists or "**" in facts.bodies:
        yield 12, Answer("yes", "bold, lists or the box of signs")


def _of_aids(facts: _Facts) -> Iterator[tuple[int, Answer]]:
    if facts.has_figure:
        yield 17, Answer("yes", "captions")
    else:
        yield from ((number, Answer("n/a", "no pictures")) for number in (16, 17, 18))
    if not facts.has_table:
        yield 19, Answer("n/a", "no tables")
        if not facts.has_figure:
            yield 25, Answer("n/a", "no charts or tables")


def _of_action(facts: _Facts) -> Iterator[tuple[int, Answer]]:
    yield from ((20, answer) for answer in _action(facts))
    text = facts.bodies
    if _TICKED in text or BLANK.search(text) or "| |" in text:
        yield 23, Answer("yes", "boxes or spaces to fill in")
    if not facts.has_number:
        yield 24, Answer("n/a", "no numbers")


def _of_message(facts: _Facts) -> Iterator[tuple[int, Answer]]:
    for number in (1, 2, 3, 10):
        yield number, _message(facts)
    if not facts.has_figure:
        yield 4, Answer("no", "no pictures")
    yield from ((5, answer) for answer in _action(facts))


def _of_form(facts: _Facts) -> Iterator[tuple[int, Answer]]:
    if facts.codes & {"term", "acronym"}:
        yield 7, Answer("no", "see above")
    if "long-list" in facts.codes:
        yield 8, Answer("no", "see above")
    else:
        yield 8, Answer("yes" if facts.copy.lists else "no", f"{len(facts.copy.lists)} lists")
    if "when_to_see_a_doctor" in facts.sections:
        yield 14, Answer("yes", "when to see a doctor")
    if not facts.has_number:
        yield from ((number, Answer("n/a", "no numbers")) for number in (15, 16, 17))
    elif "mixed-denominators" in facts.codes:
        yield 17, Answer("no", "see above")


def _message(facts: _Facts) -> Answer:
    if facts.has_message:
        return Answer("yes", "the main message")
    return Answer("no", "no main message")


def _action(facts: _Facts) -> Iterator[Answer]:
    """Whether anything is asked of the reader, where the language can be looked through."""
    if "no-action" in facts.codes:
        yield Answer("no", "see above")
    elif facts.looked_for("no-action"):
        yield Answer("yes", "see the text")
