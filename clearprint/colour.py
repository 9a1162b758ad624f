"""How dark a colour prints."""

from __future__ import annotations

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

WHITE: Colour = (255, 255, 255)
CONTRAST = 7.0  # WCAG 2.1, 1.4.6: what a mono laser still prints as near black


def from_hex(text: str) -> Colour:
    """The colour that #rrggbb names."""
    red, green, blue = bytes.fromhex(text.removeprefix("#"))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2.1 contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def contrast_on_white(colour: Colour) -> float:
    """WCAG 2.1 contrast ratio on white, 1 to 21."""
    return contrast(colour, WHITE)


def _luminance(colour: Colour) -> float:
    channels = (value / 255 for value in colour)
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
