"""All words of a writer's text, counted from its letters: without the readers, to check them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from clearprint.manuscript import marks, markup


@dataclass(frozen=True)
class Raw:
    """What a file says: `least` must be found again, no more than `most` may be; and its links.

    What one of `most` has beyond `least` are marks: numbers of a list, signs for a heading, an HTML
    element. They may be words as well, where a writer means them so.
    """

    least: str
    most: tuple[str, ...]
    links: tuple[str, ...] = ()


def without_addresses(text: str, addresses: Iterable[str]) -> str:
    """A text without some addresses, which may well stand more often in one text than another."""
    for address in sorted(addresses, key=len, reverse=True):
        text = text.replace(address, " ")
    return text


POINTED = re.compile(r"<((?:https?://|mailto:|tel:)[^\s<>]*|[\w.+-]+@[\w.-]+\.\w+)>")
"""An address between < and >, which are no signs then."""


def raw_plain(text: str) -> Raw:
    """What a plain text says."""
    least = POINTED.sub(r"\1", text)
    lines = [line for line in least.split("\n") if not marks.RULE.fullmatch(line)]
    return Raw("\n".join(map(unmarked, _without_underlines(lines))), (text,))


def unmarked(line: str) -> str:
    """A line without the bullet that it starts with, and without a tick; its number stays."""
    if mark := marks.BULLET.match(line):
        line = line[mark.end() :]
    if mark := re.match(r"\s*(\(?\d{1,9}[.)]\s+)?", line):
        ticked = re.match(r"\s*(?:\[[xX]\](?=\s|$)|[☑☒✅])", line[mark.end() :])
        return line[: mark.end()] + line[mark.end() + ticked.end() :] if ticked else line
    return line


def _without_underlines(lines: list[str]) -> list[str]:
    """Underscores right below words of the same length only draw a line."""
    kept: list[str] = []
    for line in lines:
        above = kept[-1].strip() if kept else ""
        drawn = re.fullmatch(r"\s*_{3,}\s*", line) and above and not above.endswith((":", "："))
        if not drawn or abs(len(line.strip()) - len(above)) > 2:
            kept.append(line)
    return kept


_DEFINED = re.compile(r"(?m)^ {0,3}\[(\^?[^\]\n]+)\]:")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)


def raw_markdown(text: str) -> Raw:
    """What a Markdown text says."""
    bare = re.sub(r"\A---\n((?:.*\n)*?)title:", r"---\n\1", text)
    whole, bare = bare, "\n".join(map(_without_marks, bare.split("\n")))
    return Raw(_bare(bare), (_bare(bare), _bare(whole), text, markup.unescaped(text)))


def _bare(text: str) -> str:
    """A text without the marks inside of its lines."""
    labels = {found[1] for found in _DEFINED.finditer(text)}
    text = _DEFINED.sub("", text)
    for label in labels:
        again = re.escape(f"[{label}]")
        text = re.sub(again if label.startswith("^") else rf"(?<=\]){again}", "", text)
    text = re.sub(r"\]\(<([^<>\n]*)>", r"](\1", text)
    comments = " ".join(_COMMENT.findall(text))
    text = POINTED.sub(r"\1", _COMMENT.sub("", text)).replace(r"\_", "_")
    return markup.plain_text(f"{text}\n{comments}")


_MARK = re.compile(
    r"\s+|>(?!\s*[\d$€£])|[-*](?=\s|$)|\+(?!\s+\d)(?=\s|$)|1[.)](?=\s|$)|#{1,6}(?=\s|$)"
    r"|(?P<number>\d{1,9}[.)](?=\s|$))"
)


def _without_marks(line: str) -> str:
    """A line without what makes it a heading, a quotation or a list item; but for numbers.

    Of those a 1 may go, for 1. 1. 1. leaves the counting to Markdown.
    """
    if re.fullmatch(r"[\s>]*(=+|-+|[|:\s-]+)\s*", line):
        return ""
    position, numbers = 0, ""
    while (found := _MARK.match(line, position)) and found.end() > position:
        position = found.end()
        numbers += f"{found['number']} " if found["number"] else ""
    text = re.sub(r"(^|\s)#+\s*$", "", line[position:])
    return numbers + unmarked(text)
