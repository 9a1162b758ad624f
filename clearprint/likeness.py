"""When are words that were read the words that were written? A rule for each way of writing.

Left-to-right text is read letter by letter. Programs that read the glyphs of right-to-left text put
a line in order by rules of their own, and none gets every mixed line right; there every letter must
be, none lost, none swapped for another. Through the tags, all text is read letter by letter.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from clearprint.wordshape import is_right_to_left

_MIRRORED = str.maketrans(")]}»”’>≥\u2044", "([{«“‘<≤/")  # and the line of a fraction
_JOINER = "\u200c"  # parts Persian words, and is a letter of theirs


def squeeze(text: str) -> str:
    """Words without white space and without letters that only steer a line, in one form."""
    normal = unicodedata.normalize("NFC", text)
    return "".join(c for c in normal if not c.isspace() and not _steers(c))


def reads_alike(read: str, written: str, turned: bool = False) -> bool:
    """Whether glyphs that were read are the words that were written.

    `turned` says that they stand in a right-to-left document, whose lines programs turn round.
    """
    if squeeze(read) == squeeze(written):
        return True
    return (turned or is_right_to_left(written)) and letters(read) == letters(written)


def contains(read: str, written: str, turned: bool = False) -> bool:
    """Whether words stand somewhere in what was read; `turned` as above."""
    if squeeze(written) in squeeze(read):
        return True
    return (turned or is_right_to_left(written)) and letters(written) <= letters(read)


def letters(text: str) -> Counter[str]:
    """How often each letter stands in a text, whichever way it and its brackets are turned."""
    return Counter(unicodedata.normalize("NFKC", squeeze(text)).translate(_MIRRORED))


def _steers(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf" and letter != _JOINER
