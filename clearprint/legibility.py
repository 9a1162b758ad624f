"""What is drawn on a page can be read: by the eye, on paper, and by what searches and copies it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from clearprint.colour import CONTRAST, WHITE, Colour, contrast
from clearprint.findings import Finding
from clearprint.finished import Box, Finished, Page, Text
from clearprint.judging import Job, fault, marked_texts, short
from clearprint.likeness import reads_alike, squeeze
from clearprint.seenlines import feet, seen_lines
from clearprint.visualorder import numbers_turned_round, turned_round

MARGIN = 7 * 72 / 25.4  # points: what office printers cannot reach (facts: 4 to 6.7 mm)
SLACK = 0.6  # points a glyph's outline may reach over a clip
OVERLAP = 0.3  # of the lower height, or of an area; descenders touch ascenders below at 0.15


def line_faults(finished: Finished, job: Job) -> Iterator[Finding]:
    """Every text, shape and picture of each page is where it can be seen and read."""
    for number, page in enumerate(finished.pages, start=1):
        printable = Box(MARGIN, MARGIN, page.width - MARGIN, page.height - MARGIN)
        for text in page.texts:
            if text.words.strip():
                for code, what in (*_faults(text, printable, job), *_sight_faults(text, page)):
                    problem = f"Page {number}: “{short(text.words)}” {what}."
                    yield fault(job, code, problem)
        for shape in page.shapes:
            if not shape.box.within(printable, SLACK):
                problem = f"Page {number}: something is drawn within 7 mm of the edge."
                yield fault(job, "edge", problem)
        for said in _undrawn(page):
            problem = f"Page {number}: the picture “{short(said)}” shows nothing."
            yield fault(job, "undrawn", problem, "Save the picture anew, as plain SVG or PNG.")
        for lower, upper in _overprinted(page):
            problem = f"Page {number}: “{short(upper)}” and “{short(lower)}” are on each other."
            yield fault(job, "overprinted", problem)
        yield from _misread(page, number, job)
        for words in _turned(page, job):
            problem = f"Page {number}: “{short(words)}” is not printed from left to right."
            yield fault(job, "turned-round", problem)


def _faults(text: Text, printable: Box, job: Job) -> Iterator[tuple[str, str]]:
    if not text.box.within(printable):
        yield "edge", "stands within 7 mm of the edge, where printers do not reach"
    if text.clip and not text.box.within(text.clip, SLACK):
        yield "clipped", "is cut off"
    floor = job.edition.sizes.floor
    if text.artifact:
        floor = min(floor, job.edition.foot.ceiling)
    if text.size < floor - 0.01:
        yield "too-small", f"is set in {text.size:.2f} pt, under the {floor:g}"
    if not text.font.embedded:
        yield "font-not-embedded", f"is set in {text.font.name}, which is not in the file"
    if _family(text.font.name) not in {_family(name) for name in job.deck.fonts}:
        yield "foreign-font", f"is set in {text.font.name}, which is not one of ours"
    if text.font.italic:
        yield "italic", "is set in italics"
    if not text.artifact and text.mark is None:
        yield "untagged-text", "is outside of the tags"


def _sight_faults(text: Text, page: Page) -> Iterator[tuple[str, str]]:
    """Whether the eye can read it: what it is drawn on, and what is drawn over it."""
    if contrast(text.colour, _ground(text, page)) < CONTRAST:
        yield "faint", "is too faint to read in print"
    if any(
        shape.fill and shape.order > text.order and text.box.share_in(shape.box) > OVERLAP
        for shape in page.shapes
    ):
        yield "covered", "is covered"


def _ground(text: Text, page: Page) -> Colour:
    """The colour of the last rectangle that was filled below a text; white where there is none."""
    below = (s.fill for s in page.shapes if s.order < text.order and text.box.within(s.box, SLACK))
    return next(filter(None, reversed(list(below))), WHITE)


def _undrawn(page: Page) -> Iterator[str]:
    """What is said of pictures that are tagged, and of which nothing is on the page."""
    drawn = {shape.mark for shape in page.shapes}
    return (tag.alternative for tag in page.tags if tag.alternative and not drawn & {*tag.marks})


def _has_base(text: Text) -> bool:
    """Whether there is more to a text than signs that are set over or under other letters."""
    return any(not unicodedata.combining(letter) for letter in squeeze(text.words))


def _overprinted(page: Page) -> Iterator[tuple[str, str]]:
    """Text drawn on text: neither can be read."""
    texts = sorted((t for t in page.texts if _has_base(t)), key=lambda text: text.box.bottom)
    for index, lower in enumerate(texts):
        for upper in texts[index + 1 :]:
            if upper.box.bottom >= lower.box.top:
                break
            is_one_line = lower.mark is not None and lower.mark == upper.mark
            if not is_one_line and lower.box.overlap(upper.box, lower.size) > OVERLAP:
                yield lower.words, upper.words


def _misread(page: Page, number: int, job: Job) -> Iterator[Finding]:
    """Glyphs that name other letters than the tags: a search or a copy would read other words."""
    drawn, turned = marked_texts(page), job.deck.direction == "rtl"
    for tag in page.tags:
        if not (tag.words and tag.marks):
            continue
        glyphs = "".join(text.words for mark in tag.marks for text in drawn[mark])
        if tag.words.strip() == job.deck.blank and not glyphs.strip():
            continue  # a space to write on, which has a name and no letters
        if not reads_alike(glyphs, tag.words, turned):
            problem = f"Page {number}: “{short(tag.words)}” reads back as “{short(glyphs)}”."
            yield fault(job, "misread", problem)


def _turned(page: Page, job: Job) -> Iterator[str]:
    """What is printed in an order that nobody can read it in."""
    if page.glyphs:
        for line in seen_lines(page, job.deck.language, job.deck.blank):
            yield from turned_round(line.said, line.seen, line.leftward)
        foot = feet(page)
        for row in job.deck.foot:
            ours = " ".join(run.text for statement in row for run in statement if not run.lang)
            yield from numbers_turned_round(ours, foot)


def _family(name: str) -> str:
    """A font's family, from its name in a PDF or in a labels file."""
    plain = re.sub(r"^[A-Z]{6}\+", "", name)
    return re.sub(r"(Regular|Bold|[^a-zA-Z])", "", plain).lower()
