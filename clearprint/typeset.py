"""Lay a sheet out on its pages, and set the pages as a PDF."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from traceback import extract_tb
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from clearprint import fonts
from clearprint.compose import Sheet
from clearprint.fetcher import OwnFiles, told
from clearprint.findings import Finding, Place, Refused, Remark
from clearprint.lineends import lines_filled, spaces_taken
from clearprint.project import Project
from clearprint.tagging import write_pdf

_PIXEL = 0.75  # points in a CSS pixel
_AT = re.compile(r" at (\d+):(\d+)")


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
    warnings: tuple[Remark, ...]

    @property
    def used(self) -> float:
        """The pages' worth of space that the sheet takes."""
        return self.pages - 1 + self.depth


@dataclass(frozen=True)
class Printed:
    """The finished bytes, and whatever the typesetter had to say."""

    pdf: bytes
    pages: int
    warnings: tuple[Remark, ...]


@dataclass(frozen=True)
class Style:
    """A parsed style sheet, and what the typesetter said of it: told with every sheet it sets."""

    css: Any
    warnings: tuple[Remark, ...]


class Press:
    """What a process keeps for all sheets of a project: fonts, fetcher, parsed style sheets.

    One for each process: every font configuration costs memory that never comes back.
    """

    def __init__(self, project: Project) -> None:
        fonts.use_only(project)
        self.project, self.fetcher = project, OwnFiles(project)
        self.fonts = FontConfiguration()
        self.styles: dict[Path, Style] = {}

    def lay_out(self, sheet: Sheet) -> Layout:
        """Lay a sheet out on as many pages as it takes.

        Raises Refused where its template or style sheets ask for a file that they may not have, or
        one of its pictures cannot be drawn.
        """
        with (
            _listening() as warnings,
            told(self.project, sheet),
            _drawing_told(),
            spaces_taken(),
            lines_filled(),
        ):
            fetcher = self.fetcher.showing(sheet.pictures)
            html = weasyprint.HTML(string=sheet.html, url_fetcher=fetcher, base_url=None)
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
        said = (
            *(warning for style in styles for warning in style.warnings),
            *map(Remark, warnings),
        )
        return Layout(sheet, document, len(document.pages), depth, spare, said)

    def _style(self, file: Path) -> Style:
        if file not in self.styles:
            with _listening() as warnings:
                css = weasyprint.CSS(
                    filename=file, url_fetcher=self.fetcher, font_config=self.fonts
                )
            shown = self.project.shown(file)
            self.styles[file] = Style(css, tuple(_placed(said, shown) for said in warnings))
        return self.styles[file]


def _placed(said: str, shown: str) -> Remark:
    """What was said of a style sheet, with the line and column that the typesetter put into it."""
    if found := _AT.search(said):
        line, column = map(int, found.groups())
        return Remark(said[: found.start()] + said[found.end() :], Place(shown, line, column))
    return Remark(said, Place(shown))


@cache
def press(project: Project) -> Press:
    """The one press of this process for a project."""
    return Press(project)


def typeset(layout: Layout) -> Printed:
    """Set a layout as a PDF."""
    with _listening() as warnings:
        pdf = write_pdf(layout.document)
    return Printed(pdf, layout.pages, (*layout.warnings, *map(Remark, warnings)))


@contextmanager
def _drawing_told() -> Iterator[None]:
    """A picture that the typesetter fails at becomes a refusal."""
    try:
        yield
    except Exception as error:
        files = [Path(frame.filename) for frame in extract_tb(error.__traceback__)]
        if not any(file.name == "images.py" or file.parent.name == "svg" for file in files):
            raise
        problem = f"A picture on the sheet cannot be drawn: {error}."
        remedy = "Save it anew, as plain SVG or PNG."
        place = Place("styles/ and handouts/")
        raise Refused([Finding("undrawn", place, problem, remedy)]) from None


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
