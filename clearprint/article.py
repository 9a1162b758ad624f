"""What a handout says, as typed, frozen data; knows nothing of paper.

`python -m clearprint.article` prints the JSON Schema that editors check articles with.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Annotated, Any, Literal, Self

from clearprint.locales import is_language
from clearprint.schema import (
    BodyText,
    Check,
    Day,
    Field,
    Record,
    Text,
    ValidationInfo,
    WebAddress,
    Whole,
    field_check,
    json_schema,
    model_check,
)
from clearprint.schema import told as fault


def _language_tag(tag: str) -> str:
    if not is_language(tag):
        problem, remedy = f"“{tag}” is not a language.", "Write one such as en, es or zh-Hans."
        raise fault("wrong-language", problem, remedy)
    return tag


LanguageTag = Annotated[Text, Check(_language_tag)]
MayCut = Annotated[Whole, Field(ge=1, le=99)]

KNOWN = {
    "overview": "What it is, in short; it opens the sheet.",
    "symptoms": "What somebody may notice.",
    "causes": "What brings it about.",
    "risk_factors": "Who is more likely to have it.",
    "diagnosis": "How it is found.",
    "treatment": "What is done about it.",
    "prevention": "How to keep it from coming, or from coming back.",
    "before": "What to do before a test or a treatment.",
    "during": "What happens in it.",
    "after": "What to do afterwards.",
    "what_to_do": "What the reader can do now.",
    "side_effects": "What a treatment may bring along.",
    "living_with_it": "How to get on day by day.",
    "when_to_see_a_doctor": "When to call, and the signs that cannot wait.",
}
"""The sections that every language has a heading for, and what each is for."""

NEEDED = ("overview", "when_to_see_a_doctor")
"""The sections without which no handout goes out; they are never left out to fit."""

YEARS = 3
"""The years after which a text must be reviewed again, at most."""


class Figure(Record):
    """A picture in a section; it stands beside the handout's file."""

    file: Text
    """An SVG or PNG file in the folder of the topic, such as recovery-position.svg."""
    alt: Text
    """What the picture shows, for people who do not see it: what a screen reader says."""
    caption: Text
    """A line printed under the picture."""

    @model_check
    def _plain_name(self) -> Self:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*\.(svg|png)", self.file):
            problem = f"“{self.file}” cannot be the name of a figure."
            remedy = "Name it in small letters, digits and hyphens, and end it with .svg or .png."
            raise fault("figure-name", problem, remedy)
        return self


class Section(Record):
    """One section of a handout; its key names it, and the labels give known keys their heading."""

    heading: Text | None = None
    """The heading, for a section of the author's own; known sections have theirs in the labels."""
    text: BodyText
    """The section in full: paragraphs, "- " bullets, "1. " steps, "- [ ] " checklists, tables
    (| ... | lines), ____ to write on, **bold**, [links](https://...)."""
    brief: BodyText | None = None
    """What the one-page edition prints instead of the text, in plain words."""
    urgent: tuple[Text, ...] = ()
    """Signs that need emergency care, one a line: always printed, in every edition."""
    figure: Figure | None = None
    """A picture, printed after the text."""
    urgent_note: Text | None = None
    """A sentence to close the list of urgent signs with."""
    may_cut: MayCut | None = None
    """The author allows the section to be left out to fit: 1 goes first."""

    @field_check("may_cut")
    @classmethod
    def _urgent_signs_stay(cls, may_cut: int | None, info: ValidationInfo) -> int | None:
        if may_cut is not None and info.data.get("urgent"):
            problem = "A section with urgent signs may not be left out."
            raise fault("urgent-cut", problem, "Delete “may_cut” here.")
        return may_cut

    @field_check("urgent_note")
    @classmethod
    def _note_has_signs(cls, note: str | None, info: ValidationInfo) -> str | None:
        if note and info.data.get("urgent") == ():
            problem = "“urgent_note” closes a list of urgent signs, and there is none."
            raise fault("urgent-note", problem, "Add “urgent”, or move the sentence to “text”.")
        return note


class Question(Record):
    """A question patients ask, with its answer."""

    question: Text
    """The question, as a patient would ask it."""
    answer: BodyText
    """The answer: paragraphs, bullets, steps, **bold**, links."""
    may_cut: MayCut | None = None
    """The author allows the question to be left out to fit: 1 goes first."""


class Reference(Record):
    """A source the text rests on."""

    text: Text
    """The source in words: who, what, when."""
    url: WebAddress | None = None
    """Its address on the web."""


