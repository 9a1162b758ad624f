"""Do the finished PDFs say what was written? Four readers' answers: `python -m bench.readback`.

For each language, the words of a handout against those that each reader finds in its PDFs: how many
come back as they were written and in their order, and how many letters are lost on the way.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

from bench.readers import POPPLER, READERS, has_poppler
from clearprint import build as the_pass
from clearprint.body import plain
from clearprint.compose import Sheet
from clearprint.orders import Desk, Order, Wish
from clearprint.project import Project
from clearprint.typeset import Layout, Printed, typeset

EDITIONS = ("two-page", "large-print")
_STEERING = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_IDEOGRAPHS = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_WORD = re.compile(rf"[{_IDEOGRAPHS}]|[^\s{_IDEOGRAPHS}]+")


@dataclass(frozen=True)
class Answer:
    """What a reader found.

    `words` were written; `exact` of them came back anywhere, `in_order` in the sheet's own order,
    whatever stands between; `lost` letters never came back.
    """

    words: int
    exact: int
    in_order: int
    lost: Counter[str]

    def __str__(self) -> str:
        anywhere = f" ({self.exact} anywhere)" if self.exact > self.in_order else ""
        lost = f" −{self.lost.total()}" if self.lost else ""
        return f"{self.in_order}/{self.words}{anywhere}{lost}"


@dataclass(frozen=True)
class Finished:
    """A finished PDF, and the sheet that it was printed from."""

    pdf: bytes
    sheet: Sheet
    pages: int

    @cached_property
    def copy(self) -> str:
        """The words of the sheet, in its order, without the foot, as a screen reader says them.

        Raises ValueError where the sheet lacks a passage of the article.
        """
        words = _copy(self.sheet.html, aloud=True)
        for passage in self.sheet.deck.passages():
            if squeezed(normal(passage.text)) not in squeezed(words):
                raise ValueError(f"the sheet lacks “{passage.text}”")
        return words

    @cached_property
    def drawn(self) -> str:
        """The same as letters stand for it: spaces to write on and pictures have none."""
        return _copy(self.sheet.html, aloud=False)

    @property
    def feet(self) -> str:
        """The words at the foot of all pages."""
        deck = self.sheet.deck
        folios = [deck.folio(page, self.pages) for page in range(1, self.pages + 1)]
        statements = [plain(statement) for row in deck.foot for statement in row]
        return normal(" ".join([*folios, *statements * self.pages]))

    def answer(self, reader: str) -> Answer:
        """How well a reader does. Feet are in no tags; programs read them like all else."""
        copy = self.copy if reader == "tags" else self.drawn
        written, read = words_of(copy), words_of(normal(READERS[reader](self.pdf)))
        feet = [] if reader == "tags" else words_of(self.feet)
        missing = Counter([*written, *feet]) - Counter(read)
        lost = Counter("".join([*written, *feet])) - Counter("".join(read))
        exact = len(written) - missing.total()
        return Answer(len(written), exact, longest_in_order(written, read), lost)

    def answers(self) -> dict[str, Answer]:
        """Reader to answer, without a reader that is not here."""
        names = (name for name in READERS if name != "poppler" or has_poppler())
        return {name: self.answer(name) for name in names}


def main() -> None:
    """Print the handouts, read each PDF back by every reader, and tell how they do."""
    parser = argparse.ArgumentParser(prog="python -m bench.readback")
    parser.add_argument("topics", nargs="*")
    parser.add_argument("-l", "--language", action="append", default=[])
    parser.add_argument("-e", "--edition", action="append", default=[])
    words = parser.parse_args()
    desk = Desk(Project())
    editions = tuple(words.edition) or EDITIONS
    orders = desk.orders(Wish(tuple(words.topics), tuple(words.language), editions))
    report((order, finished(desk, order).answers()) for order in orders)


def finished(desk: Desk, order: Order) -> Finished:
    """Print an order by the whole pass; raises Refused where preflight stops it."""
    layouts: list[Layout] = []

    def watched(layout: Layout) -> Printed:
        layouts.append(layout)
        return typeset(layout)

    with TemporaryDirectory() as folder, patch.object(the_pass, "typeset", watched):
        the_pass.build(order, desk, Path(folder), "")
        pdf = (Path(folder) / order.name).read_bytes()
    (layout,) = layouts
    return Finished(pdf, layout.sheet, layout.pages)


def report(rows: Iterator[tuple[Order, dict[str, Answer]]]) -> None:
    """Print the table."""
    console = Console(highlight=False, soft_wrap=True)
    table = Table("topic", "language", "edition", *READERS, box=None, padding=(0, 2, 0, 0))
    for order, found in rows:
        cells = (str(found.get(name, "not here")) for name in READERS)
        table.add_row(order.topic, order.language, order.edition, *cells)
    whole = Console(width=10_000).measure(table).maximum
    console.width = max(console.width, whole)  # no cell is broken
    console.print("Words in order, of all (where more came back in another order: anywhere)")
    console.print("−letters lost; an ideograph is a word")
    console.print(table)
    if not has_poppler():
        console.print(f"poppler is not here: there is no “{POPPLER}”. Install poppler-utils.")


def normal(text: str) -> str:
    """A text in one form, without what only steers a line."""
    return unicodedata.normalize("NFC", _STEERING.sub("", text))


def words_of(text: str) -> list[str]:
    """The words of a normal text; each ideograph is one, for no spaces part them."""
    return _WORD.findall(text)


def squeezed(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def longest_in_order(wanted: list[str], found: list[str]) -> int:
    """How many of the wanted words are found in their order, whatever stands between them.

    The longest common subsequence, with a bit for each wanted word (Hyyrö 2004).
    """
    places: dict[str, int] = {}
    for index, word in enumerate(wanted):
        places[word] = places.get(word, 0) | 1 << index
    everything = (1 << len(wanted)) - 1
    left = everything
    for word in found:
        met = left & places.get(word, 0)
        left = ((left + met) | (left - met)) & everything
    return len(wanted) - left.bit_count()


def _copy(html: str, aloud: bool) -> str:
    reader = _Copy(aloud)
    reader.feed(html)
    return normal("".join(reader.pieces))


class _Copy(HTMLParser):
    """The words in a sheet's flow: all of its body but the foot.

    `aloud` takes in what is said for a space to write on and for a picture.
    """

    INLINE = frozenset(["a", "b", "span"])  # others part words
    VOID = frozenset(["meta", "br", "img", "path", "rect"])

    def __init__(self, aloud: bool) -> None:
        super().__init__()
        self.aloud = aloud
        self.pieces: list[str] = []
        self.hidden = 0  # how deep in what is not in the flow
        self.replaced = False  # what comes next has been said in other words

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        hides = tag in ("head", "svg") or ("class", "foot") in attrs
        if tag not in self.VOID and (self.hidden or hides):
            self.hidden += 1
        self.pieces.append("" if tag in self.INLINE else "\n")
        if self.aloud and not self.hidden:
            said = dict(attrs)
            self.pieces.append(said.get("aria-label") or said.get("alt") or "")
            self.replaced = "aria-label" in said

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= bool(self.hidden)
        self.pieces.append("" if tag in self.INLINE else "\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append("" if self.hidden or self.replaced else data)
        self.replaced = False


if __name__ == "__main__":
    main()
