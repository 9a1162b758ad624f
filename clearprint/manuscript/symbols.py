"""The signs of symbol fonts as letters: Word keeps some signs as places in such a font."""

from __future__ import annotations

BOX, TICKED, UNKNOWN = "☐", "☒", "(?)"
"""An empty box, a ticked one, and what stands for a sign that nobody knows."""

_FROM_21 = (
    "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
_FROM_A1 = "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|―↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"
_ADOBE_SYMBOL = {
    0x20: " ",
    0xA0: "€",
    **dict(enumerate(_FROM_21, start=0x21)),
    **dict(enumerate(_FROM_A1, start=0xA1)),
}
"""Adobe's Symbol encoding, which the font Symbol has on every system."""

_WINGDINGS = {
    **dict.fromkeys((0x6F, 0x70, 0x71, 0x72, 0xA8), BOX),
    **dict.fromkeys((0xFD, 0xFE), TICKED),
    **dict.fromkeys((0x6C, 0x6E, 0x9F, 0xA7, 0xD8, 0x76, 0x77, 0x75), "•"),
    0xFC: "✓",
    0xFB: "✗",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0x28: "☎",
    0x2A: "✉",
}
_WINGDINGS_2 = {
    0xA3: BOX,
    **dict.fromkeys((0x51, 0x52, 0x53, 0x54), TICKED),
    0x50: "✓",
    0x4F: "✗",
    0x97: "•",
}
_FONTS = {"symbol": _ADOBE_SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def is_symbol_font(font: str) -> bool:
    """Whether a font has signs in the places of letters."""
    return font.lower() in _FONTS or font.lower() in ("webdings", "wingdings 3", "zapf dingbats")


def letter(font: str, sign: str) -> str | None:
    """The letter for a sign of a font; None where nobody knows it.

    A sign in the private range of Unicode, without a font that is known, is taken for what bullets
    are: Symbol has the round one there, Wingdings the square one and the boxes.
    """
    code = ord(sign)
    private = 0xF000 <= code <= 0xF0FF
    if not private and not is_symbol_font(font):
        return sign
    place = code - 0xF000 if private else code
    if font.lower() in _FONTS:
        return _FONTS[font.lower()].get(place)
    return {0xB7: "•", **_WINGDINGS}.get(place) if private and not is_symbol_font(font) else None


def letters(font: str, text: str) -> str:
    """A text of a font with letters for its signs; one that is not known is shown as such."""
    if is_symbol_font(font) or any("\uf000" <= sign <= "\uf0ff" for sign in text):
        return "".join(letter(font, sign) or UNKNOWN for sign in text)
    return text
