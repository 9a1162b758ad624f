"""Every word of the copy is in the finished PDF, whole and in order, as a screen reader gets it.

What must be there comes from the deck, not from the sheet, so that a template that forgets a
passage is caught like a typesetter that drops one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise

from clearprint.deck import Passage
from clearprint.findings import Finding
from clearprint.finished import Finished, Page
from clearprint.judging import Job, fault, marked_texts, short
from clearprint.likeness import squeeze

GAP = 24  # letters between two passages of a group: list markers, colons, dots


def copy_faults(finished: Finished, job: Job) -> Iterator[Finding]:
    """Every passage is there, whole, in order: as a screen reader gets it."""
    pages = [squeeze(" ".join(_spoken(page))) for page in finished.pages]
    read, ends = "".join(pages), list(accumulate(map(len, pages)))
    starts: list[tuple[int, str]] = []
    placed: list[tuple[Passage, int]] = []
    for name, passages in _grouped(job.deck.passages()).items():
        group = _placed(read, passages)
        placed += group
        missing = [passage for passage, start in group if start < 0]
        for passage in missing:
            elsewhere = squeeze(passage.text) in read
            code, what = ("out-of-order", "out of order") if elsewhere else ("missing", "missing")
            yield fault(job, code, f"In “{name}” this is {what}: “{short(passage.text)}”.")
        if name.startswith("section ") and not missing:
            starts.append((group[0][1], group[0][0].text))
        if name.startswith("urgent ") and not missing:
            yield from _whole(group, ends, job)
    yield from _pairs(placed, ends, job)
    for (before, _), (after, heading) in pairwise(starts):
        if after < before:
            problem = f"The section “{heading}” stands before the one it should follow."
            yield fault(job, "out-of-order", problem)


def _whole(group: list[tuple[Passage, int]], ends: list[int], job: Job) -> Iterator[Finding]:
    """The box of urgent signs stands on one page; `ends` are the letters read up to each.

    One that starts a page and does not end on it has no room on any.
    """
    (_, top), (last, start) = group[0], group[-1]
    first = bisect_right(ends, top)
    is_first = top == [0, *ends][first]
    if bisect_right(ends, start + len(squeeze(last.text)) - 1) != first and not is_first:
        problem = f"The box of urgent signs breaks behind page {first + 1}."
        remedy = "Take fewer or shorter signs, or a smaller type size."
        yield fault(job, "urgent-broken", problem, remedy)


def _pairs(placed: list[tuple[Passage, int]], ends: list[int], job: Job) -> Iterator[Finding]:
    """What stands side by side stands on one page."""
    pages: dict[int | None, set[int]] = defaultdict(set)
    for passage, start in placed:
        if passage.pair is not None and start >= 0:
            last = start + len(squeeze(passage.text)) - 1
            pages[passage.pair] |= {bisect_right(ends, start), bisect_right(ends, last)}
    for passage, _ in placed:
        if len(pages.pop(passage.pair, [])) > 1:
            problem = f"“{short(passage.text)}” and its translation are not on one page."
            yield fault(job, "pair-split", problem, "Make two paragraphs of it, in each text.")


def _grouped(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    groups: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        groups[passage.group].append(passage)
    return groups


def _placed(read: str, passages: list[Passage]) -> list[tuple[Passage, int]]:
    """Each passage of a group and where it starts; -1 where it does not follow the one before.

    A heading's words may stand elsewhere too: the group is where most of it follows.
    """
    words = [(squeeze(passage.text), len(squeeze(passage.before))) for passage in passages]
    starts = [found.start() for found in re.finditer(re.escape(words[0][0]), read)]
    tries = [_followed(read, words, start) for start in starts] or [_followed(read, words, 0)]
    best = max(tries, key=lambda places: sum(place >= 0 for place in places))
    return list(zip(passages, best, strict=True))


def _followed(read: str, words: list[tuple[str, int]], start: int) -> list[int]:
    """Where each of some words starts when the first stand at `start`, close to one another.

    Each comes with the number of letters that may stand before it.
    """
    places, end = [], start
    for index, (text, before) in enumerate(words):
        reach = end + len(text) + (GAP + before if index else 0)
        place = read.find(text, end, reach)
        places.append(place)
        end = place + len(text) if place >= 0 else end
    return places


def _spoken(page: Page) -> Iterator[str]:
    """The words of a page in the order of its tags, as a screen reader says them."""
    drawn = marked_texts(page)
    for tag in page.tags:
        if tag.alternative and tag.marks:
            yield tag.alternative
        elif tag.words:
            yield tag.words
        else:
            yield from (text.words for mark in tag.marks for text in drawn[mark])
