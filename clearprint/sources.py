"""Which text a translation was made from, told without reading the whole of it.

A file says it in one line of hundreds, and a library has thousands of files. So the usual way to
write that line is looked for, and only a file that may write it in another way is read as YAML.
"""

from __future__ import annotations

import re
from pathlib import Path

from clearprint.findings import Refused
from clearprint.load import load

_KEY = re.compile(r"translation[\"']?\s*:")  # a key, or words that look like one
_OF = re.compile(r"\bof[\"']?\s*:")
_BLOCK = re.compile(r"\ntranslation:[ ]*\n((?:[ ].*\n|\n)*)")
_LANGUAGE = re.compile(r"^[ ]+of:[ ]+[\"']?([A-Za-z-]+)[\"']?[ ]*(?:  #.*)?$", re.MULTILINE)
_DISGUISED = (re.compile(r"\\[xuU\n]"), re.compile(r"\n[ ]*\?"))  # a key may have these about it


def source_language(file: Path) -> str:
    """The language that a handout says it was translated from; empty where it says none.

    Empty also where nothing can be made of the file: the pass refuses it.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""
    text = f"\n{text}\n".replace("\r\n", "\n").replace("\r", "\n")
    if any(pattern.search(text) for pattern in _DISGUISED):
        return _loaded(file)
    if "translation" not in text:
        return ""
    return _usual(text) or _loaded(file)


def _usual(text: str) -> str:
    """The language, where it stands in lines of its own as in most files; else empty.

    Words that begin a line are a key, or belong to a text in quotes. So they must be the only ones.
    """
    if len(_KEY.findall(text)) != 1 or not (block := _BLOCK.search(text)):
        return ""
    languages = _LANGUAGE.findall(block[1])
    return str(languages[0]) if len(languages) == len(_OF.findall(block[1])) == 1 else ""


def _loaded(file: Path) -> str:
    """The language as the pass reads it."""
    try:
        made = load(file, file.name).get("translation")
    except Refused:
        return ""
    of = made.get("of") if made else None
    return of.value if of and isinstance(of.value, str) else ""
