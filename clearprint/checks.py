"""The table of checks of a handout's copy, and running them: advice with its place and remedy."""

from __future__ import annotations

from collections.abc import Iterator

from clearprint.copychecks import (
    abbreviations,
    acronyms,
    actions,
    capitals,
    doses,
    length,
    level,
    links,
    numbers,
    review,
    terms,
    titles,
    urgency,
)
from clearprint.copychecks.check import Check
from clearprint.findings import Finding
from clearprint.passages import Copy

CHECKS: tuple[Check, ...] = (
    *abbreviations.CHECKS,
    *doses.CHECKS,
    *actions.CHECKS,
    *review.CHECKS,
    *urgency.CHECKS,
    *acronyms.CHECKS,
    *terms.CHECKS,
    *numbers.CHECKS,
    *length.CHECKS,
    *titles.CHECKS,
    *links.CHECKS,
    *capitals.CHECKS,
    *level.CHECKS,
)


def advice(copy: Copy, stops: bool = False) -> list[Finding]:
    """What the field would have otherwise in a handout, by place; `stops` makes faults of it."""
    found = dict.fromkeys(_found(copy, stops))
    return sorted(found, key=lambda finding: finding.place)


def _found(copy: Copy, stops: bool) -> Iterator[Finding]:
    for check in CHECKS:
        if check.knows(copy.language):
            for place, problem, remedy in check.look(copy):
                yield Finding(check.code, place, problem, remedy or check.remedy, stops)
