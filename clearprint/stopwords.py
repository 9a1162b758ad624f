"""Whether a text is plainly in another language than it is said to be in.

Told by the words that nearly every sentence of a language has, for the languages with a formula
for the reading level: a figure for the wrong language says nothing.
"""

from __future__ import annotations

from clearprint.sentences import words

FEWEST_WORDS = 60
"""Fewer do not tell a language."""
UNLIKELY = 0.1
"""The share of common words in a text of another family; in its own language it is 0.2 and more."""
CLEARLY_MORE = 1.5

_NAMES = {
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
    "ru": "Russian",
}
_COMMON = {
    "de": "der die das und ist in zu den mit von für auf ein eine einen nicht sie sich es im "
    "dem des ihr ihre wenn oder kann können wird werden sind bei auch als wie aus haben "
    "hat",
    "en": "the of and to a in is that for it you or with are your be this can have may if as "
    "not on by from they their will at an do when who which was been has",
    "es": "de la que el en y los se del las un por con una su para es al lo o puede como más si "
    "no usted sus pueden son cuando este esta también le ser hay",
    "fr": "de la le les et des en un une que est pour dans qui du par sur pas plus avec ce se "
    "au vous votre vos ou peut il elle sont ne être cette si aux",
    "it": "di e che la il un per in una con non si le del i da della è sono al se gli più come "
    "dei o nel alla anche ha può essere lo questo tuo",
    "nl": "de het een en van in is dat op te voor met zijn u niet aan er om als ook bij of uw "
    "kan die naar door dan hebt heeft worden wordt maar",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas ao "
    "ou pode seu sua você são das quando também ser tem",
    "ru": "и в не на что с по как это для или при у из от вы вас ваш если может к за но его их "
    "то о до также быть врач они все",
}


def other_language(texts: list[str], language: str) -> str:
    """That texts do not seem to be in a language, in words; nothing where they may be."""
    said = [word.lower() for text in texts for word in words(text)]
    if len(said) < FEWEST_WORDS:
        return ""
    shares = {
        name: sum(word in common for word in said) / len(said)
        for name, common in ((name, set(common.split())) for name, common in _COMMON.items())
    }
    own = shares[language]
    if own >= UNLIKELY and own * CLEARLY_MORE >= max(shares.values()):
        return ""
    return f"no figure: the text does not seem to be {_NAMES[language]}"
