"""A copy deck and a template make the sheet: HTML, with everything an author wrote escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import chain, groupby, repeat
from math import ceil
from pathlib import Path
from traceback import extract_tb
from typing import Any

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup

from clearprint.body import Block, Bullets, Checklist, Entry, Line, Run, Steps, Table, plain
from clearprint.clinic import Clinic, logo_file
from clearprint.copydeck import Deck
from clearprint.editions import PAPERS, Edition
from clearprint.findings import Finding, Place, Refused
from clearprint.fonts import measure
from clearprint.inline import Piece, pieces
from clearprint.labels import direction_of
from clearprint.project import Project
from clearprint.qr import qr_code

NOTES_LINE = 2.0  # rem from one ruled line to the next: 8.5 mm at 12 pt, wide enough to write on
NOTES_HEAD = 3.0  # rem for the heading of the notes and the space around it
FEWEST_NOTES = 2  # ruled lines; fewer are not worth a heading
MOST_NOTES = 12

SHORT_LIST = 160  # letters in all its items: three or four lines of a column

FOOT_CLEAR = 7.4  # mm between the foot and the edge of the paper: printers reach to 7 mm
FOOT_LEAD = 1.2  # the foot's leading, in multiples of the type size
BOLDER = 1.08  # a bold letter against a regular one

_FOLDER = re.compile(r"file://[^\"]*/")  # where a project stands does not alter a sheet


_AROUND = {
    "kept": Markup('<span class="kept">{}</span>'),
    "isolate": Markup('<span dir="ltr">{}</span>'),
}
"""What is put around words, as in the templates."""


@dataclass(frozen=True)
class Setting:
    """How a sheet is set: type size in points, tight or not, and ruled lines for notes."""

    size: float
    tight: bool = False
    notes: int = 0

    @property
    def notes_height(self) -> float:
        """The height of the notes, in multiples of the type size."""
        return self.notes * NOTES_LINE + NOTES_HEAD if self.notes else 0.0


@dataclass(frozen=True)
class Look:
    """What a sheet is printed with, beside its words."""

    edition: Edition
    paper: str
    clinic: Clinic
    logo: Path | None
    project: Project
    handout: Path
    """The folder of the handout, with its figures."""

    def figure(self, file: str) -> Path:
        """A figure of the handout."""
        return self.handout / file


@dataclass(frozen=True)
class Sheet:
    """The composed HTML, the style sheets it is set with, and the pictures on it."""

    html: str
    styles: tuple[Path, ...]
    deck: Deck
    setting: Setting
    pictures: tuple[Path, ...] = ()

    @property
    def digest(self) -> str:
        """What this sheet is told from any other by: its words, and how they look."""
        whole = sha256(_FOLDER.sub("", self.html).encode())
        for file in (*self.styles, *self.pictures):
            whole.update(file.read_bytes())
        return whole.hexdigest()


def make_look(
    project: Project, edition: Edition, paper: str, clinic: Clinic, handout: Path
) -> Look:
    """The look of a sheet on a paper, for a clinic; the handout's folder holds its figures."""
    return Look(edition, paper, clinic, logo_file(project, clinic), project, handout)


def compose(deck: Deck, look: Look, setting: Setting) -> Sheet:
    """Print a deck through its edition's template."""
    width, height = PAPERS[look.paper]
    figures = {s.figure.file: look.figure(s.figure.file) for s in deck.sections if s.figure}
    html = render(
        look.project,
        look.edition.template,
        deck=deck,
        words=deck.labels.words,
        labels=deck.labels,
        edition=look.edition,
        clinic=look.clinic,
        logo=look.logo.as_uri() if look.logo else None,
        figures={name: file.as_uri() for name, file in figures.items()},
        setting=setting,
        qr=Markup(qr_code(deck.web.url)) if deck.web and deck.web.url else None,  # noqa: S704
        paper={"name": look.paper, "width": width, "height": height},
        foot_height=_foot_height(deck, look, setting),
    )
    pictures = (*([look.logo] if look.logo else []), *figures.values())
    return Sheet(html, _styles(look.project, look.edition), deck, setting, pictures)


def render(project: Project, template: str, **values: object) -> str:
    """A page, printed through a template; raises Refused where the template cannot be followed."""
    try:
        return _environment(project).get_template(template).render(**values)
    except jinja2.TemplateError as error:
        raise Refused([_template_fault(error, template)]) from None


def _template_fault(error: jinja2.TemplateError, template: str) -> Finding:
    """What is wrong in a template, and in which of its lines."""
    frames = [f for f in extract_tb(error.__traceback__) if f.filename.endswith(".html")]
    name, line = (
        (Path(frames[-1].filename).name, frames[-1].lineno or 0) if frames else (template, 0)
    )
    if isinstance(error, jinja2.TemplateSyntaxError):
        name, line = error.name or name, error.lineno
    problem = f"The template cannot be followed: {error.message or error.__class__.__name__}."
    remedy = "Correct it there; CONTRIBUTING.md tells what a template may name."
    return Finding("template", Place(f"templates/{name}", line, 1 if line else 0), problem, remedy)


