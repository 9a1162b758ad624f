"""Which part or section of a handout a heading means, by the labels and by what writers write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from clearprint.labels import Labels
from clearprint.wording import Wording

PARTS = ("quick_facts", "faq", "references", "disclaimer")
_TOPIC, _ANY = "xtopicx", "xanyx"  # stand for {topic} and … while a pattern is made
_STOP = {"the", "a", "an", "your", "el", "la", "los", "las", "un", "una", "su", "le", "les", "der"}


@dataclass(frozen=True)
class Headings:
    """The headings a language knows, with its labels and wording; `title` is the manuscript's."""

    labels: Labels | None
    wording: Wording
    title: str = ""

    def part(self, text: str) -> str | None:
        """The part that a heading means, such as “faq”."""
        return self._parts.get(folded(text))

    def section(self, text: str) -> str | None:
        """The known section that a heading means."""
        plain = folded(text)
        if key := self._exact.get(plain):
            return key
        for key, pattern in self._patterns:
            found = pattern.fullmatch(plain)
            if found and ("topic" not in pattern.groupindex or self._is_topic(found["topic"])):
                return key
        return None

    def known(self, text: str) -> bool:
        """Whether a text is a heading that means something."""
        return self.part(text) is not None or self.section(text) is not None

    def named(self, text: str) -> bool:
        """Whether a text is a heading that somebody has exactly this name for."""
        return folded(text) in self._exact or self.part(text) is not None

    def opening_part(self, text: str) -> tuple[str, str] | None:
        """The part named at the start of a paragraph, before a colon, and that name."""
        found = re.match(r"([^:：]{3,60}?)\s?[:：]\s*(?=\S)", text)
        part = self.part(found.group(1)) if found else None
        return (part, found.group()) if found and part == "disclaimer" else None

    def label(self, key: str) -> str | None:
        """What the labels print for a known section or a part."""
        if self.labels is None:
            return None
        if key in PARTS:
            return str(getattr(self.labels.words, key))
        return self.labels.headings.get(key)

    @cached_property
    def _parts(self) -> dict[str, str]:
        named = {name: getattr(self.wording.parts, name) for name in PARTS}
        found = {folded(text): name for name, texts in named.items() for text in texts}
        return found | {folded(label): name for name in PARTS if (label := self.label(name))}

    @cached_property
    def _exact(self) -> dict[str, str]:
        found = {
            folded(text): key
            for key, texts in self.wording.headings.items()
            for text in texts
            if not re.search(r"…|{topic}", text)
        }
        labels = self.labels.headings if self.labels else {}
        return found | {folded(text): key for key, text in labels.items()}

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        return list(self._compiled())

    def _compiled(self) -> Iterator[tuple[str, re.Pattern[str]]]:
        for key, texts in self.wording.headings.items():
            for text in texts:
                if re.search(r"…|{topic}", text):
                    marked = folded(text.replace("{topic}", _TOPIC).replace("…", _ANY))
                    pattern = re.escape(marked).replace(_TOPIC, r"(?P<topic>\S.*)")
                    yield key, re.compile(pattern.replace(_ANY, r"\S.*"))

    def _is_topic(self, text: str) -> bool:
        """Whether words are the title's, give or take an article, a plural and what is in ()."""
        ours = {_stem(word) for word in folded(self.title).split()} | _STOP
        theirs = [_stem(word) for word in re.sub(r"\(.*?\)", " ", text).split()]
        return bool(theirs) and all(word in ours for word in theirs)


def folded(text: str) -> str:
    """A heading without case, accents' forms, numbering, and marks around it."""
    text = _without_pictures(unicodedata.normalize("NFKC", text).casefold())
    text = re.sub(r"^\s*(\d+[.)]|\d+(\.\d+)+|[ivx]+\.)\s+", "", text)
    text = re.sub(r"[’‘]", "'", re.sub(r"\s+", " ", text))
    return text.strip(" :.?!¿¡*_#؟？：;–—-")


def _without_pictures(text: str) -> str:
    """A text without the emoji and other pictures at its ends: they name no part of a handout."""
    while text and _is_picture(text[0]):
        text = text[1:].lstrip()
    while text and _is_picture(text[-1]):
        text = text[:-1].rstrip()
    return text


def _is_picture(letter: str) -> bool:
    return unicodedata.category(letter) == "So" or letter == "\u200d"  # joins two to one


def _stem(word: str) -> str:
    word = word.strip("()'\",")
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def slug(text: str, joint: str = "_") -> str:
    """A text as a name: small Latin letters and digits, at most 40; empty where it has none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", joint, plain.replace("'", "")).strip(joint)
    if len(name) > 40:
        name = name[:41].rpartition(joint)[0] or name[:40]
    return name


def key_of(title: str, taken: set[str]) -> str:
    """A section's key from its heading, one that no other has; it joins those that are taken."""
    name = slug(title) or "section"
    if name[0].isdigit():
        name = f"about_{name}"
    number, key = 1, name
    while key in taken:
        number += 1
        key = f"{name}_{number}"
    taken.add(key)
    return key
