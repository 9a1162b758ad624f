"""A writer's file to a manuscript: which kind it is, and why it cannot be read where it cannot."""

from __future__ import annotations

import importlib
import re
import stat
from pathlib import Path
from typing import cast

from clearprint.findings import Finding, Place, Refused
from clearprint.manuscript.counting import Raw, raw_markdown, raw_plain
from clearprint.manuscript.guessing import Guide
from clearprint.manuscript.markdown import read_markdown
from clearprint.manuscript.marks import with_letters
from clearprint.manuscript.outline import Manuscript
from clearprint.manuscript.plaintext import read_plain
from clearprint.manuscript.wordcounting import raw_word
from clearprint.manuscript.wordpackage import looked_at
from clearprint.manuscript.words import cleaned, words

LARGEST_TEXT = 400_000  # bytes; a handout's file may have 512 KB, and the longest text has 60
LARGEST_WORD = 20_000_000  # bytes; pictures make a Word file large, and are not read
MARKDOWN = (".md", ".markdown")
WORD = (".docx",)

_SAVE = "Save it as a Word document (.docx) or as plain text in UTF-8, and import that."
_SPLIT = "A handout is a few pages: split the text into handouts."
_PICTURES = "Take the pictures out, or copy the text alone into a new document."
_WEB = "Open it in a browser, copy the text into a Word document, and import that."
_MAGIC = {
    b"%PDF": ("is a PDF, which holds a page and not a text.", _SAVE),
    b"{\\rtf": ("is a Rich Text (.rtf) document.", _SAVE),
    b"\xff\xfe": ("is in UTF-16.", "Save it with the encoding UTF-8."),
    b"\xfe\xff": ("is in UTF-16.", "Save it with the encoding UTF-8."),
    b"\xd0\xcf\x11\xe0": ("is an old Word document (.doc), or one with a password.", _SAVE),
}
_ZIP = b"PK\x03\x04"
_PAGE = re.compile(rb"\s*(<!doctype html|<html[\s>])", re.IGNORECASE)


def read_manuscript(file: Path, guide: Guide) -> tuple[Manuscript, Raw]:
    """Read a writer's file, and count its words by itself; raises Refused where it cannot be."""
    place = Place(file.name)
    kind = file.suffix.lower()
    if kind in WORD:
        data = _bytes(file, place, LARGEST_WORD, _PICTURES)
        looked_at(file.name, data)
        raw = raw_word(data)
        if len(raw.least) > LARGEST_TEXT:
            problem = f"The text has {len(raw.least):,} letters; at most {LARGEST_TEXT:,} are read."
            raise _refused("import-too-large", place, problem, _SPLIT)
        # python-docx takes a quarter of a second to import: only where there is a Word file.
        word = importlib.import_module("clearprint.manuscript.word")
        manuscript = cast(Manuscript, word.read_word(file.name, data, guide))
    else:
        data = _bytes(file, place, LARGEST_TEXT, _SPLIT)
        text = with_letters(_text(data, place))
        if kind in MARKDOWN:
            text = cleaned(text.expandtabs(4))
            manuscript, raw = read_markdown(file.name, text, guide), raw_markdown(text)
        else:
            text = "\t".join(map(cleaned, text.split("\t")))
            manuscript, raw = read_plain(file.name, text, guide), raw_plain(text)
    if not words(manuscript.text):
        remedy = "Write it first. Where you do see some, copy it into a new document."
        raise _refused("import-empty", place, "There is no text in the file.", remedy)
    return manuscript, raw


def _bytes(file: Path, place: Place, largest: int, remedy: str) -> bytes:
    """The bytes of a file that is one, and not too large."""
    if file.is_dir():
        problem = "This is a folder."
        told = "Name the files in it, one after the other."
        raise _refused("import-unreadable", place, problem, told)
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):
            problem = "This is a pipe or a device, and no file."
            raise _refused("import-unreadable", place, problem, "Name a file.")
        if found.st_size > largest:
            problem = f"The file has {found.st_size:,} bytes; at most {largest:,} are read."
            raise _refused("import-too-large", place, problem, remedy)
        return file.read_bytes()
    except OSError as error:
        problem = f"The file cannot be read: {error.strerror}."
        told = "Check its name and rights."
        raise _refused("import-unreadable", place, problem, told) from None


def _text(data: bytes, place: Place) -> str:
    """The text of a file in UTF-8; what it is instead, where it is something else."""
    for start, (problem, remedy) in _MAGIC.items():
        if data.startswith(start):
            raise _refused("import-unreadable", place, f"The file {problem}", remedy)
    if data.startswith(_ZIP):
        raise _refused("import-unreadable", place, *_zipped(data))
    if _PAGE.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise _refused("import-unreadable", place, "The file is a page of the web.", _WEB)
    if b"\0" in data:
        problem = "The file is no text: it holds the byte 0."
        raise _refused("import-unreadable", place, problem, _SAVE)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        problem = f"The byte 0x{data[error.start]:02x} is not UTF-8 text."
        remedy = "Save the file with the encoding UTF-8 (in the editor: Save with encoding)."
        raise _refused("not-utf-8", Place(place.file, line, 1), problem, remedy) from None
    return text


def _zipped(data: bytes) -> tuple[str, str]:
    """What a file is that is a package of others."""
    if b"application/vnd.oasis.opendocument" in data[:200]:
        return "The file is an OpenDocument text (.odt).", _SAVE
    if b"word/" in data:
        return "The file is a Word document.", "Name it .docx, and import that."
    return "The file is a ZIP file, and no text.", _SAVE


def _refused(code: str, place: Place, problem: str, remedy: str) -> Refused:
    return Refused([Finding(code, place, problem, remedy)])
