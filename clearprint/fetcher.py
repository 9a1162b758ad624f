"""What a sheet may have fetched: files of the project's own, and nothing from anywhere else."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from weasyprint.urls import FatalURLFetchingError, URLFetcher

from clearprint.compose import Sheet
from clearprint.findings import Finding, Place, Refused
from clearprint.project import Project

_FILES = ("styles", "templates", "handouts")


class NotFetchedError(FatalURLFetchingError):  # type: ignore[misc]
    """A sheet asks for what it may not have, by this address."""

    def __init__(self, url: str, said: str) -> None:
        super().__init__(said)
        self.url = unquote(url)


class OwnFiles(URLFetcher):  # type: ignore[misc]
    """Serves files below the project's own folders, and nothing from anywhere else.

    A folder of them may be a link, to where a clinic keeps it.
    """

    def __init__(self, project: Project) -> None:
        super().__init__(allowed_protocols=["file"], allow_redirects=False, fail_on_errors=True)
        self.project = project
        self.roots = [(f / name).resolve() for f in project.folders for name in _FILES]
        self.files = [f.resolve() for f in project.folders]
        self.pictures: frozenset[Path] = frozenset()

    def showing(self, pictures: Iterable[Path]) -> OwnFiles:
        """The same for a sheet that shows these pictures, which were looked at before."""
        fetcher = copy(self)
        fetcher.pictures = frozenset(picture.resolve() for picture in pictures)
        return fetcher

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """The file of a file: address of ours; anything else stops the press."""
        if not url.startswith("file:///"):
            raise NotFetchedError(url, f"{url[:80]} is asked for, which is not a file of ours")
        file = self.project.addressed(url).resolve()
        beside_profile = file.parent in self.files and file.suffix.lower() in (".svg", ".png")
        shown = beside_profile or file in self.pictures
        if not shown and not any(file.is_relative_to(root) for root in self.roots):
            raise NotFetchedError(url, f"{file} is asked for, which is not a file of ours")
        if not file.is_file():
            raise NotFetchedError(url, f"{file} is asked for, and is not there")
        if not os.access(file, os.R_OK):
            raise NotFetchedError(url, f"{file} is asked for, and may not be read")
        return super().fetch(file.as_uri(), headers)


@contextmanager
def told(project: Project, sheet: Sheet) -> Iterator[None]:
    """A file that a sheet may not have becomes a refusal, where it is asked for."""
    try:
        yield
    except FatalURLFetchingError as error:
        url = error.url if isinstance(error, NotFetchedError) else ""
        remedy = "Correct the address there."
        found = Finding("not-fetched", _naming(project, sheet, url), f"{error}.", remedy)
        raise Refused([found]) from None


def _naming(project: Project, sheet: Sheet, url: str) -> Place:
    """Where a style sheet names a file, which it may do from where it stands; else its template."""
    name = url.rpartition("/")[2] if url.startswith("file:") else url
    asked = re.compile(rf"(?<![\w.-]){re.escape(name)}")
    for style in sheet.styles if name else ():
        for number, line in enumerate(style.read_text("utf-8", "replace").splitlines(), start=1):
            if found := asked.search(line):
                return Place(project.shown(style), number, found.start() + 1)
    return Place("templates/")