class Review(Record):
    """Whether a clinician has reviewed the text."""

    status: Literal["unreviewed", "reviewed"]
    """"unreviewed" is printed on every page."""
    by: Text | None = None
    """Who reviewed it, with credentials."""
    on: Day | None = None
    """When it was reviewed, as year-month-day."""
    due: Day | None = None
    """When it must be reviewed again: at most three years later."""

    @field_check("by", "on", "due")
    @classmethod
    def _said_to_be(cls, given: Any, info: ValidationInfo) -> Any:
        if info.data.get("status") == "unreviewed":
            problem = f"“{info.field_name}” says there was a review; the status is “unreviewed”."
            remedy = "Write “status: reviewed”, or delete this line."
            raise fault("review-unreviewed", problem, remedy)
        return given

    @field_check("due")
    @classmethod
    def _in_time(cls, due: date | None, info: ValidationInfo) -> date | None:
        reviewed = info.data.get("on")
        if due and reviewed and not reviewed < due <= years_later(reviewed, YEARS):
            problem = f"The next review is due {due}, the last was on {reviewed}."
            remedy = "“due” comes after “on”, and at most three years later."
            raise fault("review-due", problem, remedy)
        return due

    @model_check
    def _whole(self) -> Self:
        if self.status == "reviewed" and not (self.by and self.on and self.due):
            problem = "A reviewed text needs “by”, “on” and “due”."
            raise fault("review-incomplete", problem, "Add who, when, and the next date.")
        return self


class Translation(Record):
    """What a translation was made from, how, and whether anybody has reviewed it."""

    of: LanguageTag
    """The language it was translated from."""
    status: Literal["machine", "translated", "reviewed"]
    """"machine": nobody has read it; "translated": a translator made it; "reviewed": a second
    qualified translator has reviewed it. All but "reviewed" is told on every page."""
    by: Text | None = None
    """Who translated or reviewed it, with credentials."""
    on: Day | None = None
    """When, as year-month-day."""
    confirmed: dict[Text, tuple[Text, ...]] = Field(default_factory=dict)
    """Numbers that differ from the source's and are right: block, and the numbers as `check` tells
    them."""
    source: dict[Text, Text] = Field(default_factory=dict)
    """The digest of each block of the source this was made from; `translate` keeps it."""

    @model_check
    def _named(self) -> Self:
        if self.status == "reviewed" and not (self.by and self.on):
            problem = "A reviewed translation needs “by” and “on”."
            raise fault("translation-incomplete", problem, "Add who reviewed it, and when.")
        return self


class Article(Record):
    """A handout: the text for one topic in one language."""

    title: Text
    """The title; names the topic."""
    subtitle: Text | None = None
    """One line that says what the handout is about."""
    main_message: Text | None = None
    """One to three short sentences: what the reader must take away."""
    quick_facts: dict[Text, Text] = Field(default_factory=dict)
    """Facts at a glance, as "label: value", in the order they are printed."""
    sections: dict[Text, Section] = Field(json_schema_extra={"required": list(NEEDED)})
    """The sections, in the order they are printed; "overview" and "when_to_see_a_doctor" must be
    among them."""
    faq: tuple[Question, ...] = ()
    """Questions patients ask, with answers."""
    references: tuple[Reference, ...] = Field(min_length=1)
    """The sources the text rests on; at least one."""
    disclaimer: Text | None = None
    """What the text is not; where it is missing, the language's own is printed."""
    keywords: tuple[Text, ...] = ()
    """Words to find the handout by; they go into the PDF's properties."""
    version: Text
    """The version of the text, in quotes, such as "1.0"."""
    published: Day
    """When this version was published, as year-month-day."""
    review: Review
    """Whether a clinician has reviewed the text, who, and when."""
    translation: Translation | None = None
    """For a translation: of what, how it was made, and who reviewed it."""
    web: WebAddress | None = None
    """Where the handout can be read on the web; printed in words and as a QR code."""
    codes: dict[Text, tuple[Text, ...]] = Field(default_factory=dict)
    """Codes a record system can look the handout up by, such as icd-10-cm or mesh."""

    @property
    def review_due(self) -> date:
        """The day by which the text is to be reviewed: as it says, else three years after it."""
        return self.review.due or years_later(self.published, YEARS)


def years_later(day: date, years: int) -> date:
    """The same day some years later; the last of February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def schema_text() -> str:
    """The JSON Schema of an article, as the file that is kept beside the handouts."""
    schema = {**json_schema(Article), "title": "A Clearprint handout"}
    schema["properties"]["sections"]["properties"] = {
        name: {"$ref": "#/$defs/Section", "description": meaning} for name, meaning in KNOWN.items()
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
