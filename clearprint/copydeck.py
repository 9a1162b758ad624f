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
from clearprint.statements import dates, foot, head_title, heading_of, identity, imprint
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
        head_title=head_title(handout, edition),
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
        body = (brief or section.text).narrowed(edition.widest)
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
            yield PrintedQuestion(question.question, question.answer.narrowed(edition.widest))


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


def _both(name: str, labels: Labels, source: Handout | None) -> Line:
    """A fixed word, and behind it that of the language beside this one."""
    ours = getattr(labels.words, name)
    if source is None:
        return (Run(ours),)
    theirs = getattr(source.labels.words, name)
    return Run(f"{ours} / "), Run(theirs, lang=source.labels.language)


def _address(url: str) -> str:
    """A web address as people write it."""
    return url.removeprefix("https://").removeprefix("http://").removesuffix("/")
