"""Sentences, paragraphs and lists that are too long to take in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from clearprint.copychecks.check import Check, Hit, in_passages, shortened
from clearprint.findings import Place
from clearprint.passages import BulletList, Copy, Passage
from clearprint.sentences import length, parts_words, sentences, told_length, words

_CHECKLIST = (
    "Plain language checklist (https://viewer.joomag.com/plain-language-checklist/"
    "0768482001424987644/p2)"
)
LONGEST = 30
"""Words in a sentence. The checklist asks for 10 to 20; only what is well over is told."""
LONGEST_IN = {"es": 36, "fr": 36, "it": 36, "pt": 36, "hi": 36, "vi": 45}
"""The same sentence has about a fifth more words in Romance languages and Hindi; Vietnamese
writes each syllable as a word. Our own choice, by the shipped translations."""
LONGEST_UNSPACED = 70
"""Characters in a sentence of a language that does not part its words, such as Chinese. Our own
choice: a sentence of 30 English words has about 50, and what ships has at most 60."""
MOST_SENTENCES = 7
MOST_ITEMS = 7
_LEADS_IN = re.compile(r"(?:[:：]|\b(?:such as|including|includes?|incluid[oa]s|incluyen|como))$")
_ADDRESS = re.compile(r"[!-~]{12,}")


def _sentence(passage: Passage, copy: Copy) -> Iterator[tuple[int, str, str]]:
    for offset, sentence in sentences(passage.text):
        if parts_words(copy.language):
            count, most = len(words(sentence)), LONGEST_IN.get(copy.spoken, LONGEST)
        else:
            count, most = length(_ADDRESS.sub("", sentence), copy.language), LONGEST_UNSPACED
        if count > most:
            told = told_length(count, copy.language)
            yield offset, f"A sentence has {told}: “{shortened(sentence)}”", ""


def _paragraph(passage: Passage, _: Copy) -> Iterator[tuple[int, str, str]]:
    count = len(list(sentences(passage.text)))
    if passage.kind == "paragraph" and count > MOST_SENTENCES:
        yield 0, f"A paragraph has {count} sentences: “{shortened(passage.text)}”", ""


def _list(copy: Copy) -> Iterator[Hit]:
    for found in (*copy.lists, *_urgent(copy)):
        items = max(_parts(found), key=len)
        if len(items) > MOST_ITEMS:
            text, place = items[0]
            yield Hit(place, f"A list has {len(items)} items; it starts with “{shortened(text)}”.")


def _parts(found: BulletList) -> list[list[tuple[str, Place]]]:
    """The items of each list that a list is made of.

    One ends where an item leads in others, such as “To prevent falls:”. In a list of sentences
    items that are none are a list of their own: a sub-list that lost its indent.
    """
    parts: list[list[tuple[str, Place]]] = [[]]
    of_sentences = _is_sentence(found.items[0])
    for item in zip(found.items, found.places, strict=True):
        if _LEADS_IN.search(item[0]):
            parts.append([])
        elif of_sentences and parts[-1] and _is_sentence(parts[-1][0][0]) != _is_sentence(item[0]):
            parts.append([item])
        else:
            parts[-1].append(item)
    return parts


def _is_sentence(item: str) -> bool:
    return item.endswith((".", "!", "?", "。", "！", "？", "।", "؟"))


def _urgent(copy: Copy) -> Iterator[BulletList]:
    """The urgent signs of each section, which are printed as a list too."""
    for _, found in groupby(copy.signs, key=lambda sign: sign.section):
        signs = tuple(found)
        yield BulletList(tuple(s.text for s in signs), tuple(s.place for s in signs))


_EIGHT = "".join(f"- Thing {number}\n" for number in "abcdefgh")

CHECKS = (
    Check(
        "long-sentence",
        "Someone who is ill, worried or new to the language loses a long sentence before its end.",
        f"{_CHECKLIST}: 10 to 20 words a sentence. Told over {LONGEST} words, more in languages "
        f"that need more words for the same, and over {LONGEST_UNSPACED} characters in Chinese.",
        "Make two sentences of it, or a list.",
        "If you have a headache that does not go away after you have taken the tablets that your "
        "doctor gave you and have rested for an hour, then you should call the ward at once.",
        "Your headache may not go away. Take your tablets, e.g. at 8 a.m. and at 8 p.m., and rest. "
        "Does it still hurt after an hour? Call the ward, and say that Dr. Smith told you to.",
        in_passages(_sentence),
    ),
    Check(
        "long-paragraph",
        "A block of text looks like hard work, and readers skip it.",
        f"{_CHECKLIST}: at most 5 to 7 sentences a paragraph.",
        "Start a new paragraph where a new thought starts.",
        "Rest. " * 8,
        "Rest. " * 7,
        in_passages(_paragraph),
    ),
    Check(
        "long-list",
        "Readers remember about seven things at most.",
        "CDC Clear Communication Index, item 8: a list of more than seven items without sub-lists "
        "does not pass.",
        "Make two lists of it, each with a line that says what it holds.",
        _EIGHT,
        _EIGHT.removesuffix("- Thing h\n"),
        _list,
    ),
)