def _foot_height(deck: Deck, look: Look, setting: Setting) -> float:
    """The height of the page's lower margin in millimetres: the foot's lines, and what is clear."""
    size = setting.size * 25.4 / 72
    width = (PAPERS[look.paper][0] - 2 * look.edition.foot) / size

    def ems(text: str) -> float:
        return measure(look.project, deck.fonts, text) * BOLDER

    rooms = chain(
        [width - ems(deck.folio(99, 99)) - 1], repeat(width)
    )  # beside the folio, with a gap
    texts = (plain(line) for line in deck.foot)
    lines = sum(_lines_of(text, room, ems) for text, room in zip(texts, rooms, strict=False))
    return FOOT_CLEAR + (lines * FOOT_LEAD + 0.5) * size


def _lines_of(text: str, room: float, ems: Callable[[str], float]) -> int:
    """How many lines a text takes, set word by word; `room` is a line's width in em."""
    lines, taken = 1, 0.0
    for word in re.findall(r"\S+\s*", text):
        if taken and taken + ems(word.rstrip()) > room:
            lines, taken = lines + 1, 0.0
        taken += ems(word)
        over = max(0, ceil(taken / room) - 1)  # a word, or a text without spaces, may take several
        lines, taken = lines + over, taken - over * room
    return lines


def _styles(project: Project, edition: Edition) -> tuple[Path, ...]:
    found = [project.find(f"styles/{name}") for name in edition.styles]
    missing = [name for name, file in zip(edition.styles, found, strict=True) if file is None]
    if missing:
        problem = f"The style sheet “{missing[0]}” is not there."
        remedy = "Put it into styles/, or correct its name here."
        raise Refused([Finding("missing-file", Place("templates/editions.yaml"), problem, remedy)])
    return tuple(file for file in found if file is not None)


@cache
def _environment(project: Project) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([folder / "templates" for folder in project.folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for kind in (Bullets, Steps, Checklist, Table, Entry):
        environment.tests[kind.__name__.lower()] = _is_a(kind)
    environment.tests["to_write_on"] = is_to_write_on
    environment.tests["to_fill"] = has_blank
    environment.filters["keep"] = _on_its_side(keep_together)
    environment.filters["pieces"] = _on_its_side(pieces)
    environment.filters["css_string"] = css_string
    environment.filters["short"] = is_short
    environment.filters["folio"] = folio
    environment.filters["direction"] = direction_of
    environment.filters["groupby_run"] = groupby_run
    return environment


def keep_together(text: str, turned: bool = False) -> Markup:
    """Escape words; keep a dose or a name on one line, and its order in a right-to-left one.

    `turned` says that they stand in a right-to-left document.
    """
    return Markup("").join(_marked_up(piece) for piece in pieces((Run(text),), turned))


def _marked_up(piece: Piece) -> Markup:
    if piece.kind == "words":
        return Markup.escape(piece.words)
    return _AROUND[piece.kind].format(Markup("").join(map(_marked_up, piece.inner)))


def _on_its_side(setting: Callable[[Any, bool], Any]) -> Callable[..., Any]:
    """A filter that knows which way the sheet runs, or the side of it whose deck it is given."""

    @jinja2.pass_context
    def filtered(context: Context, words: object, side: Deck | None = None) -> Any:
        deck: Deck = side or context["deck"]
        return setting(words, deck.direction == "rtl")

    return filtered


def css_string(text: str) -> Markup:
    """Words as a string in a style sheet; the space behind an escape is part of it."""
    letters = (c if c.isalnum() or c == " " else f"\\{ord(c):06x} " for c in text)
    return Markup(f'"{"".join(letters)}"')  # noqa: S704 (nothing but letters is left as it is)


def folio(words: str, digits: str) -> Markup:
    """The words around the page numbers as the content of a margin box."""
    pieces = re.split(r"({page}|{pages})", words)
    counters = {f"{{{name}}}": f"counter({name}, {digits})" for name in ("page", "pages")}
    return Markup(" ").join(
        Markup(counters[piece]) if piece in counters else css_string(piece)  # noqa: S704 (ours)
        for piece in pieces
        if piece
    )


def groupby_run(items: Iterable[Any], attribute: str) -> list[tuple[bool, list[Any]]]:
    """Neighbours that have an attribute, or have it not, put together; their order stays."""
    runs = groupby(items, key=lambda item: bool(getattr(item, attribute)))
    return [(has, list(run)) for has, run in runs]


def _is_a(kind: type[Block]) -> Callable[[object], bool]:
    return lambda block: isinstance(block, kind)


def is_to_write_on(line: Line) -> bool:
    """Whether a line is nothing but a space to write on."""
    return all(run.blank for run in line)


def has_blank(line: Line) -> bool:
    """Whether there is a space to write on in a line."""
    return any(run.blank for run in line)


def is_short(block: Block) -> bool:
    """Whether a block is short enough never to be split over columns or pages."""
    return len(block.lines) == 1 or sum(len(plain(line)) for line in block.lines) <= SHORT_LIST
