"""A translator's file: the source's words as comments beside fields to fill in.

A file that exists keeps every line of what is still current, the translator's own comments with it,
and of what is only half translated; what the source has changed is emptied, and its old words stay
above it as a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clearprint.article import Article
from clearprint.body import Body, Bullets, Checklist, Line, Steps, Table
from clearprint.findings import Finding, Place, Refused, did_you_mean
from clearprint.labels import Labels
from clearprint.load import Node, load
from clearprint.orders import Desk
from clearprint.publish import put
from clearprint.textblocks import (
    BODIES,
    REFERENCE,
    BlockText,
    blocks,
    digests,
    has_words,
    node_of,
    shape_in,
)
from clearprint.validate import read_handout

_SCHEMA = "# yaml-language-server: $schema=../handout.schema.json"
_OURS = ("# source:", "# before:", "# yaml-language-server")
_HEAD = ": fill in what is empty."
_KEPT = ("keywords", "web", "codes")


@dataclass(frozen=True)
class Draft:
    """A translator's file: its text, and the blocks that are to be filled in."""

    text: str
    to_fill: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """The article that is translated, and its language."""

    article: Article
    language: str


@dataclass(frozen=True)
class Existing:
    """A translation that is there: its lines, its nodes, and the blocks that are still current.

    `noted` are the digests that it keeps of its source; `begun` are the blocks of which a part is
    translated: a paragraph or a sign is missing.
    """

    lines: tuple[str, ...]
    node: Node
    noted: dict[str, str]
    current: frozenset[str]
    begun: frozenset[str]

    def field(self, name: str) -> Node | None:
        """The node of a block, where it is there."""
        found, is_there = node_of(self.node, name)
        return found if is_there else None

    def has_all(self, references: dict[str, BlockText]) -> bool:
        """Whether the references are current, with the source's addresses, and no more of them."""
        there = self.node.get("references")
        count = len(there.value) if there else 0
        links = (_reference_in(node).links for name in references if (node := self.field(name)))
        same = [block.links for block in references.values()] == list(links)
        return same and count == len(references) and self.current.issuperset(references)


def draft(source: Source, language: Labels, existing: Existing | None = None) -> Draft:
    """A file for translating a source; what an existing one has that is current stays as it is."""
    made = _Draft(source, existing)
    head = f"# {language.english_name} ({language.own_name}){_HEAD}"
    lines = [_SCHEMA, head, *made.article()]
    return Draft("\n".join(lines) + "\n", tuple(made.to_fill))


def confirmed(existing: Existing, source: Source) -> str:
    """The same file with the digests of the source as it is now, and nothing else changed."""
    kept = _without(existing.lines, existing.node, "translation")
    block = _translation_lines(existing.node, source, digests(source.article))
    return "\n".join([*kept, *block]) + "\n"


def write(desk: Desk, topic: str, language: str, confirm: bool) -> tuple[Path, tuple[str, ...]]:
    """Write a topic's file for a language; returns it, and the blocks that are to be filled in.

    With `confirm` only the digests of the source are renewed. Raises Refused, and writes nothing,
    where the source or the file that is there cannot be read.
    """
    labels = _labels(desk, language)
    file = desk.project.folder / "handouts" / topic / f"{language}.yaml"
    node = load(file, desk.project.shown(file)) if file.is_file() else None
    source = _source(desk, topic, language, node)
    existing = _existing(file, node, source.article) if node else None
    if confirm and existing:
        put(confirmed(existing, source).encode(), file, output=False)
        return file, ()
    made = draft(source, labels, existing)
    put(made.text.encode(), file, output=False)
    return file, made.to_fill


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
            "“translation: {of: en, status: translated}” to it."
        )
        raise Refused([Finding("not-a-translation", node.place, problem, remedy)])
    of = node_of(node, "translation.of")[0].value if node else None
    name = of if isinstance(of, str) and of in others else next(iter(others), None)
    if name is None:
        problem = f"{topic} has no text to translate into {language} from."
        remedy = "Write its English first, or name another language."
        raise Refused([Finding("no-source", Place(f"handouts/{topic}"), problem, remedy)])
    return Source(read_handout(desk, topic, name).article, name)


def _existing(file: Path, node: Node, source: Article) -> Existing:
    """The translation that is there; what is empty in it, or half translated, is not current."""
    kept, is_there = node_of(node, "translation.source")
    noted = kept.plain() if is_there and isinstance(kept.value, dict) else {}
    current, begun = set(), set()
    for name, block in blocks(source).items():
        same = noted.get(name) == block.digest
        if name.startswith(REFERENCE):
            words = _reference_in(node_of(node, name)[0]).words
            if words and (same or words == block.words):
                current.add(name)
        elif same and shape_in(node, name) == block.shape:
            current.add(name)
        elif same and has_words(node, name):
            begun.add(name)
    lines = tuple(file.read_text("utf-8-sig").splitlines())
    return Existing(lines, node, noted, frozenset(current), frozenset(begun))


