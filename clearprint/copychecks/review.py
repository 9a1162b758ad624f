"""Whether somebody has reviewed a handout lately."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from clearprint.article import YEARS, years_later
from clearprint.copychecks.check import Check, Hit
from clearprint.load import Node
from clearprint.passages import Copy

_PIF = "PIF TICK (UK): a review date, and a review at least every three years"


def _due(copy: Copy) -> date | None:
    """The day by which the text is to be reviewed: as it says, else three years after it came."""
    if due := _day(copy.node.get("review"), "due"):
        return due
    if published := _day(copy.node, "published"):
        return years_later(published, YEARS)
    return None


def _day(node: Node | None, key: str) -> date | None:
    """The day under a key, where there is one."""
    written = node and node.get(key)
    if not written or not isinstance(written.value, str):
        return None
    try:
        return date.fromisoformat(written.value)
    except ValueError:  # the model tells it
        return None


def _overdue(copy: Copy) -> Iterator[Hit]:
    if (due := _due(copy)) and due < copy.today:
        yield Hit((copy.node.get("review") or copy.node).place, f"The review was due on {due}.")


def _due_soon(copy: Copy) -> Iterator[Hit]:
    due = _due(copy)
    soon = [n for n in (3, 6) if due and copy.today <= due <= _later(copy.today, n)]
    if soon:
        problem = f"The review is due on {due}, within {soon[0]} months."
        yield Hit((copy.node.get("review") or copy.node).place, problem)


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, 28))


CHECKS = (
    Check(
        "review-overdue",
        "Medicine moves on; a text that nobody has looked at for three years may be wrong.",
        f"{_PIF}.",
        "Have a clinician review it, and write who, when and the next date under “review”.",
        "review: {status: reviewed, by: A nurse, on: 2022-01-10, due: 2025-01-10}",
        "review: {status: reviewed, by: A nurse, on: 2026-01-10, due: 2029-01-10}",
        _overdue,
    ),
    Check(
        "review-due-soon",
        "A review takes weeks: somebody must read, correct, translate and print.",
        f"{_PIF}; NHS trusts start three and six months before.",
        "Ask for the review now.",
        "review: {status: reviewed, by: A nurse, on: 2024-02-10, due: 2027-02-10}",
        "review: {status: reviewed, by: A nurse, on: 2026-01-10, due: 2029-01-10}",
        _due_soon,
    ),
)
