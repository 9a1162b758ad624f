"""A translator's file: the source's words as comments beside fields to fill in.

In a file that exists, what is new is put in, what is stale is emptied below its old words, and
whatever a translator wrote stays as it is, and where it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clearprint.amending import Page, in_braces, page_of, written_out
from clearprint.article import Article
from clearprint.findings import Finding, Place, Refused, did_you_mean
from clearprint.forms import form, provenance
from clearprint.labels import Labels
from clearprint.load import Node, load
from clearprint.orders import Desk
from clearprint.publish import put
from clearprint.renewing import Path as NodePath
from clearprint.renewing import Renewal, State
from clearprint.skeleton import SCHEMA_LINE
from clearprint.textblocks import (
    REFERENCE,
    BlockText,
    blocks,
    digests,
    has_words,
    node_at,
    node_of,
    shape_in,
)
from clearprint.validate import read_handout

_BOM = "\ufeff"


@dataclass(frozen=True)
class Draft:
    """A translator's file: its text, and the blocks that are to be filled in.

    Those to compare have words, and nobody noted what they were translated from.
    """

    text: str
    to_fill: tuple[str, ...]
    to_compare: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """The article that is translated, and its language."""

    article: Article
    language: str


def new(source: Source, language: Labels, shown: str) -> Draft:
    """A file for translating a source into a language, with nothing filled in."""
    head = f"# {language.english_name} ({language.own_name}): fill in what is empty."
    page = Page(f"{SCHEMA_LINE}\n{head}\n", Node({}, Place(shown, 1, 1)))
    return renewed(page, source)


def renewed(page: Page, source: Source) -> Draft:
    """A translator's file brought up to date; raises Refused where it cannot be, as it is written.

    Who translated it, or confirmed a number, stays told only of what is still current.
    """
    return _written_out(page, lambda page: _renewed(page, source))


def confirmed(page: Page, source: Source) -> str:
    """The same file with the digests of the source as it is now, and nothing else changed."""
    return _written_out(page, lambda page: _confirmed(page, source)).text


def write(desk: Desk, topic: str, language: str, confirm: bool) -> tuple[Path, Draft]:
    """Write a topic's file for a language; returns it, and what there is to do in it.

    With `confirm` only the digests of the source are renewed. Raises Refused, and writes nothing,
    where the source or the file that is there cannot be read, or not be changed without harm.
    """
    labels = _labels(desk, language)
    file = desk.project.folder / "handouts" / topic / f"{language}.yaml"
    shown = desk.project.shown(file)
    page = _read(file, shown) if file.is_file() else None
    source = _source(desk, topic, language, page.node if page else None)
    if page is None:
        made = new(source, labels, shown)
    elif confirm:
        made = Draft(confirmed(page, source), (), ())
    else:
        made = renewed(page, source)
    if page is None or made.text != page.text:
        mark = _BOM if page and file.read_bytes().startswith(_BOM.encode()) else ""
        put(f"{mark}{made.text}".encode(), file, output=False)
    return file, made


def _read(file: Path, shown: str) -> Page:
    """A file with its nodes; raises Refused where its form has a fault, with its line."""
    node = load(file, shown)
    if node.faults:
        raise Refused(node.faults)
    return page_of(file.read_bytes().decode("utf-8-sig"), shown)


def _labels(desk: Desk, language: str) -> Labels:
    """A language's labels; where there are none, Refused says how to add them."""
    languages = desk.project.languages()
    if language in languages:
        return desk.labels(language)
    remedy = did_you_mean(language, languages)
    if re.fullmatch(r"[A-Za-z-]+", language):
        remedy += (
            f" To add a language, copy templates/labels/en.yaml to "
            f"templates/labels/{language}.yaml and translate its values; CONTRIBUTING.md says how."
        )
    problem = f"There is no language “{language}”."
    raise Refused([Finding("unknown-language", Place("command line"), problem, remedy)])


def _source(desk: Desk, topic: str, language: str, node: Node | None) -> Source:
    """The text that is translated: what the file says, else English, else the first that is none.

    Raises Refused where there is none, or where the file is one that others are translated from.
    """
    originals = [name for name in desk.handouts[topic] if not desk.translated_from(topic, name)]
    others = sorted((name for name in originals if name != language), key=lambda n: n != "en")
    if node and node.get("translation") is None and len(desk.handouts[topic]) > 1:
        problem = "This handout is not a translation: it has no “translation”."
        remedy = (
            "Name the language to translate it into. Where this text was translated itself, add "
            f"“translation: {{of: {next(iter(others), 'en')}, status: translated}}” to it."
        )
        raise Refused([Finding("not-a-translation", node.place, problem, remedy)])
    of, is_there = node_of(node, "translation.of") if node else (None, False)
    name = (
        str(of.value) if of and is_there and isinstance(of.value, str) else next(iter(others), "")
    )
    if of and name not in ("", *others):
        problem = f"{topic}/{name}.yaml is not there, or is a translation itself."
        remedy = "Name under “of” the text that this one was translated from."
        raise Refused([Finding("no-source", of.place, problem, remedy)])
    if not name:
        problem = f"{topic} has no text to translate into {language} from."
        remedy = "Write its English first, or name another language."
        raise Refused([Finding("no-source", Place(f"handouts/{topic}"), problem, remedy)])
    return Source(read_handout(desk, topic, name).article, name)


