"""How dark a colour prints."""

from __future__ import annotations

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

CONTRAST = 7.0  # WCAG 2.1, 1.4.6: what a mono laser still prints as near black


def from_hex(text: str) -> Colour:
    """The colour that #rrggbb names."""
    red, green, blue = bytes.fromhex(text.removeprefix("#"))
    return red, green, blue


def contrast_on_white(colour: Colour) -> float:
    """WCAG 2.1 contrast ratio on white, 1 to 21."""
    channels = (value / 255 for value in colour)
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
