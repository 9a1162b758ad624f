"""The fixed words of each language, and how its numbers, dates and names are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Literal, Self
from unicodedata import east_asian_width

from clearprint import locales
from clearprint.findings import Finding, Refused
from clearprint.load import Node, load
from clearprint.notation import Notation
from clearprint.project import SHIPPED, Project
from clearprint.schema import (
    Field,
    Record,
    Text,
    ValidationInfo,
    field_check,
    model_check,
    read,
    told,
)

FILE = "templates/labels/{}.yaml"

PLACEHOLDERS = {
    "version": {"version"},
    "published": {"date"},
    "reviewed": {"name", "date"},
    "review_due": {"date"},
    "translated_by": {"name", "date"},
    "translation_reviewed_by": {"name", "date"},
    "quoted": {"words"},
    "left_out": {"passages"},
    "page": {"page", "pages"},
    "logo_of": {"name"},
}


class Words(Record):
    """The words a template prints; what stands in braces is filled in."""

    main_message: Text
    quick_facts: Text
    urgent: Text
    urgent_lead: Text
    faq: Text
    contact: Text
    contact_clinic: Text
    contact_after_hours: Text
    contact_emergency: Text
    contact_web: Text
    notes: Text
    blank: Text
    references: Text
    disclaimer: Text
    colon: str
    comma: str  # with the space behind it, where the language writes one
    version: Text
    published: Text
    reviewed: Text
    review_due: Text
    not_reviewed: Text
    machine_translation: Text
    not_reviewed_translation: Text
    translated_by: Text
    translation_reviewed_by: Text
    stale: Text
    quoted: Text
    left_out: Text
    page: Text
    read_online: Text
    logo_of: Text

    @property
    def colon_and_space(self) -> str:
        """The colon with the space behind it; one that is as wide as a Chinese letter has none."""
        return self.colon if east_asian_width(self.colon[-1:] or " ") in "WF" else f"{self.colon} "

    def behind(self, heading: str) -> str:
        """What stands between a heading and its words: a colon, but not behind a question."""
        return " " if heading.rstrip().endswith(("?", "؟", "？")) else self.colon_and_space

    @field_check("*")
    @classmethod
    def _placeholders(cls, words: str, info: ValidationInfo) -> str:
        needed = PLACEHOLDERS.get(info.field_name or "", set())
        stray = re.search(r"[{}]", re.sub(r"{\w*}", "", words))
        if stray or needed != set(re.findall(r"{(\w*)}", words)):
            braces = " and ".join(f"{{{word}}}" for word in sorted(needed)) or "no braces"
            problem = f"“{info.field_name}” has the wrong words in braces."
            raise told("label-braces", problem, f"It needs {braces}.")
        return words


DIGITS = {
    "arab": ("arabic-indic", "٠"),
    "arabext": ("persian", "۰"),
    "beng": ("bengali", "০"),
    "deva": ("devanagari", "०"),
    "gujr": ("gujarati", "૦"),
    "guru": ("gurmukhi", "੦"),
    "khmr": ("khmer", "០"),
    "laoo": ("lao", "໐"),
    "mymr": ("myanmar", "၀"),
    "thai": ("thai", "๐"),
    "tibt": ("tibetan", "༠"),
}
"""A numbering system of Unicode's locale data to its name in CSS, and its zero."""


