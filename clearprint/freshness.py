"""What a PDF was made from, as one fingerprint: whatever can alter it, and nothing else.

Reads bytes, parses no article and imports no typesetter: a run with nothing to do is quick.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import urljoin

from clearprint import system
from clearprint.clinic import FILE as CLINIC
from clearprint.clinic import logo_file
from clearprint.fonts import of_family
from clearprint.orders import Desk, Order
from clearprint.picture import KINDS as PICTURES
from clearprint.project import SHIPPED

ENGINE = (
    *("weasyprint", "pydyf", "fonttools", "tinycss2", "cssselect2", "tinyhtml5", "pillow"),
    *("jinja2", "markdown-it-py", "babel", "segno"),
)
_IMPORT = re.compile(r"^from clearprint\.?([\w.]*) import (\([^)]*\)|.*)$", re.MULTILINE)
_TAKES = re.compile(r"{%[-+]?\s*(?:extends|import|include|from)\s+(.*?)%}", re.DOTALL)
_NAME = re.compile(r"""["']([^"']+)["']""")
_PLAIN = re.compile(r"""\[?\s*["'][^~+%|]*$""")  # a name or a list of names, nothing worked out
_BLANK = r"(?:\s|/\*.*?\*/)*"
_ADDRESS = re.compile(  # in a style sheet, or in a picture that one shows
    rf"(?:@import{_BLANK}(?:url\()?|url\(|\bhref\s*=){_BLANK}(?:\"([^\"]*)|'([^']*)|([^'\")\s]+))",
    re.IGNORECASE | re.DOTALL,
)


@cache
def program() -> str:
    """What stands for this program and the libraries that make its bytes."""
    code = sha256()
    for file in sorted(_reached([SHIPPED / "clearprint" / "build.py"], _modules)):
        code.update(file.read_bytes())
    return "; ".join([f"clearprint {code.hexdigest()}", *engine()])


def engine() -> list[str]:
    """The libraries that make the bytes, with their versions."""
    libraries = (f"{library.name} {system.version(library)}" for library in system.LIBRARIES)
    parts = [f"zlib {zlib.ZLIB_RUNTIME_VERSION}", f"Unicode {unicodedata.unidata_version}"]
    return [*_packages(), *libraries, *parts]


def _packages() -> Iterator[str]:
    for name in ENGINE:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"no {name}"


class Fingerprints:
    """The fingerprints of one run; each file is read once for it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._files: dict[Path, tuple[str, object]] = {}
        self._forms: dict[tuple[object, ...], tuple[str, tuple[Path, ...]]] = {}

    def of(self, order: Order) -> str:
        """The fingerprint of everything that the PDF of an order is made from.

        Its first half is that of the form, the second that of the words.
        """
        form, _ = self._form(order)
        return f"{form}-{_joined(map(self._digest, self.texts(order)))}"

    def inputs(self, order: Order) -> set[Path]:
        """Every file that the PDF of an order is made from, but the program's own."""
        return {*self._form(order)[1], *self.texts(order)}

    def changed(self) -> set[Path]:
        """The files that were written to since they were read here."""
        return {file for file, (_, state) in self._files.items() if _state(file) != state}

    def texts(self, order: Order) -> tuple[Path, ...]:
        """The files that hold what a handout says and shows.

        Its own text, for a translation its source's, and the figures.
        """
        languages = self.desk.handouts[order.topic]
        source = self.desk.translated_from(order.topic, order.language)
        texts = tuple(languages[name] for name in (order.language, source) if name in languages)
        return (*texts, *self._figures(texts))

    def _figures(self, texts: tuple[Path, ...]) -> Iterator[Path]:
        """The pictures beside a handout's texts that they name."""
        beside = sorted(f for f in texts[0].parent.glob("*") if f.suffix in PICTURES)
        written = b"".join(map(_read, texts)) if beside else b""
        return (file for file in beside if file.name.encode() in written)

    def _form(self, order: Order) -> tuple[str, tuple[Path, ...]]:
        """All but the words, as a digest and as files."""
        paper, edition = self.desk.paper(order), self.desk.edition(order)
        languages = tuple(f.stem for f in self.texts(order) if f.suffix == ".yaml")
        key = (languages, order.edition, order.size, paper)
        if key not in self._forms:
            files = tuple(self._form_files(order, languages))
            row = edition.model_dump_json()
            digests = map(self._digest, files)
            self._forms[key] = _joined([program(), row, paper, *digests]), files
        return self._forms[key]

    def _form_files(self, order: Order, languages: tuple[str, ...]) -> Iterator[Path]:
        """Everything but the words: labels, clinic, templates, styles, fonts."""
        project, edition = self.desk.project, self.desk.edition(order)
        for name in (*(f"templates/labels/{language}.yaml" for language in languages), CLINIC):
            if file := project.find(name):
                yield file
        if logo := logo_file(project, self.desk.clinic):
            yield logo
        yield from _reached(self._found("templates", [edition.template]), self._templates)
        yield from _reached(self._found("styles", edition.styles), self._styles)
        for language in languages:
            for family in self.desk.labels(language).fonts:
                yield from of_family(project, family)

    def _found(self, folder: str, names: Iterable[str]) -> Iterator[Path]:
        found = (self.desk.project.find(f"{folder}/{name}") for name in names)
        return (file for file in found if file)

    def _templates(self, file: Path) -> Iterator[Path]:
        """The templates that one takes in; all of them where it does not say which."""
        for taken in _TAKES.findall(_text(file)):
            if _PLAIN.match(taken):
                yield from self._found("templates", _NAME.findall(taken))
            else:
                yield from self.desk.project.files("templates/*.html").values()

    def _styles(self, file: Path) -> Iterator[Path]:
        """The files that a style sheet takes in, found as the typesetter finds them.

        All in its folder where it names one in a way that is not read here.
        """
        for found in _ADDRESS.findall(_text(file)) if file.suffix in (".css", ".svg") else ():
            name = "".join(found)
            if "\\" in name:
                yield from self.desk.project.files("styles/*.*").values()
            elif (url := urljoin(file.as_uri(), name)).startswith("file:///"):
                yield self.desk.project.addressed(url)

    def _digest(self, file: Path) -> str:
        if file not in self._files:
            state = _state(file)  # before it is read: a change in between is seen
            self._files[file] = file.name + sha256(_read(file)).hexdigest(), state
        return self._files[file][0]


def _modules(file: Path) -> Iterator[Path]:
    """The program's modules that one of them imports."""
    for package, names in _IMPORT.findall(file.read_text("utf-8")):
        folder = SHIPPED.joinpath("clearprint", *package.split("."))
        yield folder.with_suffix(".py")
        yield from (folder / f"{name}.py" for name in re.findall(r"\w+", names))


def _reached(start: Iterable[Path], taken_in: Callable[[Path], Iterable[Path]]) -> list[Path]:
    """Some files, whatever they take in, and so on."""
    waiting, seen = list(start), dict[Path, None]()
    while waiting:
        file = waiting.pop(0)
        if file not in seen and file.is_file():
            seen[file] = None
            waiting += taken_in(file)
    return list(seen)


def _read(file: Path) -> bytes:
    """What a file holds; nothing where it cannot be read, which the pass itself will refuse."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _text(file: Path) -> str:
    return _read(file).decode("utf-8", "replace")


def _state(file: Path) -> object:
    """What a file is told to have been written to by; compared, never taken for a time."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _joined(parts: Iterable[str]) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:32]
