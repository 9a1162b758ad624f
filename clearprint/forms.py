"""The form that a translator fills in: the fields of a source in order, its words beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clearprint.article import Article, Section
from clearprint.authored import written
from clearprint.quoting import key, quoted
from clearprint.textblocks import BODIES, REFERENCE, blocks

SOURCE = "# source:"
"""What begins each line of the source's words."""

_PLAIN = re.compile(r"https?://[\w./~%&=?+@,;#-]*\w")


@dataclass(frozen=True)
class Field:
    """What stands under a key.

    A block to translate has its `name`, and in `asked` the source's words; what is put in as it is
    has them in `given`. `inner` are the fields of a mapping, or of a list the items. `follows` says
    that what is put in changes as the source does; a field that is `optional` is never put in.
    """

    key: str
    name: str = ""
    asked: tuple[str, ...] = ()
    given: str = ""
    inner: tuple[Field, ...] = ()
    is_list: bool = False
    follows: bool = False
    optional: bool = False

    @property
    def empty(self) -> str:
        """The field as it is filled in: its words begin below a body text's key."""
        is_body = self.key in BODIES and not self.name.startswith(REFERENCE)
        return f"{self.key}: |" if is_body else f'{self.key}: ""'

    @property
    def to_fill(self) -> tuple[str, ...]:
        """The blocks in it that are to be filled in, where it is new."""
        if self.inner:
            return tuple(name for field in self.inner for name in field.to_fill)
        return (self.name,) if self.name and not self.given else ()

    def lines(self, indent: str) -> Iterator[str]:
        """The field as it stands in a new file."""
        if self.inner:
            yield f"{indent}{key(self.key)}:"
            for field in self.inner:
                yield from field.item(f"{indent}  ") if self.is_list else field.lines(f"{indent}  ")
        elif self.given:
            yield f"{indent}{key(self.key)}: {self.given}"
        elif not self.optional:
            yield from self.comments(indent)
            yield f"{indent}{self.empty}"

    def item(self, indent: str) -> Iterator[str]:
        """The fields of a list's item, the first behind its dash."""
        lines = [line for field in self.inner for line in field.lines(f"{indent}  ")]
        first = next(i for i, line in enumerate(lines) if not line.lstrip().startswith("#"))
        yield from (f"{indent}{line[len(indent) + 2 :]}" for line in lines[:first])
        yield f"{indent}- {lines[first][len(indent) + 2 :]}"
        yield from lines[first + 1 :]

    def comments(self, indent: str) -> list[str]:
        """The source's words."""
        return [f"{indent}{SOURCE} {line}".rstrip() for line in self.asked]


def form(source: Article) -> tuple[Field, ...]:
    """All that a translator's file has, but what says that it is a translation."""
    return tuple(_form(source))


def provenance(language: str, digests: Mapping[str, str]) -> Field:
    """What says which text a translation was made from, as it was then."""
    kept = (Field(name, given=quoted(now), follows=True) for name, now in digests.items())
    inner = (
        Field("of", given=language),
        Field("status", given="translated"),
        *(Field(name, optional=True) for name in ("by", "on", "confirmed")),
        *([Field("source", inner=tuple(kept))] if digests else []),
    )
    return Field("translation", inner=inner)


def _form(source: Article) -> Iterator[Field]:
    words = {name: tuple(block.words.split("\n")) for name, block in blocks(source).items()}
    for name in ("title", "subtitle", "main_message", "quick_facts"):
        if name in words:
            yield Field(name, name, words[name])
    sections = (_section(key, section) for key, section in source.sections.items())
    yield Field("sections", inner=tuple(sections))
    if source.faq:
        yield Field("faq", inner=tuple(_questions(source)), is_list=True)
    yield Field("references", inner=tuple(_references(source)), is_list=True)
    if source.disclaimer:
        yield Field("disclaimer", "disclaimer", words["disclaimer"])
    yield from (Field(name, optional=True) for name in ("keywords", "web", "codes"))
    yield Field("version", given=quoted(source.version), follows=True)
    yield Field("published", given=source.published.isoformat(), follows=True)
    yield Field("review", inner=(Field("status", given="unreviewed"),))


def _section(name: str, section: Section) -> Field:
    return Field(name, inner=tuple(_fields(f"sections.{name}", section)))


def _fields(path: str, section: Section) -> Iterator[Field]:
    if section.heading:
        yield Field("heading", f"{path}.heading", (section.heading,))
    yield Field("text", f"{path}.text", tuple(written(section.text)))
    if section.brief:
        yield Field("brief", f"{path}.brief", tuple(written(section.brief)))
    if section.urgent:
        signs = tuple(f"- {sign}" for sign in section.urgent)
        yield Field("urgent", f"{path}.urgent", signs)
    if section.urgent_note:
        yield Field("urgent_note", f"{path}.urgent_note", (section.urgent_note,))
    if figure := section.figure:
        file = Field("file", given=figure.file, follows=True)
        alt = Field("alt", f"{path}.figure.alt", (figure.alt,))
        caption = Field("caption", f"{path}.figure.caption", (figure.caption,))
        yield Field("figure", inner=(file, alt, caption))


def _questions(source: Article) -> Iterator[Field]:
    for number, asked in enumerate(source.faq, start=1):
        path = f"faq.{number}"
        question = Field("question", f"{path}.question", (asked.question,))
        answer = Field("answer", f"{path}.answer", tuple(written(asked.answer)))
        yield Field("", inner=(question, answer))


def _references(source: Article) -> Iterator[Field]:
    """The references, in the source's words; a translator may leave them so."""
    for number, reference in enumerate(source.references, start=1):
        words = Field(
            "text", f"{REFERENCE}{number}", (reference.text,), given=quoted(reference.text)
        )
        url = (Field("url", given=_address(reference.url), follows=True),) if reference.url else ()
        yield Field("", inner=(words, *url))


def _address(url: str) -> str:
    return url if _PLAIN.fullmatch(url) else quoted(url)
