"""Copyfitting: the largest type at which a sheet keeps to its edition's extent.

In order: every quarter point from the floor to the ceiling; then the tight setting; then, tight,
without the passages that their author allows to be left out; then the handout is overset.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import floor, sqrt

from clearprint.compose import FEWEST_NOTES, MOST_NOTES, NOTES_HEAD, NOTES_LINE, Setting
from clearprint.copydeck import Cut
from clearprint.deck import Deck
from clearprint.editions import STEP, Edition
from clearprint.findings import Finding, Place, Refused
from clearprint.sentences import length, told_length
from clearprint.typeset import Layout

SURE = 0.015  # of the extent: a prediction that misses by more is not laid out
EDGE = 2.0  # points of the page's end that ruled lines for notes keep away from

Try = Callable[[Setting, tuple[Cut, ...]], Layout]


@dataclass(frozen=True)
class Fitted:
    """A sheet that keeps to its extent, what was left out for it, and the layouts it took."""

    layout: Layout
    cut: tuple[Cut, ...]
    layouts: int

    @property
    def setting(self) -> Setting:
        """How it is set."""
        return self.layout.sheet.setting


def fit(lay_out: Try, edition: Edition, cuts: tuple[Cut, ...], place: Place) -> Fitted:
    """Find the setting; raises Refused, at the handout's `place`, where it is overset.

    The answer depends on the sheet alone, never on what was built before: same input, same bytes.
    """
    search = _Search(lay_out, edition)
    for tight in (False, True):
        if layout := search.largest(tight, ()):
            return search.with_notes(layout, ())
    cut = search.fewest(cuts)
    if layout := search.largest(True, cut):
        return search.with_notes(layout, cut)
    overset = search.at(edition.sizes.floor, True, cuts)
    raise Refused([_overset(overset, edition, cuts, place)])


class _Search:
    """The layouts of one handout, each made once."""

    def __init__(self, lay_out: Try, edition: Edition) -> None:
        self.lay_out, self.edition = lay_out, edition
        self.laid: dict[tuple[float, bool, tuple[Cut, ...]], Layout] = {}
        self.count = 0

    def at(self, size: float, tight: bool, cut: tuple[Cut, ...]) -> Layout:
        key = (size, tight, cut)
        if key not in self.laid:
            self.laid[key] = self._layout(Setting(size, tight), cut)
        return self.laid[key]

    def _layout(self, setting: Setting, cut: tuple[Cut, ...]) -> Layout:
        self.count += 1
        return self.lay_out(setting, cut)

    def fits(self, layout: Layout) -> bool:
        return self.edition.extent is None or layout.pages <= self.edition.extent

    def largest(self, tight: bool, cut: tuple[Cut, ...]) -> Layout | None:
        """The layout at the largest size that fits; None where not even the floor does.

        Measures at the floor, predicts (space grows with the square of the size), and confirms.
        """
        sizes = self.edition.sizes
        best = self.at(sizes.floor, tight, cut)
        if not self.fits(best):
            return None
        extent = self.edition.extent
        if extent is None:
            return best
        size = self._predicted(best, extent)
        too_large = sizes.ceiling + STEP
        while best.sheet.setting.size + STEP < too_large:
            size = min(max(size, best.sheet.setting.size + STEP), too_large - STEP)
            tried = self._tried(size, best, extent, tight, cut)
            if tried is None:
                too_large = size
            else:
                best = tried
            size = self._predicted(best, extent)
        return best

    def fewest(self, cuts: tuple[Cut, ...]) -> tuple[Cut, ...]:
        """As few cuts, in the author's order, as make the floor fit; all where none do."""
        floor_size = self.edition.sizes.floor
        count = bisect_left(
            range(len(cuts)),
            True,
            key=lambda count: self.fits(self.at(floor_size, True, cuts[:count])),
        )
        return cuts[:count]

    def _tried(
        self, size: float, best: Layout, extent: int, tight: bool, cut: tuple[Cut, ...]
    ) -> Layout | None:
        """The layout at a size, where it fits; not even made where it plainly will not."""
        grown = best.used * (size / best.sheet.setting.size) ** 2
        if grown > extent * (1 + SURE) and best.used > extent * 0.9:
            return None
        layout = self.at(size, tight, cut)
        return layout if self.fits(layout) else None

    def _predicted(self, layout: Layout, extent: int) -> float:
        size = layout.sheet.setting.size * sqrt(extent / layout.used)
        return min(floor(size / STEP) * STEP, self.edition.sizes.ceiling)

    def with_notes(self, layout: Layout, cut: tuple[Cut, ...]) -> Fitted:
        """The same sheet with ruled lines in its spare space, where there is room for some."""
        setting = layout.sheet.setting
        lines = floor(((layout.spare - EDGE) / setting.size - NOTES_HEAD) / NOTES_LINE)
        if lines >= FEWEST_NOTES:
            ruled = self._layout(replace(setting, notes=min(lines, MOST_NOTES)), cut)
            if ruled.pages == layout.pages:
                layout = ruled
        return Fitted(layout, cut, self.count)


def _overset(layout: Layout, edition: Edition, cuts: tuple[Cut, ...], place: Place) -> Finding:
    """How much too long, and where the words are."""
    extent, deck = edition.extent or 0, layout.sheet.deck
    over = max(round(deck.length * (1 - extent / layout.used)), 1)
    pages = "one page" if extent == 1 else f"{extent} pages"
    out = " even without the passages that may be left out" if cuts else ""
    problem = (
        f"At {edition.sizes.floor:g} pt, set tight, the text takes {layout.used:.2f} pages of "
        f"{extent}{out}: it is about {told_length(over, deck.language)} too long for {pages}. "
        f"Longest sections: {_longest(deck)}."
    )
    field = "“brief”" if edition.copy_ == "brief" else "“text”"
    remedy = (
        f"Shorten the {field} of these, or allow passages to be left out with “may_cut”; the "
        "large-print edition takes as many pages as it needs."
    )
    return Finding("overset", place, problem, remedy)


def _longest(deck: Deck) -> str:
    texts = {s.heading: " ".join(s.body.passages) for s in deck.sections}
    if deck.faq:
        asked = (f"{q.question} {' '.join(q.answer.passages)}" for q in deck.faq)
        texts[deck.labels.words.faq] = " ".join(asked)
    counts = {heading: length(text, deck.language) for heading, text in texts.items()}
    longest = sorted(counts.items(), key=lambda item: -item[1])[:3]
    told = (f"{heading} ({told_length(count, deck.language)})" for heading, count in longest)
    return ", ".join(told)
