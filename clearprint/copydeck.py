"""The copy deck: all the words of one sheet, chosen from the article before anything is set.

Templates print what is in the deck, in their own order and look; preflight asks whether all of it
is there. Neither knows of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from clearprint.article import Article, Figure, Reference, Section
from clearprint.body import BLANK, Block, Body, Entry, Line, Run, Table, plain
from clearprint.clinic import Clinic
from clearprint.editions import Edition
from clearprint.labels import Labels, Words, fonts_of
from clearprint.sentences import length
from clearprint.textblocks import REFERENCE, path_of, reference_block
from clearprint.validate import Handout

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

    label: str
    value: str | None
    is_address: bool = False


@dataclass(frozen=True)
class Passage:
    """A stretch of words that must be on the sheet; within a group they keep their order.

    `before` is what may stand between it and the one before: a table's head, once more on the next
    page, or what is said of a picture.
    """

    group: str
    text: str
    before: str = ""


@dataclass(frozen=True)
class Deck:
    """All words of one sheet.

    `source` are the labels of what a translation was made from; `beside` is the source's own deck,
    for a sheet in two languages.
    """

    labels: Labels
    title: str
    subtitle: str | None
    main_message: str | None
    quick_facts: tuple[tuple[str, str], ...]
    sections: tuple[PrintedSection, ...]
    faq: tuple[PrintedQuestion, ...]
    references: tuple[Source, ...]
    disclaimer: str
    clinic: tuple[Line, ...]
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
    def head_title(self) -> str:
        """The title in the PDF's properties and its window."""
        names = (*self.foot[0][:2], *(row[0] for row in self.foot[1:]))
        return " · ".join(map(plain, names))

    @property
    def fonts(self) -> tuple[str, ...]:
        """The font families that may set it, its own language's first, then its source's."""
        return fonts_of(self.labels, *([self.source] if self.source else []))

    @property
    def blanks(self) -> tuple[str, ...]:
        """What is said for a space to write on, in each language of the sheet."""
        return (self.labels.words.blank, *(self.beside.blanks if self.beside else ()))

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
            for ours, theirs in pairs:
                yield from (passage for passage in (ours, theirs) if passage)
        shown = (section.figure for section in self.sections)
        yield from (Passage(f"figure {f.file}", f.alt) for f in shown if f)
        words = self.labels.words
        contact = (text for line in self.contact for text in (line.label, line.value))
        yield from _group("contact", [words.contact, *contact])
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
            lead = f"{words.main_message}{words.colon} {self.main_message}"
            yield from _group("main message", [lead])
        if self.quick_facts:
            facts = (f"{label}{words.colon} {value}" for label, value in self.quick_facts)
            yield from _group("quick facts", [words.quick_facts, *facts])
        for section in self.sections:
            yield from _section_passages(section, words)
        if self.faq:
            yield Passage("faq", words.faq)
            for asked in self.faq:
                yield Passage("faq", asked.question)
                yield from _body_passages("faq", asked.answer, words)
        yield from _group("disclaimer", [f"{words.disclaimer}{words.colon} {self.disclaimer}"])


@dataclass(frozen=True)
class Cut:
    """A passage the author allows to be left out: its block, and the name it is told by.

    Two passages may have one name; only the block tells them apart.
    """

    rank: int
    block: str
    name: str


def cuts(handout: Handout, edition: Edition) -> tuple[Cut, ...]:
    """What may be left out of an edition, in the author's order."""
    article = handout.article
    found = [
        Cut(section.may_cut, f"sections.{key}", heading_of(key, section, handout.labels))
        for key, section in article.sections.items()
        if section.may_cut is not None
    ]
    if edition.copy_ == "full":
        found += [
            Cut(asked.may_cut, f"faq.{number}", asked.question)
            for number, asked in enumerate(article.faq, start=1)
            if asked.may_cut is not None
        ]
    return tuple(sorted(found, key=lambda cut: cut.rank))


