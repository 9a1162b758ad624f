"""The inside of a Markdown paragraph: runs of text, and what stands aside of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from clearprint.body import Run
from clearprint.commonmark import Token, is_address, is_inside_word
from clearprint.manuscript import markup
from clearprint.manuscript.asides import aside, text_of
from clearprint.manuscript.outline import Piece
from clearprint.manuscript.raised import raised
from clearprint.manuscript.runs import HARD, SOFT
from clearprint.manuscript.words import cleaned, one_line

STARS = "“*” or “_” stands inside of a word here, and is printed as it is."
_TABLE = (
    "A table in HTML stood here; its cells are one line. Make a table of it: lines of | cells |."
)

_MARKS = ("strong_open", "strong_close", "em_open", "em_close")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")


class Inline:
    """Reads inline tokens one after another; `asides` and `notes` gather what is to be told."""

    def __init__(self, elements: set[str], footnotes: dict[str, str]) -> None:
        self.elements, self.footnotes = elements, footnotes
        self.asides: list[Piece] = []
        self.notes: list[str] = []
        self.used: set[str] = set()
        self._open: Counter[str] = Counter()  # marks and elements that are open
        self._href: str | None = None
        self._struck: list[Run] = []

    def runs(self, inline: Token) -> list[Run]:
        """The runs of a paragraph; hard and soft breaks are in them as such."""
        found: list[Run] = []
        self._open.clear()
        self._href = None
        for token in _without_marks_in_words(inline.children or []):
            for run in self._read(token, found):
                (self._struck if self._is_struck else found).append(run)
            if self._struck and not self._is_struck:
                self._set_aside_struck(found)
        self._set_aside_struck(found)
        if "**" in text_of(found):
            self.notes.append(STARS)
        return found

    @property
    def _is_struck(self) -> bool:
        return any(self._open[name] for name in ("~~", *markup.STRUCK))

    @property
    def _style(self) -> Run:
        bold = any(self._open[name] for name in ("**", *markup.BOLD))
        return Run("", bold=bold, href=self._href)

    def _set_aside_struck(self, found: list[Run]) -> None:
        if words := one_line(text_of(self._struck)):
            self.asides.append(aside("Words that are struck out", words, text_of(found)))
        self._struck = []

    def _read(self, token: Token, found: list[Run]) -> Iterator[Run]:
        kind = token.type
        if kind in _MARKS or kind in ("s_open", "s_close"):
            self._open["~~" if kind.startswith("s_") else "**"] += token.nesting
        elif kind in ("softbreak", "hardbreak"):
            yield replace(self._style, text=HARD if kind == "hardbreak" else SOFT)
        elif kind == "link_open":
            self._href = self._target(token, found)
            if token.attrs.get("empty") and self._href:
                yield replace(self._style, text=self._href)
        elif kind == "link_close":
            self._href = None
        elif kind == "image":
            told = " ".join([token.content, *map(str, token.attrs.values())])
            self.asides.append(aside("A picture", one_line(told), text_of(found)))
            yield replace(self._style, text=" ")
        elif kind == "html_inline":
            yield from self._html(token.content, found)
        else:
            code = kind == "code_inline"
            text = markup.plain_text(token.content) if code else cleaned(token.content)
            yield from self._text(text, found)

    def _text(self, text: str, found: list[Run]) -> Iterator[Run]:
        position = 0
        for mark in _FOOTNOTE.finditer(text):
            if (note := self.footnotes.get(mark[1])) is None:
                continue
            yield self._lettered(text[position : mark.start()])
            position = mark.end()
            if mark[1] not in self.used:
                self.asides.append(aside("A footnote", note, text_of(found)))
            self.used.add(mark[1])
        yield self._lettered(text[position:])

    def _lettered(self, text: str) -> Run:
        for name in markup.RAISED:
            if self._open[name]:
                text, note = raised(text, name)
                self.notes += [note] if note else []
        return replace(self._style, text=text)

    def _html(self, text: str, found: list[Run]) -> Iterator[Run]:
        """Marks become what they mean; comments and attributes are kept aside."""
        if text.startswith("<!--"):
            self.asides.append(aside("A comment", text[4:-3].strip(), text_of(found)))
            return
        tag = markup.tag_of(text)
        if tag is None or tag[1] not in self.elements:
            yield replace(self._style, text=cleaned(text))
            return
        closing, name, inside = tag
        if inside.strip("/ "):
            self.asides.append(aside("An HTML mark", text, text_of(found)))
        if name in ("br", "hr"):
            yield replace(self._style, text=HARD)
        elif name in markup.CELLS:
            self.notes.append(_TABLE)
            yield replace(self._style, text=" ")
        elif name in markup.INLINE:
            self._open[name] = max(0, self._open[name] + (-1 if closing else 1))
        else:
            yield replace(self._style, text=" ")

    def _target(self, link: Token, found: list[Run]) -> str | None:
        target, title = str(link.attrs.get("href", "")), str(link.attrs.get("title", ""))
        usable = is_address(target) and not re.search(r"[<>\"]", target)
        if left := " ".join(filter(None, [title, "" if usable else target])):
            told = markup.plain_text(left)
            self.asides.append(aside("The title or target of a link", told, text_of(found)))
        return target if usable else None


def _without_marks_in_words(tokens: list[Token]) -> list[Token]:
    """The same tokens; a pair of marks of which one is inside of a word is text.

    “2*5 mg and 3*2 mg” has no emphasis in it. A link without words is marked as such.
    """
    made = list(tokens)
    opened: list[int] = []
    for index, token in enumerate(tokens):
        if token.type in _MARKS and token.nesting == 1:
            opened.append(index)
        elif token.type in _MARKS and opened:
            pair = (opened.pop(), index)
            if any(is_inside_word(tokens, place) for place in pair):
                for place in pair:
                    made[place] = _as_text(tokens[place])
        if token.type == "link_open" and tokens[index + 1].type == "link_close":
            token.attrs["empty"] = "yes"
    return made


def _as_text(mark: Token) -> Token:
    return Token("text", "", 0, content=mark.markup)
