"""Words as YAML that reads them back as they are."""

from __future__ import annotations

import re

_KEY = re.compile(r"[^\W\d][\w-]*(\.[\w-]+)*")


def quoted(text: str) -> str:
    """Text on one line, in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def key(name: str) -> str:
    """A key: plain where it can be, else in double quotes."""
    return name if _KEY.fullmatch(name) else quoted(name)