def make_deck(handout: Handout, edition: Edition, clinic: Clinic, cut: Iterable[Cut] = ()) -> Deck:
    """The words that an edition prints of a handout, less what is left out to fit."""
    article, labels = handout.article, handout.labels
    words, cut = labels.words, tuple(cut)
    names, gone = [one.name for one in cut], {one.block for one in cut}
    source = handout.source if edition.beside else None
    return Deck(
        labels=labels,
        title=article.title,
        subtitle=article.subtitle,
        main_message=article.main_message,
        quick_facts=tuple(article.quick_facts.items()),
        sections=tuple(_sections(article, labels, edition, gone)),
        faq=tuple(_questions(article, edition, gone)),
        references=tuple(_references(handout)),
        disclaimer=article.disclaimer or labels.disclaimer,
        clinic=tuple(_of_clinic(clinic, handout)),
        contact=_contact(clinic, labels),
        imprint=tuple(_imprint(handout, edition)),
        left_out=words.left_out.format(passages=words.comma.join(map(labels.quoted, names)))
        if names
        else None,
        foot=_foot(handout, edition),
        identity=() if edition.extent == 1 else _identity(handout),  # the foot has it too
        web=Source(article.web, article.web, _address(article.web), None) if article.web else None,
        keywords=(
            *article.keywords,
            *(f"{system}:{code}" for system, codes in article.codes.items() for code in codes),
        ),
        dates=_dates(article),
        source=handout.source.labels if handout.source else None,
        beside=make_deck(source, edition, clinic, cut) if source else None,
    )


def heading_of(key: str, section: Section, labels: Labels) -> str:
    """A section's heading: its own, or the one the language has for its key."""
    return section.heading or labels.headings[key]


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
        for text, before in _block_texts(block, words.colon):
            if text:
                yield Passage(group, *(BLANK.sub(words.blank, t) for t in (text, before)))


def _block_texts(block: Block, colon: str) -> Iterator[tuple[str, str]]:
    """Each line of a block, and what may stand before it."""
    if isinstance(block, Entry):
        yield from ((f"{plain(head)}{colon} {plain(cell)}", "") for head, cell in block.cells)
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


def _sections(
    article: Article, labels: Labels, edition: Edition, gone: set[str]
) -> Iterator[PrintedSection]:
    for key, section in article.sections.items():
        if section.may_cut is not None and f"sections.{key}" in gone:
            continue
        heading = heading_of(key, section, labels)
        brief = section.brief if edition.copy_ == "brief" else None
        body = (brief or section.text).narrowed(edition.columns)
        yield PrintedSection(key, heading, body, section.figure, _urgent(section, labels))


def _urgent(section: Section, labels: Labels) -> Urgent | None:
    if not section.urgent:
        return None
    words = labels.words
    return Urgent(words.urgent, words.urgent_lead, section.urgent, section.urgent_note)


def _questions(article: Article, edition: Edition, gone: set[str]) -> Iterator[PrintedQuestion]:
    if edition.copy_ == "brief":
        return
    for number, question in enumerate(article.faq, start=1):
        if question.may_cut is None or f"faq.{number}" not in gone:
            yield PrintedQuestion(question.question, question.answer.narrowed(edition.columns))


def _references(handout: Handout) -> Iterator[Source]:
    """The sources; those a translation left as they were are of the source's language."""
    for number, reference in enumerate(handout.article.references, start=1):
        address = _address(reference.url) if reference.url else None
        lang = _language_left(handout, number, reference)
        yield Source(reference.text, reference.url, address, lang)


def _language_left(handout: Handout, number: int, reference: Reference) -> str | None:
    """The source's language, where a reference is the source's as it is, or was."""
    source, made = handout.source, handout.article.translation
    if source is None or made is None:
        return None
    is_source = reference.text in {other.text for other in source.article.references}
    was_source = made.source.get(f"{REFERENCE}{number}") == reference_block(reference).digest
    return source.labels.language if is_source or was_source else None


def _of_clinic(clinic: Clinic, handout: Handout) -> Iterator[Line]:
    """The clinic's name and address: on a translation they are of the source's language."""
    lang = handout.source.labels.language if handout.source else None
    return ((Run(text, lang=lang),) for text in (clinic.name, *clinic.address) if text)


def _contact(clinic: Clinic, labels: Labels) -> tuple[ContactLine, ...]:
    words = labels.words
    lines = [
        ContactLine(words.contact_clinic, clinic.phone),
        ContactLine(words.contact_after_hours, clinic.after_hours),
        ContactLine(words.contact_emergency, clinic.emergency),
    ]
    if clinic.web:
        lines.append(ContactLine(words.contact_web, _address(clinic.web), is_address=True))
    return tuple(lines)


