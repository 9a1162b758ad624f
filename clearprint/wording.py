"""How people put things in a language: what the importer looks for.

One file a language, in `wording/`; a language without one is read with what its labels say.
"""

from __future__ import annotations

from clearprint.load import load
from clearprint.project import Project
from clearprint.schema import Field, Record, Text, read

Words = tuple[Text, ...]


class Urgent(Record):
    """How a sentence lists the signs that need emergency care."""

    leads: Words = ()
    """What such a sentence starts with, where “urgent_lead” in the labels says as much."""
    joins: Words = ()
    """What parts the last sign from the reason."""
    last: Words = ()
    """What stands before the last sign."""
    describing: Words = ()
    """Words that describe the next one: a comma behind one parts no sign from another."""
    no_sign: Words = ()
    """How a part of such a sentence starts that is no sign: a condition, or something to do."""
    emergency: Words = ()
    """What a text says where something cannot wait."""


class Parts(Record):
    """What writers call the parts of a handout that are not sections."""

    quick_facts: Words = ()
    faq: Words = ()
    references: Words = ()
    disclaimer: Words = ()


class Wording(Record):
    """A language, as writers write it."""

    headings: dict[Text, Words] = Field(default_factory=dict)
    """Known section to what writers call it; “…” stands for any words, “{topic}” for the title."""
    parts: Parts = Field(default_factory=Parts)
    urgent: Urgent = Field(default_factory=Urgent)
    asked: Words = ()
    """What stands before a question and a colon."""
    answered: Words = ()
    """What stands before its answer."""
    leads_in: Words = ()
    """How a line ends that a list follows, beside a colon."""
    common: Words = ()
    """Words that nearly every text of the language has, and few of any other."""


def load_wording(project: Project, language: str) -> Wording:
    """A language's wording; an empty one where nobody wrote it. Raises Refused with all faults."""
    file = project.find(f"wording/{language}.yaml")
    return read(Wording, load(file, project.shown(file))) if file else Wording()
