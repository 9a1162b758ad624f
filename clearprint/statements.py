"""What a sheet says of itself: what it is, who made and reviewed it, and what of it is stale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from clearprint.article import Article, Section
from clearprint.body import Line, Run, plain
from clearprint.editions import Edition
from clearprint.labels import Labels
from clearprint.textblocks import path_of
from clearprint.validate import Handout


def imprint(handout: Handout, edition: Edition) -> Iterator[Line]:
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
    return f"{words.stale}{words.colon_and_space}{words.comma.join(dict.fromkeys(names))}"


def identity(handout: Handout) -> Line:
    """What staff who do not read a translation can tell it by; nothing for a source.

    Where the two are written in different directions, each name is a stretch of its own: programs
    that read a page put a line with one direction inside the other out of order.
    """
    names = _names(handout)
    if len(names) < 2:
        return names[0] if names else ()
    (own,), other = names
    return replace(own, text=f"{own.text} · "), *other


def _names(handout: Handout) -> tuple[Line, ...]:
    """The same in as many stretches as it has directions."""
    if handout.source is None:
        return ()
    labels, source = handout.labels, handout.source
    english = source.labels.language
    told = f"{source.article.title} · {labels.english_name}"
    if labels.direction != source.labels.direction:
        return (Run(labels.own_name),), (Run(told, lang=english),)
    return ((Run(f"{told} (", lang=english), Run(labels.own_name), Run(")", lang=english)),)


def foot(handout: Handout, edition: Edition) -> tuple[tuple[Line, ...], ...]:
    """What stands at the foot of every page: what this is, and whether anybody reviewed it."""
    labels, source, article = handout.labels, handout.source, handout.article
    name = labels.editions.get(edition.name, edition.name)
    ours: list[Line] = [(Run(article.title, bold=True),), (Run(name, bold=True),)]
    if article.review.status == "unreviewed":
        ours.append((Run(labels.words.not_reviewed),))
    if source is None:
        return (tuple(ours),)
    english = list(_names(handout))
    if handout.unreviewed:
        ours.append((Run(labels.words.not_reviewed_translation),))
        warning = source.labels.words.not_reviewed_translation
        english.append((Run(warning, lang=source.labels.language),))
    return tuple(ours), tuple(english)


def head_title(handout: Handout, edition: Edition) -> str:
    """The title in the PDF's properties and its window: what this is, for those who search it."""
    name = handout.labels.editions.get(edition.name, edition.name)
    return " · ".join(filter(None, [handout.article.title, name, plain(identity(handout))]))


def heading_of(key: str, section: Section, labels: Labels) -> str:
    """A section's heading: its own, or the one the language has for its key."""
    return section.heading or labels.headings[key]


def dates(article: Article) -> tuple[str, str]:
    """When the text was made and last changed, for the PDF's properties."""
    changed = max(article.published, article.review.on or article.published)
    return article.published.isoformat(), changed.isoformat()