def _reference_in(node: Node) -> BlockText:
    """A reference of a file as a block."""
    text, url = (node.get(key) for key in ("text", "url"))
    links = (str(url.value),) if url else ()
    return BlockText(str(text.value) if text else "", links=links)


def _inside(node: Node, path: list[str]) -> Node | None:
    """The mapping that a block's field stands in; questions count from 1."""
    found, is_there = node_of(node, ".".join(path))
    return found if is_there else None


class _Draft:
    """Puts the lines of a file together, and notes what is to be filled in."""

    def __init__(self, origin: Source, existing: Existing | None) -> None:
        self.origin, self.source, self.existing = origin, origin.article, existing
        self.blocks = blocks(self.source)
        self.to_fill: list[str] = []

    def article(self) -> Iterator[str]:
        source = self.source
        for name in ("title", "subtitle", "main_message", "quick_facts"):
            if name in self.blocks:
                yield from self.field(name, "")
        yield "sections:"
        for key in source.sections:
            yield from self.section(key)
        if source.faq:
            yield "faq:"
            for number in range(1, len(source.faq) + 1):
                yield from self.question(number)
        yield from self.end()

    def section(self, key: str) -> Iterator[str]:
        yield f"  {key}:"
        for field in ("heading", "text", "brief", "urgent", "urgent_note"):
            if f"sections.{key}.{field}" in self.blocks:
                yield from self.field(f"sections.{key}.{field}", "    ")
        if figure := self.source.sections[key].figure:
            yield "    figure:"
            yield f"      file: {figure.file}"
            for field in ("alt", "caption"):
                yield from self.field(f"sections.{key}.figure.{field}", "      ")

    def question(self, number: int) -> Iterator[str]:
        lines = [
            *self.field(f"faq.{number}.question", "    "),
            *self.field(f"faq.{number}.answer", "    "),
        ]
        first = next(i for i, line in enumerate(lines) if not line.lstrip().startswith("#"))
        yield from (f"  {line.lstrip()}" for line in lines[:first])
        yield f"  - {lines[first].lstrip()}"
        yield from lines[first + 1 :]

    def end(self) -> Iterator[str]:
        source, existing = self.source, self.existing
        yield from self.references()
        if "disclaimer" in self.blocks:
            yield from self.field("disclaimer", "")
        for name in _KEPT:
            yield from self.kept(name)
        yield f'version: "{source.version}"'
        yield f"published: {source.published.isoformat()}"
        yield from self.kept("review") or ["review:", "  status: unreviewed"]
        node = existing.node if existing else None
        current = existing.current | existing.begun if existing else frozenset()
        now, renewed = digests(source), bool(self.to_fill)
        yield from _translation_lines(node, self.origin, now, renewed, current)

    def field(self, name: str, indent: str) -> Iterator[str]:
        """A block: as it stands where it is current, else its source and an empty field."""
        existing = self.existing
        old = _chunk(existing.lines, existing.node, name) if existing else []
        if existing and name in existing.current and old:
            yield from (_dedented(old, indent))
            return
        self.to_fill.append(name)
        key = name.rpartition(".")[2]
        yield from (f"{indent}# source: {line}".rstrip() for line in self.words(name))
        if existing and name in existing.begun and old:
            yield from _dedented(old, indent)
            return
        if existing and has_words(existing.node, name):
            yield from (f"{indent}# before: {line.strip()}" for line in old if not _is_ours(line))
        yield f"{indent}{key}: |" if key in BODIES else f'{indent}{key}: ""'

    def references(self) -> Iterator[str]:
        """The references: those of the source, where a translator has not put them in words.

        The addresses are always the source's.
        """
        found = {n: block for n, block in self.blocks.items() if n.startswith(REFERENCE)}
        if self.existing and self.existing.has_all(found):
            yield from self.kept("references")
            return
        yield "references:"
        for name, block in found.items():
            yield from self.reference(name, block.words)
            yield from (f"    url: {url}" for url in block.links)

    def reference(self, name: str, words: str) -> Iterator[str]:
        """A reference's words: the translator's where they are current, else the source's."""
        existing = self.existing
        there = existing.field(name) if existing else None
        old = _reference_in(there) if there else BlockText("")
        if existing and old.words and name in existing.current:
            words = old.words
        elif existing and old.words and old.digest != existing.noted.get(name):
            self.to_fill.append(name)  # it was put in words of the language
            yield f"  # source: {words}"
            yield f"  # before: {old.words}"
            words = ""
        yield f"  - text: {_quoted(words)}"

    def kept(self, name: str) -> list[str]:
        return _chunk(self.existing.lines, self.existing.node, name) if self.existing else []

    def words(self, name: str) -> list[str]:
        """A block of the source, as its author writes it."""
        first, *rest = name.split(".")
        if first == "sections" and rest[1] in ("text", "brief"):
            return written(getattr(self.source.sections[rest[0]], rest[1]))
        if first == "faq" and rest[1] == "answer":
            return written(self.source.faq[int(rest[0]) - 1].answer)
        if rest[1:] == ["urgent"]:
            return [f"- {sign}" for sign in self.source.sections[rest[0]].urgent]
        return self.blocks[name].words.split("\n")


