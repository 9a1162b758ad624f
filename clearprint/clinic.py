"""Whose handouts these are: the clinic profile, checked like an article."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Annotated, Literal
from xml.etree import ElementTree

from clearprint.colour import CONTRAST, contrast_on_white, from_hex
from clearprint.findings import Finding, Refused
from clearprint.load import Node, load
from clearprint.project import Project
from clearprint.schema import Check, Record, Text, WebAddress, field_check, read, told

FILE = "clinic.yaml"
LARGEST_LOGO = 300_000  # bytes
LARGEST_SIDE = 4_000  # pixels of a PNG: a few bytes can unpack to gigabytes
_PNG = b"\x89PNG\r\n\x1a\n"

_PHONE = re.compile(r"(?=(.*\d){2})[+(\d][\d ()./-]*(,? ?(x|ext\.?) ?\d+)?")
_NO_SHAPES = {
    *("script", "style", "image", "feImage", "foreignObject", "use", "tref", "a", "text"),
    *("iframe", "object", "embed", "video", "audio", "animate", "set", "handler"),
}


def _phone(text: str) -> str:
    if len(text) > 40 or not _PHONE.fullmatch(text):
        problem = f"“{text[:40]}” is not a telephone number."
        raise told("phone", problem, "Write it as people dial it, such as 555-0100.")
    return text


Phone = Annotated[Text, Check(_phone)]


class Clinic(Record):
    """A clinic profile; what it leaves out is printed as ruled lines to write on."""

    name: Text | None = None
    """The clinic's name, as patients know it."""
    address: tuple[Text, ...] = ()
    """The address, a line each."""
    phone: Phone | None = None
    """Whom to call in opening hours."""
    after_hours: Phone | None = None
    """Whom to call outside of them."""
    emergency: Phone | None = None
    """The emergency number, such as 911 or 112."""
    web: WebAddress | None = None
    """The clinic's web address."""
    logo: Text | None = None
    """An SVG or PNG file beside clinic.yaml."""
    accent: Text = "#1f3d6d"
    """The colour of rules and headings, as #rrggbb; at least 7:1 on white."""
    paper: Literal["letter", "a4"] = "letter"
    """The paper in the printer."""
    unreviewed: Literal["print", "refuse"] = "print"
    """Whether translations that no qualified translator has reviewed may be printed."""
    advice: Literal["tell", "refuse"] = "tell"
    """Whether the advice of `check` is only told, or keeps a handout from being printed."""

    @field_check("accent")
    @classmethod
    def _legible(cls, accent: str) -> str:
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", accent):
            problem = f"“{accent}” is not a colour."
            raise told("accent-form", problem, 'Write it in quotes, such as "#1f3d6d".')
        if (ratio := contrast_on_white(from_hex(accent))) < CONTRAST:
            problem = f"The accent {accent} has a contrast of {ratio:.1f}:1 on white."
            raise told("accent-contrast", problem, f"Choose a darker one: at least {CONTRAST:g}:1.")
        return accent


def load_clinic(project: Project) -> Clinic:
    """The project's clinic profile, or a neutral one; raises Refused with all its faults."""
    file = project.find(FILE)
    if file is None:
        return Clinic()
    node = load(file, project.shown(file))
    if not node.value and all(fault.code == "empty-file" for fault in node.faults):
        return Clinic()
    clinic = read(Clinic, node)
    if clinic.logo:
        _check_logo(file.parent / clinic.logo, file.parent, node.get("logo") or node)
    return clinic


def logo_file(project: Project, clinic: Clinic) -> Path | None:
    """The clinic's logo, once `load_clinic` has passed it."""
    profile = project.find(FILE)
    return (profile.parent / clinic.logo).resolve() if profile and clinic.logo else None


def _check_logo(logo: Path, folder: Path, node: Node) -> None:
    """Refuse a logo that is not there, not ours, too large, or that could reach elsewhere."""

    def refuse(problem: str, remedy: str) -> None:
        raise Refused([Finding("logo", node.place, f"The logo {problem}", remedy)])

    if not logo.resolve().is_relative_to(folder.resolve()):
        refuse("lies outside of the project's folder.", "Put it beside clinic.yaml.")
    if not logo.is_file():
        refuse(f"“{logo.name}” is not there.", "Put it beside clinic.yaml, or correct the name.")
    if (size := logo.stat().st_size) > LARGEST_LOGO:
        refuse(f"has {size:,} bytes.", f"Save it with at most {LARGEST_LOGO:,}.")
    data = logo.read_bytes()
    if data.startswith(_PNG):
        if (side := max(struct.unpack(">2I", data[16:24].ljust(8, b"\0")))) > LARGEST_SIDE:
            refuse(f"is {side:,} pixels long.", f"Save it with at most {LARGEST_SIDE:,}.")
        return
    if logo.suffix.lower() != ".svg":
        refuse("is neither SVG nor PNG.", "Save it as one of the two.")
    if fault := svg_fault(data):
        refuse(fault, "Save it again as a plain SVG: shapes only, no links, scripts or pictures.")


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
    for key, value in element.attrib.items():
        attribute = key.rpartition("}")[2].lower()
        runs = attribute.startswith("on") or attribute in ("href", "src")
        if runs or re.search(r"url\((?!\s*['\"]?#)|@import|\\", value, re.IGNORECASE):
            return f"contains {attribute}=“{value[:40]}”."
    return None
