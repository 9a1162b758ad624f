"""The page a committee signs: what was checked by itself, and the questions only people answer."""

from __future__ import annotations

from clearprint.advising import Checked
from clearprint.compose import render
from clearprint.findings import Finding
from clearprint.orders import Desk

PEMAT = (
    *("The purpose is completely evident", "Nothing distracts from the purpose"),
    *("Everyday language is used", "Medical terms are there only to be learned, and are defined"),
    *("The active voice is used", "Numbers are clear and easy to understand"),
    *("The reader need not calculate", "The text is broken into short sections"),
    *("The sections have informative headers", "The order is logical"),
    *("There is a summary", "Visual cues draw attention to key points"),
    *("Visual aids are used wherever they make it easier", "Visual aids reinforce the text"),
    *("Visual aids have clear titles or captions", "Illustrations are clear and uncluttered"),
    *("Tables are simple, with short and clear headings",),
    *("At least one action is named", "The reader is addressed directly"),
    *("Each action is broken into manageable, explicit steps",),
    *("A tangible tool, such as a checklist, helps to act",),
    *("Calculations are shown with simple instructions or examples",),
    *("Charts, graphs and tables are explained, so that one can act on them",),
    *("Visual aids make it easier to act on the instructions",),
)
"""The 24 items of AHRQ's PEMAT-P for print, in short; 18 to 24 are about acting."""

CDC = (
    *("There is one main message", "The main message is in the first section"),
    *("The main message stands out", "A visual supports the main message"),
    *("There is a call to action for the reader", "Message and action are in the active voice"),
    *("The words are the audience's own", "Lists are used, with at most seven items"),
    *("Each part has its heading and one idea", "The most important comes first"),
    *("It says what is known and what is not", "It says what to do"),
    *("It says why that matters", "It says how to do it, and when to contact a provider"),
    *("The numbers are familiar", "The numbers are explained", "The reader need not calculate"),
    *("The risk is explained", "Risks and benefits are told", "Numbers are supported by words"),
)
"""The 20 items of CDC's Clear Communication Index, in short."""


def report_of(desk: Desk, handouts: list[Checked], faults: list[Finding]) -> str:
    """The page in HTML; what is wrong with no handout that can be read stands first."""
    files = {handout.file for handout in handouts}
    values = {
        "handouts": handouts,
        "others": [fault for fault in faults if fault.place.file not in files],
        "day": desk.today.isoformat(),
        "pemat": PEMAT,
        "cdc": CDC,
    }
    return render(desk.project, "assessment.html", **values)
