"""The advice on a project's handouts, put together for the terminal, for programs and to sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from clearprint.checks import advice
from clearprint.findings import Finding, Refused
from clearprint.load import Node
from clearprint.orders import Desk
from clearprint.passages import Copy
from clearprint.readability import Reading, reading_of, sheet_reading
from clearprint.validate import copy_in, load_file


@dataclass(frozen=True)
class Checked:
    """A handout whose file can be read, with all that is told of it; it need not be printable."""

    title: str
    file: str
    language: str
    version: str
    reading: Reading
    sheet: Reading | None
    """The reading level of the one-page sheet, where it prints other words than the rest."""
    findings: tuple[Finding, ...]
    copy: Copy

    @property
    def level(self) -> str:
        """The reading level in words, and the one-page sheet's where it is another."""
        levels = [str(self.reading)]
        if self.sheet and str(self.sheet) not in levels:
            levels.append(f"one-page sheet: {self.sheet}")
        return "; ".join(levels)

    def levels(self) -> dict[str, Any]:
        """The same as plain values, for JSON."""
        sheet = {"one_page_sheet": self.sheet.record()} if self.sheet else {}
        return {**self.reading.record(), **sheet}


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
            reading, sheet = reading_of(copy), sheet_reading(copy)
            found.append(Checked(title, file, language, version, reading, sheet, told, copy))
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
