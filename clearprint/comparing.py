"""The numbers of a translation held against those of its source, block by block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from clearprint.agreement import differences
from clearprint.article import Article
from clearprint.figures import figures
from clearprint.findings import Finding, Place
from clearprint.labels import Labels
from clearprint.load import Node
from clearprint.quoting import key, quoted
from clearprint.readings import Figure
from clearprint.textblocks import REFERENCE, blocks, node_of, place_of


@dataclass(frozen=True)
class _Differing:
    """Numbers that are in one of two blocks and not in the other; some of them are confirmed.

    In a block whose source has changed nothing is: it was confirmed of another text.
    """

    missing: list[Figure]
    added: list[Figure]
    confirmed: tuple[str, ...]
    stale: bool

    @property
    def used(self) -> list[str]:
        """The confirmed numbers that do differ."""
        written = {figure.written for figure in (*self.missing, *self.added)}
        return [number for number in self.confirmed if number in written]

    def told(self, name: str) -> tuple[str, str] | None:
        """Problem and remedy, where anything differs that is not confirmed."""
        missing, added = (
            [figure for figure in figures if figure.written not in self.confirmed]
            for figures in (self.missing, self.added)
        )
        if not (missing or added):
            return None
        parts = [f"lacks {_listed(missing, added)}"] if missing else []
        parts += [f"has {_listed(added, missing)}, which the source has not"] if added else []
        numbers = [*self.used, *(figure.written for figure in (*missing, *added))]
        return f"This passage {' and '.join(parts)}.", self._remedy(name, numbers)

    def _remedy(self, name: str, numbers: list[str]) -> str:
        remedy = "Every number, dose, phone number and web address must be the source's own."
        if self.stale:
            return f"{remedy} The source has changed: run “make_pdf.py translate” for it."
        listed = ", ".join(map(quoted, dict.fromkeys(numbers)))
        return (
            f"{remedy} Where it is told in another way and is right, write so under “translation”: "
            f"confirmed: {{{key(name)}: [{listed}]}}"
        )


def number_faults(
    article: Article, node: Node, labels: Labels, source: Article, source_labels: Labels
) -> Iterator[Finding]:
    """Where a number, dose, phone number or web address is in one text and not in the other."""
    for name, pair in _differing(article, labels, source, source_labels):
        if told := pair.told(name):
            yield Finding("other-number", place_of(node, name), *told)


def confirmations(
    article: Article, node: Node, labels: Labels, source: Article, source_labels: Labels
) -> Iterator[Finding]:
    """What differs by the translator's word, and is not refused; advice."""
    made = article.translation
    if made is None or not made.confirmed:
        return
    used = {
        (name, number)
        for name, pair in _differing(article, labels, source, source_labels)
        for number in pair.used
    }
    for name, numbers in made.confirmed.items():
        for number in numbers:
            problem = f"In “{name}”, “{number}” differs from the source, and is confirmed."
            remedy = "Nothing to do, if a translator has made sure of it."
            if (name, number) not in used:
                problem = f"In “{name}”, “{number}” is confirmed, and does not differ."
                remedy = "Delete it here."
            yield Finding("confirmed-number", _place(node, name), problem, remedy, stops=False)


def _place(node: Node, name: str) -> Place:
    """Where a block's numbers are confirmed."""
    confirmed = node_of(node, "translation.confirmed")[0]
    return confirmed.keys.get(name, confirmed.place)


def _differing(
    article: Article, labels: Labels, source: Article, source_labels: Labels
) -> Iterator[tuple[str, _Differing]]:
    """Each block that both have, with what of its numbers only one of them has."""
    ours, theirs = blocks(article), blocks(source)
    made = article.translation
    noted, confirmed = (made.source, made.confirmed) if made else ({}, {})
    for name, block in theirs.items():
        left_as_it_was = name.startswith(REFERENCE) and ours.get(name) == block
        if name in ours and not left_as_it_was:
            wanted = figures(block.told, source_labels)
            missing, added = differences(wanted, figures(ours[name].told, labels))
            stale = bool(noted) and noted.get(name) != block.digest
            given = () if stale else confirmed.get(name, ())
            yield name, _Differing(missing, added, given, stale)


def _listed(found: list[Figure], others: list[Figure]) -> str:
    """Some figures; with its value, one that the other text has, and that means another there."""
    alike = {figure.written for figure in others}
    counted = Counter(
        f"“{figure.written}”{f' ({_meant(figure)})' if figure.written in alike else ''}"
        for figure in found
    )
    return ", ".join(text if n == 1 else f"{text} ({n} times)" for text, n in counted.items())


def _meant(figure: Figure) -> str:
    return " or ".join(sorted(map(str, figure.readings)))
