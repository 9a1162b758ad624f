"""Whose handouts these are: the clinic profile, checked like an article."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from clearprint.colour import CONTRAST, contrast_on_white, from_hex
from clearprint.findings import Finding, Refused
from clearprint.load import Node, load
from clearprint.picture import picture_fault
from clearprint.project import Project
from clearprint.schema import Check, Record, Text, WebAddress, field_check, read, told

FILE = "clinic.yaml"
MOST_LINES, LONGEST = 6, 80  # of an address; letters in a line

_PHONE = re.compile(r"(?=(.*\d){2})[+(\d][\d ()./-]*(,? ?(x|ext\.?) ?\d+)?")


def _phone(text: str) -> str:
    if len(text) > 40 or not _PHONE.fullmatch(text):
        problem = f"“{text[:40]}” is not a telephone number."
        raise told("phone", problem, "Write it as people dial it, such as 555-0100.")
    return text


def _short(text: str) -> str:
    if len(text) > LONGEST:
        problem = f"“{text[:40]}…” has {len(text)} letters."
        raise told("too-long", problem, f"Write it in at most {LONGEST}: it stands beside titles.")
    return text


Phone = Annotated[Text, Check(_phone)]
Line = Annotated[Text, Check(_short)]


class Clinic(Record):
    """A clinic profile; what it leaves out is printed as ruled lines to write on."""

    name: Line | None = None
    """The clinic's name, as patients know it."""
    address: tuple[Line, ...] = ()
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

    @field_check("address")
    @classmethod
    def _few(cls, address: tuple[str, ...]) -> tuple[str, ...]:
        if len(address) > MOST_LINES:
            problem = f"The address has {len(address)} lines."
            remedy = f"Write it in at most {MOST_LINES}: it stands beside every title."
            raise told("too-long", problem, remedy)
        return address

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
    if fault := picture_fault(logo, folder):
        problem, remedy = fault
        raise Refused([Finding("logo", node.place, f"The logo {problem}", remedy)])
