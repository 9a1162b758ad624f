"""Lay a sheet out on its pages, and set the pages as a PDF."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from clearprint import fonts
from clearprint.compose import Sheet
from clearprint.findings import Finding, Place, Refused
from clearprint.lineends import lines_filled, spaces_taken
from clearprint.project import Project
from clearprint.tagging import write_pdf

_FILES = ("styles", "templates", "handouts")
_PIXEL = 0.75  # points in a CSS pixel


@dataclass(frozen=True)
class Layout:
    """A sheet on its pages.

    `depth` is how far down its last page the sheet reaches, as a share of that page's text area;
    `spare` is what is left of the page below it, in points. `warnings` are the typesetter's own.
    """

    sheet: Sheet
    document: Any
    pages: int
    depth: float
    spare: float
    warnings: tuple[str, ...]

    @property
    def used(self) -> float:
        """The pages' worth of space that the sheet takes."""
        return self.pages - 1 + self.depth


@dataclass(frozen=True)
class Printed:
    """The finished bytes, and whatever the typesetter had to say."""

    pdf: bytes
    pages: int
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Style:
    """A parsed style sheet, and what the typesetter said of it: told with every sheet it sets."""

    css: Any
    warnings: tuple[str, ...]


class Press:
    """What a process keeps for all sheets of a project: fonts, fetcher, parsed style sheets.

    One for each process: every font configuration costs memory that never comes back.
    """

    def __init__(self, project: Project) -> None:
        fonts.use_only(project)
        self.fetcher = OwnFiles(project)
        self.fonts = FontConfiguration()
        self.styles: dict[Path, Style] = {}

    def lay_out(self, sheet: Sheet) -> Layout:
        """Lay a sheet out on as many pages as it takes.

        Raises Refused where its template or style sheets ask for a file that they may not have.
        """
        with _listening() as warnings, _fetch_told(), spaces_taken(), lines_filled():
            html = weasyprint.HTML(string=sheet.html, url_fetcher=self.fetcher, base_url=None)
            styles = [self._style(file) for file in sheet.styles]
            document = html.render(
                stylesheets=[style.css for style in styles], font_config=self.fonts
            )
        page = document.pages[-1]
        box = page._page_box
        top, height = box.content_box_y(), box.height
        end = page.anchors["end"][1] if "end" in page.anchors else top + height
        depth = (end - top) / height
        spare = (top + height - end) * _PIXEL
        said = (*(warning for style in styles for warning in style.warnings), *warnings)
        return Layout(sheet, document, len(document.pages), depth, spare, said)

    def _style(self, file: Path) -> Style:
        if file not in self.styles:
            with _listening() as warnings:
                css = weasyprint.CSS(
                    filename=file, url_fetcher=self.fetcher, font_config=self.fonts
                )
            self.styles[file] = Style(css, tuple(f"{file.name}: {said}" for said in warnings))
        return self.styles[file]


@cache
def press(project: Project) -> Press:
    """The one press of this process for a project."""
    return Press(project)


def typeset(layout: Layout) -> Printed:
    """Set a layout as a PDF."""
    with _listening() as warnings:
        pdf = write_pdf(layout.document)
    return Printed(pdf, layout.pages, (*layout.warnings, *warnings))


class OwnFiles(URLFetcher):  # type: ignore[misc]
    """Serves files below the project's own folders, and nothing from anywhere else."""

    def __init__(self, project: Project) -> None:
        super().__init__(allowed_protocols=["file"], allow_redirects=False, fail_on_errors=True)
        self.project = project
        self.roots = [f.resolve() / name for f in project.folders for name in _FILES]
        self.files = [f.resolve() for f in project.folders]

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """The file of a file: address of ours; anything else stops the press."""
        if not url.startswith("file:///"):
            raise FatalURLFetchingError(f"{url[:80]} is asked for, which is not a file of ours")
        file = self.project.addressed(url).resolve()
        beside_profile = file.parent in self.files and file.suffix.lower() in (".svg", ".png")
        if not beside_profile and not any(file.is_relative_to(root) for root in self.roots):
            raise FatalURLFetchingError(f"{file} is asked for, which is not a file of ours")
        if not file.is_file():
            raise FatalURLFetchingError(f"{file} is asked for, and is not there")
        return super().fetch(file.as_uri(), headers)


@contextmanager
def _fetch_told() -> Iterator[None]:
    """A file that may not be had becomes a refusal."""
    try:
        yield
    except FatalURLFetchingError as error:
        remedy = "Correct the address in the template or style sheet that names it."
        found = Finding("not-fetched", Place("templates/ and styles/"), f"{error}.", remedy)
        raise Refused([found]) from None


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collect what the typesetter logs at warning level or above; nothing reaches the terminal."""
    said: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    ear = Ear(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    before = [(logger.propagate, list(logger.handlers)) for logger in loggers]
    for logger in loggers:
        logger.handlers, logger.propagate = [ear], False
    try:
        yield said
    finally:
        for logger, (propagate, handlers) in zip(loggers, before, strict=True):
            logger.handlers, logger.propagate = handlers, propagate
