"""What may be printed as a picture: shapes or pixels, and nothing that reaches out of its file."""

from __future__ import annotations

import re
import struct
from math import isfinite
from pathlib import Path
from xml.etree import ElementTree

LARGEST = 300_000  # bytes
LARGEST_SIDE = 4_000  # pixels of a PNG: a few bytes can unpack to gigabytes
KINDS = (".svg", ".png")
_PNG = b"\x89PNG\r\n\x1a\n"
_NO_SHAPES = {
    *("script", "style", "image", "feImage", "foreignObject", "use", "tref", "a", "text"),
    *("iframe", "object", "embed", "video", "audio", "animate", "set", "handler"),
}


def picture_fault(file: Path, folder: Path) -> tuple[str, str] | None:
    """What is wrong with a picture that must lie in a folder, and the remedy; None where nothing.

    The problem is a sentence that lacks its subject, such as “has 400,000 bytes.”
    """
    try:
        return _fault(file, folder)
    except OSError as error:
        reason = error.strerror or error
    except RuntimeError:  # from `resolve`, up to Python 3.12
        reason = "it is a link that leads back to itself"
    return f"cannot be read: {reason}.", "See that it is there and may be read, under a short name."


def _fault(file: Path, folder: Path) -> tuple[str, str] | None:
    beside = f"Put it into the folder “{folder.name}”"
    if not file.resolve().is_relative_to(folder.resolve()):
        return "lies outside of its folder.", f"{beside}."
    if not file.is_file():
        return f"“{file.name}” is not there.", f"{beside}, or correct the name."
    if (size := file.stat().st_size) > LARGEST:
        return f"has {size:,} bytes.", f"Save it with at most {LARGEST:,}."
    data = file.read_bytes()
    if data.startswith(_PNG):
        side = max(struct.unpack(">2I", data[16:24].ljust(8, b"\0")))
        too_large = f"is {side:,} pixels long.", f"Save it with at most {LARGEST_SIDE:,}."
        return too_large if side > LARGEST_SIDE else None
    if file.suffix.lower() != ".svg":
        return "is neither SVG nor PNG.", "Save it as one of the two."
    if fault := svg_fault(data):
        return fault, "Save it again as a plain SVG: shapes only, no links, scripts or pictures."
    return None


def svg_fault(data: bytes) -> str | None:
    """Why an SVG may not be printed: anything in it that reaches out of the file, or runs."""
    try:
        text = data.decode("utf-8-sig")
        if "\0" in text:  # UTF-16 that passes for UTF-8: the next line would see nothing in it
            return "is not UTF-8 text."
        if re.search(r"<!(DOCTYPE|ENTITY)|<\?xml-stylesheet", text, re.IGNORECASE):
            return "declares a document type, entities or a style sheet: these pull other files in."
        root = ElementTree.fromstring(text.encode())  # noqa: S314 (no document type gets here)
    except UnicodeDecodeError:
        return "is not UTF-8 text."
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        return f"is not valid SVG: {error}."
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        return "is not an SVG picture."
    return next(filter(None, map(_element_fault, root.iter())), None)


def _element_fault(element: ElementTree.Element) -> str | None:
    name = str(element.tag).rpartition("}")[2]
    if name in _NO_SHAPES:
        return f"contains <{name}>."
    if (box := element.get("viewBox")) is not None and not _is_box(box):
        return f"has a viewBox that is not four numbers: “{box[:40]}”."
    for key, value in element.attrib.items():
        attribute = key.rpartition("}")[2].lower()
        runs = attribute.startswith("on") or attribute in ("href", "src")
        if runs or re.search(r"url\((?!\s*['\"]?#)|@import|\\", value, re.IGNORECASE):
            return f"contains {attribute}=“{value[:40]}”."
    return None


def _is_box(written: str) -> bool:
    """Whether a viewBox is left, top, width and height."""
    try:
        numbers = [float(number) for number in re.split(r"[\s,]+", written.strip())]
    except ValueError:
        return False
    return len(numbers) == 4 and all(map(isfinite, numbers)) and min(numbers[2:]) >= 0
