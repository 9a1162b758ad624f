"""Signs that cannot wait: told as missing where the text has something that can turn urgent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from clearprint.copychecks.check import Check, Hit
from clearprint.copychecks.emergencies import DANGERS, SENDS
from clearprint.passages import Copy, Passage

_WRITTEN_ON = ("ar", "hi", "ko", "zh")
"""Languages in which a word may start within what is written as one."""

_TELLS_SIGNS = (
    *("symptoms", "side_effects", "after", "what_to_do", "living_with_it"),
    "when_to_see_a_doctor",
)
"""Known sections in which a sign that is named is one that the reader may have."""

_FOLLOWS = {
    "side_effects": "what a treatment may do",
    "after": "what follows",
}
"""Known sections whose subject always can turn urgent."""


def _look(copy: Copy) -> Iterator[Hit]:
    """The first thing in a text without signs that can turn urgent."""
    if not copy.signs:
        yield from list(_urgent(copy))[:1]


def _urgent(copy: Copy) -> Iterator[Hit]:
    sends, dangers = SENDS[copy.spoken], DANGERS[copy.spoken]
    yield from _named(copy, copy.full, sends, "sends people to emergency care")
    told = [passage for passage in copy.full if passage.section in _TELLS_SIGNS]
    yield from _named(copy, told, dangers, "can be an emergency")
    yield from _in_sections(copy)


def _in_sections(copy: Copy) -> Iterator[Hit]:
    """What the sections of a handout say of it, whatever their words."""
    sections = copy.node.get("sections")
    keys = sections.keys if sections else {}
    for key, tells in _FOLLOWS.items():
        if key in keys:
            yield Hit(keys[key], f"“{key}” tells {tells}, and no sign stands under “urgent”.")
    is_of_an_illness = "symptoms" in keys or "living_with_it" in keys
    if is_of_an_illness and (place := keys.get("when_to_see_a_doctor")):
        problem = "The handout is about an illness, and tells no sign that needs emergency care."
        yield Hit(place, problem)


def _named(
    copy: Copy, passages: Iterable[Passage], words: tuple[str, ...], says: str
) -> Iterator[Hit]:
    start = "" if copy.spoken in _WRITTEN_ON else r"(?<!\w)"
    pattern = re.compile(rf"(?i){start}(?:{'|'.join(words)})[^\W\d_]*")
    for passage in passages:
        if found := pattern.search(passage.text):
            problem = f"“{found.group()}” {says}, and no sign stands under “urgent”."
            yield Hit(passage.at(found.start()), problem)


CHECKS = (
    Check(
        "no-urgent-signs",
        "The signs that cannot wait are what a handout can save a life with; they are printed in a "
        "box in every edition.",
        "CDC Clear Communication Index, item 14: when to contact a health care provider. Told "
        "where the text sends people to emergency care, names a sign that can be an emergency, or "
        "tells symptoms, side effects or what follows a procedure.",
        "List them under “urgent” in “when_to_see_a_doctor”, one a line. Ask a clinician whether "
        "there are any, and which.",
        "sections:\n  overview: {text: It is small.}\n"
        "  symptoms: {text: You may have chest pain.}\n"
        "  when_to_see_a_doctor: {text: Call us.}",
        "sections:\n  overview: {text: Radon is a gas. It can cause lung cancer.}\n"
        "  when_to_see_a_doctor: {text: Call us.}",
        _look,
        tuple(SENDS),
    ),
)
