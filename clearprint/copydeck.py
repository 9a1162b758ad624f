"""The copy of one sheet, chosen from the article before anything is set: it makes the deck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clearprint.article import Article, Reference, Section
from clearprint.body import Line, Run
from clearprint.clinic import Clinic
from clearprint.deck import ContactLine, Deck, PrintedQuestion, PrintedSection, Source, Urgent
from clearprint.editions import Edition
from clearprint.labels import Labels
from clearprint.parallel import side_by_side
from clearprint.statements import dates, foot, heading_of, identity, imprint
from clearprint.textblocks import REFERENCE, reference_block
from clearprint.validate import Handout


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
    deck = Deck(
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
        contact_heading=_both("contact", labels, source),
        contact=_contact(clinic, labels, source),
        imprint=tuple(imprint(handout, edition)),
        left_out=words.left_out.format(passages=words.comma.join(map(labels.quoted, names)))
        if names
        else None,
        foot=foot(handout, edition),
        identity=() if edition.extent == 1 else identity(handout),  # the foot has it too
        web=Source(article.web, article.web, _address(article.web), None) if article.web else None,
        keywords=(
            *article.keywords,
            *(f"{system}:{code}" for system, codes in article.codes.items() for code in codes),
        ),
        dates=dates(article),
        source=handout.source.labels if handout.source else None,
    )
    return side_by_side(deck, make_deck(source, edition, clinic, cut)) if source else deck


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


def _contact(clinic: Clinic, labels: Labels, source: Handout | None) -> tuple[ContactLine, ...]:
    """Whom to call; on a sheet in two languages staff fill in one line, so it is told in both."""
    numbers = {
        "contact_clinic": clinic.phone,
        "contact_after_hours": clinic.after_hours,
        "contact_emergency": clinic.emergency,
    }
    lines = [ContactLine(_both(name, labels, source), value) for name, value in numbers.items()]
    if clinic.web:
        label = _both("contact_web", labels, source)
        lines.append(ContactLine(label, _address(clinic.web), is_address=True))
    return tuple(lines)


<<<<<<< HEAD
def _both(name: str, labels: Labels, source: Handout | None) -> Line:
    """A fixed word, and behind it that of the language beside this one."""
    ours = getattr(labels.words, name)
=======
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
>>>>>>> h-translate
    if source is None:
        return (Run(ours),)
    theirs = getattr(source.labels.words, name)
    return Run(f"{ours} / "), Run(theirs, lang=source.labels.language)


def _address(url: str) -> str:
    """A web address as people write it."""
    return url.removeprefix("https://").removeprefix("http://").removesuffix("/")
