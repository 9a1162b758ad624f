"""The judge: may this PDF leave the press? It looks at the finished bytes and nothing else.

What must be on the pages comes from the copy deck, not from the sheet, so that a template that
forgets a passage is caught like a typesetter that drops one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from clearprint.body import plain
from clearprint.colour import CONTRAST, WHITE, Colour, contrast
from clearprint.copydeck import Deck, Passage
from clearprint.editions import Edition
from clearprint.findings import Finding, Place, Remark
from clearprint.likeness import contains, reads_alike, squeeze
from clearprint.readback import Box, Finished, Page, Text, read_back
from clearprint.seenlines import feet, seen_lines
from clearprint.visualorder import numbers_turned_round, turned_round

MARGIN = 7 * 72 / 25.4  # points: what office printers cannot reach (facts: 4 to 6.7 mm)
SLACK = 0.6  # points a glyph's outline may reach over a clip
OVERLAP = 0.3  # of the lower height; descenders touch the next line's ascenders at 0.15
GAP = 24  # letters between two passages of a group: list markers, colons, dots

_REMEDY = "This is a fault of the template, the style sheet or the program: report it."


@dataclass(frozen=True)
class Job:
    """What the finished PDF is judged against. `pages` is the number the layout had."""

    deck: Deck
    edition: Edition
    pages: int
    title: str
    place: Place
    warnings: tuple[Remark, ...] = ()


def judge(pdf: bytes, job: Job) -> list[Finding]:
    """Everything that keeps a finished PDF from leaving; an empty list lets it go."""
    try:
        finished = read_back(pdf)
    except ValueError as error:
        return [Finding("unreadable-pdf", job.place, f"The PDF is {error}.", _REMEDY)]
    found = [
        *_typesetter(job),
        *_document(finished, job),
        *_extent(finished, job),
        *_copy(finished, job),
        *_lines(finished, job),
    ]
    return list(dict.fromkeys(found))


def _finding(job: Job, code: str, problem: str, remedy: str = _REMEDY) -> Finding:
    return Finding(code, job.place, problem, remedy)


def _typesetter(job: Job) -> Iterator[Finding]:
    """Silence from the typesetter is part of the result."""
    for warning in dict.fromkeys(job.warnings):
        problem = f"The typesetter said: {warning.words.rstrip('.')}."
        remedy = "Correct the style sheet there." if warning.place else _REMEDY
        yield Finding("typesetter-warning", warning.place or job.place, problem, remedy)


def _document(finished: Finished, job: Job) -> Iterator[Finding]:
    if not finished.tagged or not any(page.tags for page in finished.pages):
        yield _finding(job, "untagged", "The PDF has no tags: a screen reader cannot read it.")
    if finished.title != job.title:
        yield _finding(job, "title", f"The PDF's title is “{finished.title}”, not “{job.title}”.")
    if finished.language != job.deck.language:
        problem = f"The PDF's language is “{finished.language}”, not “{job.deck.language}”."
        yield _finding(job, "language", problem)


def _extent(finished: Finished, job: Job) -> Iterator[Finding]:
    count, extent = len(finished.pages), job.edition.extent
    if extent is not None and count > extent:
        yield _finding(job, "extent", f"The PDF has {count} pages; the edition has {extent}.")
    if count != job.pages:
        yield _finding(job, "page-missing", f"The PDF has {count} pages of {job.pages} laid out.")
    for number, page in enumerate(finished.pages, start=1):
        folio = job.deck.folio(number, job.pages)
        foot = " ".join(text.words for text in page.texts if text.artifact)
        turned = job.deck.direction == "rtl"
        if not contains(foot, folio, turned):
            yield _finding(job, "folio", f"Page {number} does not say “{folio}”.")
        for words in (plain(statement) for row in job.deck.foot for statement in row):
            if not contains(foot, words, turned):
                problem = f"The foot of page {number} does not say “{words}”."
                yield _finding(job, "foot", problem)


def _copy(finished: Finished, job: Job) -> Iterator[Finding]:
    """Every passage is there, whole, in order: as a screen reader gets it."""
    pages = [squeeze(" ".join(_spoken(page))) for page in finished.pages]
    read, ends = "".join(pages), list(accumulate(map(len, pages)))
    starts: list[tuple[int, str]] = []
    for name, passages in _grouped(job.deck.passages()).items():
        group = _placed(read, passages)
        missing = [passage for passage, start in group if start < 0]
        for passage in missing:
            elsewhere = squeeze(passage.text) in read
            code, what = ("out-of-order", "out of order") if elsewhere else ("missing", "missing")
            yield _finding(job, code, f"In “{name}” this is {what}: “{_short(passage.text)}”.")
        if name.startswith("section ") and not missing:
            starts.append((group[0][1], group[0][0].text))
        if name.startswith("urgent ") and not missing:
            yield from _whole(group, ends, job)
    for (before, _), (after, heading) in pairwise(starts):
        if after < before:
            problem = f"The section “{heading}” stands before the one it should follow."
            yield _finding(job, "out-of-order", problem)


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
        yield _finding(job, "urgent-broken", problem, remedy)


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
    drawn = _drawn(page)
    for tag in page.tags:
        if tag.alternative and tag.marks:
            yield tag.alternative
        elif tag.words:
            yield tag.words
        else:
            yield from (text.words for mark in tag.marks for text in drawn[mark])


def _drawn(page: Page) -> dict[int, list[Text]]:
    marked: dict[int, list[Text]] = defaultdict(list)
    for text in page.texts:
        if text.mark is not None:
            marked[text.mark].append(text)
    return marked


def _lines(finished: Finished, job: Job) -> Iterator[Finding]:
    for number, page in enumerate(finished.pages, start=1):
        printable = Box(MARGIN, MARGIN, page.width - MARGIN, page.height - MARGIN)
        for text in page.texts:
            if text.words.strip():
                for code, what in (*_faults(text, printable, job), *_sight_faults(text, page)):
                    problem = f"Page {number}: “{_short(text.words)}” {what}."
                    yield _finding(job, code, problem)
        for shape in page.shapes:
            if not shape.box.within(printable, SLACK):
                problem = f"Page {number}: something is drawn within 7 mm of the edge."
                yield _finding(job, "edge", problem)
        for said in _undrawn(page):
            problem = f"Page {number}: the picture “{_short(said)}” shows nothing."
            yield _finding(job, "undrawn", problem, "Save the picture anew, as plain SVG or PNG.")
        for lower, upper in _overprinted(page):
            problem = f"Page {number}: “{_short(upper)}” and “{_short(lower)}” are on each other."
            yield _finding(job, "overprinted", problem)
        yield from _misread(page, number, job)
        for words in _turned(page, job):
            problem = f"Page {number}: “{_short(words)}” is not printed from left to right."
            yield _finding(job, "turned-round", problem)


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
    drawn, turned = _drawn(page), job.deck.direction == "rtl"
    for tag in page.tags:
        if not (tag.words and tag.marks):
            continue
        glyphs = "".join(text.words for mark in tag.marks for text in drawn[mark])
        if tag.words.strip() in job.deck.blanks and not glyphs.strip():
            continue  # a space to write on, which has a name and no letters
        if not reads_alike(glyphs, tag.words, turned):
            problem = f"Page {number}: “{_short(tag.words)}” reads back as “{_short(glyphs)}”."
            yield _finding(job, "misread", problem)


def _turned(page: Page, job: Job) -> Iterator[str]:
    """What is printed in an order that nobody can read it in."""
    if page.glyphs:
        for line in seen_lines(page, job.deck.language, job.deck.blanks):
            yield from turned_round(line.said, line.seen, line.leftward)
        foot = feet(page)
        for row in job.deck.foot:
            ours = " ".join(run.text for statement in row for run in statement if not run.lang)
            yield from numbers_turned_round(ours, foot)


def _family(name: str) -> str:
    """A font's family, from its name in a PDF or in a labels file."""
    plain = re.sub(r"^[A-Z]{6}\+", "", name)
    return re.sub(r"(Regular|Bold|[^a-zA-Z])", "", plain).lower()


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "…"
