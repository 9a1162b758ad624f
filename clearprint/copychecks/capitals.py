"""Words that are all in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearprint.copychecks.acronyms import SHOUTED
from clearprint.copychecks.check import Check, in_passages
from clearprint.passages import Copy, Passage

_CAPITALS = re.compile(r"(?<!\w)[^\W\d_]{2,40}(?:[ ,;!-]{1,3}[^\W\d_]{2,40}){2,}")


def _capitals(passage: Passage, _: Copy) -> Iterator[tuple[int, str, str]]:
    for found in _CAPITALS.finditer(passage.text):
        run = _longest_run(found.group())
        if len(run) >= 3 and any(len(word) > 5 or word in SHOUTED for word in run):
            offset = found.start() + found.group().find(run[0])
            yield offset, f"“{' '.join(run)}” is all in capitals.", ""


def _longest_run(text: str) -> list[str]:
    """The longest row of words in capitals."""
    best: list[str] = []
    row: list[str] = []
    for word in re.findall(r"[^\W\d_]+", text):
        row = [*row, word] if word.isupper() and len(word) > 1 else []
        best = max(best, row, key=len)
    return best


CHECKS = (
    Check(
        "all-capitals",
        "Words in capitals have no shape, and are slow to read for those who see badly.",
        "UKAAF and RNIB: no large blocks of capitals; CMS Toolkit 6: no all caps. Told from three "
        "words on.",
        "Write it in small letters, and make it **bold** if it matters.",
        "DO NOT STOP your tablets.",
        "**Do not stop** your tablets. BRCA, COPD, CKD, and GERD are acronyms.",
        in_passages(_capitals),
    ),
)
