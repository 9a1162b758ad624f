"""What a PDF was made from, as one fingerprint: whatever can alter it, and nothing else.

Reads bytes, parses no article and imports no typesetter: a run with nothing to do is quick.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from clearprint.clinic import FILE as CLINIC
from clearprint.clinic import logo_file
from clearprint.fonts import of_family
from clearprint.orders import Desk, Order
from clearprint.picture import KINDS as PICTURES
from clearprint.project import SHIPPED

ENGINE = ("weasyprint", "pydyf", "fonttools", "tinycss2", "jinja2", "markdown-it-py", "babel")
_TEMPLATE = re.compile(r"{%-?\s*(?:extends|import|include|from)\s+\"([^\"]+)\"")
_TRANSLATION = re.compile(r"^translation:.*?\bof:\s*[\"']?([A-Za-z-]+)", re.MULTILINE | re.DOTALL)
_STYLE = re.compile(r"(?:@import\s+|url\()\s*['\"]?([^'\")]+)")


@cache
def program() -> str:
    """What stands for this program and the libraries that make its bytes."""
    code = sha256()
    for file in sorted((SHIPPED / "clearprint").glob("*.py")):
        code.update(file.read_bytes())
    return " ".join([code.hexdigest(), *(f"{name} {version(name)}" for name in ENGINE)])


class Fingerprints:
    """The fingerprints of one run; each file is read once for it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._files: dict[Path, str] = {}
        self._forms: dict[tuple[tuple[str, ...], str, float | None, str], str] = {}

    def of(self, order: Order) -> str:
        """The fingerprint of everything that the PDF of an order is made from."""
        paper, texts = self.desk.paper(order), self.texts(order)
        languages = tuple(file.stem for file in texts if file.suffix == ".yaml")
        form = (languages, order.edition, order.size, paper)
        if form not in self._forms:
            edition = self.desk.edition(order).model_dump_json()
            files = (self._digest(file) for file in self._form_files(order, languages))
            self._forms[form] = _joined(program(), edition, paper, *files)
        return _joined(self._forms[form], *map(self._digest, texts))

    def texts(self, order: Order) -> tuple[Path, ...]:
        """The files that hold what a handout says and shows.

        Its own text, for a translation its source's, and the figures.
        """
        languages = self.desk.handouts[order.topic]
        source = self._source(languages[order.language])
        texts = tuple(languages[name] for name in (order.language, source) if name in languages)
        return (*texts, *self._figures(texts))

    def _figures(self, texts: tuple[Path, ...]) -> Iterator[Path]:
        """The pictures beside a handout's texts that they name."""
        beside = sorted(f for f in texts[0].parent.iterdir() if f.suffix in PICTURES)
        written = b"".join(text.read_bytes() for text in texts) if beside else b""
        return (file for file in beside if file.name.encode() in written)

    def _source(self, file: Path) -> str:
        """The language a handout was translated from, without parsing the file; none is empty."""
        match = _TRANSLATION.search(_read(file).decode("utf-8", "replace"))
        return match.group(1) if match else ""

    def _form_files(self, order: Order, languages: tuple[str, ...]) -> Iterator[Path]:
        """Everything but the words: labels, clinic, templates, styles, fonts."""
        project, edition = self.desk.project, self.desk.edition(order)
        for name in (*(f"templates/labels/{language}.yaml" for language in languages), CLINIC):
            if file := project.find(name):
                yield file
        if logo := logo_file(project, self.desk.clinic):
            yield logo
        yield from self._reached("templates", (edition.template,), _TEMPLATE)
        yield from self._reached("styles", edition.styles, _STYLE)
        for language in languages:
            for family in self.desk.labels(language).fonts:
                yield from of_family(project, family)

    def _reached(
        self, folder: str, names: tuple[str, ...], naming: re.Pattern[str]
    ) -> Iterator[Path]:
        """Files of a folder, and whatever they take in."""
        waiting, seen = list(names), set()
        while waiting:
            name = waiting.pop(0)
            file = self.desk.project.find(f"{folder}/{name}")
            if name in seen or file is None:
                continue
            seen.add(name)
            yield file
            if file.suffix in (".html", ".css"):
                waiting += naming.findall(_read(file).decode("utf-8", "replace"))

    def _digest(self, file: Path) -> str:
        if file not in self._files:
            self._files[file] = file.name + sha256(_read(file)).hexdigest()
        return self._files[file]


def _read(file: Path) -> bytes:
    """A file's bytes; none where it cannot be read, which whoever loads it will tell."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _joined(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()
