"""What a topic and a language may be called, since both become names of files."""

from __future__ import annotations

import re
from pathlib import Path

from clearprint.findings import Finding, Place, Refused
from clearprint.manuscript.headings import slug

TOPIC = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
LONGEST_TOPIC = 64  # letters; a file's name has room for the edition behind it
COMMANDS = ("build", "check", "doctor", "import", "list", "new", "translate")
"""Words that `make_pdf.py` takes for a command and not for a topic."""

_WINDOWS = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that no file can have on Windows."""


def check_names(language: str, topic: str | None) -> None:
    """Refuse a language or a topic that cannot be part of a file's name."""
    place = Place("command line")
    found = []
    if not LANGUAGE.fullmatch(language):
        problem = f"“{language[:40]}” is not a language code."
        remedy = "Write one such as en, es or zh-Hans."
        found.append(Finding("unknown-language", place, problem, remedy))
    if topic is not None and (why := _fault(topic)):
        shown = topic if len(topic) <= 40 else f"{topic[:40]}…"
        found.append(Finding("topic-name", place, f"“{shown}” {why[0]}", why[1]))
    if found:
        raise Refused(found)


def _fault(topic: str) -> tuple[str, str] | None:
    if not TOPIC.fullmatch(topic):
        remedy = "Use small letters, digits and single hyphens, such as brain-tumor."
        return "cannot be the name of a topic.", remedy
    if len(topic) > LONGEST_TOPIC:
        return f"has {len(topic)} letters.", f"A topic’s name has at most {LONGEST_TOPIC}."
    if topic in COMMANDS:
        return "is a command of this program.", f"Name the topic more fully: about-{topic}."
    if _WINDOWS.fullmatch(topic):
        return "is a name that no file may have on Windows.", f"Name it otherwise: about-{topic}."
    return None


def topic_of(title: str, file: Path) -> str:
    """A topic's name from a title; from the file's, where the title has no Latin letter."""
    name = slug(title, "-")
    if len(name) < 3:
        name = slug(file.stem, "-")
    if not name:
        problem = "The title has no Latin letter to make a file's name of."
        remedy = "Name the topic in English with --topic, such as --topic brain-tumor."
        raise Refused([Finding("topic-name", Place(file.name), problem, remedy)])
    return f"about-{name}" if _fault(name) else name
