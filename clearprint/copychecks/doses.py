"""Ways to write a dose that have led to a dose ten times too large, or too small."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearprint.copychecks.check import Check, in_passages
from clearprint.copychecks.units import units_of
from clearprint.passages import Copy, Passage

JOINT_COMMISSION = "The Joint Commission, official “Do Not Use” list (2009)"

_ZERO = "[0٠۰०০]"
_POINT = "[.,٫]"
_TO = (
    r"(?:\s?[-–—~～]\s?|\s?(?:to|or|and|a|o|y|u|à|ou|et|bis|oder|und|e|da|tot|of|до|или|и|إلى|أو|से|या|"
    r"đến|hoặc|到|至|或|에서|또는)\s?)"
)
_RANGE = rf"(?:{_TO}\d[\d.,٫]*)?"
_TRAILING = (
    rf"(?<![\d.,٫])(?P<whole>\d{{1,3}}(?P<group>[.,])\d{{3}}(?:(?P=group)\d{{3}})*|\d+)"
    rf"(?P<point>{_POINT})(?P<zeros>{_ZERO}+)(?={_RANGE}"
)
_LEADING = rf"(?<![^\s(（\[–—\u4e00-\u9fff-])(?P<point>{_POINT})(?P<digits>\d+)(?={_RANGE}"
_DECIMAL_POINTS = ("en", "zh", "ko", "hi", "ja", "th")
"""Languages that never group the thousands with a point."""


def _trailing(passage: Passage, copy: Copy) -> Iterator[tuple[int, str, str]]:
    pattern = _TRAILING + units_of(copy.spoken, copy.units) + ")"
    for found in re.finditer(pattern, passage.text):
        written, whole, zeros = found.group(), found["whole"], found["zeros"]
        if len(zeros) != 3 or found["group"] not in (None, found["point"]):
            problem = f"“{written}” is read as {whole}{zeros} where the point is not seen."
            yield found.start(), problem, f"Write {whole}."
        elif copy.spoken in _DECIMAL_POINTS and found["point"] == "." and not found["group"]:
            problem = f"“{written}” can be read as {whole}, and as {whole},000."
            yield found.start(), problem, "Write the one that is meant, without a point in it."


def _leading(passage: Passage, copy: Copy) -> Iterator[tuple[int, str, str]]:
    pattern = _LEADING + units_of(copy.spoken, copy.units) + ")"
    for found in re.finditer(pattern, passage.text):
        written, digits = found.group(), found["digits"]
        problem = f"“{written}” is read as {digits} where the point is not seen."
        zero = chr(ord(digits[0]) - int(digits[0]))  # of the same digits
        yield found.start(), problem, f"Write {zero}{written}."


CHECKS = (
    Check(
        "trailing-zero",
        "A point is easily missed in print or on a copy: 5.0 mg becomes 50 mg.",
        JOINT_COMMISSION,
        "Leave the zero after the point out.",
        "Take 5.0 mg at night.",
        "Take 5 mg at night, or 2.5 mg. The spot is 5.0 cm wide. The total is 5,000 mg.",
        in_passages(_trailing),
    ),
    Check(
        "missing-zero",
        "A point is easily missed in print or on a copy: .5 mg becomes 5 mg.",
        JOINT_COMMISSION,
        "Write a zero before the point.",
        "Take .5 mg at night.",
        "Take 0.5 mg at night.",
        in_passages(_leading),
    ),
)
