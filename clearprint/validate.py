"""From a handout's file to its article: every fault at once, each with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from clearprint import translation
from clearprint.article import NEEDED, Article
from clearprint.checks import advice
from clearprint.copychecks.abbreviations import MICROGRAMS
from clearprint.decisions import open_decisions
from clearprint.findings import Finding, Place, Refused, did_you_mean
from clearprint.fonts import coverage
from clearprint.labels import Labels
from clearprint.load import Node, load
from clearprint.orders import Desk
from clearprint.passages import Copy, copy_of
from clearprint.picture import picture_fault
from clearprint.schema import read
from clearprint.unseen import is_visible


@dataclass(frozen=True)
class Handout:
    """An article with the words of its language; a translation has its source beside it.

    `node` is what the file held. `stale` names the blocks whose source has changed since they
    were translated.
    """

    article: Article
    labels: Labels
    node: Node
    source: Handout | None = None
    stale: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """The file as a whole."""
        return Place(self.node.place.file)

    @property
    def unreviewed(self) -> bool:
        """Whether this is a translation that no second translator has reviewed."""
        made = self.article.translation
        return made is not None and made.status != "reviewed"


def read_handout(desk: Desk, topic: str, language: str) -> Handout:
    """A topic's text in one language; raises Refused with every fault of its form and its copy."""
    node = load_file(desk, topic, language)
    labels = desk.labels(language)
    try:
        article = _article(desk, node, topic, language)
    except Refused as refused:
        raise Refused([*refused.findings, *_missing_blocks(desk, node, topic)]) from None
    found = _refused_advice(desk, node, language)
    if article.translation is None:
        if found:
            raise Refused(found)
        return Handout(article, labels, node)
    source = _source(desk, topic, article.translation.of, node)
    found += translation.faults(article, node, labels, source.article, source.labels)
    stale = translation.stale(article, source.article)
    article = translation.with_cuts_of(article, source.article)
    handout = Handout(article, labels, node, source, stale)
    if handout.unreviewed and desk.clinic.unreviewed == "refuse":
        problem = "No qualified translator has reviewed this text, and clinic.yaml refuses such."
        remedy = "Have it reviewed, then write “status: reviewed” with “by” and “on”."
        found.append(Finding("unreviewed", _place(node, "translation"), problem, remedy))
    if found:
        raise Refused(found)
    return handout


def check_project(desk: Desk, topics: tuple[str, ...] = ()) -> list[Finding]:
    """All findings in a project's tables and in the articles of some topics, or of all."""
    found = desk.overlooked(topics)
    for table in (lambda: desk.editions, lambda: desk.clinic):
        found += _refusals(table)
    for language in desk.project.languages():
        found += _refusals(partial(desk.labels, language))
    names = [desk.topic(topic) for topic in topics] or desk.handouts
    for topic in names:
        for language in desk.handouts[topic]:
            refusals = _refusals(partial(read_handout, desk, topic, language))
            found += refusals or _stale(desk, topic, language)
            file = desk.handouts[topic][language]
            found += open_decisions(file, desk.project.shown(file))
    return list(dict.fromkeys(found))


def load_file(desk: Desk, topic: str, language: str) -> Node:
    """What a handout's file holds; raises Refused where nothing can be made of it."""
    file = desk.handouts[topic][language]
    return load(file, desk.project.shown(file))


def copy_in(desk: Desk, node: Node, language: str) -> Copy:
    """A handout's file as the checks of its copy look at it, on the desk's day.

    Faults of the file or of its language's labels are no hindrance.
    """
    try:
        units = desk.labels(language).units
    except Refused:
        units = {}
    return copy_of(node, language, desk.today, units)


def _refused_advice(desk: Desk, node: Node, language: str) -> list[Finding]:
    """The advice on a handout where the clinic refuses what is not as advised."""
    if desk.clinic.advice == "tell":
        return []
    found = advice(copy_in(desk, node, language), stops=True)
    return [finding for finding in found if finding.code != "review-due-soon"]  # it is not due yet


def _article(desk: Desk, node: Node, topic: str, language: str) -> Article:
    labels, folder = desk.labels(language), desk.handouts[topic][language].parent
    found = [
        *_section_faults(node),
        *_heading_faults(node, labels),
        *_figure_faults(node, folder),
        *_folded_faults(node),
        *_letter_faults(desk, node, labels),
    ]
    try:
        article = read(Article, node)
    except Refused as refused:
        raise Refused([*refused.findings, *found]) from None
    if found:
        raise Refused(found)
    return article


def _missing_blocks(desk: Desk, node: Node, topic: str) -> list[Finding]:
    """What a translation with other faults lacks; nothing where its source cannot be read."""
    made = node.get("translation")
    of = made.get("of") if made else None
    if of is None or of.value not in desk.handouts[topic]:
        return []
    try:
        source = _source(desk, topic, str(of.value), node)
    except Refused:
        return []
    return list(translation.missing_blocks(node, source.article))


