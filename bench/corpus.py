"""What becomes of texts that nobody wrote for us: `python -m bench.corpus FOLDER`.

The folder has an index.json with each text's file and language. Every text is imported into a
project of its own, checked, and built in every edition; the tables say what came of them. With
`--filled`, what only a person can write is filled in with stand-ins first, so that the page make-up
is tried as well: without them nearly every text is refused for want of sources.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from clearprint.advising import Checked, checked
from clearprint.build import build
from clearprint.findings import Finding, Refused
from clearprint.manuscript.headings import slug
from clearprint.manuscript.intake import Imported, import_file
from clearprint.orders import Desk, Wish
from clearprint.project import Project
from clearprint.validate import read_handout

DAY = date(2026, 11, 24)

_NO_SECTION = re.compile(r"^  # Decide: A handout needs a section `(\w+)`", re.MULTILINE)
_NO_SOURCES = re.compile(r"^# references:\n#   - text: …$", re.MULTILINE)
_STAND_IN = "a stand-in, no part of the text."
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass
class Fate:
    """What came of one text."""

    file: str
    language: str
    imported: Imported | None = None
    refusals: tuple[Finding, ...] = ()
    checked: Checked | None = None
    lost: int = 0
    editions: dict[str, str] = field(default_factory=dict)


def filled(text: str) -> str:
    """A handout's file with stand-ins for what only a person can write."""
    text = _NO_SOURCES.sub(f"references:\n  - text: {_STAND_IN}", text)
    section = rf"  \1:\n    heading: Stand-in for \1\n    text: \1, {_STAND_IN}\n\g<0>"
    return _NO_SECTION.sub(section, text)


def lost(source: Path, made: Path, desk: Desk, language: str) -> int:
    """How many words of a text are not in the file made of it, nor printed by the labels.

    Counted without the importer's own accounts: letters only, from the bytes of both files.
    """
    have = Counter(_WORD.findall(made.read_text("utf-8").casefold()))
    if language in desk.project.languages():
        labels = desk.labels(language)
        have += Counter(_WORD.findall(" ".join(labels.headings.values()).casefold()))
    words = unicodedata.normalize("NFC", source.read_text("utf-8").casefold())
    return (Counter(_WORD.findall(words)) - have).total()


def fate(folder: Path, file: str, language: str, project: Path, fill: bool, press: bool) -> Fate:
    """Import a text into an empty project, check it, and build it where it may be."""
    (project / "handouts").mkdir(parents=True)
    desk = Desk(Project(project), DAY)
    found = Fate(file, language)
    topic = slug(Path(file).stem, "-") or "text"
    try:
        found.imported = import_file(desk, folder / file, language, topic, DAY)
        found.lost = lost(folder / file, project / found.imported.file, desk, language)
        if fill:
            path = project / found.imported.file
            path.write_text(filled(path.read_text("utf-8")), "utf-8")
        read_handout(desk, topic, language)
        (found.checked,) = checked(desk, (topic,), [])
        for order in desk.orders(Wish()) if press else ():
            try:
                pages = build(order, desk, project / "output", "").record["pages"]
                found.editions[order.edition] = f"built on {pages}"
            except Refused as refused:
                found.editions[order.edition] = refused.findings[0].code
    except Refused as refused:
        found.refusals = refused.findings
    return found


def fates(folder: Path, fill: bool, press: bool) -> list[Fate]:
    """What comes of every text of a folder."""
    found = []
    with TemporaryDirectory() as scratch:
        for number, text in enumerate(json.loads((folder / "index.json").read_text("utf-8"))):
            project = Path(scratch, str(number))
            found.append(fate(folder, text["file"], text["language"], project, fill, press))
    return found


def table(found: list[Fate]) -> Table:
    """The fates by folder: imported, words, valid or refused with which findings."""
    shown = Table("texts of", "texts", "imported", "words", "lost", "valid", "refused for")
    groups: dict[str, list[Fate]] = {}
    for one in found:
        groups.setdefault(Path(one.file).parent.name, []).append(one)
    for name, group in [*groups.items(), ("all", found)]:
        done = [one.imported for one in group if one.imported]
        codes = Counter(code for one in group for code in {f.code for f in one.refusals})
        shown.add_row(
            name,
            str(len(group)),
            str(len(done)),
            f"{sum(one.words for one in done):,}",
            str(sum(one.lost for one in group)),
            str(sum(one.checked is not None for one in group)),
            ", ".join(f"{code} {number}" for code, number in codes.most_common()),
        )
    return shown


def editions_table(found: list[Fate]) -> Table:
    """What came of each edition of the valid ones."""
    shown = Table("edition", "built", "refused for")
    names = dict.fromkeys(name for one in found for name in one.editions)
    for name in names:
        came = [one.editions[name] for one in found if name in one.editions]
        codes = Counter(told for told in came if not told.startswith("built"))
        refused = ", ".join(f"{code} {number}" for code, number in codes.most_common())
        shown.add_row(name, str(len(came) - codes.total()), refused)
    return shown


def main() -> None:
    """Print the tables for a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--filled", action="store_true", help="fill in stand-ins first")
    parser.add_argument("--no-press", action="store_true", help="check only, build nothing")
    words = parser.parse_args()
    found = fates(words.folder, words.filled, not words.no_press)
    console = Console(width=160)
    console.print(table(found))
    if any(one.editions for one in found):
        console.print(editions_table(found))


if __name__ == "__main__":
    main()
