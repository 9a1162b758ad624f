"""The package that a Word file is: whether it is one, of a kind that can be read, and no trap."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from clearprint.findings import Finding, Place, Refused

LARGEST_UNPACKED = 80_000_000  # bytes; a Word file that unpacks to more is no manuscript
LARGEST_TEXT = 12_000_000  # bytes of XML; the longest text that is read has a fifth of it
MOST_PARTS = 3_000
MAIN = ""
"""How the part with the text itself is called, whatever its name is."""

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_AGAIN = "Open it in Word, save it anew as “Word document (.docx)”, and import that."
_OTHERS = {"xl/": "an Excel workbook", "ppt/": "a PowerPoint presentation"}
_COPY = "Copy its text into a Word document, and import that."
_STRICT = b"http://purl.oclc.org/ooxml/"


@dataclass(frozen=True)
class Package:
    """A Word file that is open: the XML of its parts, and where its relationships lead.

    `parts` are by their names, such as /word/styles.xml; `targets` are the addresses that a part's
    links go to, by the part and the link's id; `linked` are the names of the parts that the main
    one shows, by their ids.
    """

    body: Any
    parts: dict[str, Any]
    targets: dict[str, dict[str, str]]
    linked: dict[str, str]


def refusal(name: str, problem: str, remedy: str = _AGAIN) -> Refused:
    """That a file cannot be read, and what to do."""
    return Refused([Finding("import-unreadable", Place(name), problem, remedy)])


def looked_at(name: str, data: bytes) -> None:
    """Raise Refused where a file's bytes are no Word document that can be read."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            remedy = "Open it in Word, take the password off (File, Info), save it, import that."
            raise refusal(name, "The file is protected with a password.", remedy)
        raise refusal(name, "The file is of an old Word (.doc), whatever its name says.")
    if not zipfile.is_zipfile(BytesIO(data)):
        raise refusal(name, "The file is called .docx, and is no Word document.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            _look(name, package)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise refusal(name, "The file is damaged: it cannot be unpacked.") from None


def _look(name: str, package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        problem = f"The file unpacks to {unpacked:,} bytes in {len(parts):,} parts."
        remedy = "No text is that large: copy the text alone into a new document."
        raise refusal(name, problem, remedy)
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names:
        is_open = "mimetype" in names
        kind = "an OpenDocument text" if is_open else "a ZIP file, and no Word document"
        raise refusal(name, f"The file is {kind}.", _AGAIN if is_open else _COPY)
    for folder, kind in _OTHERS.items():
        if any(part.startswith(folder) for part in names):
            raise refusal(name, f"The file is {kind}, whatever its name says.", _COPY)
    texts = [part for part in parts if part.filename.startswith("word/") and _is_xml(part)]
    if (size := sum(part.file_size for part in texts)) > LARGEST_TEXT:
        problem = f"The text of the file unpacks to {size:,} bytes; at most {LARGEST_TEXT:,} are."
        remedy = "A handout is a few pages: split the text into handouts."
        raise refusal(name, problem, remedy)
    for part in texts:
        with package.open(part) as stream:
            start = stream.read(4_000)
        if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
            raise refusal(name, "The file is no plain Word document: its XML defines entities.")
        if _STRICT in start:
            problem = "The file is in the form “Strict Open XML”, which is not read."
            raise refusal(name, problem)


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.endswith(".xml")
