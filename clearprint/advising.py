"""The advice on a project's handouts, put together for the terminal, for programs and to sign."""

from __future__ import annotations

from dataclasses import dataclass

from clearprint.checks import advice
from clearprint.findings import Finding, Refused
from clearprint.load import Node
from clearprint.orders import Desk
from clearprint.readability import reading_of
from clearprint.validate import copy_in, load_file


@dataclass(frozen=True)
class Checked:
    """A handout whose file can be read, with all that is told of it; it need not be printable."""

    title: str
    file: str
    language: str
    version: str
    reading: str
    findings: tuple[Finding, ...]


def checked(desk: Desk, topics: tuple[str, ...], faults: list[Finding]) -> list[Checked]:
    """The handouts whose files can be read, each with its reading level, faults and advice."""
    found = []
    stops = _stops(desk)
    for topic in topics or desk.handouts:
        for language in desk.handouts[topic]:
            try:
                node = load_file(desk, topic, language)
            except Refused:  # check_project has told why
                continue
            copy, file = copy_in(desk, node, language), node.place.file
            about = [fault for fault in faults if fault.place.file == file]
            told = tuple(dict.fromkeys([*about, *advice(copy, stops)]))
            title, version = _line(node, "title") or topic, _line(node, "version")
            found.append(Checked(title, file, language, version, str(reading_of(copy)), told))
    return found


def _stops(desk: Desk) -> bool:
    """Whether the clinic refuses what is not as advised."""
    try:
        return desk.clinic.advice == "refuse"
    except Refused:  # check_project has told why
        return False


def _line(node: Node, key: str) -> str:
    """A field of one line; nothing where it is none."""
    found = node.get(key)
    return found.value if found and isinstance(found.value, str) else ""


def all_findings(faults: list[Finding], handouts: list[Checked]) -> list[Finding]:
    """Faults and advice, file by file, in the order of their lines."""
    told = [finding for handout in handouts for finding in handout.findings]
    together = dict.fromkeys([*faults, *told])
    files = list(dict.fromkeys(finding.place.file for finding in together))
    return sorted(together, key=lambda finding: (files.index(finding.place.file), finding.place))
