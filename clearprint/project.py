"""Where files are: a clinic's own folder before what ships, file by file.

A name that comes from outside is looked up among the files that exist; it never becomes a path.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import url2pathname

from clearprint.findings import Finding, Place, Refused, did_you_mean

SHIPPED = Path(__file__).resolve().parent.parent

_LOOSE = (
    "This is no handout: it stands in no topic's folder.",
    "Make a folder with the topic's name, such as handouts/migraine, and move it there.",
)


@dataclass(frozen=True)
class Project:
    """A folder with its own handouts, and whatever else it does not take from what ships."""

    folder: Path = SHIPPED

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders a file is looked for in, nearest first."""
        return (self.folder,) if self.folder == SHIPPED else (self.folder, SHIPPED)

    def find(self, name: str) -> Path | None:
        """The file of this name, relative to the project; the project's own comes first."""
        return next((found for f in self.folders if (found := f / name).is_file()), None)

    def addressed(self, url: str) -> Path:
        """The file that a file: address leads to, such as one in a style sheet.

        Below the project or what ships it is a name like any other: the project's own comes first.
        """
        path = Path(url2pathname(url.removeprefix("file://").split("?")[0].split("#")[0]))
        for folder in self.folders:
            if path.is_relative_to(folder):
                return self.find(path.relative_to(folder).as_posix()) or path
        return path

    def files(self, pattern: str) -> dict[str, Path]:
        """Relative name to file, for all that match; the project's own come first."""
        found: dict[str, Path] = {}
        for folder in self.folders:
            for file in sorted(folder.glob(pattern)):
                if file.name.startswith("."):  # such as the ._en.yaml that a Mac leaves beside
                    continue
                found.setdefault(file.relative_to(folder).as_posix(), file)
        return dict(sorted(found.items()))

    def shown(self, file: Path) -> str:
        """How messages call a file: from its project folder on."""
        for folder in self.folders:
            if file.is_relative_to(folder):
                return file.relative_to(folder).as_posix()
        return file.name

    def handouts(self) -> dict[str, dict[str, Path]]:
        """Topic to language to file, for every handout of this project.

        Handouts that ship are not mixed in: a clinic prints what it chose to. Hidden files and
        folders are none.
        """
        found: dict[str, dict[str, Path]] = {}
        for file in sorted(self.folder.glob("handouts/[!.]*/[!.]*.yaml")):
            found.setdefault(file.parent.name, {})[file.stem] = file
        return found

    @property
    def nothing(self) -> Finding:
        """What is told of a project that has no handouts."""
        remedy = "Add one as handouts/<topic>/<language>.yaml, such as handouts/migraine/en.yaml."
        place = Place(str(self.folder / "handouts"))
        return Finding("nothing", place, "There are no handouts here.", remedy)

    def unreadable(self) -> dict[Path, str]:
        """The folders that may hold handouts and cannot be looked into, with the reason."""
        top = self.folder / "handouts"
        if reason := _not_listed(top):
            return {top: reason}
        folders = sorted(file for file in top.iterdir() if not file.name.startswith("."))
        return {folder: reason for folder in folders if (reason := _not_listed(folder))}

    def overlooked(self, topics: Collection[str] = ()) -> list[Finding]:
        """What nobody prints of that which is below handouts/, or of some topics alone.

        Folders that cannot be read, and texts that their name or place makes no handouts.
        """
        found = []
        for folder, reason in self.unreadable().items():
            problem = f"The folder cannot be read: {reason}."
            remedy = "See that it is there and may be read; its PDFs stay as they are."
            found.append(Finding("unreadable", Place(self.shown(folder)), problem, remedy))
        for file, problem, remedy in self._misplaced():
            place = Place(self.shown(file))
            found.append(Finding("no-handout", place, problem, remedy))
        parts = [(finding, finding.place.file.split("/")) for finding in found]
        return [f for f, path in parts if not topics or len(path) == 1 or path[1] in topics]

    def _misplaced(self) -> Iterator[tuple[Path, str, str]]:
        """Texts that are no handouts, with why they are none and what makes them one."""
        for file in sorted(self.folder.glob("handouts/[!.]*")):
            if file.suffix.lower() in (".yaml", ".yml"):
                yield file, *_LOOSE
        for file in sorted(self.folder.glob("handouts/[!.]*/[!.]*")):
            if file.suffix != ".yaml" and file.suffix.lower() in (".yaml", ".yml"):
                problem = "This is no handout: its name does not end in “.yaml”."
                yield file, problem, f"Call it “{file.stem}.yaml”."

    def languages(self) -> list[str]:
        """The languages there are labels for."""
        return [Path(name).stem for name in self.files("templates/labels/*.yaml")]


def _not_listed(folder: Path) -> str:
    """Why nobody can see what is in a folder; empty where one can, or where it is a file."""
    try:
        with os.scandir(folder):
            return ""
    except NotADirectoryError:
        return ""
    except OSError as error:
        return error.strerror or str(error)


def known(kind: str, written: str, names: list[str]) -> str:
    """A name from outside, once it is known to be one of those that exist; else Refused."""
    if written in names:
        return written
    remedy = did_you_mean(written, names) if names else f"There is no {kind} here yet."
    problem = f"There is no {kind} “{written}”."
    raise Refused([Finding(f"unknown-{kind}", Place("command line"), problem, remedy)])
