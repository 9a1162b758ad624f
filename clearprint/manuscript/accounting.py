"""Nothing is lost, and nothing put in: every word of a file is in the handout made of it, in order.

Counted twice over. The words of the writer's file come from its raw text, not from what was read
of it; and each place of the handout is held against the pieces that went there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from operator import or_

from clearprint.body import BodyFaultsError, Checklist, Steps, plain
from clearprint.commonmark import parse as parse_body
from clearprint.findings import Finding, Place
from clearprint.load import Node, parse
from clearprint.manuscript.counting import Raw, without_addresses
from clearprint.manuscript.draft import Draft, DraftSection, Origin
from clearprint.manuscript.headings import Headings
from clearprint.manuscript.outline import Manuscript
from clearprint.manuscript.words import BOX, words

_REMEDY = (
    "Nothing was written. This is a fault of the importer, not of your text: "
    "please send the file to whoever looks after Clearprint."
)
_KEPT = re.compile(r"^ *#   > (.*)$", re.MULTILINE)
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\"]*[^\s<>\".,;:)]")
_LINK = re.compile(r"(?<!\\)\]\((?:<([^<>]*)>|([^()\s]*))\)")


def unaccounted(
    manuscript: Manuscript, raw: Raw, draft: Draft, file: str, headings: Headings
) -> Iterator[Finding]:
    """Findings on words that a file lacks, has too many of, or has in another order."""
    place = Place(manuscript.name)
    try:
        account = _Account(parse(file, manuscript.name), file, manuscript, draft, headings)
        found = [*account.against(raw, manuscript.added), *account.places()]
    except BodyFaultsError as error:
        found = [("import-changed", f"A text would not be read back: {error}")]
    for code, problem in found:
        yield Finding(code, place, problem, _REMEDY)


class _Account:
    """What a handout's file has of the writer's words, and where."""

    def __init__(
        self, node: Node, file: str, manuscript: Manuscript, draft: Draft, headings: Headings
    ) -> None:
        self.node, self.draft, self.headings = node, draft, headings
        self.kept = "\n".join(_KEPT.findall(file))
        self.links = {run.href for piece in manuscript.pieces for run in piece.all_runs if run.href}
        self.addresses = {*_addresses(node), *_ADDRESS.findall(self.kept), *self.links}
        self.file = "".join(_KEPT.sub(r"\1", file).split())

    def against(self, raw: Raw, added: Iterable[str]) -> Iterator[tuple[str, str]]:
        """What differs from the words of the writer's file."""
        least = Counter(words(without_addresses(raw.least, self.addresses)))
        texts = [words(without_addresses(text, self.addresses)) for text in raw.most]
        most = reduce(or_, map(Counter, texts)) + Counter(added)
        told = [*self._texts(), self.kept, *self.draft.unprinted]
        have = Counter(words(without_addresses("\n".join(told), self.addresses)))
        if missing := least - have - Counter(self._numbers()):
            yield "import-lost", f"{missing.total()} words would be lost: {_some(missing)}."
        if extra := have - most:
            yield "import-added", f"{extra.total()} words would be there twice: {_some(extra)}."
        links = {*raw.links, *self.links}
        if gone := [link for link in links if "".join(link.split()) not in self.file]:
            yield "import-lost", f"The address of a link would be lost: {_some(gone)}."
        if strange := [a for a in self.addresses if not _is_in(a, raw)]:
            yield "import-added", f"No link of your text goes to {_some(strange)}."
        known = {*added, BOX}  # a box may come before a number or behind it
        orders = [_Order(text, known) for text in texts]
        for name, _, got in self._places():
            heading, _, text = without_addresses(got, self.addresses).partition("\n")
            for part in (heading, text):
                if not any(order.has(words(part)) for order in orders):
                    yield "import-changed", f"The words of “{name}” would come in another order."

    def places(self) -> Iterator[tuple[str, str]]:
        """What differs from the pieces that went to each place."""
        for name, origin, got in self._places():
            if not _in_order(origin, got):
                yield (
                    "import-changed",
                    f"The words of “{name}” would change, or change their order.",
                )
        for section in self.draft.sections:
            told = self.node.get("sections")
            entry = told.get(section.key) if told else None
            if section.urgent and entry and not _signs_are_of(section.urgent.sentence, entry):
                yield "import-changed", f"The signs of “{section.key}” would change."

    def _texts(self) -> Iterator[str]:
        """Every text of the writer's that will be printed."""
        for name, _, got in self._places(printed=True):
            yield got if name != "…" else ""

    def _places(self, printed: bool = False) -> Iterator[tuple[str, Origin, str]]:
        """Each place of the handout: its name, what went there, and what the file has there.

        `printed` leaves out what the labels print.
        """
        node, draft = self.node, self.draft
        for section in draft.sections:
            yield section.key, section.origin, self._section(section, printed)
        for index, question in enumerate(draft.faq):
            entry = _item(node, "faq", index)
            answer = _body_text(entry.get("answer"))
            yield question.question, question.origin, f"{_text(entry, 'question')}\n{answer}"
        for index, reference in enumerate(draft.references):
            entry = _item(node, "references", index)
            got = f"{_text(entry, 'text')} {_text(entry, 'url')}"
            yield reference.text, reference.origin, got
        for key, text in (("title", draft.title), ("subtitle", draft.subtitle)):
            yield key, Origin((text or "",)), _text(node, key)
        yield "disclaimer", Origin((draft.disclaimer or "",)), _text(node, "disclaimer")
        facts = node.get("quick_facts") or Node({}, node.place)
        told = [w for label, fact in facts.value.items() for w in (label, str(fact.value))]  # type: ignore[union-attr]
        origin = Origin(tuple(text for fact in draft.quick_facts for text in fact))
        yield "quick_facts", origin, "\n".join(told)

    def _section(self, section: DraftSection, printed: bool) -> str:
        sections = self.node.get("sections")
        entry = sections.get(section.key) if sections else None
        if entry is None:
            return ""
        label = "" if printed or not section.origin.texts[0] else self.headings.label(section.key)
        heading = _text(entry, "heading") or label or ""
        return f"{heading}\n{_body_text(entry.get('text'))}"

    def _numbers(self) -> Iterator[str]:
        """The numbers that a sheet prints before its steps and sources."""
        for entry in _entries(self.node):
            for body in (entry.get("text"), entry.get("answer")):
                if body is not None and body.literal and isinstance(body.value, str):
                    for block in parse_body(body.value).blocks:
                        if isinstance(block, Steps):
                            yield from map(str, range(1, len(block.lines) + 1))
        yield from map(str, range(1, len(self.draft.references) + 1))


