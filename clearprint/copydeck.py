"""The copy deck: all the words of one sheet, chosen from the article before anything is set.

Templates print what is in the deck, in their own order and look; preflight asks whether all of it
is there. Neither knows of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clearprint.article import Article, Figure, Section
from clearprint.blocks import BLANK, Block, Body, Table, plain
from clearprint.clinic import Clinic
from clearprint.editions import Edition
from clearprint.labels import Labels


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
    def across(self) -> bool:
        """Whether it stands across the columns: for its urgent signs, or for a wide table."""
        wide = any(isinstance(b, Table) and b.columns > 2 for b in self.body.blocks)
        return wide or self.urgent is not None


@dataclass(frozen=True)
class PrintedQuestion:
    """A question and its answer."""

    question: str
    answer: Body


@dataclass(frozen=True)
class Source:
    """A reference; `address` is what stands in words for `url`."""

    text: str
    url: str | None
    address: str | None


@dataclass(frozen=True)
class ContactLine:
    """Whom to call; no value means a line to write on."""

    label: str
    value: str | None


@dataclass(frozen=True)
class Passage:
    """A stretch of words that must be on the sheet; within a group they keep their order.

    `again` is what may be printed once more before it: a table's head, on the next page.
    """

    group: str
    text: str
    again: str = ""


@dataclass(frozen=True)
class Deck:
    """All words of one sheet."""

    language: str
    direction: str
    title: str
    subtitle: str | None
    main_message: str | None
    quick_facts: tuple[tuple[str, str], ...]
    sections: tuple[PrintedSection, ...]
    faq: tuple[PrintedQuestion, ...]
    references: tuple[Source, ...]
    disclaimer: str
    clinic: tuple[str, ...]
    contact: tuple[ContactLine, ...]
    imprint: tuple[str, ...]
    left_out: str | None
    foot: tuple[str, ...]
    keywords: tuple[str, ...]
    dates: tuple[str, str]
    labels: Labels

    @property
    def head_title(self) -> str:
        """The title in the PDF's properties and its window."""
        return self.foot[0]

    def passages(self) -> Iterator[Passage]:
        """Everything that must be found on the finished sheet, in the order of the article."""
        words = self.labels.words
        yield from _group("title", [self.title, self.subtitle])
        yield from _group("clinic", self.clinic)
        if self.main_message:
            yield from _group("main message", [words.main_message, self.main_message])
        if self.quick_facts:
            facts = (text for fact in self.quick_facts for text in fact)
            yield from _group("quick facts", [words.quick_facts, *facts])
        for section in self.sections:
            yield from _section_passages(section, words.blank)
        if self.faq:
            yield Passage("faq", words.faq)
            for asked in self.faq:
                yield Passage("faq", asked.question)
                yield from _body_passages("faq", asked.answer, words.blank)
        contact = (text for line in self.contact for text in (line.label, line.value))
        yield from _group("contact", [words.contact, *contact])
        sources = (text for source in self.references for text in (source.text, source.address))
        yield from _group("references", [words.references, *sources])
        yield from _group("disclaimer", [words.disclaimer, self.disclaimer])
        yield from _group("left out", [self.left_out])
        yield from _group("imprint", self.imprint)

    @property
    def fonts(self) -> tuple[str, ...]:
        """The font families that may set it."""
        return self.labels.fonts

    def folio(self, page: int, pages: int) -> str:
        """What stands in the foot of a page about its number."""
        labels = self.labels
        return labels.words.page.format(page=labels.number(page), pages=labels.number(pages))

    @property
    def words(self) -> int:
        """How many words the deck holds, as white space parts them."""
        return sum(len(passage.text.split()) for passage in self.passages())


@dataclass(frozen=True)
class Cut:
    """A passage the author allows to be left out, and the name it is told by."""

    rank: int
    name: str


def cuts(article: Article, labels: Labels, edition: Edition) -> tuple[Cut, ...]:
    """What may be left out of an edition, in the author's order."""
    found = [
        Cut(section.may_cut, heading_of(key, section, labels))
        for key, section in article.sections.items()
        if section.may_cut is not None
    ]
    if edition.copy_ == "full":
        found += [Cut(q.may_cut, q.question) for q in article.faq if q.may_cut is not None]
    return tuple(sorted(found, key=lambda cut: cut.rank))


