"""The fixed words of each language, and how its numbers, dates and names are written."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from clearprint.load import load
from clearprint.project import Project
from clearprint.schema import Field, Record, Text, ValidationInfo, field_check, read, told

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
    """What the language calls each unit, by its international sign."""
    disclaimer: Text
    """What is printed where an article has no disclaimer of its own."""

    @field_check("language")
    @classmethod
    def _known(cls, language: str) -> str:
        try:
            Locale.parse(language, sep="-")
        except (UnknownLocaleError, ValueError):
            problem = f"“{language}”, the file's name, is not a language anybody has data for."
            remedy = "Name the file by its tag, such as es.yaml or zh-Hans.yaml."
            raise told("unknown-language", problem, remedy) from None
        return language

    @field_check("direction")
    @classmethod
    def _as_written(cls, direction: str, info: ValidationInfo) -> str:
        language = info.data.get("language")
        if language and direction != direction_of(language):
            problem = f"“{language}” is not written {direction}."
            raise told("wrong-direction", problem, f"Write {direction_of(language)}.")
        return direction

    @property
    def locale(self) -> Locale:
        """Babel's data for the language."""
        return Locale.parse(self.language, sep="-")

    @property
    def english_name(self) -> str:
        """The language's name in English."""
        return _name(self.locale, Locale("en"))

    @property
    def own_name(self) -> str:
        """The language's name in itself."""
        return _name(self.locale, self.locale)

    def quoted(self, words: str) -> str:
        """Words in the language's own quotation marks."""
        return self.words.quoted.format(words=words)

    @property
    def counter_style(self) -> str:
        """How CSS names the digits that the language counts pages in."""
        return self._digits[0]

    def date(self, day: date) -> str:
        """A date in words, as the language writes it."""
        return self._in_its_digits(format_date(day, "long", locale=self.locale))

    def number(self, value: int) -> str:
        """A whole number in the language's digits."""
        return self._in_its_digits(format_decimal(value, locale=self.locale))

    @property
    def _digits(self) -> tuple[str, str]:
        return DIGITS.get(self.locale.default_numbering_system, ("decimal", "0"))

    def _in_its_digits(self, text: str) -> str:
        """A text that Babel wrote; it knows which digits a language has, and leaves 0 to 9."""
        zero = ord(self._digits[1])
        return text.translate({ord("0") + digit: zero + digit for digit in range(10)})


def _name(locale: Locale, told_in: Locale) -> str:
    """What people call a language: “Simplified Chinese”, not “Chinese (Simplified)”."""
    return str(told_in.languages.get(str(locale)) or locale.get_display_name(told_in))


def direction_of(language: str) -> str:
    """Which way a language is written, by its locale: ltr or rtl."""
    return str(Locale.parse(language, sep="-").text_direction)


def load_labels(project: Project, language: str) -> Labels:
    """A language's labels; raises Refused with all that is wrong in the file."""
    file = project.find(f"templates/labels/{language}.yaml")
    if file is None:
        raise FileNotFoundError(f"no labels for {language}")
    return read(Labels, load(file, project.shown(file)).adding("language", language))