def _some(found: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in list(found)[:10])


def _is_in(address: str, raw: Raw) -> bool:
    """Whether a link's address stands in the writer's file."""
    bare = address.removeprefix("mailto:")
    return any(bare in text for text in (*raw.most, raw.least, *raw.links))


class _Order:
    """The words of a text, each with the places where it stands."""

    def __init__(self, text: Iterable[str], but: Collection[str] = ()) -> None:
        self.places: dict[str, list[int]] = {}
        for place, word in enumerate(text):
            if word not in but:
                self.places.setdefault(word, []).append(place)

    def has(self, some: Iterable[str]) -> bool:
        """Whether words come in this order; those that do not stand in the text do not count."""
        last = -1
        for places in filter(None, map(self.places.get, some)):
            index = bisect_right(places, last)
            if index == len(places):
                return False
            last = places[index]
        return True


def _in_order(origin: Origin, got: str) -> bool:
    """Whether a place has the words that went there, in their order, but those set apart."""
    whole = list(words("\n".join(origin.texts)))
    if origin.apart:
        whole = _without(whole, list(words(origin.apart)))
    return whole == list(words(got))


def _without(whole: list[str], part: list[str]) -> list[str]:
    for start in range(len(whole) - len(part) + 1):
        if whole[start : start + len(part)] == part:
            return whole[:start] + whole[start + len(part) :]
    return [*whole, "…"]  # not there: the comparison fails, as it must


def _signs_are_of(sentence: str, section: Node) -> bool:
    """Whether the signs of a section, and what closes them, are words of the sentence."""
    signs = section.get("urgent")
    listed = signs.value if signs is not None and isinstance(signs.value, tuple) else ()
    told = [str(sign.value) for sign in listed]
    mine = words("\n".join([*told, _text(section, "urgent_note")]))
    whole = words(sentence)
    return bool(told) and not set(mine).difference(whole) and _Order(whole).has(mine)


def _entries(node: Node) -> Iterator[Node]:
    """The sections and questions of a file."""
    sections, faq = node.get("sections"), node.get("faq")
    yield from sections.value.values() if sections and isinstance(sections.value, dict) else ()
    yield from faq.value if faq and isinstance(faq.value, tuple) else ()


def _addresses(node: Node) -> Iterator[str]:
    """Where the links of a file go, letter by letter as they are typed there."""
    for entry in _entries(node):
        for key in ("text", "answer"):
            for found in _LINK.finditer(_text(entry, key)):
                yield found[1] or found[2]
    sources = node.get("references")
    for source in sources.value if sources and isinstance(sources.value, tuple) else ():
        if url := _text(source, "url"):
            yield url


def _item(node: Node, key: str, index: int) -> Node:
    entries = node.get(key)
    if entries is None or not isinstance(entries.value, tuple) or index >= len(entries.value):
        return Node("", node.place)
    return entries.value[index]


def _text(node: Node, key: str) -> str:
    entry = node.get(key)
    return entry.value if entry is not None and isinstance(entry.value, str) else ""


def _body_text(node: Node | None) -> str:
    """The words of a body text, with the boxes that are drawn before the items of a checklist."""
    if node is None or not isinstance(node.value, str):
        return ""
    texts = []
    for block in parse_body(node.value).blocks:
        box = "[ ] " if isinstance(block, Checklist) else ""
        texts += [f"{box}{plain(line)}" for line in block.lines if line]
    return "\n".join(texts)