class Labels(Record):
    """A language: its fixed words and how it is set."""

    language: Text
    """The language's BCP 47 tag; it is the file's name."""
    name: Text | None = None
    """What the language calls itself, where there is no data that says so."""
    direction: Literal["ltr", "rtl"]
    fonts: tuple[Text, ...] = Field(min_length=1)
    """Font families, the first that has a letter sets it."""
    line_height: float = Field(ge=1.1, le=2)
    """Leading, in multiples of the type size."""
    headings: dict[Text, Text]
    """The known sections' headings."""
    words: Words
    editions: dict[Text, Text]
    """The editions' names."""
    units: dict[Text, tuple[Text, ...]] = Field(default_factory=dict)
    """What the language calls each unit, by its international sign or our name for it."""
    spelled: dict[Text, tuple[Text, ...]] = Field(default_factory=dict)
    """What may stand in words: numbers, also with a unit ("2 wk"); "/", what a dose is for; and
    the signs <, >, ≤ and ≥."""
    disclaimer: Text
    """What is printed where an article has no disclaimer of its own."""

    @field_check("language")
    @classmethod
    def _known(cls, language: str) -> str:
        if not (locales.is_language(language) and locales.english_name(language)):
            problem = f"“{language}”, the file's name, is not a language that is known here."
            remedy = "Name the file by its tag, such as es.yaml or zh-Hans.yaml."
            raise told("unknown-language", problem, remedy)
        return language

    @field_check("direction")
    @classmethod
    def _as_written(cls, direction: str, info: ValidationInfo) -> str:
        language = info.data.get("language")
        if language and direction != (right := locales.direction_of(language)):
            problem = f"“{language}” is not written {direction}."
            raise told("wrong-direction", problem, f"Write {right}.")
        return direction

    @model_check
    def _named(self) -> Self:
        if not self.own_name:
            problem = f"Nobody has noted what the language “{self.language}” calls itself."
            raise told("missing-key", problem, "Add “name: …”, as its readers call it.")
        return self

    @property
    def english_name(self) -> str:
        """The language's name in English."""
        return locales.english_name(self.language) or self.language

    @property
    def own_name(self) -> str:
        """The language's name in itself."""
        return self.name or locales.own_name(self.language) or ""

    def quoted(self, words: str) -> str:
        """Words in the language's own quotation marks."""
        return self.words.quoted.format(words=words)

    @property
    def counter_style(self) -> str:
        """How CSS names the digits that the language counts pages in."""
        return self._digits[0]

    @property
    def notation(self) -> Notation:
        """How the language writes numbers, days and times of day."""
        return locales.notation_of(self.language)

    def date(self, day: date) -> str:
        """A date in words, as the language writes it."""
        return self._in_its_digits(locales.date_in_words(self.language, day))

    def number(self, value: int) -> str:
        """A whole number in the language's digits."""
        return self._in_its_digits(locales.number(self.language, value))

    @property
    def _digits(self) -> tuple[str, str]:
        return DIGITS.get(locales.numbering_system(self.language), ("decimal", "0"))

    def _in_its_digits(self, text: str) -> str:
        """A text that Babel wrote; it knows which digits a language has, and leaves 0 to 9."""
        zero = ord(self._digits[1])
        return text.translate({ord("0") + digit: zero + digit for digit in range(10)})


def fonts_of(labels: Labels, *others: Labels) -> tuple[str, ...]:
    """The font families that set a text with words of other languages, its own language's first."""
    every = (family for one in (labels, *others) for family in one.fonts)
    return tuple(dict.fromkeys(every))


def load_labels(project: Project, language: str) -> Labels:
    """A language's labels; raises Refused with all that is wrong in the file."""
    file = project.find(FILE.format(language))
    if file is None:
        raise FileNotFoundError(f"no labels for {language}")
    node = load(file, project.shown(file))
    found = list(_lacking(node))
    try:
        labels = read(Labels, node.adding("language", language))
    except Refused as refused:
        raise Refused([*refused.findings, *found]) from None
    if found:
        raise Refused(found)
    return labels


def _lacking(node: Node) -> Iterator[Finding]:
    """What the English labels that ship have, and a file has not; it may have more."""
    for table, keys in _shipped_keys() if isinstance(node.value, dict) else ():
        ours = node.get(table)
        lacking = [key for key in keys if ours is None or ours.get(key) is None]
        if lacking and (ours is None or isinstance(ours.value, dict)):
            problem = f"“{table}” lacks {', '.join(f'“{key}”' for key in lacking)}."
            remedy = f"Add what the language says for it, as in {FILE.format('en')} that ships."
            if table in ("units", "spelled"):
                remedy += " Write [] where it has no word for it."
            yield Finding("missing-label", node.keys.get(table, node.place), problem, remedy)


@cache
def _shipped_keys() -> list[tuple[str, tuple[str, ...]]]:
    file = SHIPPED / FILE.format("en")
    whole = load(file, file.name)
    tables = ("headings", "editions", "units", "spelled")
    return [(name, tuple(table.keys)) for name in tables if (table := whole.get(name))]
