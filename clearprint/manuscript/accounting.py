"""Nothing is lost: every word of a manuscript is found again in the file it became, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from clearprint.commonmark import parse as parse_body
from clearprint.findings import Finding, Place
from clearprint.load import Node, parse
from clearprint.manuscript.draft import Draft, DraftSection, Origin
from clearprint.manuscript.headings import PARTS, Headings
from clearprint.manuscript.outline import Manuscript, words

_REMEDY = (
    "Nothing was written. This is a fault of the importer, not of your text: "
    "please send the file to whoever looks after Clearprint."
)


def unaccounted(
    manuscript: Manuscript, draft: Draft, file: str, shown: str, headings: Headings
) -> Iterator[Finding]:
    """Findings on words that a file does not have, or has in another order than the manuscript."""
    node = parse(file, shown)
    place = Place(manuscript.name)
    have = Counter(words("\n".join(_texts(node))))
    have += Counter(words("\n".join(_links(node))))
    have += Counter(words("\n".join(draft.commented())))
    have += Counter(words("\n".join(_printed_by_labels(node, draft, headings))))
    if missing := Counter(manuscript.words) - have:
        some = ", ".join(f"“{word}”" for word in list(missing)[:10])
        problem = f"{missing.total()} words would be lost: {some}."
        yield Finding("import-lost", place, problem, _REMEDY)
    for name, origin, got in _places(draft, node, headings):
        if not _in_order(origin, got):
            problem = f"The words of “{name}” would change, or change their order."
            yield Finding("import-changed", place, problem, _REMEDY)


def _places(draft: Draft, node: Node, headings: Headings) -> Iterator[tuple[str, Origin, str]]:
    """Each place of the handout: its name, what went there, and what the file has there."""
    for section in draft.sections:
        yield section.key, section.origin, _section_text(section, node, headings)
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
    yield (
        "quick_facts",
        Origin(tuple(t for f in draft.quick_facts for t in f)),
        "\n".join(_texts(facts)),
    )


def _section_text(section: DraftSection, node: Node, headings: Headings) -> str:
    sections = node.get("sections")
    entry = sections.get(section.key) if sections else None
    if entry is None:
        return ""
    heading = _text(entry, "heading") or headings.label(section.key) or ""
    return f"{heading}\n{_body_text(entry.get('text'))}"


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


def _texts(node: Node, key: str = "") -> Iterator[str]:
    """Every text of a file as it will be printed, the writer's labels of facts included."""
    if isinstance(node.value, str):
        yield _body_text(node) if _is_body(node, key) else node.value
    elif isinstance(node.value, tuple):
        for item in node.value:
            yield from _texts(item, key)
    else:
        for name, item in node.value.items():
            yield name
            yield from _texts(item, name)


def _is_body(node: Node, key: str) -> bool:
    """Whether a text is body text; the words of a reference are called “text” as well."""
    return node.literal and key in ("text", "answer")


def _links(node: Node, key: str = "") -> Iterator[str]:
    """Where the links of the body texts go."""
    if isinstance(node.value, str) and _is_body(node, key):
        for block in parse_body(node.value).blocks:
            yield from (run.href or "" for line in block.lines for run in line)
    elif isinstance(node.value, tuple):
        for item in node.value:
            yield from _links(item, key)
    elif isinstance(node.value, dict):
        for name, item in node.value.items():
            yield from _links(item, name)


def _printed_by_labels(node: Node, draft: Draft, headings: Headings) -> Iterator[str]:
    """What the sheet prints above the known sections and parts that the file has."""
    keys = [section.key for section in draft.sections if not section.heading]
    parts = [part for part in PARTS if node.get(part) is not None]
    for key in (*keys, *parts):
        yield headings.label(key) or ""


def _item(node: Node, key: str, index: int) -> Node:
    entries = node.get(key)
    if entries is None or not isinstance(entries.value, tuple) or index >= len(entries.value):
        return Node("", node.place)
    return entries.value[index]


def _text(node: Node, key: str) -> str:
    entry = node.get(key)
    return entry.value if entry is not None and isinstance(entry.value, str) else ""


def _body_text(node: Node | None) -> str:
    if node is None or not isinstance(node.value, str):
        return ""
    return "\n".join(parse_body(node.value).passages)
