"""What a dose is counted in: international signs, the labels' words, and forms of medicine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from unicodedata import east_asian_width

_SIGNS = ("mg", "mcg", "µg", "μg", "ng", "g", "kg", "mL", "ml", "L", "mEq", "mmol", "IU", "U")
_NAMED = ("mg", "mcg", "g", "kg", "mL", "L")
"""The units of the labels that a dose is given in; a length or a time is none."""

_METRIC = r"(?:mill?i|mi[ck]ro|kilo)?(?:gramm?\w{0,2}|lit(?:er|re|ro)s?)(?!\w)"
"""The same units written out in languages of Europe, which may have no labels."""

_MEDICINE = {
    "en": r"(?:tablet|pill|capsule|drop|puff|unit|dose|patch|(?:tea|table)spoon)(?:ful|e?s)*",
    "es": r"(?:tableta|pastilla|comprimido|cápsula|gota|inhalaci[oó]n|unidad|dosis|parche|"
    r"cuchara(?:da|dita))(?:e?s)?",
    "fr": r"(?:comprimé|gélule|capsule|goutte|bouffée|unité|dose|cuillère|cuillerée)s?",
    "de": r"(?:Tablette|Kapsel|Einheit|Dos)(?:e?n|is)?|Tropfen|Hub|Hübe|Teelöffel|Esslöffel",
    "it": r"compress[ae]|capsul[ae]|gocci?[ae]|unità|dos[ei]|cucchia[io]+",
    "pt": r"(?:comprimido|cápsula|gota|dose|colher|unidade)(?:e?s)?",
    "nl": r"(?:tablet|capsule|druppel|eenhe|dos)(?:ten|s|id|den|is|es)?",
    "ru": r"(?:таблет|капсул|кап[ел]|единиц|доз|лож)\w*|ЕД",
    "ar": r"حبة|حبات|حبوب|قرص|أقراص|كبسولة|كبسولات|قطرة|قطرات|وحدة|وحدات|جرعة|جرعات",
    "hi": r"गोली|गोलियाँ|गोलियां|कैप्सूल|बूँद|बूंद|बूँदें|बूंदें|यूनिट|चम्मच|खुराक",
    "ko": r"정|알|캡슐|방울|단위|숟가락",
    "vi": r"viên|giọt|đơn vị|liều|muỗng",
    "zh": r"片|粒|胶囊|滴|单位|勺",
}
_UNSPACED = ("ko", "zh")
"""Languages that write on after a unit, without a space."""

_RATE = r"(?! ?/ ?(?:d?[Ll]|100)(?!\w))"
"""What a laboratory counts in, such as mg/dL: there the zero tells how exact a figure is."""


_LATIN = r"A-Za-z\u00c0-\u024f\u1e00-\u1eff"


def _end(name: str) -> str:
    """What may not follow a unit: more of the same word. Chinese and Korean write on after it."""
    if east_asian_width(name[-1]) == "W":
        return ""
    return rf"(?![{_LATIN}\d])" if name.isascii() else r"(?!\w)"


@cache
def _pattern(language: str, names: tuple[str, ...]) -> str:
    longest_first = sorted({*_SIGNS, *names}, key=len, reverse=True)
    written = "|".join(re.escape(name) + _end(name) for name in longest_first)
    end = "" if language in _UNSPACED else r"(?!\w)"
    medicine = rf"|(?i:{_MEDICINE[language]}){end}" if language in _MEDICINE else ""
    return rf"[\s-]?(?:(?:{written})(?![²³]){_RATE}|(?i:{_METRIC}){medicine})"


def units_of(language: str, named: Mapping[str, tuple[str, ...]]) -> str:
    """A pattern for what a dose is counted in, with the space or hyphen that stands before it.

    `named` is what a language's labels call each unit, by its international sign.
    """
    return _pattern(language, tuple(name for sign in _NAMED for name in named.get(sign, ())))
