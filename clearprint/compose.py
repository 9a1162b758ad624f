"""A copy deck and a template make the sheet: HTML, with everything an author wrote escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from itertools import groupby, zip_longest
from pathlib import Path
from traceback import extract_tb
from typing import Any

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup

from clearprint.bidi import is_right_to_left, stretches
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
from clearprint.copydeck import Deck
from clearprint.editions import PAPERS, Edition
from clearprint.findings import Finding, Place, Refused
from clearprint.foot import make_foot
from clearprint.labels import direction_of
from clearprint.project import Project
from clearprint.qr import qr_code
from clearprint.sentences import room

NOTES_LINE = 2.0  # rem from one ruled line to the next: 8.5 mm at 12 pt, wide enough to write on
NOTES_HEAD = 3.0  # rem for the heading of the notes and the space around it
FEWEST_NOTES = 2  # ruled lines; fewer are not worth a heading
MOST_NOTES = 12

_UNDERSCORE = 0.6  # rem for each underscore of a space to write on, as in the template
_LETTER, _NARROWEST = 0.55, 13.5  # rem: a letter; half of a bilingual sheet in 18 points

SHORT_LIST = 160  # letters in all its items: three or four lines of a column

WORD_JOINER = "\u2060"
_INSIDE_KOREAN = re.compile(r"(?<=\S)(?=[가-힣])")
"""Where the typesetter, which knows no `word-break: keep-all`, would break a Korean word."""

_FOLDER = re.compile(r"file://[^\"]*/")  # where a project stands does not alter a sheet
_UNIT = r"(?:mg/kg|mg/mL|mg|mcg|g|kg|mL|ml|L|cm|mm|Gy|%|°C|°F)(?!\w)"
_WORD = r"(?:\w|[\u0300-\u036f\u064b-\u0670\u0900-\u0fff])+"  # \w leaves vowel signs out
_KEPT_TOGETHER = re.compile(
    rf"""(?x)
    \+?\(?\d[\d()./,–-]*               # a number, a range, the start of a phone number
    (?:[ ]\(?\d{{2,4}}\b[\d()./-]*){{0,5}}  # groups of digits: 555 010 0100, 24, 2026
    (?:[ ]?x\d+)?(?:[ ]{_UNIT})?         # an extension, a unit
    | {_WORD}(?:[-‐–]{_WORD})+          # words with a hyphen
    """
)
"""What is never broken over two lines: readers take in a dose or a name at once."""
_LABEL = re.compile(r"^\s*|[.!?。]\s+")
_BEHIND_BLANK = re.compile(rf"([ \u00a0]?{_UNIT})?([.,;:!?)،؛؟。，；：！？）]*)")


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
    environment.tests["listed"] = _is_a(Bullets, Steps, Checklist)
    environment.tests["lead_in"] = leads_in
    environment.tests["to_write_on"] = is_to_write_on
    environment.tests["to_fill"] = has_blank
    environment.tests["right_to_left"] = is_right_to_left
    environment.filters["keep"] = _on_its_sheet(keep_together)
    environment.filters["heading"] = _on_its_sheet(heading)
    environment.filters["css_string"] = css_string
    environment.filters["short"] = is_short
    environment.filters["folio"] = folio
    environment.filters["with_labels"] = with_labels
    environment.filters["direction"] = direction_of
    environment.filters["groupby_run"] = groupby_run
    return environment


def with_labels(line: Line) -> Iterator[tuple[Run, Run, str, str]]:
    """Each run of a line; a space to write on with the word before it, and its unit and stop.

    A date stays with “Date:”, and a dose with “mg”.
    """
    taken, label = 0, Run("")
    for run, following in zip_longest(line, line[1:], fillvalue=Run("")):
        rest, before = replace(run, text=run.text[taken:]), label
        unit, stop, taken, label = "", "", 0, Run("")
        if run.blank and not (following.href or following.blank):
            match = _BEHIND_BLANK.match(following.text)
            unit, stop = match.groups("") if match else ("", "")
            taken = len(unit + stop)
        elif following.blank and not (run.blank or run.href or run.lang):
            start = _label_start(rest.text, following)
            label = replace(rest, text=rest.text[start:])
            rest = replace(rest, text=rest.text[:start])
        if rest.text:
            yield rest, before, unit, stop


def _label_start(text: str, blank: Run) -> int:
    """Where the words begin that stay with the blank behind them.

    All since the last full stop, or else the last word, or none, as the narrowest column allows.
    """
    room = (_NARROWEST - len(blank.text) * _UNDERSCORE) / _LETTER
    starts = [found.end() for found in _LABEL.finditer(text)][-1:] + [
        found.start() for found in re.finditer(r"\S+\s*$", text)
    ]
    return next((start for start in starts if len(text) - start <= room), len(text))


def keep_together(text: str, turned: bool = False) -> Markup:
    """Escape words; keep a dose, a phone number or a range on one line, and Korean words whole.

    `turned` says that they stand in a right-to-left document.
    """
    return heading(_INSIDE_KOREAN.sub(WORD_JOINER, text), turned)


def heading(text: str, turned: bool = False) -> Markup:
    """The same for a heading, which is a bookmark too: no signs are put between its letters."""
    return Markup("").join(
        Markup('<span dir="ltr">{}</span>').format(_kept(stretch.text))
        if stretch.ltr
        else _kept(stretch.text)
        for stretch in stretches(text, turned)
    )


def _on_its_sheet(set_words: Callable[[str, bool], Markup]) -> Callable[[Context, str], Markup]:
    """A filter that knows whether the sheet, or either side of it, runs from right to left."""

    @jinja2.pass_context
    def filtered(context: Context, text: str) -> Markup:
        deck: Deck = context["deck"]
        return set_words(text, any(d and d.direction == "rtl" for d in (deck, deck.beside)))

    return filtered


def _kept(text: str) -> Markup:
    pieces, end = [], 0
    for found in _KEPT_TOGETHER.finditer(text):
        pieces.append(Markup.escape(text[end : found.start()]))
        pieces.append(Markup('<span class="kept">{}</span>').format(found.group()))
        end = found.end()
    return Markup("").join([*pieces, Markup.escape(text[end:])])


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


def has_blank(line: Line) -> bool:
    """Whether there is a space to write on in a line."""
    return any(run.blank for run in line)


def is_short(block: Block) -> bool:
    """Whether a block is short enough never to be split over columns or pages."""
    return len(block.lines) == 1 or sum(room(plain(line)) for line in block.lines) <= SHORT_LIST
