"""Body blocks as an author would have typed them: what `commonmark` reads back as the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from clearprint.body import (
    BLANK,
    Block,
    BodyFaultsError,
    Bullets,
    Checklist,
    Line,
    Paragraph,
    Run,
    Steps,
    Table,
)
from clearprint.commonmark import parse
from clearprint.manuscript.runs import PASTED

_ESCAPED = re.compile(
    rf"""(?x)
    (?P<blank>{BLANK.pattern})               # a space to write on stays as it is
    | [\\*`]                                 # always marks
    | (?<![^\W_])_ | _(?![^\W_])             # an underscore that is not inside a word
    | <(?=[A-Za-z/!?])                       # HTML, or an address between < and >
    | &(?=\#?\w+;)                           # an entity
    | (?<=\])[(\[:]                          # a link, or what it stands for
    | \[(?=\^)                              # a footnote
    | ^\[(?=[ xX]?\])                        # a box to tick
    """
)
_OPENING = re.compile(rf"([-+{PASTED}]+|=+|\#{{1,6}}|>.*|~{{3,}}.*|[-:|]+)$|\d{{1,9}}[.)]$")
"""A first word on a line that would make the line something else than text."""


def typed(blocks: tuple[Block, ...], width: int | None) -> list[str]:
    """The lines of body text for some blocks, each at most `width` letters where words allow it.

    No width keeps a paragraph on one line, as scripts without spaces need it.
    """
    lines: list[str] = []
    before: Block | None = None
    other = False  # the list uses the other mark, since a list like it stands right before
    for block in blocks:
        lines += [""] if lines else []
        other = not other if _kind(block) and _kind(block) == _kind(before) else False
        lines += _block(block, width, other)
        before = block
    return lines


def _kind(block: Block | None) -> str:
    """What a list would run together with: one of bullets, or of numbers; nothing for the rest."""
    if isinstance(block, Bullets | Checklist):
        return "bullets"
    return "steps" if isinstance(block, Steps) else ""


def _block(block: Block, width: int | None, other: bool) -> Iterator[str]:
    if isinstance(block, Bullets | Checklist):
        mark = ("* " if other else "- ") + ("[ ] " if isinstance(block, Checklist) else "")
        for item in block.lines:
            yield from _item(mark, item, width)
    elif isinstance(block, Steps):
        for number, item in enumerate(block.lines, start=1):
            yield from _item(f"{number}{')' if other else '.'} ", item, width)
    elif isinstance(block, Table):
        yield _row(block.head)
        yield "|---" * block.columns + "|"
        yield from map(_row, block.rows)
    elif isinstance(block, Paragraph):
        yield from _wrapped(_guarded(marked(block.runs)), width)
    else:
        raise TypeError(f"no manuscript has a {type(block).__name__}")


def _row(cells: tuple[Line, ...]) -> str:
    texts = [_guarded(marked(cell)) if cell else "" for cell in cells]
    return f"| {' | '.join(text.replace('|', chr(92) + '|') for text in texts)} |"


def marked(line: Line) -> str:
    """A line with the marks of CommonMark; a bold that cannot be marked goes, its words stay."""
    wanted = "".join(run.text for run in line)
    tidy = list(_tidied(line))
    plain = [replace(run, bold=False) for run in tidy]
    for attempt in (tidy, _with_bold(plain, tidy, wanted), [Run(wanted)]):
        text = "".join(map(_run, attempt))
        if _reads_back(text, wanted):
            return text
    raise ValueError(f"“{wanted}” cannot be typed as body text")


def _with_bold(line: list[Run], wished: list[Run], wanted: str) -> list[Run]:
    """A line with as much of its bold as can be marked."""
    for position, run in enumerate(wished):
        attempt = [*line[:position], run, *line[position + 1 :]]
        if run.bold and _reads_back("".join(map(_run, attempt)), wanted):
            line = attempt
    return line


def _reads_back(text: str, wanted: str) -> bool:
    try:
        blocks = parse(_guarded(text)).blocks
    except BodyFaultsError:
        return False
    read = "".join(run.text for line in blocks[0].lines for run in line)
    return len(blocks) == 1 and BLANK.sub("___", read) == BLANK.sub("___", wanted)


def _run(run: Run) -> str:
    text = _ESCAPED.sub(
        lambda found: found.group() if found["blank"] else "\\" + found.group(), run.text
    )
    if run.href:
        target = f"<{run.href}>" if re.search(r"[()\s]", run.href) else run.href
        text = re.sub(r"(?<!\\)([\[\]])", r"\\\1", text)
        text = f"[{text}]({target})"
    return f"**{text}**" if run.bold and text else text


def _tidied(line: Line) -> Iterator[Run]:
    """Runs whose bold starts and ends at a letter: CommonMark sees no bold otherwise.

    A colon at the end stays inside where a space follows, as `**Term:** text` is how we write it.
    """
    for position, run in enumerate(line):
        if not run.bold:
            yield run
            continue
        after = line[position + 1].text[:1] if position + 1 < len(line) else " "
        trailing = r"(\s*)" if not after or after.isspace() else r"([\s\W]*)"
        found = re.fullmatch(rf"(\s*)(.*?){trailing}", run.text, re.DOTALL)
        lead, core, trail = found.groups() if found else ("", run.text, "")
        yield from (
            piece
            for piece in (Run(lead), replace(run, text=core), Run(trail))
            if piece.text or piece.href
        )


def _guarded(text: str) -> str:
    """A paragraph whose first word does not make it something else."""
    if " " in text and re.fullmatch("[_ ]+", text):  # else a rule across the page
        return f"\\{text}"
    first, _, rest = text.partition(" ")
    if not _OPENING.match(first) or not first.strip(PASTED):
        return text
    numbered = re.match(r"\d+[.)]$", first)
    first = f"{first[:-1]}\\{first[-1]}" if numbered else f"\\{first}"
    return f"{first} {rest}" if rest else first


def _item(mark: str, item: Line, width: int | None) -> list[str]:
    wrapped = _wrapped(_guarded(marked(item)), width and width - len(mark))
    indent = " " * len(mark)
    return [mark + wrapped[0], *(indent + line for line in wrapped[1:])]


def _wrapped(text: str, width: int | None) -> list[str]:
    """Break a text at its spaces; no line starts with a word that would change its meaning."""
    if width is None:
        return [text]
    lines: list[str] = []
    for word in _unbroken(text):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _unbroken(text: str) -> list[str]:
    """The words of a text, those that may not start a line joined to the one before.

    A line of nothing but underscores would be a paragraph of its own.
    """
    found: list[str] = []
    for word in text.split(" "):
        opens = _OPENING.match(word) or BLANK.fullmatch(word) or not word
        in_address = bool(found) and found[-1].count("](<") > found[-1].count(">)")
        if found and (opens or in_address or BLANK.fullmatch(found[-1])):
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found
