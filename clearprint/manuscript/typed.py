"""Body blocks as an author would have typed them: what `clearprint.body` reads back the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from clearprint.body import Block, BodyFaultsError, Bullets, Line, Paragraph, Run, Steps
from clearprint.commonmark import parse

_ESCAPED = re.compile(
    r"""(?x)
    [\\*`]                                   # always marks
    | (?<![^\W_])_ | _(?![^\W_])             # an underscore that is not inside a word
    | <(?=[A-Za-z/!?])                       # HTML, or an address between < and >
    | &(?=\#?\w+;)                           # an entity
    | (?<=\])[(\[:]                          # a link, or what it stands for
    | \[(?=\^)                              # a footnote
    | ^\[(?=[ xX]?\])                        # a box to tick
    """
)
_BULLET = "•·▪◦●‣∙"
_OPENING = re.compile(rf"([-+{_BULLET}]+|=+|\#{{1,6}}|>.*|~{{3,}}.*|[-:|]+)$|\d{{1,9}}[.)]$")
"""A first word on a line that would make the line something else than text."""


def typed(blocks: tuple[Block, ...], width: int | None) -> list[str]:
    """The lines of body text for some blocks, each at most `width` letters where words allow it.

    No width keeps a paragraph on one line, as scripts without spaces need it.
    """
    lines: list[str] = []
    for block in blocks:
        lines += [""] if lines else []
        if isinstance(block, Bullets):
            lines += [line for item in block.lines for line in _item("- ", item, width)]
        elif isinstance(block, Steps):
            for number, item in enumerate(block.lines, start=1):
                lines += _item(f"{number}. ", item, width)
        elif isinstance(block, Paragraph):
            lines += _wrapped(_guarded(marked(block.runs)), width)
        else:
            raise TypeError(f"no manuscript has a {type(block).__name__}")
    return lines


def marked(line: Line) -> str:
    """A line with the marks of CommonMark; a bold that cannot be marked goes, its words stay."""
    line = _without_bullet(line)
    wanted = "".join(run.text for run in line)
    tidy = list(_tidied(line))
    for attempt in (tidy, [replace(run, bold=False) for run in tidy], [Run(wanted)]):
        text = "".join(_run(run) for run in attempt)
        if _reads_back(text, wanted):
            return text
    raise ValueError(f"“{wanted}” cannot be typed as body text")


def _without_bullet(line: Line) -> Line:
    """A line without a bullet pasted at its start, which no backslash makes printable."""
    if not line or not line[0].text.startswith(tuple(_BULLET)):
        return line
    return (replace(line[0], text=line[0].text.lstrip(f"{_BULLET} \u00a0")), *line[1:])


def _reads_back(text: str, wanted: str) -> bool:
    try:
        blocks = parse(_guarded(text)).blocks
    except BodyFaultsError:
        return False
    return len(blocks) == 1 and "".join(r.text for x in blocks[0].lines for r in x) == wanted


def _run(run: Run) -> str:
    text = _ESCAPED.sub(lambda found: "\\" + found.group(), run.text)
    if run.href:
        target = f"<{run.href}>" if re.search(r"[()]", run.href) else run.href
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
    first, _, rest = text.partition(" ")
    if not _OPENING.match(first):
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
    """The words of a text, those that may not start a line joined to the one before."""
    found: list[str] = []
    for word in text.split(" "):
        if found and (_OPENING.match(word) or not word):
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found
