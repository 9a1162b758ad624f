"""From a writer's file to a handout's: read, place, write, account for every word, put it there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clearprint.article import schema_text
from clearprint.findings import Finding, Place, Refused
from clearprint.labels import Labels
from clearprint.manuscript.accounting import unaccounted
from clearprint.manuscript.draft import Draft
from clearprint.manuscript.headings import Headings, slug
from clearprint.manuscript.outline import Manuscript
from clearprint.manuscript.placing import place
from clearprint.manuscript.reading import read_manuscript
from clearprint.manuscript.urgent import Finder
from clearprint.manuscript.yamlfile import DECIDE, Frame, written
from clearprint.orders import Desk
from clearprint.project import known
from clearprint.publish import put
from clearprint.skeleton import skeleton
from clearprint.wording import Wording, load_wording

TOPIC = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
UNLIKELY = 0.06  # of a text's words; a language's own common words are a quarter and more
LIKELY = 0.2
FEWEST_WORDS = 40  # fewer do not tell a language
SCHEMA = "handouts/handout.schema.json"


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
        counts = ", ".join(f"{number} {what}" for what, number in self._counts().items())
        yield f"{self.file}: {counts}; {len(self.decisions)} to decide"
        for decision in self.decisions:
            yield f"  {decision.place.line}  {decision.problem}"
        yield f"  Then: python3 make_pdf.py check {self.topic}"

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
) -> Imported:
    """Make a handout's file of a writer's; raises Refused, and writes nothing, where it cannot.

    Every word of the writer's file is in the handout's: what found no place stands in a comment.
    """
    check_names(language, topic)
    labels = _labels(desk, language)
    wording = load_wording(desk.project, language)
    manuscript = read_manuscript(file, Headings(labels, wording), wording)
    _check_language(desk, manuscript, language, wording)
    headings = Headings(labels, wording, manuscript.title or "")
    draft = place(manuscript, headings, Finder.of(labels, wording))
    topic = topic or _topic(manuscript, file)
    shown = f"handouts/{topic}/{language}.yaml"
    if not force:
        refuse_existing(desk, topic, language, Place(file.name))
    lead = labels.words.urgent_lead if labels else ""
    text = written(draft, Frame(file.name, language, today, lead))
    if lost := list(unaccounted(manuscript, draft, text, shown, headings)):
        raise Refused(lost)
    write(desk, topic, language, text)
    return Imported(
        topic, language, shown, len(manuscript.words), draft, tuple(_decisions(text, shown))
    )


def begin(desk: Desk, topic: str, language: str, today: date, force: bool = False) -> str:
    """Write the file of a new handout to fill in; its name from the project folder on."""
    check_names(language, topic)
    place = Place("command line")
    if not force:
        refuse_existing(desk, topic, language, place)
    known("language", language, desk.project.languages())
    return write(desk, topic, language, skeleton(topic, desk.labels(language), today))


def refuse_existing(desk: Desk, topic: str, language: str, place: Place) -> None:
    """Refuse to write over a handout."""
    name = f"handouts/{topic}/{language}.yaml"
    if (desk.project.folder / name).exists():
        remedy = "Name another topic, or overwrite it with --force."
        raise Refused([Finding("handout-exists", place, f"{name} is there already.", remedy)])


def write(desk: Desk, topic: str, language: str, text: str) -> str:
    """Put a handout's file in its place, with the schema that editors check it by beside it."""
    name = f"handouts/{topic}/{language}.yaml"
    put(text.encode(), desk.project.folder / name)
    schema = desk.project.folder / SCHEMA
    if not schema.is_file() or schema.read_text("utf-8") != schema_text():
        put(schema_text().encode(), schema)
    return name


def check_names(language: str, topic: str | None) -> None:
    """Refuse a language or a topic that cannot be part of a file's name."""
    place = Place("command line")
    found = []
    if not LANGUAGE.fullmatch(language):
        problem = f"“{language}” is not a language code."
        found.append(
            Finding("unknown-language", place, problem, "Write one such as en, es or zh-Hans.")
        )
    if topic is not None and not TOPIC.fullmatch(topic):
        problem = f"“{topic}” cannot be the name of a topic."
        remedy = "Use small letters, digits and single hyphens, such as brain-tumor."
        found.append(Finding("topic-name", place, problem, remedy))
    if found:
        raise Refused(found)


def _labels(desk: Desk, language: str) -> Labels | None:
    return desk.labels(language) if language in desk.project.languages() else None


def _topic(manuscript: Manuscript, file: Path) -> str:
    """A topic's name from the title; from the file's, where the title has no Latin letter."""
    name = slug(manuscript.title or "", "-")
    if len(name) < 3:
        name = slug(file.stem, "-")
    if not name:
        problem = "The title has no Latin letter to make a file's name of."
        remedy = "Name the topic in English with --topic, such as --topic brain-tumor."
        raise Refused([Finding("topic-name", Place(file.name), problem, remedy)])
    return name


def _check_language(desk: Desk, manuscript: Manuscript, language: str, wording: Wording) -> None:
    """Refuse a text that is plainly in another language than the one it is said to be in."""
    told = _share(manuscript, wording)
    if not wording.common or told > UNLIKELY or len(manuscript.words) < FEWEST_WORDS:
        return
    names = [name for name in _worded(desk) if name != language]
    shares = {name: _share(manuscript, load_wording(desk.project, name)) for name in names}
    best = max(names, key=lambda name: shares[name], default="")
    guess = best if best and shares[best] > LIKELY else "…"
    problem = f"The text does not look like “{language}”."
    remedy = f"Name its language: --language {guess}"
    raise Refused([Finding("import-language", Place(manuscript.name), problem, remedy)])


def _worded(desk: Desk) -> list[str]:
    return [Path(name).stem for name in desk.project.files("wording/*.yaml")]


def _share(manuscript: Manuscript, wording: Wording) -> float:
    """How much of a text is made of a language's most common words."""
    common = set(wording.common)
    return sum(word in common for word in manuscript.words) / len(manuscript.words)


def _decisions(text: str, shown: str) -> Iterator[Finding]:
    """Where a person must decide, by the lines of the file."""
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        indent, found, note = line.partition(DECIDE)
        if not found or indent.strip():
            continue
        for more in lines[number:]:
            if not more.startswith(f"{indent}#   ") or more.startswith(f"{indent}#   >"):
                break
            note += f" {more.strip('# ')}"
        place = Place(shown, number, len(indent) + 1)
        yield Finding("decide", place, note, "", stops=False)
