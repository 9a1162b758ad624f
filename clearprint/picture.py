"""What may be printed as a picture: shapes or pixels, and nothing that reaches out of its file."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

LARGEST = 300_000  # bytes
KINDS = (".svg", ".png")
_PNG = b"\x89PNG\r\n\x1a\n"
_REFUSED = ("script", "image", "foreignObject", "style", "use", "a", "text")


def picture_fault(file: Path, folder: Path) -> tuple[str, str] | None:
    """What is wrong with a picture that must lie in a folder, and the remedy; None where nothing.

    The problem is a sentence that lacks its subject, such as “has 400,000 bytes.”
    """
    beside = f"Put it into the folder “{folder.name}”"
    if not file.resolve().is_relative_to(folder.resolve()):
        return "lies outside of its folder.", f"{beside}."
    if not file.is_file():
        return f"“{file.name}” is not there.", f"{beside}, or correct the name."
    data = file.read_bytes()
    if len(data) > LARGEST:
        return f"has {len(data):,} bytes.", f"Save it with at most {LARGEST:,}."
    if data.startswith(_PNG):
        return None
    if file.suffix.lower() != ".svg":
        return "is neither SVG nor PNG.", "Save it as one of the two."
    if fault := svg_fault(data):
        return fault, "Save it again as a plain SVG: shapes only, no links, scripts or pictures."
    return None


def svg_fault(data: bytes) -> str | None:
    """Why an SVG may not be printed: anything in it that reaches out of the file, or runs."""
    if re.search(rb"<!(DOCTYPE|ENTITY)", data, re.IGNORECASE):
        return "declares a document type or entities, which can pull other files in."
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 (no document type gets this far)
    except ElementTree.ParseError as error:
        return f"is not valid SVG: {error}."
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        if name in _REFUSED:
            return f"contains <{name}>."
        for key, value in element.attrib.items():
            attribute = key.rpartition("}")[2].lower()
            reaches = re.search(r"url\(\s*['\"]?(?!#)", value) or "@import" in value
            if attribute.startswith("on") or attribute == "href" or reaches:
                return f"contains {attribute}=“{value[:40]}”."
    return None
