"""A copy deck and a template make the sheet: HTML, with everything an author wrote escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from statistics import mode
from traceback import extract_tb
from typing import Any

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup

from clearprint.body import (
    Block,
    Bullets,
    Checklist,
    Entry,
    Line,
    Paragraph,
    Run,
    Steps,
    Table,
    plain,
)
from clearprint.clinic import Clinic, logo_file
from clearprint.deck import Deck
from clearprint.editions import PAPERS, Edition
from clearprint.findings import Finding, Place, Refused
from clearprint.foot import make_foot
from clearprint.inline import Piece, pieces
from clearprint.locales import direction_of
from clearprint.project import SHIPPED, Project
from clearprint.qr import qr_code
from clearprint.sentences import room
from clearprint.units import vocabulary
from clearprint.wordshape import is_right_to_left

NOTES_LINE = 2.0  # rem from one ruled line to the next: 8.5 mm at 12 pt, wide enough to write on
NOTES_HEAD = 3.0  # rem for the heading of the notes and the space around it
FEWEST_NOTES = 2  # ruled lines; fewer are not worth a heading
MOST_NOTES = 12

SHORT_LIST = 160  # letters in all its items: three or four lines of a column


_FOLDER = re.compile(r"file://[^\"]*/")  # where a project stands does not alter a sheet


_ISOLATE = Markup('<span dir="ltr">{}</span>')
"""What is put around an isolate, as in the templates."""


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
        foot=make_foot(look.project, deck, look.edition, look.paper, setting.size),
    )
    pictures = (*([look.logo] if look.logo else []), *figures.values())
    return Sheet(html, _styles(look.project, look.edition), deck, setting, pictures)


def render(project: Project, template: str, **values: object) -> str:
    """A page, printed through a template; raises Refused where the template cannot be followed."""
    try:
        return _environment(project).get_template(template).render(**values)
    except MemoryError:  # what a worker may take has an end, and is told by who set it
        raise
    except Exception as error:
        if _is_ours(error):
            raise
        raise Refused([_template_fault(error, template)]) from None


def _is_ours(error: Exception) -> bool:
    """Whether a fault is the program's own, and not the template's that had it called."""
    last = extract_tb(error.__traceback__)[-1].filename
    inside = Path(last).is_relative_to(SHIPPED / "clearprint")
    return inside and not isinstance(error, RecursionError | jinja2.TemplateError)


def _template_fault(error: Exception, template: str) -> Finding:
    """What is wrong in a template, and in which of its lines."""
    frames = [f for f in extract_tb(error.__traceback__) if f.filename.endswith(".html")]
    places = [(template, 0), *((Path(f.filename).name, f.lineno or 0) for f in frames)]
    name, line = mode(places) if isinstance(error, RecursionError) else places[-1]
    if isinstance(error, jinja2.TemplateSyntaxError):
        name, line = error.name or name, error.lineno
    problem = f"The template cannot be followed: {_said(error)}."
    remedy = "Correct it there; CONTRIBUTING.md tells what a template may name."
    return Finding("template", Place(f"templates/{name}", line, 1 if line else 0), problem, remedy)


def _said(error: Exception) -> str:
    """What a fault in a template is, in words."""
    if isinstance(error, jinja2.TemplateError):
        return error.message or type(error).__name__
    if isinstance(error, OSError):
        return f"{Path(error.filename or '').name} cannot be read ({error.strerror})"
    if isinstance(error, UnicodeDecodeError):
        return "it, or one that it takes in, is not UTF-8 text"
    if isinstance(error, RecursionError):
        return "it takes itself in, without end"
    return f"{error} ({type(error).__name__})"


def _styles(project: Project, edition: Edition) -> tuple[Path, ...]:
    """The style sheets of an edition; raises Refused where one cannot be read."""
    names = [f"styles/{name}" for name in edition.styles]
    files = tuple(project.find(name) or project.folder / name for name in names)
    for file in files:
        try:
            file.open("rb").close()
        except OSError as error:
            problem = f"The style sheet cannot be read: {error.strerror}."
            place, remedy = Place(project.shown(file)), "Check its name and rights."
            raise Refused([Finding("unreadable", place, problem, remedy)]) from None
    return files


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
    environment.tests["listed"] = _is_a(Bullets, Steps, Checklist)
    environment.tests["lead_in"] = leads_in
    environment.tests["to_write_on"] = is_to_write_on
    environment.tests["to_fill"] = has_blank
    environment.tests["bold"] = is_bold
    environment.tests["right_to_left"] = lambda line: is_right_to_left(plain(line))
    environment.filters["keep"] = _on_its_side(keep_together)
    environment.filters["pieces"] = _on_its_side(pieces)
    environment.filters["css_string"] = css_string
    environment.filters["short"] = is_short
    environment.filters["plain"] = plain
    environment.filters["folio"] = folio
    environment.filters["direction"] = direction_of
    environment.filters["groupby_run"] = groupby_run
    return environment


def keep_together(text: str, turned: bool = False, unit: re.Pattern[str] | None = None) -> Markup:
    """Escape words; keep a dose or a name on one line, and its order in a right-to-left one.

    `turned` and `unit` are those of `pieces`.
    """
    return Markup("").join(_marked_up(piece) for piece in pieces((Run(text),), turned, unit))


def _marked_up(piece: Piece) -> Markup:
    if piece.kind == "words":
        return Markup.escape(piece.words)
    return _ISOLATE.format(Markup("").join(map(_marked_up, piece.inner)))


def _on_its_side(setting: Callable[[Any, bool, re.Pattern[str]], Any]) -> Callable[..., Any]:
    """A filter that knows which way the sheet, or the side that it is for, runs, and its units."""

    @jinja2.pass_context
    def filtered(context: Context, words: object, side: Deck | None = None) -> Any:
        deck: Deck = side or context["deck"]
        return setting(words, deck.direction == "rtl", vocabulary(deck.labels).behind)

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


def _is_a(*kinds: type[Block]) -> Callable[[object], bool]:
    return lambda block: isinstance(block, kinds)


def leads_in(block: Block) -> bool:
    """Whether a block is a line that the list behind it belongs to: it ends in a colon."""
    return isinstance(block, Paragraph) and plain(block.runs).rstrip().endswith((":", "："))


def is_to_write_on(line: Line) -> bool:
    """Whether a line is nothing but a space to write on."""
    return all(run.blank for run in line)


def is_bold(line: Line) -> bool:
    """Whether a line is bold as a whole, as writers head what has no heading of its own."""
    return all(run.bold for run in line if run.text.strip())


def has_blank(line: Line) -> bool:
    """Whether there is a space to write on in a line."""
    return any(run.blank for run in line)


def is_short(block: Block) -> bool:
    """Whether a block is short enough never to be split over columns or pages."""
    return len(block.lines) == 1 or sum(room(plain(line)) for line in block.lines) <= SHORT_LIST
