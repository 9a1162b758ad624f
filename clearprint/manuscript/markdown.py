"""Markdown to pieces: headings, paragraphs, lists, tables, bold and links; the rest is aside."""

from __future__ import annotations

import re

from clearprint.commonmark import tokens
from clearprint.manuscript import marks
from clearprint.manuscript.asides import aside
from clearprint.manuscript.guessing import Guide, can_be_title, with_headings
from clearprint.manuscript.markup import plain_text
from clearprint.manuscript.mdblocks import Blocks
from clearprint.manuscript.outline import Manuscript, Piece
from clearprint.manuscript.words import one_line

_FRONT = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)(?:\n|\Z)", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:[ ]*(\S.*)$\n?", re.MULTILINE)
_FOOTNOTE = re.compile(r"(?m)^ {0,3}\[\^([^\]\s]+)\]:[ ]*(.*(?:\n(?: {2,}\S.*))*)\n?")

_SIGN = re.compile(r"(?:\s|>|[-*+](?=\s)|\d{1,9}[.)](?=\s))*?(?:>(?=\s*[\d$€£])|\+(?=\s+\d))")
"""A sign before a number, where CommonMark would read the mark of a quotation or a list."""

_RANGE = "Line {line} starts like a list item, “{start}”, but goes on with the line before it."


def read_markdown(name: str, text: str, guide: Guide) -> Manuscript:
    """The pieces of a Markdown text."""
    front = _FRONT.match(text)
    title, before = _front_title(front.group(1)) if front else (None, "")
    body = text[front.end() :] if front else text
    footnotes: dict[str, str] = {}
    for found in _FOOTNOTE.finditer(body):
        footnotes[found[1]] = one_line(f"{footnotes.get(found[1], '')} {plain_text(found[2])}")
    body, notes = _prepared(_FOOTNOTE.sub("", body), text.count("\n") - body.count("\n"))
    stream, definitions = tokens(body)
    reader = Blocks(body, footnotes)
    pieces = list(reader.pieces(stream))
    if title is None:
        title, pieces = _title(pieces)
    if not any(piece.kind == "heading" for piece in pieces):
        pieces = with_headings(pieces, guide)
    if before.strip():
        pieces.append(aside("The lines before the text", plain_text(before)))
    pieces += reader.left_over(definitions)
    return Manuscript(name, title, tuple(pieces), tuple(reader.added), tuple(notes))


def _front_title(front: str) -> tuple[str | None, str]:
    """The title that the lines before a text give, and those lines without it."""
    found = _FRONT_TITLE.search(front)
    if found is None or not (title := found[1].strip().strip("\"'")):
        return None, front
    return title, front.replace(found[0], "", 1)


def _title(pieces: list[Piece]) -> tuple[str | None, list[Piece]]:
    """The title, and the pieces without it: the first heading, or a line above one."""
    first, following = pieces[:1], pieces[1:2]
    if not first or first[0].kind == "heading":
        is_title = bool(first)
    else:
        lone = following and following[0].kind == "heading" and following[0].level > 1
        is_title = bool(lone) and can_be_title(first[0]) and not first[0].text.endswith((".", ":"))
    if not is_title:
        return None, pieces
    links = [run.href for run in first[0].runs if run.href and run.href not in first[0].text]
    asides = [aside("The target of a link in the title", link) for link in links]
    return first[0].text, [*pieces[1:], *asides]


def _prepared(text: str, skipped: int) -> tuple[str, list[str]]:
    """The text with a backslash before what is no mark, and what to say of it.

    “> 38 degrees” is no quotation, and “- 5 mg” below “between 3” is no list.
    """
    lines, notes = text.split("\n"), []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else ""
        after = lines[number + 1] if number + 1 < len(lines) else ""
        listed = marks.BULLET.match(before) or marks.STEP.match(before)
        if sign := _SIGN.match(line):
            lines[number] = f"{line[: sign.end() - 1]}\\{line[sign.end() - 1 :]}"
        elif not listed and re.match(r" {0,3}-", line) and marks.goes_on(before, line, after):
            lines[number] = line.replace("-", "\\-", 1)
            notes.append(_RANGE.format(line=number + 1 + skipped, start=line.strip()[:20]))
    return "\n".join(lines), notes
