"""The names in a Word file's XML, and how its settings are read."""

from __future__ import annotations

from typing import Any

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}


def qn(tag: str) -> str:
    """An element's or attribute's full name, for a short one such as “w:p”."""
    space, _, name = tag.partition(":")
    return f"{{{_SPACES[space]}}}{name}"


def value(element: Any, tag: str, otherwise: str = "") -> str:
    """The value of a setting right below an element."""
    found = element.find(qn(tag)) if element is not None else None
    return str(found.get(qn("w:val"), otherwise)) if found is not None else otherwise


def is_on(element: Any, tag: str) -> bool:
    """Whether a setting that is there or not is there, and not switched off."""
    found = element.find(qn(tag)) if element is not None else None
    return found is not None and found.get(qn("w:val")) not in ("0", "false", "off", "none")


def number(text: str | None, otherwise: int = 0) -> int:
    """A whole number of a setting; a damaged one counts as the usual one."""
    return int(text) if text and text.lstrip("-").isdigit() and len(text) < 10 else otherwise


def chosen(element: Any) -> Any:
    """Of content that stands there twice, for new and for old Words, the one to read."""
    choice, fallback = element.find(qn("mc:Choice")), element.find(qn("mc:Fallback"))
    if choice is None or (fallback is not None and not _has_text(choice) and _has_text(fallback)):
        return element if fallback is None else fallback
    return choice


def _has_text(element: Any) -> bool:
    return any((text.text or "").strip() for text in element.iter(qn("w:t"), qn("a:t")))
