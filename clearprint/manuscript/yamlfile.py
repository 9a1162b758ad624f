"""A draft as the YAML file a person goes on with, commented where they must decide."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from clearprint.body import Block
from clearprint.decisions import DECIDE, KEPT
from clearprint.manuscript.draft import Draft, DraftQuestion, DraftReference, DraftSection
from clearprint.manuscript.outline import Note
from clearprint.manuscript.typed import typed
from clearprint.quoting import quoted
from clearprint.sentences import parts_words
from clearprint.skeleton import SCHEMA_LINE

WIDTH = 100

_HEAD = """\
{schema}
# Imported from {name}. Every word of it is in this file.
# What starts with “# Decide:” waits for a person: decide, then delete it, with the lines below
# it that start with “#   ”.
"""
_MAIN_MESSAGE = (
    "write the main message, one to three short sentences: what the reader must take away. "
    "It opens the sheet."
)
_BRIEF = (
    "the one-page sheet prints each section’s `text` where it has no `brief`. Below `text`, write "
    "`brief: |` and a sentence or two in plain words."
)
_NO_OVERVIEW = (
    "a handout needs a section `overview`: write one, or call the section that opens it so."
)
_NO_WHEN = (
    "a handout needs a section `when_to_see_a_doctor`: write one, or call the section so that says "
    "it. Signs that cannot wait go below `urgent:` in it, one a line with a dash."
)
_URGENT = "these signs stood in a sentence or list of yours, and are printed in a box after:"
_NO_SIGNS = "are there signs that cannot wait? List them here below `urgent:`, with a dash each."
_NO_TEXT = "write the text here, below `text: |`."
_NO_ANSWER = "write the answer here, below `answer: |`."
_NO_REFERENCES = "a handout needs the sources that its text rests on: at least one."
_REVIEW = "who has reviewed it? Until then every page says that nobody has."


@dataclass(frozen=True)
class Frame:
    """What a file says beside the draft's words.

    `translation` is a question, and the lines that answer it, where the topic has another text.
    """

    name: str
    language: str
    today: date
    urgent_lead: str = ""
    translation: tuple[str, list[str]] | None = None

    @property
    def width(self) -> int | None:
        """How many letters a line may have; None where a line break would print as a space."""
        return WIDTH if parts_words(self.language) else None


def written(draft: Draft, frame: Frame) -> str:
    """The file."""
    lines = [*_HEAD.format(schema=SCHEMA_LINE, name=frame.name).splitlines()]
    lines += _told(draft.notes)
    lines += _field("title", draft.title, frame, required=True)
    lines += _field("subtitle", draft.subtitle, frame)
    lines += [*decide(_MAIN_MESSAGE), "# main_message: >-", "#   …"]
    lines += _facts(draft, frame)
    lines += _section_lines(draft, frame)
    lines += _faq(draft, frame)
    lines += _references(draft, frame)
    lines += _told(draft.part_notes.get("disclaimer", ()))
    lines += _field("disclaimer", draft.disclaimer, frame)
    lines += ['version: "1.0"', f"published: {frame.today.isoformat()}"]
    lines += ["review:", *decide(_REVIEW, "  "), "  status: unreviewed"]
    if frame.translation:
        question, answer = frame.translation
        lines += [*decide(question), *(f"# {line}" for line in answer)]
    lines += _told(draft.kept)
    return "\n".join(lines) + "\n"


def _section_lines(draft: Draft, frame: Frame) -> Iterator[str]:
    keys = [section.key for section in draft.sections]
    yield from decide(_BRIEF)
    yield "sections:"
    if "overview" not in keys:
        yield from decide(_NO_OVERVIEW, "  ")
    for section in draft.sections:
        yield from _section(section, frame)
    if "when_to_see_a_doctor" not in keys:
        yield from decide(_NO_WHEN, "  ")


def _section(section: DraftSection, frame: Frame) -> Iterator[str]:
    yield f"  {section.key}:"
    yield from _told(section.notes, "    ")
    if section.heading:
        yield from _field("heading", section.heading, frame, "    ")
    yield from _body("text", section.blocks, frame, "    ", _NO_TEXT)
    if urgent := section.urgent:
        yield from decide(
            f"{_URGENT} “{frame.urgent_lead}”." if frame.urgent_lead else _URGENT, "    "
        )
        yield from comment(urgent.sentence, "    ")
        yield "    urgent:"
        for sign in urgent.signs:
            yield from _entry(sign, frame, "      ")
        if urgent.note:
            yield from _field("urgent_note", urgent.note, frame, "    ")
    elif section.key == "when_to_see_a_doctor":
        yield from decide(_NO_SIGNS, "    ")


def _facts(draft: Draft, frame: Frame) -> Iterator[str]:
    yield from _told(draft.part_notes.get("quick_facts", ()))
    if draft.quick_facts:
        yield "quick_facts:"
    for label, value in draft.quick_facts:
        yield from _field(scalar(label), value, frame, "  ")


def _faq(draft: Draft, frame: Frame) -> Iterator[str]:
    yield from _told(draft.part_notes.get("faq", ()))
    if draft.faq:
        yield "faq:"
    for question in draft.faq:
        yield from _question(question, frame)


def _question(question: DraftQuestion, frame: Frame) -> Iterator[str]:
    first, *rest = _field("question", question.question, frame, "    ")
    yield f"  - {first.lstrip()}"
    yield from rest
    yield from _told(question.notes, "    ")
    yield from _body("answer", question.blocks, frame, "    ", _NO_ANSWER)


def _references(draft: Draft, frame: Frame) -> Iterator[str]:
    yield from _told(draft.part_notes.get("references", ()))
    if not draft.references:
        yield from decide(_NO_REFERENCES)
        yield "# references:"
        yield "#   - text: …"
        return
    yield "references:"
    for reference in draft.references:
        yield from _reference(reference, frame)


def _reference(reference: DraftReference, frame: Frame) -> Iterator[str]:
    first, *rest = _field("text", reference.text, frame, "    ")
    yield f"  - {first.lstrip()}"
    yield from rest
    if reference.url:
        yield f"    url: {scalar(reference.url)}"


def _told(notes: Iterable[Note], indent: str = "") -> Iterator[str]:
    """Notes, each with the words that it is about below it."""
    for note in notes:
        yield from decide(note.text, indent)
        yield from comment(note.words, indent)


def decide(note: str, indent: str = "") -> list[str]:
    """A note to the person who goes on with the file."""
    lines = textwrap.wrap(
        note[:1].upper() + note[1:],
        WIDTH,
        initial_indent=indent + DECIDE,
        subsequent_indent=f"{indent}#   ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    told: list[str] = []
    for line in lines:
        if line.startswith(f"{indent}#   >"):  # would be taken for words of the manuscript
            told[-1] += line.removeprefix(f"{indent}#  ")
        else:
            told.append(line)
    return told


def comment(words: str, indent: str) -> list[str]:
    """Words of the manuscript in a comment, as they were."""
    mark = indent + KEPT
    return [
        line
        for part in words.split("\n")
        for line in textwrap.wrap(
            part,
            WIDTH,
            initial_indent=mark,
            subsequent_indent=mark,
            break_long_words=False,
            break_on_hyphens=False,
        )
    ]


def _body(
    name: str, blocks: tuple[Block, ...], frame: Frame, indent: str, empty: str
) -> Iterator[str]:
    if not blocks:
        yield from decide(empty, indent)
        return
    yield f"{indent}{name}: |"
    inner = f"{indent}  "
    width = frame.width and frame.width - len(inner)
    yield from (f"{inner}{line}" if line else "" for line in typed(blocks, width))


def _field(
    name: str, text: str | None, frame: Frame, indent: str = "", required: bool = False
) -> list[str]:
    """A field whose text is one line to the reader; a long one is wrapped in the file."""
    if not text:
        return [f"{indent}{name}:"] if required else []
    return _folded(f"{indent}{name}:", text, frame, f"{indent}  ")


def _entry(text: str, frame: Frame, indent: str) -> list[str]:
    return _folded(f"{indent}-", text, frame, f"{indent}  ")


def _folded(start: str, text: str, frame: Frame, inner: str) -> list[str]:
    """Text after “key:” or a dash, on its line where it has room there."""
    line = f"{start} {scalar(text)}"
    if frame.width is None or len(line) <= frame.width:
        return [line]
    words = textwrap.wrap(
        text,
        frame.width,
        initial_indent=inner,
        subsequent_indent=inner,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [f"{start} >-", *words]


def scalar(text: str) -> str:
    """Text as YAML on one line: plain where it can be, else in double quotes."""
    plain = re.match(r"[^\W_]", text) or re.match(r"[¿¡“«(]", text)
    if plain and not re.search(r": |:$| #|^(true|false|yes|no|null|on|off)$|^[\d.,]+$", text, re.I):
        return text
    return quoted(text)