def _states(node: Node, source: Article) -> Iterator[tuple[str, State]]:
    """How far each block of a source is translated."""
    noted = _noted(node)
    for name, block in blocks(source).items():
        was, same = noted.get(name), noted.get(name) == block.digest
        if not has_words(node, name):
            yield name, "empty"
        elif name.startswith(REFERENCE):
            yield name, _state_of_reference(_reference_in(node, name), block, was)
        elif same:
            yield name, "current" if shape_in(node, name) == block.shape else "begun"
        else:
            yield name, "unknown" if was is None else "stale"


def _state_of_reference(there: BlockText, source: BlockText, was: str | None) -> State:
    """That of a reference: a translator may leave its words as they are."""
    if not there.words.strip():
        return "empty"
    if there.words == source.words or was == source.digest:
        return "current"
    if there.digest == was:
        return "left"
    return "unknown" if was is None else "stale"


def _noted(node: Node) -> dict[str, Any]:
    """The digests of its source that a translation keeps."""
    kept, is_there = node_of(node, "translation.source")
    return kept.plain() if is_there and isinstance(kept.value, dict) else {}


def _reference_in(node: Node, name: str) -> BlockText:
    """A reference of a file as a block."""
    reference = node_of(node, name)[0]
    text, url = (reference.get(key) for key in ("text", "url"))
    links = (str(url.value),) if url else ()
    return BlockText(str(text.value).strip() if text else "", links=links)


def _renewed(page: Page, source: Source) -> Draft:
    """All fields gone through, in the source's order; then what says what it was made from."""
    states, noted, now = (
        dict(_states(page.node, source.article)),
        _noted(page.node),
        digests(source.article),
    )
    moved = any(noted.get(name, digest) != digest for name, digest in now.items())
    renewal = Renewal(page, states, moved)
    renewal.visit(form(source.article), page.node)
    kept = {name: digest for name, digest in now.items() if states[name] != "unknown"}
    renewal.visit([provenance(source.language, kept)], page.node)
    if made := page.node.get("translation"):
        renewal.retire(made)
        if not renewal.to_fill and not renewal.to_compare:
            renewal.clear(made)
    return _proved(page, renewal, now)


def _confirmed(page: Page, source: Source) -> Draft:
    now = digests(source.article)
    renewal = Renewal(page, {}, moved=False)
    renewal.visit([provenance(source.language, now)], page.node)
    return _proved(page, renewal, ())


def _proved(page: Page, renewal: Renewal, wanted: Collection[str]) -> Draft:
    """What was made, read again: all that was not to be changed is there, and what is wanted.

    Raises Refused where it is not: better no help than a lost word.
    """
    text, shown = renewal.amendments.made(), page.node.place.file
    try:
        node = page_of(text, shown).node
    except Refused:
        raise Refused([in_braces(page.node)]) from None
    now, touched = dict(_leaves(node)), renewal.touched
    lost = [
        path
        for path, value in _leaves(page.node)
        if now.get(path) != value and not any(path[: len(t)] == t for t in touched)
    ]
    full = [name for name in renewal.emptied if has_words(node, name)]
    if node.faults or lost or full or not all(node_of(node, name)[1] for name in wanted):
        raise Refused([in_braces(page.node)])
    return Draft(text, tuple(renewal.to_fill), tuple(renewal.to_compare))


def _leaves(node: Node, path: NodePath = ()) -> Iterator[tuple[NodePath, str]]:
    """Every text in a file with its path; items count from 1."""
    if isinstance(node.value, str):
        yield path, node.value.strip("\n")
    elif isinstance(node.value, dict):
        for key, inner in node.value.items():
            yield from _leaves(inner, (*path, key))
    else:
        for number, inner in enumerate(node.value, start=1):
            yield from _leaves(inner, (*path, str(number)))


_IN_LINES: tuple[NodePath, ...] = (
    ("translation",),
    ("translation", "source"),
    ("translation", "confirmed"),
)


def _written_out(page: Page, made: Callable[[Page], Draft]) -> Draft:
    """What is made of a page, where need be with its translation's keys each on a line."""
    try:
        return made(page)
    except Refused as refused:
        places = {finding.place for finding in refused.findings if finding.code == "in-braces"}
        for path in _IN_LINES:
            node, is_there = node_at(page.node, path)
            around, _ = node_at(page.node, path[:-1])
            if is_there and node.braces and isinstance(node.value, dict) and node.place in places:
                text = written_out(page, around, path[-1])
                return _written_out(page_of(text, page.node.place.file), made)
        raise
