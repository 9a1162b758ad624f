"""The HTML that a text may hold: which names are marks, and which are a writer's own words."""

from __future__ import annotations

import html
import re

from clearprint.manuscript.words import cleaned

VOID = {"br", "hr", "wbr", "img"}
BOLD = {"b", "strong", "em", "i"}
STRUCK = {"s", "del", "strike"}
RAISED = {"sup", "sub"}
CELLS = {"td", "th"}
_LETTERS = "a abbr big cite code font ins kbd label mark q samp small span time tt u var"
_BLOCKS = (
    "address article aside blockquote body caption center col colgroup dd details div dl dt "
    "figcaption figure footer h1 h2 h3 h4 h5 h6 head header html li main nav ol p pre script "
    "section style summary table tbody tfoot thead title tr ul"
)
INLINE = BOLD | STRUCK | RAISED | set(_LETTERS.split())
NAMES = VOID | INLINE | CELLS | set(_BLOCKS.split())
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(\s[^<>]*?|\s*)(/?)>")


def tag_of(text: str) -> tuple[str, str, str] | None:
    """What a tag is: “/” or nothing, its name, and what else is in it; None where it is none.

    “<phone number>” is none, for there is no such element.
    """
    found = _TAG.fullmatch(text)
    if found is None or found[2].lower() not in NAMES:
        return None
    return found[1], found[2].lower(), found[3].strip()


def pairs(text: str) -> set[str]:
    """The elements that a text opens and closes; “Take it at <time>” has none."""
    opened, closed = set[str](), set[str]()
    for found in _TAG.finditer(text):
        (closed if found[1] else opened).add(found[2].lower())
    return (opened & closed & NAMES) | VOID


_BARE = re.compile(r"(?<!\\)</?([a-zA-Z][a-zA-Z0-9]*)\s*/?>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w*);")


def without_elements(text: str) -> str:
    """A text without its elements, where they say nothing themselves; what is inside stays."""
    known = pairs(text)

    def stripped(found: re.Match[str]) -> str:
        name = found[1].lower()
        if name not in known:
            return found[0]
        return "" if name in INLINE else " "

    return _BARE.sub(stripped, text)


def unescaped(text: str) -> str:
    """A text with the letters that its entities stand for."""
    return cleaned(_ENTITY.sub(lambda found: html.unescape(found[0]), text))


def plain_text(text: str) -> str:
    """Markup that is read as text, such as code: its words alone."""
    return unescaped(without_elements(text))
