"""The deck: all the words of one sheet, in the parts that a template prints them in.

Templates print what is in it, in their own order and look; preflight asks whether all of it is
there. Neither knows of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from clearprint.article import Figure
from clearprint.body import BLANK, Block, Body, Entry, Line, Table, plain
from clearprint.labels import Labels, Words, fonts_of
from clearprint.sentences import length

SHORT = 240  # letters: about two lines across a page


@dataclass(frozen=True)
class Urgent:
    """Signs that need emergency care, in the words around them."""

    heading: str
    lead: str
    signs: tuple[str, ...]
    note: str | None


@dataclass(frozen=True)
class PrintedSection:
    """A section as this edition prints it."""

    key: str
    heading: str
    body: Body
    figure: Figure | None
    urgent: Urgent | None

    @property
    def wide(self) -> bool:
        """Whether it has a table of more than two columns."""
        return any(isinstance(b, Table) and b.columns > 2 for b in self.body.blocks)

    @property
    def across(self) -> bool:
        """Whether it stands across the columns: for a table, a figure or its urgent signs."""
        return self.wide or self.figure is not None or self.urgent is not None

    @property
    def short(self) -> bool:
        """Whether it is a few lines of text, which need no columns where they stand alone."""
        return sum(map(len, self.body.passages)) < SHORT


@dataclass(frozen=True)
class PrintedQuestion:
    """A question and its answer."""

    question: str
    answer: Body


@dataclass(frozen=True)
class Source:
    """A reference; `address` stands in words for `url`, `lang` where it is of another language."""

    text: str
    url: str | None
    address: str | None
    lang: str | None


@dataclass(frozen=True)
class ContactLine:
    """Whom to call; no value means a line to write on."""

    label: Line
    value: str | None
    is_address: bool = False


@dataclass(frozen=True)
class Passage:
    """A stretch of words that must be on the sheet; within a group they keep their order.

    `before` is what may stand between it and the one before: a table's head, once more on the next
    page, or what is said of a picture. `pair` is its number where its partner in the other language
    has the same, beside it.
    """

    group: str
    text: str
    before: str = ""
    pair: int | None = None


@dataclass(frozen=True)
class Deck:
    """All words of one sheet.

    `source` are the labels of what a translation was made from; `beside` is the source's own deck,
    for a sheet in two languages.
    """

    labels: Labels
    head_title: str
    title: str
    subtitle: str | None
    main_message: str | None
    quick_facts: tuple[tuple[str, str], ...]
    sections: tuple[PrintedSection, ...]
    faq: tuple[PrintedQuestion, ...]
    references: tuple[Source, ...]
    disclaimer: str
    clinic: tuple[Line, ...]
    contact_heading: Line
    contact: tuple[ContactLine, ...]
    imprint: tuple[Line, ...]
    left_out: str | None
    foot: tuple[tuple[Line, ...], ...]  # the statements at the foot, a row for each language
    identity: Line
    web: Source | None
    keywords: tuple[str, ...]
    dates: tuple[str, str]
    source: Labels | None = None
    beside: Deck | None = None

    @property
    def language(self) -> str:
        """The sheet's language."""
        return self.labels.language

    @property
    def direction(self) -> str:
        """Which way it is read: ltr or rtl."""
        return self.labels.direction

    @property
    def fonts(self) -> tuple[str, ...]:
        """The font families that may set it, its own language's first, then its source's."""
        return fonts_of(self.labels, *([self.source] if self.source else []))

    @property
    def blank(self) -> str:
        """What is said for a space to write on; of two languages only the sheet's own has any."""
        return self.labels.words.blank

    @property
    def length(self) -> int:
        """How long the deck is: in words, or in characters where spaces do not part them."""
        return sum(length(passage.text, self.language) for passage in self.passages())

    def folio(self, page: int, pages: int) -> str:
        """What stands in the foot of a page about its number."""
        labels = self.labels
        return labels.words.page.format(page=labels.number(page), pages=labels.number(pages))

    def passages(self) -> Iterator[Passage]:
        """Everything that must be found on the finished sheet, in the order of the article."""
        yield from _group("title", [self.title, self.subtitle])
        yield from _group("identity", [plain(self.identity)])
        yield from _group("clinic", map(plain, self.clinic))
        if self.beside is None:
            yield from self._article_passages()
        else:
            pairs = zip_longest(self._article_passages(), self.beside._article_passages())
            for number, pair in enumerate(pairs):
                yield from (replace(passage, pair=number) for passage in pair if passage)
        shown = (section.figure for section in self.sections)
        yield from (Passage(f"figure {f.file}", f.alt) for f in shown if f)
        words = self.labels.words
        contact = (text for line in self.contact for text in (plain(line.label), line.value))
        yield from _group("contact", [plain(self.contact_heading), *contact])
        sources = (text for source in self.references for text in (source.text, source.address))
        yield from _group("references", [words.references, *sources])
        if self.web:
            yield from _group("web", [words.read_online, self.web.address])
        yield from _group("left out", [self.left_out])
        yield from _group("imprint", map(plain, self.imprint))

    def _article_passages(self) -> Iterator[Passage]:
        """What the article says, without what stands around it."""
        words = self.labels.words
        if self.main_message:
            lead = f"{words.main_message}{words.colon_and_space}{self.main_message}"
            yield from _group("main message", [lead])
        if self.quick_facts:
            facts = (f"{label}{words.colon_and_space}{value}" for label, value in self.quick_facts)
            yield from _group("quick facts", [words.quick_facts, *facts])
        for section in self.sections:
            yield from _section_passages(section, words)
        if self.faq:
            yield Passage("faq", words.faq)
            for asked in self.faq:
                yield Passage("faq", asked.question)
                yield from _body_passages("faq", asked.answer, words)
        disclaimer = f"{words.disclaimer}{words.colon_and_space}{self.disclaimer}"
        yield Passage("disclaimer", disclaimer)


def _group(name: str, texts: Iterable[str | None]) -> Iterator[Passage]:
    return (Passage(name, text) for text in texts if text)


def _section_passages(section: PrintedSection, words: Words) -> Iterator[Passage]:
    name = f"section {section.key}"
    yield Passage(name, section.heading)
    yield from _body_passages(name, section.body, words)
    if section.figure:
        yield Passage(name, section.figure.caption, section.figure.alt)
    if urgent := section.urgent:
        texts = [urgent.heading, urgent.lead, *urgent.signs, urgent.note]
        yield from _group(f"urgent {section.key}", texts)


def _body_passages(group: str, body: Body, words: Words) -> Iterator[Passage]:
    """The words of a body; where there is a space to write on, the word that is read for it."""
    for block in body.blocks:
        for text, before in _block_texts(block, words):
            if text:
                said, may_stand = (BLANK.sub(words.blank, t) for t in (text, before))
                yield Passage(group, said, may_stand)


def _block_texts(block: Block, words: Words) -> Iterator[tuple[str, str]]:
    """Each line of a block, and what may stand before it."""
    if isinstance(block, Entry):
        cells = ((plain(heading), plain(cell)) for heading, cell in block.cells)
        yield from ((f"{heading}{words.behind(heading)}{cell}", "") for heading, cell in cells)
        return
    if not isinstance(block, Table):
        yield from ((plain(line), "") for line in block.lines)
        return
    head = "".join(map(plain, block.head))
    yield from ((plain(cell), "") for cell in block.head)
    for row in block.rows:
        before = head
        for cell in filter(None, row):
            yield plain(cell), before
            before = ""
