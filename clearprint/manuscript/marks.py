"""What stands before a list item or a heading in a text that somebody typed."""

from __future__ import annotations

import re

from clearprint.manuscript.words import BOXES

BULLETS = "•▪◦●○∙‣⁃■·"
BULLET = re.compile(r"\s*(?:[•▪◦●○∙‣⁃■–—*·➢►✓✔-]|[oO](?=\s{2,}))\s+(?=\S)")
STEP = re.compile(r"\s*\(?(\d{1,3})[.)]\s+(?=\S)")
LETTERED = re.compile(r"\s*\(?[a-zA-Z][.)]\s+(?=\S)")
BOX = re.compile(rf"\s*(?:\[ ?\]\s+|[{BOXES}]\s*)(?=\S)")
TICKED = re.compile(r"\s*(?:\[[xX]\]\s+|[☑☒✅]\s*)(?=\S)")
RULE = re.compile(r"\s*([=*-])\1{2,}\s*")
"""A line that only draws one; underscores are a space to write on."""

_PRIVATE = re.compile(r"^(\s*)[\uf000-\uf0ff](?=\s)", re.MULTILINE)
_PRIVATE_BOXES = "\uf06f\uf071\uf072\uf0a8"
_RANGE = re.compile(r"\s*[-–—]\s+\d")
_FULL = 40  # letters of a line that the next one may go on with


def with_letters(text: str) -> str:
    """A text whose bullets came out of a symbol font, with bullets and boxes that are letters."""
    return _PRIVATE.sub(
        lambda found: found[1] + ("☐" if found[0][-1] in _PRIVATE_BOXES else "•"), text
    )


def goes_on(before: str, line: str, after: str) -> bool:
    """Whether a line goes on with the paragraph before it, though it starts like a list item.

    “… between 3 / - 5 mg a day” is a range, and “… never more than / 2. Then” no step.
    """
    ended = before.rstrip()
    if not ended or ended.endswith((":", "：")):
        return False
    open_end = len(ended) >= _FULL and not ended.endswith((".", "!", "?", ";", "。"))
    if _RANGE.match(line):
        return ended[-1].isdigit() or (open_end and not BULLET.match(after))
    step, following = STEP.match(line), STEP.match(after)
    if step is None or int(step[1]) == 1:
        return False
    return open_end and not (following and int(following[1]) == int(step[1]) + 1)
