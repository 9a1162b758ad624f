"""What a finished PDF is, page by page: its texts, letters, shapes and tags, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from clearprint.colour import Colour


@dataclass(frozen=True)
class Box:
    """A rectangle in points, from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    def overlap(self, other: Box, wide: float) -> float:
        """The share of the lower of two rectangles' heights that the other one shares.

        Where they share less than `wide` points of their widths, the share of the smaller area:
        the ends of two lines may touch.
        """
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        narrower = min(self.right - self.left, other.right - other.left)
        lower = min(self.top - self.bottom, other.top - other.bottom)
        if width <= 0 or height <= 0:
            return 0.0
        share = height / lower
        return share if width > wide else share * min(1.0, width / narrower)

    def share_in(self, other: Box) -> float:
        """The share of this rectangle that lies in another."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return width * height / self.area if width > 0 and height > 0 and self.area else 0.0

    @property
    def area(self) -> float:
        """Its area in square points."""
        return (self.right - self.left) * (self.top - self.bottom)

    def within(self, other: Box, slack: float = 0.0) -> bool:
        """Whether this lies inside another rectangle, give or take `slack` points."""
        return (
            self.left >= other.left - slack
            and self.bottom >= other.bottom - slack
            and self.right <= other.right + slack
            and self.top <= other.top + slack
        )


@dataclass(frozen=True)
class Font:
    """A font of the PDF."""

    name: str
    embedded: bool
    italic: bool


@dataclass(frozen=True)
class Text:
    """A stretch of glyphs drawn at once.

    `words` are what the glyphs say they are; `size` is in points as it prints; `mark` ties it to
    the tags, and is None for what is outside of them; `clip` is what it is cut off at; `order`
    says what is drawn over what.
    """

    words: str
    box: Box
    size: float
    font: Font
    mark: int | None
    artifact: bool
    clip: Box | None
    colour: Colour
    order: int


@dataclass(frozen=True)
class Shape:
    """Whatever else is drawn; `fill` is the colour of a filled rectangle, `mark` as of a text."""

    box: Box
    fill: Colour | None
    order: int
    mark: int | None = None


@dataclass(frozen=True)
class Tag:
    """An element of the tag tree: its kind, its words, its language, the marks it is tied to."""

    kind: str
    words: str
    language: str
    marks: tuple[int, ...]
    alternative: str


class Glyph(NamedTuple):
    """A letter where it is drawn: how far from the left and the bottom, in points.

    `mark` ties it to the tags, as of a text.
    """

    letter: str
    left: float
    baseline: float
    mark: int | None


@dataclass(frozen=True)
class Page:
    """A page: its size in points, its text, what else is drawn, and its tags in reading order.

    `glyphs` are all its letters and spaces: only of pages that have right-to-left letters, whose
    order programs do not keep.
    """

    width: float
    height: float
    texts: tuple[Text, ...]
    shapes: tuple[Shape, ...]
    tags: tuple[Tag, ...]
    glyphs: tuple[Glyph, ...] = ()


@dataclass(frozen=True)
class Finished:
    """A finished PDF."""

    pages: tuple[Page, ...]
    tagged: bool
    title: str
    language: str
