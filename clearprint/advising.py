"""The advice on a project's handouts, put together for the terminal, for programs and to sign."""

from __future__ import annotations

from dataclasses import dataclass

from clearprint.checks import advice
from clearprint.findings import Finding, Refused
from clearprint.orders import Desk
from clearprint.readability import reading_of
from clearprint.validate import copy_in, read_handout


@dataclass(frozen=True)
class Checked:
    """A handout that can be read, with all that is told of it."""

    title: str
    file: str
    language: str
    version: str
    reading: str
    findings: tuple[Finding, ...]


def checked(desk: Desk, topics: tuple[str, ...], faults: list[Finding]) -> list[Checked]:
    """The handouts that can be read, each with its reading level, its faults and its advice."""
    found = []
    for topic in topics or desk.handouts:
        for language in desk.handouts[topic]:
            try:
                handout = read_handout(desk, topic, language)
            except Refused:  # check_project has told why
                continue
            copy, file = copy_in(desk, handout), handout.place.file
            about = [fault for fault in faults if fault.place.file == file]
            article = handout.article
            told = (*about, *advice(copy))
            reading = str(reading_of(copy))
            found.append(Checked(article.title, file, language, article.version, reading, told))
    return found


def all_findings(faults: list[Finding], handouts: list[Checked]) -> list[Finding]:
    """Faults and advice, file by file, in the order of their lines."""
    told = [finding for handout in handouts for finding in handout.findings]
    together = dict.fromkeys([*faults, *told])
    files = list(dict.fromkeys(finding.place.file for finding in together))
    return sorted(together, key=lambda finding: (files.index(finding.place.file), finding.place))
