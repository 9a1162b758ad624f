"""A writer's file to a manuscript: which kind it is, and why it cannot be read where it cannot."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import cast

from clearprint.findings import Finding, Place, Refused
from clearprint.manuscript.headings import Headings
from clearprint.manuscript.markdown import read_markdown
from clearprint.manuscript.outline import Manuscript, cleaned
from clearprint.manuscript.plaintext import read_plain
from clearprint.wording import Wording

LARGEST_TEXT = 400_000  # bytes; a handout's file may have 512 KB, and the longest text has 60
LARGEST_WORD = 20_000_000  # bytes; pictures make a Word file large, and are not read
MARKDOWN = (".md", ".markdown")
WORD = (".docx",)

_SAVE = "Save it as a Word document (.docx) or as plain text in UTF-8, and import that."
_MAGIC = {
    b"%PDF": ("is a PDF, which holds a page and not a text.", _SAVE),
    b"{\\rtf": ("is a Rich Text (.rtf) document.", _SAVE),
    b"PK\x03\x04": ("is a Word document or another ZIP file.", "Name it .docx if it is Word’s."),
    b"\xff\xfe": ("is in UTF-16.", "Save it with the encoding UTF-8."),
    b"\xfe\xff": ("is in UTF-16.", "Save it with the encoding UTF-8."),
    b"\xd0\xcf\x11\xe0": ("is an old Word document (.doc), or one with a password.", _SAVE),
}


def read_manuscript(file: Path, headings: Headings, wording: Wording) -> Manuscript:
    """Read a writer's file; raises Refused where it is none that can be read."""
    place = Place(file.name)
    kind = file.suffix.lower()
    data = _bytes(file, place, LARGEST_WORD if kind in WORD else LARGEST_TEXT)
    if kind in WORD:
        # python-docx takes a quarter of a second to import: only where there is a Word file.
        word = importlib.import_module("clearprint.manuscript.word")
        read = word.read_word(file.name, data, wording.leads_in, headings.known)
        manuscript = cast(Manuscript, read)
    else:
        text = _text(data, place)
        if kind in MARKDOWN:
            manuscript = read_markdown(file.name, cleaned(text.expandtabs(4)))
        else:
            lead_ins, known = wording.leads_in, headings.known
            manuscript = read_plain(file.name, cleaned(text), lead_ins, known)
    if not manuscript.words:
        raise _refused("import-empty", place, "There is no text in the file.", "Write it first.")
    return manuscript


def _bytes(file: Path, place: Place, largest: int) -> bytes:
    """The bytes of a file that is one, and not too large."""
    if file.is_dir():
        problem, remedy = "This is a folder.", "Name the files in it, one after the other."
        raise _refused("import-unreadable", place, problem, remedy)
    try:
        size = file.stat().st_size
        if size > largest:
            problem = f"The file has {size:,} bytes; at most {largest:,} are read."
            remedy = "A handout is a few pages: split the text into handouts."
            raise _refused("import-too-large", place, problem, remedy)
        return file.read_bytes()
    except OSError as error:
        problem = f"The file cannot be read: {error.strerror}."
        remedy = "Check its name and rights."
        raise _refused("import-unreadable", place, problem, remedy) from None


def _text(data: bytes, place: Place) -> str:
    """The text of a file in UTF-8; what it is instead, where it is something else."""
    for start, (problem, remedy) in _MAGIC.items():
        if data.startswith(start):
            raise _refused("import-unreadable", place, f"The file {problem}", remedy)
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


def _refused(code: str, place: Place, problem: str, remedy: str) -> Refused:
    return Refused([Finding(code, place, problem, remedy)])
