"""A translator's file: the source's words as comments beside fields to fill in.

A file that exists keeps every line of what is still current, the translator's own comments with it;
what the source has changed is emptied, and its old words stay above it as a comment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clearprint import translation
from clearprint.article import Article
from clearprint.body import Body, Bullets, Checklist, Line, Steps, Table
from clearprint.findings import Finding, Place, Refused
from clearprint.labels import Labels
from clearprint.load import Node, load
from clearprint.orders import Desk
from clearprint.project import known
from clearprint.publish import put
from clearprint.validate import read_handout

_SCHEMA = "# yaml-language-server: $schema=../handout.schema.json"
_OURS = ("# source:", "# before:", "# yaml-language-server")
_HEAD = ": fill in what is empty."
_KEPT = ("keywords", "web", "codes")
_LITERAL = ("text", "brief", "answer")


@dataclass(frozen=True)
class Draft:
    """A translator's file: its text, and the blocks that are to be filled in."""

    text: str
    to_fill: tuple[str, ...]


@dataclass(frozen=True)
class Existing:
    """A translation that is there: its lines, its nodes, and the blocks that are still current."""

    lines: tuple[str, ...]
    node: Node
    current: frozenset[str]


def draft(source: Article, language: Labels, existing: Existing | None = None) -> Draft:
    """A file for translating a source; what an existing one has that is current stays as it is."""
    made = _Draft(source, existing)
    head = f"# {language.english_name} ({language.own_name}){_HEAD}"
    lines = [_SCHEMA, head, *made.article()]
    return Draft("\n".join(lines) + "\n", tuple(made.to_fill))


def confirmed(existing: Existing, source: Article) -> str:
    """The same file with the digests of the source as it is now, and nothing else changed."""
    kept = _without(existing.lines, existing.node, "translation")
    block = _translation_lines(existing.node, translation.digests(source))
    return "\n".join([*kept, *block]) + "\n"


def write(desk: Desk, topic: str, language: str, confirm: bool) -> tuple[Path, tuple[str, ...]]:
    """Write a topic's file for a language; returns it, and the blocks that are to be filled in.

    With `confirm` only the digests of the source are renewed. Raises Refused, and writes nothing,
    where the source or the file that is there cannot be read.
    """
    labels = desk.labels(known("language", language, desk.project.languages()))
    file = desk.project.folder / "handouts" / topic / f"{language}.yaml"
    source = _source(desk, topic, language)
    existing = _existing(desk, file, source)
    if confirm and existing:
        put(confirmed(existing, source).encode(), file, output=False)
        return file, ()
    made = draft(source, labels, existing)
    put(made.text.encode(), file, output=False)
    return file, made.to_fill


def _source(desk: Desk, topic: str, language: str) -> Article:
    """The article that is translated: English where there is one, else the first source."""
    names = sorted(desk.handouts[topic], key=lambda name: name != "en")
    handouts = (read_handout(desk, topic, name) for name in names if name != language)
    source = next((handout for handout in handouts if handout.source is None), None)
    if source is None:
        problem = f"{topic} has no text to translate into {language} from."
        remedy = "Write its English first, or name another language."
        raise Refused([Finding("no-source", Place(f"handouts/{topic}"), problem, remedy)])
    return source.article


def _existing(desk: Desk, file: Path, source: Article) -> Existing | None:
    """The translation that is there; what is empty in it is not current."""
    if not file.is_file():
        return None
    node = load(file, desk.project.shown(file))
    noted = node.get("translation")
    if noted is None:
        problem = "This handout is not a translation: it has no “translation”."
        remedy = "Add “translation: {of: en, status: translated}”, or name another language."
        raise Refused([Finding("not-a-translation", node.place, problem, remedy)])
    digests = noted.get("source")
    made_from = digests.plain() if digests and isinstance(digests.value, dict) else {}
    current = frozenset(
        name
        for name, digest in translation.digests(source).items()
        if made_from.get(name) == digest and _is_filled(node, name)
    )
    return Existing(tuple(file.read_text("utf-8-sig").splitlines()), node, current)


def _is_filled(node: Node, name: str) -> bool:
    *path, key = name.split(".")
    inside = _inside(node, path)
    field = inside.get(key) if inside else None
    return field is not None and bool(field.value)


def _inside(node: Node, path: list[str]) -> Node | None:
    """The mapping that a block's field stands in; questions count from 1."""
    inside: Node | None = node
    for part in path:
        if inside and isinstance(inside.value, tuple):
            inside = inside.value[int(part) - 1] if int(part) <= len(inside.value) else None
        else:
            inside = inside.get(part) if inside else None
    return inside


class _Draft:
    """Puts the lines of a file together, and notes what is to be filled in."""

    def __init__(self, source: Article, existing: Existing | None) -> None:
        self.source, self.existing = source, existing
        self.blocks = translation.blocks(source)
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
        yield from self.kept("references") or list(_references(source))
        if "disclaimer" in self.blocks:
            yield from self.field("disclaimer", "")
        for name in _KEPT:
            yield from self.kept(name)
        yield f'version: "{source.version}"'
        yield f"published: {source.published.isoformat()}"
        yield from self.kept("review") or ["review:", "  status: unreviewed"]
        node = existing.node if existing else None
        yield from _translation_lines(node, translation.digests(source), bool(self.to_fill))

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
        yield from (f"{indent}# before: {line.strip()}" for line in old if not _is_ours(line))
        yield f"{indent}{key}: |" if key in _LITERAL else f'{indent}{key}: ""'

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


def _references(source: Article) -> Iterator[str]:
    yield "references:"
    for reference in source.references:
        yield f"  - text: {_quoted(reference.text)}"
        if reference.url:
            yield f"    url: {reference.url}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _translation_lines(
    node: Node | None, digests: dict[str, str], renewed: bool = False
) -> Iterator[str]:
    """The block that says what the translation was made from; a renewed one is no more reviewed."""
    made = node.get("translation") if node else None
    status = made.get("status") if made else None
    was = str(status.value) if status else "translated"
    yield "translation:"
    yield "  of: en" if not (made and made.get("of")) else f"  of: {made.plain()['of']}"
    yield f"  status: {'translated' if was == 'reviewed' and renewed else was}"
    for key in ("by", "on"):
        if made and (value := made.get(key)) and not renewed:
            yield f"  {key}: {_quoted(str(value.value))}"
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