def _imprint(handout: Handout, edition: Edition) -> Iterator[Line]:
    """Who made it, from what, reviewed when; what is stale also in the source's language."""
    yield from ((Run(text),) for text in _made(handout))
    if stale := printed_stale(handout, edition):
        article, labels, source = handout.article, handout.labels, handout.source
        yield (Run(_stale(article, labels, stale)),)
        if source:
            told = _stale(source.article, source.labels, stale)
            yield (Run(told, lang=source.labels.language),)


def _made(handout: Handout) -> Iterator[str]:
    article, labels = handout.article, handout.labels
    words, review, made = labels.words, article.review, article.translation
    yield words.version.format(version=article.version)
    yield words.published.format(date=labels.date(article.published))
    if review.on and review.due:
        yield words.reviewed.format(name=review.by, date=labels.date(review.on))
        yield words.review_due.format(date=labels.date(review.due))
    if made and made.status == "machine":
        yield words.machine_translation
    elif made and made.by and made.on:
        by = words.translated_by if made.status == "translated" else words.translation_reviewed_by
        yield by.format(name=made.by, date=labels.date(made.on))


def printed_stale(handout: Handout, edition: Edition) -> tuple[str, ...]:
    """The stale blocks that an edition prints: the full texts and questions, or the briefs."""
    if edition.copy_ == "full":
        return tuple(block for block in handout.stale if not block.endswith(".brief"))
    sections = handout.article.sections.items()
    full = {f"sections.{key}.text" for key, section in sections if section.brief}
    return tuple(b for b in handout.stale if b not in full and not b.startswith("faq."))


def _stale(article: Article, labels: Labels, stale: tuple[str, ...]) -> str:
    """The stale blocks by what a reader of a text knows them as."""
    words, names = labels.words, []
    known = {name: getattr(words, name) for name in ("quick_facts", "faq", "references")}
    for block in stale:
        first, key = (*path_of(block), "")[:2]
        if first == "sections" and key in article.sections:
            names.append(heading_of(key, article.sections[key], labels))
        else:
            names.append({**known, "disclaimer": words.disclaimer}.get(first, article.title))
    return f"{words.stale}{words.colon} {words.comma.join(dict.fromkeys(names))}"


def _identity(handout: Handout) -> Line:
    """What staff who do not read a translation can tell it by; nothing for a source.

    Where the two are written in different directions, each name is a stretch of its own: programs
    that read a page put a line with one direction inside the other out of order.
    """
    if handout.source is None:
        return ()
    labels, source = handout.labels, handout.source
    english = source.labels.language
    told = f"{source.article.title} · {labels.english_name}"
    if labels.direction != source.labels.direction:
        return Run(f"{labels.own_name} · "), Run(told, lang=english)
    return Run(f"{told} (", lang=english), Run(labels.own_name), Run(")", lang=english)


def _foot(handout: Handout, edition: Edition) -> tuple[tuple[Line, ...], ...]:
    """What stands at the foot of every page: what this is, and whether anybody reviewed it."""
    labels, source, article = handout.labels, handout.source, handout.article
    name = labels.editions.get(edition.name, edition.name)
    ours: list[Line] = [(Run(article.title, bold=True),), (Run(name, bold=True),)]
    if article.review.status == "unreviewed":
        ours.append((Run(labels.words.not_reviewed),))
    if source is None:
        return (tuple(ours),)
    english = [_identity(handout)]
    if handout.unreviewed:
        ours.append((Run(labels.words.not_reviewed_translation),))
        warning = source.labels.words.not_reviewed_translation
        english.append((Run(warning, lang=source.labels.language),))
    return tuple(ours), tuple(english)


def _dates(article: Article) -> tuple[str, str]:
    """When the text was made and last changed, for the PDF's properties."""
    changed = max(article.published, article.review.on or article.published)
    return article.published.isoformat(), changed.isoformat()


def _address(url: str) -> str:
    """A web address as people write it."""
    return url.removeprefix("https://").removeprefix("http://").removesuffix("/")