def _source(desk: Desk, topic: str, language: str, node: Node) -> Handout:
    if language not in desk.handouts[topic]:
        place = _place(node, "translation")
        problem = f"The source, {topic}/{language}.yaml, is not there."
        remedy = did_you_mean(language, desk.handouts[topic])
        raise Refused([Finding("no-source", place, problem, remedy)])
    source = load_file(desk, topic, language)
    article = _article(desk, source, topic, language)
    if article.translation is not None:
        problem = f"The source, {topic}/{language}.yaml, is a translation itself."
        remedy = f"Translate from “{article.translation.of}”."
        raise Refused([Finding("no-source", _place(node, "translation"), problem, remedy)])
    return Handout(article, desk.labels(language), source)


def _place(node: Node, key: str) -> Place:
    return (node.get(key) or node).place


def _refusals(made: Callable[[], object]) -> tuple[Finding, ...]:
    """What keeps something from being made; nothing where it can be."""
    try:
        made()
    except Refused as refused:
        return refused.findings
    return ()


def _stale(desk: Desk, topic: str, language: str) -> Iterator[Finding]:
    """Advice on a translation whose source has moved on."""
    handout = read_handout(desk, topic, language)
    for name in handout.stale:
        problem = f"The source of “{name}” has changed since it was translated."
        remedy = f"Run “make_pdf.py translate {topic} {language}”: it puts the new text beside it."
        yield Finding("stale", handout.place, problem, remedy, stops=False)


def _section_faults(node: Node) -> Iterator[Finding]:
    """Needed sections that are missing, or may be left out."""
    sections = node.get("sections")
    if sections is None or not isinstance(sections.value, dict):
        return
    for key in NEEDED:
        if (section := sections.get(key)) is None:
            problem, remedy = f"The section “{key}” is missing.", f"Add “{key}:” below “sections”."
            place = node.keys.get("sections", sections.place)
            yield Finding("missing-section", place, problem, remedy)
        elif "may_cut" in section.keys:
            problem = f"The section “{key}” may not be left out."
            place = section.keys["may_cut"]
            yield Finding("needed-section-cut", place, problem, "Delete “may_cut” here.")


def _folded_faults(node: Node) -> Iterator[Finding]:
    """Body texts whose line breaks YAML takes away, and with them paragraphs and bullets."""
    for parent in ("sections", "faq"):
        around = node.get(parent)
        inside = around.value if around else ()
        for item in inside.values() if isinstance(inside, dict) else inside:
            for key in ("text", "brief", "answer"):
                if isinstance(item, Node) and (body := item.get(key)) and body.folded:
                    problem = f"The lines of “{key}” run together: its line breaks are not read."
                    remedy = f"Write “{key}: |”, and the text below it, indented by two spaces."
                    yield Finding("lines-run-together", body.place, problem, remedy)


def _heading_faults(node: Node, labels: Labels) -> list[Finding]:
    """Sections that nobody has a heading for."""
    sections = node.get("sections")
    if sections is None or not isinstance(sections.value, dict):
        return []
    return [
        Finding(
            "no-heading",
            sections.keys[key],
            f"“{key}” is not a known section, and has no heading of its own.",
            f"Add “heading: …” to it. {did_you_mean(key, labels.headings)}",
        )
        for key, section in sections.value.items()
        if key not in labels.headings and section.get("heading") is None
    ]


def _figure_faults(node: Node, folder: Path) -> Iterator[Finding]:
    """Figures that are not there, or may not be printed."""
    sections = node.get("sections")
    if sections is None or not isinstance(sections.value, dict):
        return
    for section in sections.value.values():
        figure = section.get("figure")
        file = figure and figure.get("file")
        if file is None or not isinstance(file.value, str):
            continue
        if fault := picture_fault(folder / file.value, folder):
            yield Finding("figure", file.place, f"The figure {fault[0]}", fault[1])


def _letter_faults(desk: Desk, node: Node, labels: Labels) -> Iterator[Finding]:
    """Letters that none of the language's fonts has: they would print as empty boxes."""
    have = coverage(desk.project, labels.fonts)
    for text, line in _texts(node):
        for offset, words in enumerate(text.split("\n")):
            for letter in dict.fromkeys(words):
                if ord(letter) not in have and is_visible(letter):
                    place = Place(node.place.file, line + offset, 1)
                    problem = f"No font here has the letter “{letter}” (U+{ord(letter):04X})."
                    yield Finding("no-glyph", place, problem, _letter_remedy(letter, words, labels))


def _letter_remedy(letter: str, words: str, labels: Labels) -> str:
    if letter in "µμ" and f"{letter}g" in words:
        return f"Write {MICROGRAMS}: “µg” has been read as “mg”, a thousand times as much."
    return (
        "Write it another way, or add a font that has it to “fonts” in "
        f"templates/labels/{labels.language}.yaml (now: {', '.join(labels.fonts)})."
    )


def _texts(node: Node) -> Iterator[tuple[str, int]]:
    """Every text of a file with the line it starts on, keys included."""
    if isinstance(node.value, str):
        yield node.value, node.first_line
    elif isinstance(node.value, tuple):
        for item in node.value:
            yield from _texts(item)
    else:
        for key, item in node.value.items():
            yield key, node.keys[key].line if key in node.keys else node.place.line
            yield from _texts(item)
