"""The questions of AHRQ's PEMAT-P and CDC's Clear Communication Index, in short."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """A question by its official number; `optional` where “does not apply” is an answer to it."""

    number: int
    text: str
    optional: bool = False


def _questions(texts: dict[int, str], optional: set[int]) -> tuple[Question, ...]:
    return tuple(Question(number, text, number in optional) for number, text in texts.items())


PEMAT = _questions(
    {
        1: "The purpose is completely evident",
        2: "Nothing distracts from the purpose",
        3: "Everyday language is used",
        4: "Medical terms are there only to be learned, and are defined",
        5: "The active voice is used",
        6: "Numbers are clear and easy to understand",
        7: "The reader need not calculate",
        8: "The text is broken into short sections",
        9: "The sections have informative headers",
        10: "The order is logical",
        11: "There is a summary",
        12: "Visual cues draw attention to key points",
        15: "Visual aids are used wherever they make it easier",
        16: "Visual aids reinforce the text",
        17: "Visual aids have clear titles or captions",
        18: "Illustrations are clear and uncluttered",
        19: "Tables are simple, with short and clear headings",
        20: "At least one action is named",
        21: "The reader is addressed directly",
        22: "Each action is broken into manageable, explicit steps",
        23: "A tangible tool, such as a checklist, helps to act",
        24: "Calculations are shown with simple instructions or examples",
        25: "Charts, graphs and tables are explained, so that one can act on them",
        26: "Visual aids make it easier to act on the instructions",
    },
    {6, 8, 9, 11, 16, 17, 18, 19, 24, 25},
)
"""The 24 items for print, by their numbers; 13 and 14 are for video. 20 to 26 are about acting.

https://pmc.ncbi.nlm.nih.gov/articles/PMC5839932/table/T1; which may not apply:
https://pmc.ncbi.nlm.nih.gov/articles/PMC11033604/table/TAB2.
"""

CDC = _questions(
    {
        1: "There is one main message",
        2: "The main message is in the first section",
        3: "The main message stands out",
        4: "A visual supports the main message",
        5: "There is a call to action for the reader",
        6: "Message and action are in the active voice",
        7: "The words are the audience's own",
        8: "Lists are used, with at most seven items",
        9: "Each part has its heading and one idea",
        10: "The most important comes first",
        11: "It says what is known and what is not",
        12: "It says what to do",
        13: "It says why that matters",
        14: "It says how to do it, and when to contact a provider",
        15: "The numbers are familiar",
        16: "The numbers are explained",
        17: "The reader need not calculate",
        18: "The risk is explained",
        19: "Risks and benefits are told",
        20: "Numbers are supported by words",
    },
    set(range(12, 21)),
)
"""The 20 items; from 12 on only where they apply. https://cdc.gov/ccindex/widget.html."""
