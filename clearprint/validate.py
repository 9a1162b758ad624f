"""From a handout's file to its article: every fault at once, each with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from clearprint import translation
from clearprint.article import NEEDED, Article, Translation
from clearprint.checks import advice
from clearprint.comparing import confirmations
from clearprint.decisions import open_decisions
from clearprint.findings import Finding, Place, Refused, did_you_mean
from clearprint.labels import Labels, fonts_of
from clearprint.letters import clinic_faults, label_faults, letter_faults
from clearprint.load import Node, load
from clearprint.orders import Desk
from clearprint.passages import Copy, copy_of
from clearprint.picture import picture_fault
from clearprint.schema import read
from clearprint.textblocks import node_of, place_of

UNREVIEWED = "unreviewed"
"""The code of a finding that a translation is refused for what nobody has reviewed."""


@dataclass(frozen=True)
class Handout:
    """An article with the words of its language; a translation has its source beside it.

    `node` is what the file held. `stale` names the blocks whose source has changed since they
    were translated; `notes` tell them, and what else somebody should know.
    """

    article: Article
    labels: Labels
    node: Node
    source: Handout | None = None
    stale: tuple[str, ...] = ()
    notes: tuple[Finding, ...] = ()

    @property
    def place(self) -> Place:
        """The file as a whole."""
        return Place(self.node.place.file)

    @property
    def unreviewed(self) -> bool:
        """Whether this is a translation that no second translator has reviewed."""
        made = self.article.translation
        return made is not None and made.status != "reviewed"

    @property
    def confirmed(self) -> tuple[str, ...]:
        """The numbers that differ from the source's by the translator's word."""
        made = self.article.translation
        return (
            tuple(number for numbers in made.confirmed.values() for number in numbers)
            if made
            else ()
        )


def read_handout(desk: Desk, topic: str, language: str) -> Handout:
    """A topic's text in one language; raises Refused with every fault of its form and its copy."""
    node = load_file(desk, topic, language)
    labels = desk.labels(language)
    try:
        article = _article(desk, node, topic, language)
    except Refused as refused:
        raise Refused([*refused.findings, *_of_translation(desk, node, topic, language)]) from None
    found = _refused_advice(desk, node, language)
    found += clinic_faults(desk, labels, _families(desk, node, labels))
    if made := article.translation:
        return _translated(desk, topic, Handout(article, labels, node), made, found)
    if found:
        raise Refused(found)
    return Handout(article, labels, node, notes=tuple(_original_notes(desk, node, topic)))


def _translated(
    desk: Desk, topic: str, text: Handout, made: Translation, found: list[Finding]
) -> Handout:
    """A translation beside its source; raises Refused with what was found, and how they differ."""
    article, node, language = text.article, text.node, text.labels.language
    source = _source(desk, topic, made.of, node)
    pair = (article, node, text.labels, source.article, source.labels)
    found += translation.faults(*pair)
    if text.unreviewed and desk.clinic.unreviewed == "refuse":
        problem = "No qualified translator has reviewed this text, and clinic.yaml refuses such."
        remedy = "Have it reviewed, then write “status: reviewed” with “by” and “on”."
        found.append(Finding(UNREVIEWED, _place(node, "translation"), problem, remedy))
    stale = translation.stale(made.source, source.article)
    notes = tuple(_stale_notes(stale, node, topic, language))
    if found:
        noted = made.source  # where none is, nobody can say that it has changed
        raise Refused([*found, *(notes if noted else ())])
    article = translation.with_cuts_of(article, source.article)
    told = (*notes, *confirmations(*pair))
    return replace(text, article=article, source=source, stale=stale, notes=told)


def check_project(desk: Desk, topics: tuple[str, ...] = ()) -> list[Finding]:
    """All findings in a project's tables and in the articles of some topics, or of all."""
    found = desk.overlooked(topics)
    for table in (lambda: desk.editions, lambda: desk.clinic):
        found += _refusals(table)
    for language in desk.project.languages():
        found += _refusals(partial(desk.labels, language)) or label_faults(desk, language)
    names = [desk.topic(topic) for topic in topics] or desk.handouts
    for topic in names:
        for language in desk.handouts[topic]:
            found += _findings(desk, topic, language)
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
        *letter_faults(desk, node, labels, _families(desk, node, labels)),
        *label_faults(desk, language),
    ]
    try:
        article = read(Article, node)
    except Refused as refused:
        raise Refused([*refused.findings, *found]) from None
    if found:
        raise Refused(found)
    return article


def _families(desk: Desk, node: Node, labels: Labels) -> tuple[str, ...]:
    """The fonts that a handout is set in: its language's, and behind them its source's."""
    of, is_there = node_of(node, "translation.of")
    if not is_there or of.value not in desk.project.languages():
        return labels.fonts
    return fonts_of(labels, desk.labels(str(of.value)))


def _of_translation(desk: Desk, node: Node, topic: str, language: str) -> list[Finding]:
    """What a translation with other faults lacks, and what is stale in it.

    Nothing where its source cannot be read.
    """
    of, digests = (node_of(node, f"translation.{key}") for key in ("of", "source"))
    if not of[1] or of[0].value not in desk.handouts[topic]:
        return []
    try:
        source = _source(desk, topic, str(of[0].value), node).article
    except Refused:
        return []
    made_from = digests[0].plain() if digests[1] and isinstance(digests[0].value, dict) else {}
    stale = translation.stale(made_from, source) if made_from else ()
    missing = translation.missing_blocks(node, source)
    return [*missing, *_stale_notes(stale, node, topic, language)]


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


def _findings(desk: Desk, topic: str, language: str) -> tuple[Finding, ...]:
    """All findings in a handout: what refuses it, and what somebody should know."""
    try:
        return read_handout(desk, topic, language).notes
    except Refused as refused:
        return refused.findings


def _original_notes(desk: Desk, node: Node, topic: str) -> Iterator[Finding]:
    """Advice on a text that does not say what it was translated from, beside another such."""
    originals = sorted(
        (name for name in desk.handouts[topic] if not desk.translated_from(topic, name)),
        key=lambda name: (name != "en", name),
    )
    if Path(node.place.file).stem not in originals[1:]:
        return
    beside = f"{originals[0]}.yaml"
    problem = f"This text does not say that it is a translation, and {beside} stands beside it."
    remedy = (
        f"Where it is one, add “translation: {{of: {originals[0]}, status: translated}}”: without "
        "it no page says what it is, nor that nobody has reviewed it, and no number is compared. "
        "A text of its own is never printed side by side with another."
    )
    yield Finding("two-originals", node.place, problem, remedy, stops=False)


def _stale_notes(stale: Iterable[str], node: Node, topic: str, language: str) -> Iterator[Finding]:
    """Advice on a translation whose source has moved on."""
    for name in stale:
        problem = f"The source of “{name}” has changed since it was translated."
        remedy = f"Run “make_pdf.py translate {topic} {language}”: it puts the new text beside it."
        yield Finding("stale", place_of(node, name), problem, remedy, stops=False)


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
