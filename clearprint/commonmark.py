"""Body text, read: a small, closed part of CommonMark.

Paragraphs, bullets, steps and checklists one level deep, tables, bold, links, spaces to write on.
Whatever else CommonMark knows is refused with its line rather than printed by chance, and so is
what CommonMark would take away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Any
from unicodedata import east_asian_width

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token as Token

from clearprint import fillin, tables
from clearprint.body import (
    BLANK,
    Block,
    Body,
    BodyFaultsError,
    Bullets,
    Checklist,
    Fault,
    Line,
    Paragraph,
    Run,
    Steps,
    Table,
    plain,
)
from clearprint.locales import is_language
from clearprint.unseen import is_visible

LANGUAGE_LINK = "lang:"  # [pembrolizumab](lang:en) names the language of a few words
_ADDRESS = re.compile(r"(https?://[^\s/]|mailto:[^\s@]+@|tel:[+\d]).*", re.IGNORECASE)
_BEHIND_HTTP = re.compile(r"://[^\s<>\"*`\[\]]+(?<![_.,;:!?)])")


def parse(text: str) -> Body:
    """Read body text; raises BodyFaultsError with everything in it that is not printed."""
    reader = _Reader(text)
    blocks = tuple(reader.blocks(_COMMONMARK.parse(text)))
    if not blocks and not reader.faults:
        reader.refuse(0, "The text is empty.", "Write it, or delete the field.")
    if reader.faults:
        raise BodyFaultsError(tuple(dict.fromkeys(reader.faults)))
    return Body(blocks)


def tokens(text: str) -> tuple[list[Token], dict[str, Any]]:
    """All that CommonMark makes of a text that was not written for us: headings, tables, HTML.

    HTML is read mark by mark, so that the words between the marks are text like any other. Beside
    the tokens stand the definitions of links, by their labels, with their lines.
    """
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("html_block")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.inline.ruler.before("emphasis", "blank", _keep_blank)
    parser.inline.ruler.before("emphasis", "address", _keep_address)
    found: dict[str, Any] = {}
    return parser.parse(text, found), found.get("references", {})


def is_address(target: str) -> bool:
    """Whether somebody can go where a link goes, from paper or a PDF."""
    return _ADDRESS.fullmatch(target) is not None


def is_inside_word(tokens: list[Token], index: int) -> bool:
    """Whether the mark for bold at `index` has a letter or a digit on its outer side."""
    opens = tokens[index].nesting == 1
    around = reversed(tokens[:index]) if opens else tokens[index + 1 :]
    words = (_words(token) for token in around if token.type not in _MARKS)
    beside = next(filter(None, words), " ")
    return _TIGHT.match(beside[-1] if opens else beside[0]) is not None


def is_ideographic(letter: str) -> bool:
    """Whether a letter is of a script without spaces between words: Chinese, Japanese."""
    is_hangul = "\u1100" <= letter <= "\u11ff" or "\uac00" <= letter <= "\ud7a3"
    return bool(letter) and east_asian_width(letter) in "WF" and not is_hangul


def _commonmark() -> MarkdownIt:
    """Everything CommonMark knows, and tables, so that what is not printed can be refused.

    Reference definitions are left out: CommonMark takes them away without a word. Texts are not
    joined, so that a sign with a backslash before it can be told from one without.
    """
    parser = MarkdownIt("commonmark").enable("table").disable(["reference", "text_join"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    parser.inline.ruler.before("emphasis", "blank", _keep_blank)
    return parser


def _keep_blank(state: StateInline, silent: bool) -> bool:
    """Underscores to write on are no marks for bold, but plain text."""
    found = BLANK.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("text", "", 0).content = found.group()
    state.pos = found.end()
    return True


def _keep_address(state: StateInline, silent: bool) -> bool:
    """Underscores in the address of a page are no marks for bold; called at its first colon."""
    found = _BEHIND_HTTP.match(state.src, state.pos)
    if found is None or not state.src[: state.pos].endswith(("http", "https")):
        return False
    if not silent:
        state.push("text", "", 0).content = found.group()
    state.pos = found.end()
    return True


_COMMONMARK = _commonmark()

_ITEM = "list_item_open"
_MARKS = ("strong_open", "em_open", "strong_close", "em_close")

_REFUSED = {
    "heading_open": ("A heading", "Start a section of its own, or make the words **bold**."),
    "html_block": ("HTML", "Write plain text; put a backslash before “<” to print the sign."),
    "html_inline": ("HTML", "Write plain text; put a backslash before “<” to print the sign."),
    "code_block": ("An indented block", "Take the spaces at the start of the line away."),
    "code_inline": ("Code between ` signs", "Take the ` signs away."),
    "fence": ("A block between ``` lines", "Take the ``` lines away."),
    "blockquote_open": ("A quotation (>)", "Take the “>” away, or put a backslash before it."),
    "hr": ("A ruled line", "Take it away."),
    "image": ("An image", "Take it away; body text holds words only."),
}

_STRAY = (
    (
        r"\*\*",
        "“**” has no partner",
        "Put it right before and right after the bold words; a stop or colon goes behind it.",
    ),
    (r"\[\^", "A footnote", "Write the note into the sentence, or among the references."),
    (r"^[•·▪◦●‣∙] ", "A bullet is pasted from elsewhere", "Write “- ” for a bullet."),
    (
        r"\]\(|\]\[|^\[[^]^\n][^]\n]*\]:",
        "A link cannot be read",
        "Write [words](https://…), no spaces.",
    ),
)
"""What CommonMark leaves as it is where it cannot read it: nobody wants these signs printed."""

_TIGHT = re.compile(r"[*0-9A-Za-z\u00c0-\u024f\u0370-\u04ff]")
"""Digits, and letters of scripts that part their words: a mark beside one is inside of a word."""


class _Reader:
    """Turns tokens into blocks, and keeps the faults it meets on the way."""

    def __init__(self, text: str) -> None:
        self.source = text.split("\n")
        self.faults: list[Fault] = []

    def refuse(self, line: int, problem: str, remedy: str) -> None:
        self.faults.append(Fault(line, problem, remedy))

    def blocks(self, tokens: list[Token]) -> Iterator[Block]:
        position, paragraph_end = 0, -1
        while position < len(tokens):
            token = tokens[position]
            end = _closing(tokens, position)
            if token.type == "paragraph_open":
                paragraph_end = (token.map or [0, -1])[1]
                self.faults += tables.failed(tokens[position + 1].content, (token.map or [0])[0])
                yield Paragraph(self._line(tokens[position + 1]))
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                inner = tokens[position + 1 : end]
                items = tuple(self._items(inner))
                if len(items) == 1 and (token.map or [0])[0] == paragraph_end:
                    self._refuse_lone_item(token)
                level = token.level + 1
                numbers = [t.info for t in inner if t.type == _ITEM and t.level == level]
                yield self._list(token, items, numbers)
            elif token.type == "table_open":
                yield self._table(tokens[position:end])
            elif blank := _blank_line(token):
                yield Paragraph(blank)
            else:
                self._refuse_token(token, (token.map or [0])[0])
            position = end + 1

    def _table(self, tokens: list[Token]) -> Table:
        """A table, with the line each row was written on."""
        starts = [index for index, token in enumerate(tokens) if token.type == "tr_open"]
        head, *rows = (
            tuple(
                self._line(token) if token.content else ()
                for token in tokens[start:end]
                if token.type == "inline"
            )
            for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True)
        )
        made, numbers = Table(head, tuple(rows)), [(tokens[s].map or [0])[0] for s in starts]
        self.faults += tables.faults(made, {n: self.source[n] for n in numbers})
        return made

    def _refuse_lone_item(self, token: Token) -> None:
        """“between 3 / - 5 mg”: a sign at the start of a line, not a list of one."""
        problem = "A line within a paragraph starts like a list."
        remedy = "Join it with the line before, or put an empty line between if it is a list."
        self.refuse((token.map or [0])[0], problem, remedy)

    def _list(self, token: Token, items: tuple[Line, ...], numbers: list[str]) -> Block:
        line = (token.map or [0])[0]
        if any(map(fillin.has_box, items)):
            if token.type != "bullet_list_open" or not all(map(fillin.is_to_tick, items)):
                problem = "Not every item of this list has an empty box and words to tick it for."
                self.refuse(line, problem, "Start every item with “- [ ] ”.")
            return Checklist(tuple(map(fillin.without_box, items)))
        if token.type == "bullet_list_open":
            if token.markup == "+":
                self.refuse(line, "A bullet is written with “+”.", "Write “- ” for a bullet.")
            return Bullets(items)
        if token.attrs.get("start", 1) != 1:
            number = token.attrs["start"]
            problem = f"A line starts with “{number}.”, which makes it step {number} of a list."
            remedy = f"Start the steps with 1, or write “{number}\\.” to print the number."
            self.refuse(line, problem, remedy)
        elif set(numbers) != {"1"} and numbers != [str(n + 1) for n in range(len(numbers))]:
            problem = f"The steps are numbered {', '.join(numbers)}."
            self.refuse(line, problem, "Number them 1, 2, 3 and so on.")
        return Steps(items)

    def _items(self, tokens: list[Token]) -> Iterator[Line]:
        """The lines of a list's items; an item may hold one paragraph and nothing else."""
        position = 0
        while position < len(tokens):
            end = _closing(tokens, position)
            inner = tokens[position + 1 : end]
            line = (tokens[position].map or [0])[0]
            if len(inner) == 3 and inner[0].type == "paragraph_open":
                yield self._line(inner[1])
            elif len(inner) == 1 and (blank := _blank_line(inner[0])):
                yield blank
            elif not inner:
                self.refuse(line, "A list item is empty.", "Write it, or delete the line.")
            else:
                problem = "A list item holds more than one paragraph, or a list of its own."
                self.refuse(line, problem, "Make it one paragraph; lists are one level deep.")
            position = end + 1

    def _line(self, inline: Token) -> Line:
        runs: list[Run] = []
        style = Run("")
        line = first = (inline.map or [0])[0]
        tokens, faults, bold = inline.children or [], len(self.faults), 0
        for index, token in enumerate(tokens):
            if token.type in ("softbreak", "hardbreak"):
                runs.append(replace(style, text=" "))
                line += 1
            elif token.type in ("text", "text_special"):
                self._refuse_entity(token, line)
                runs.append(replace(style, text=token.content))
            elif token.type in _MARKS:
                self._refuse_inside_word(tokens, index, line)
                bold += token.nesting
                style = replace(style, bold=bold > 0)
            elif token.type == "link_open":
                self._refuse_empty_link(tokens[index + 1 :], line)
                style = self._link(style, token, line)
            elif token.type == "link_close":
                style = replace(style, href=None, lang=None)
            else:
                self._refuse_token(token, line)
                line += token.content.count("\n")
        self._refuse_stray(tokens, first)
        if len(self.faults) == faults and not is_visible(plain(tuple(runs))):
            self.refuse(first, "There is nothing to see here.", "Write it, or delete it.")
        whole = fillin.with_blanks(_joined(runs))
        if any(run.blank and run.href for run in whole):
            problem = "A space to write on stands in the words of a link."
            self.refuse(first, problem, "Move the underscores out of the link.")
        return whole

    def _refuse_entity(self, token: Token, line: int) -> None:
        if token.info == "entity":
            problem = f"“{token.markup}” is HTML for a sign, and is not read."
            seen = is_visible(token.content) and token.content != "\ufffd"
            remedy = f"Write the sign itself: {token.content}" if seen else "Take it away."
            self.refuse(line, problem, remedy)

    def _refuse_inside_word(self, tokens: list[Token], index: int, line: int) -> None:
        """“5*3 mg*2” is not “5”, a bold “3 mg” and “2”."""
        if is_inside_word(tokens, index):
            problem = "A “*” inside of a word is read as a mark for bold, and would be lost."
            remedy = "Put marks around whole words, and a backslash before a “*” that is printed."
            self.refuse(line, problem, remedy)

    def _refuse_empty_link(self, behind: list[Token], line: int) -> None:
        end = next(i for i, token in enumerate(behind) if token.type == "link_close")
        if not is_visible("".join(token.content for token in behind[:end])):
            self.refuse(line, "A link has no words.", "Write them in the brackets: [words](…).")

    def _refuse_stray(self, tokens: list[Token], line: int) -> None:
        raw = "".join("\0" if token.type == "text_special" else _words(token) for token in tokens)
        for pattern, name, remedy in _STRAY:
            for found in re.finditer(pattern, raw, re.MULTILINE):
                self.refuse(line + raw[: found.start()].count("\n"), f"{name}.", remedy)

    def _link(self, style: Run, token: Token, line: int) -> Run:
        target = str(token.attrs["href"])
        if title := token.attrs.get("title"):
            problem = f"The words in quotes, “{title}”, are not printed."
            self.refuse(line, problem, "Write them beside the link.")
        if target.startswith(LANGUAGE_LINK):
            language = target.removeprefix(LANGUAGE_LINK)
            if not is_language(language):
                problem = f"“{language}” is not a language code."
                self.refuse(line, problem, "Write one such as en, es or zh-Hans.")
            return replace(style, lang=language)
        if not is_address(target):
            problem = f"The link goes to “{target}”, which nobody can open from paper or a PDF."
            self.refuse(line, problem, "Link to https://…, mailto:… or tel:…")
        return replace(style, href=target)

    def _refuse_token(self, token: Token, line: int) -> None:
        name, remedy = _REFUSED.get(token.type, (f"“{token.type}”", "Write plain text."))
        self.refuse(line, f"{name} is not printed in body text.", remedy)


def _blank_line(token: Token) -> Line:
    """A line of nothing but underscores, which CommonMark takes for a rule; else nothing."""
    is_blank = token.type == "hr" and token.markup.startswith("_")
    return (Run(token.markup, blank=True),) if is_blank else ()


def _words(token: Token) -> str:
    """What a token brings to a line, its line breaks kept; a space for what is no text."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.content if token.type in ("text", "text_special") else " "


def _closing(tokens: list[Token], position: int) -> int:
    """Where the token that closes the one at `position` stands; the same place for a lone one."""
    depth = 0
    for index in range(position, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    raise ValueError("markdown-it gave tokens that do not close")


def _joined(runs: list[Run]) -> Line:
    """Neighbours set alike become one run; empty ones go.

    Between ideographs a line break of the file, or the space that ends bold text, is no space.
    """
    joined: list[Run] = []
    runs = [run for run in runs if run.text]
    for run, following in zip_longest(runs, runs[1:]):
        before = joined[-1].text if joined else ""
        after = (run.text.lstrip() or (following.text if following else "")).lstrip()
        if run.text[:1] == " " and is_ideographic(before[-1:]) and is_ideographic(after[:1]):
            run = replace(run, text=run.text[1:])
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(joined[-1], text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    return tuple(joined)
