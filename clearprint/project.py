"""Where files are: a clinic's own folder before what ships, file by file.

A name that comes from outside is looked up among the files that exist; it never becomes a path.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.request import url2pathname

from clearprint.findings import Finding, Place, Refused, did_you_mean

SHIPPED = Path(__file__).resolve().parent.parent


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

    def languages(self) -> list[str]:
        """The languages there are labels for."""
        return [Path(name).stem for name in self.files("templates/labels/*.yaml")]


def known(kind: str, written: str, names: list[str]) -> str:
    """A name from outside, once it is known to be one of those that exist; else Refused."""
    if written in names:
        return written
    remedy = did_you_mean(written, names) if names else f"There is no {kind} here yet."
    problem = f"There is no {kind} “{written}”."
    raise Refused([Finding(f"unknown-{kind}", Place("command line"), problem, remedy)])
