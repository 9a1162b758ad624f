"""From a writer's file to a handout's: read, place, write, account for every word, put it there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from clearprint.article import schema_text
from clearprint.decisions import decisions
from clearprint.findings import Finding, Place, Refused
from clearprint.labels import Labels
from clearprint.letters import printable
from clearprint.manuscript.accounting import unaccounted
from clearprint.manuscript.draft import Draft
from clearprint.manuscript.guessing import Guide
from clearprint.manuscript.headings import Headings
from clearprint.manuscript.naming import check_names, topic_of
from clearprint.manuscript.outline import Manuscript, Note
from clearprint.manuscript.placing import Tongue, place
from clearprint.manuscript.reading import read_manuscript
from clearprint.manuscript.tongues import check_language, labels_note, translation_note
from clearprint.manuscript.urgent import Finder
from clearprint.manuscript.words import BOXES, words
from clearprint.manuscript.yamlfile import Frame, written
from clearprint.orders import Desk
from clearprint.project import known
from clearprint.publish import put
from clearprint.skeleton import skeleton
from clearprint.wording import load_wording

SCHEMA = "handouts/handout.schema.json"
_NO_GLYPH = "No font of the language has “{letter}”, as in “{word}”: write it another way."


@dataclass(frozen=True)
class Imported:
    """A handout's file that was written, and what its writer should know."""

    topic: str
    language: str
    file: str
    words: int
    draft: Draft
    decisions: tuple[Finding, ...]

    def told(self) -> Iterator[str]:
        """What the import came to, and where a person must decide, in lines."""
        counts = ", ".join(
            f"{number} {what if number != 1 else what.removesuffix('s')}"
            for what, number in self._counts().items()
        )
        yield f"{self.file}: {counts}; {len(self.decisions)} to decide"
        for decision in self.decisions:
            yield f"  {decision.place.line}  {decision.problem}"

    def record(self) -> dict[str, object]:
        """The same as plain values, for JSON."""
        decisions = [decision.record() for decision in self.decisions]
        return {"file": self.file, **self._counts(), "decisions": decisions}

    def _counts(self) -> dict[str, int]:
        return {
            "words": self.words,
            "sections": len(self.draft.sections),
            "questions": len(self.draft.faq),
            "references": len(self.draft.references),
        }


def import_file(
    desk: Desk,
    file: Path,
    language: str,
    topic: str | None,
    today: date,
    force: bool = False,
    *,
    sure: bool = False,
    made: Collection[str] = (),
) -> Imported:
    """Make a handout's file of a writer's; raises Refused, and writes nothing, where it cannot.

    Every word of the writer's file is in the handout's: what found no place stands in a comment.
    `sure` says that the language was named, and not taken for granted; `made` are files that are
    not written over even by `force`, since another text has just become one.
    """
    check_names(language, topic)
    labels = desk.labels(language) if language in desk.project.languages() else None
    wording = load_wording(desk.project, language)
    known_headings = Headings(labels, wording)
    guide = Guide(known_headings.known, known_headings.named, wording.leads_in)
    manuscript, raw = read_manuscript(file, guide)
    told = check_language(desk, manuscript, language, sure)
    headings = Headings(labels, wording, manuscript.title or "")
    draft = place(manuscript, Tongue(headings, wording, Finder.of(labels, wording)))
    topic = topic or topic_of(manuscript.title or "", file)
    shown = f"handouts/{topic}/{language}.yaml"
    refuse_existing(desk, topic, language, Place(file.name), force, made)
    told += [*labels_note(desk, language), *_glyph_notes(desk, labels, manuscript)]
    draft = replace(draft, notes=(*told, *draft.notes))
    lead = labels.words.urgent_lead if labels else ""
    frame = Frame(file.name, language, today, lead, translation_note(desk, topic, language))
    text = written(draft, frame)
    if lost := list(unaccounted(manuscript, raw, draft, text, headings)):
        raise Refused(lost)
    write(desk, topic, language, text)
    found = tuple(decision.finding for decision in decisions(text, shown))
    return Imported(topic, language, shown, len(words(raw.least)), draft, found)


def _glyph_notes(desk: Desk, labels: Labels | None, manuscript: Manuscript) -> Iterator[Note]:
    """What to tell of letters that the language's fonts cannot print."""
    if labels is None:
        return
    have = printable(desk, labels.fonts)
    text = manuscript.text
    for letter in dict.fromkeys(text):
        if ord(letter) not in have and letter.isprintable() and letter not in BOXES:
            word = next(word for word in text.split() if letter in word)
            yield Note(_NO_GLYPH.format(letter=letter, word=word[:40]))


def begin(desk: Desk, topic: str, language: str, today: date, force: bool = False) -> str:
    """Write the file of a new handout to fill in; its name from the project folder on."""
    check_names(language, topic)
    place = Place("command line")
    refuse_existing(desk, topic, language, place, force)
    known("language", language, desk.project.languages())
    return write(desk, topic, language, skeleton(topic, desk.labels(language), today))


def refuse_existing(
    desk: Desk,
    topic: str,
    language: str,
    place: Place,
    force: bool,
    made: Collection[str] = (),
) -> None:
    """Refuse to write over a handout, or over one that was just made of another text."""
    name = f"handouts/{topic}/{language}.yaml"
    if name in made:
        problem = f"{name} has just been made of another file."
        remedy = "Import this one by itself, and name its topic with --topic."
        raise Refused([Finding("handout-exists", place, problem, remedy)])
    if not force and (desk.project.folder / name).exists():
        remedy = "Name another topic, or overwrite it with --force."
        raise Refused([Finding("handout-exists", place, f"{name} is there already.", remedy)])


def write(desk: Desk, topic: str, language: str, text: str) -> str:
    """Put a handout's file in its place, with the schema that editors check it by beside it."""
    name = f"handouts/{topic}/{language}.yaml"
    put(text.encode(), desk.project.folder / name, output=False)
    schema = desk.project.folder / SCHEMA
    if not schema.is_file() or schema.read_text("utf-8") != schema_text():
        put(schema_text().encode(), schema, output=False)
    return name