def make_deck(
    article: Article, labels: Labels, edition: Edition, clinic: Clinic, cut: Iterable[Cut] = ()
) -> Deck:
    """The words that an edition prints of an article, less what is left out to fit."""
    words, left_out = labels.words, tuple(c.name for c in cut)
    return Deck(
        language=labels.language,
        direction=labels.direction,
        title=article.title,
        subtitle=article.subtitle,
        main_message=article.main_message,
        quick_facts=tuple(article.quick_facts.items()),
        sections=tuple(_sections(article, labels, edition, left_out)),
        faq=tuple(_questions(article, edition, left_out)),
        references=tuple(
            Source(r.text, r.url, r.url and _address(r.url)) for r in article.references
        ),
        disclaimer=article.disclaimer or labels.disclaimer,
        clinic=tuple(text for text in (clinic.name, *clinic.address) if text),
        contact=_contact(clinic, labels),
        imprint=_imprint(article, labels),
        left_out=words.left_out.format(passages=", ".join(f"“{name}”" for name in left_out))
        if left_out
        else None,
        foot=(f"{article.title} · {labels.editions.get(edition.name, edition.name)}",),
        keywords=(
            *article.keywords,
            *(f"{system}:{code}" for system, codes in article.codes.items() for code in codes),
        ),
        dates=_dates(article),
        labels=labels,
    )


def heading_of(key: str, section: Section, labels: Labels) -> str:
    """A section's heading: its own, or the one the language has for its key."""
    return section.heading or labels.headings[key]


def _group(name: str, texts: Iterable[str | None]) -> Iterator[Passage]:
    return (Passage(name, text) for text in texts if text)


def _section_passages(section: PrintedSection, blank: str) -> Iterator[Passage]:
    name = f"section {section.key}"
    yield Passage(name, section.heading)
    yield from _body_passages(name, section.body, blank)
    if section.figure:
        yield from _group(name, [section.figure.alt, section.figure.caption])
    if urgent := section.urgent:
        texts = [urgent.heading, urgent.lead, *urgent.signs, urgent.note]
        yield from _group(f"urgent {section.key}", texts)


def _body_passages(group: str, body: Body, blank: str) -> Iterator[Passage]:
    """The words of a body; where there is a space to write on, the word that is read for it."""
    for block in body.blocks:
        for text, again in _block_texts(block):
            if text:
                yield Passage(group, BLANK.sub(f" {blank} ", text), BLANK.sub(blank, again))


def _block_texts(block: Block) -> Iterator[tuple[str, str]]:
    """Each line of a block, and what may be printed again before it."""
    if not isinstance(block, Table):
        yield from ((plain(line), "") for line in block.lines)
        return
    head = "".join(map(plain, block.head))
    yield from ((plain(cell), "") for cell in block.head)
    for row in block.rows:
        again = head
        for cell in filter(None, row):
            yield plain(cell), again
            again = ""


def _sections(
    article: Article, labels: Labels, edition: Edition, left_out: tuple[str, ...]
) -> Iterator[PrintedSection]:
    for key, section in article.sections.items():
        heading = heading_of(key, section, labels)
        if section.may_cut is not None and heading in left_out:
            continue
        brief = section.brief if edition.copy_ == "brief" else None
        body = (brief or section.text).narrowed(edition.columns)
        yield PrintedSection(key, heading, body, section.figure, _urgent(section, labels))


def _urgent(section: Section, labels: Labels) -> Urgent | None:
    if not section.urgent:
        return None
    words = labels.words
    return Urgent(words.urgent, words.urgent_lead, section.urgent, section.urgent_note)


def _questions(
    article: Article, edition: Edition, left_out: tuple[str, ...]
) -> Iterator[PrintedQuestion]:
    if edition.copy_ == "brief":
        return
    for question in article.faq:
        if question.may_cut is None or question.question not in left_out:
            yield PrintedQuestion(question.question, question.answer.narrowed(edition.columns))


def _contact(clinic: Clinic, labels: Labels) -> tuple[ContactLine, ...]:
    words = labels.words
    lines = [
        ContactLine(words.contact_clinic, clinic.phone),
        ContactLine(words.contact_after_hours, clinic.after_hours),
        ContactLine(words.contact_emergency, clinic.emergency),
    ]
    if clinic.web:
        lines.append(ContactLine(words.contact_web, _address(clinic.web)))
    return tuple(lines)


def _imprint(article: Article, labels: Labels) -> tuple[str, ...]:
    words, review = labels.words, article.review
    lines = [
        words.version.format(version=article.version),
        words.published.format(date=labels.date(article.published)),
    ]
    if review.on and review.due:
        lines.append(words.reviewed.format(name=review.by, date=labels.date(review.on)))
        lines.append(words.review_due.format(date=labels.date(review.due)))
    else:
        lines.append(words.not_reviewed)
    return tuple(lines)


def _dates(article: Article) -> tuple[str, str]:
    """When the text was made and last changed, for the PDF's properties."""
    changed = max(article.published, article.review.on or article.published)
    return article.published.isoformat(), changed.isoformat()


def _address(url: str) -> str:
    """A web address as people write it."""
    return url.removeprefix("https://").removeprefix("http://").removesuffix("/")