def written(body: Body) -> list[str]:
    """Body text as an author writes it, a line for each paragraph and item."""
    lines: list[str] = []
    for block in body.blocks:
        if lines:
            lines.append("")
        if isinstance(block, Table):
            lines += _rows(block)
            continue
        for number, line in enumerate(block.lines, start=1):
            marks = {Bullets: "- ", Checklist: "- [ ] ", Steps: f"{number}. "}
            lines.append(marks.get(type(block), "") + _marked(line))
    return lines


def _rows(table: Table) -> Iterator[str]:
    yield _row(table.head)
    yield "|---" * table.columns + "|"
    yield from map(_row, table.rows)


def _row(cells: tuple[Line, ...]) -> str:
    written = (_marked(cell).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(written)} |"


def _marked(line: Line) -> str:
    pieces = []
    for run in line:
        text = f"**{run.text.strip()}**" if run.bold else run.text
        if run.href or run.lang:
            text = f"[{text}]({run.href or f'lang:{run.lang}'})"
        pieces.append(text)
    return "".join(pieces)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _translation_lines(
    node: Node | None,
    origin: Source,
    digests: dict[str, str],
    renewed: bool = False,
    current: frozenset[str] | None = None,
) -> Iterator[str]:
    """The block that says what the translation was made from; a renewed one is no more reviewed.

    Numbers stay confirmed in the blocks that are `current`; none means all.
    """
    made = node.get("translation") if node else None
    status = made.get("status") if made else None
    was = str(status.value) if status else "translated"
    yield "translation:"
    yield f"  of: {origin.language}"
    yield f"  status: {'translated' if was == 'reviewed' and renewed else was}"
    for key in ("by", "on"):
        if made and (value := made.get(key)) and not renewed:
            yield f"  {key}: {_quoted(str(value.value))}"
    kept = made.get("confirmed") if made else None
    numbers = kept.plain() if kept and isinstance(kept.value, dict) else {}
    if named := [name for name in numbers if current is None or name in current]:
        yield "  confirmed:"
        yield from (f"    {name}: [{', '.join(map(_quoted, numbers[name]))}]" for name in named)
    yield "  source:"
    yield from (f'    {name}: "{digest}"' for name, digest in digests.items())


def _chunk(lines: tuple[str, ...], node: Node, name: str) -> list[str]:
    """The lines of a field, with the comments right above it; empty where it is not there."""
    *path, key = name.split(".")
    inside = _inside(node, path)
    if inside is None or key not in inside.keys:
        return []
    first = inside.keys[key].line - 1
    column = inside.keys[key].column - 1
    last = first + 1
    while last < len(lines) and _belongs(lines[last], column, inside.get(key)):
        last += 1
    while last > first + 1 and not lines[last - 1].strip():
        last -= 1
    start = " " * column + lines[first][column:]
    return [*_comments(lines, first), start, *lines[first + 1 : last]]


def _belongs(line: str, column: int, value: Node | None) -> bool:
    """Whether a line is still of the field that starts in a column."""
    indent = len(line) - len(line.lstrip())
    is_item = value is not None and isinstance(value.value, tuple) and line.lstrip()[:1] == "-"
    return not line.strip() or indent > column or (is_item and indent == column)


def _comments(lines: tuple[str, ...], first: int) -> list[str]:
    """A translator's own comments right above a line."""
    start = first
    while start and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return [line for line in lines[start:first] if not _is_ours(line)]


def _is_ours(line: str) -> bool:
    text = line.strip()
    return text.startswith(_OURS) or text.endswith(_HEAD)


def _without(lines: tuple[str, ...], node: Node, key: str) -> list[str]:
    """All lines but those of one field at the top."""
    if key not in node.keys:
        return list(lines)
    first = node.keys[key].line - 1
    last = first + 1
    while last < len(lines) and _belongs(lines[last], 0, node.get(key)):
        last += 1
    return [*lines[:first], *lines[last:]]


def _dedented(lines: list[str], indent: str) -> Iterator[str]:
    """Lines moved so that their field starts at an indent."""
    old = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    for line in lines:
        yield (indent + line[old:]) if line.strip() else ""
