"""What came of an order, and of a batch of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clearprint.findings import Finding, Place
from clearprint.orders import Order
from clearprint.process import Failure, Limits
from clearprint.publish import Record

STATUSES = ("built", "fresh", "refused", "failed")


@dataclass(frozen=True)
class Outcome:
    """What came of one order: built, fresh, refused with the reasons, or failed by our own fault.

    `seconds` is the time that each stage took; `fault` is a traceback.
    """

    order: Order
    status: str
    record: Record | None = None
    findings: tuple[Finding, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    fault: str = ""

    @property
    def left_out(self) -> bool:
        """Whether passages were left out to fit."""
        return bool(self.record and self.record["left_out"])

    def report(self) -> dict[str, Any]:
        """The outcome as plain values, for JSON."""
        return {
            "pdf": self.order.name,
            "status": self.status,
            "record": self.record,
            "findings": [finding.record() for finding in self.findings],
            "seconds": self.seconds,
            "fault": self.fault,
        }


@dataclass(frozen=True)
class Report:
    """What came of a batch. `findings` are about the batch as a whole.

    `orphans` are PDFs of handouts that are no more, `unreviewed` those that were made before and
    that the clinic has come to refuse, `removed` those of both that were removed; `not_begun` is
    what it did not come to.
    """

    output: Path
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    orphans: tuple[str, ...]
    unreviewed: tuple[str, ...]
    removed: tuple[str, ...]
    not_begun: tuple[str, ...]
    interrupted: bool
    seconds: float

    @property
    def counts(self) -> dict[str, int]:
        """How many PDFs came to each status, and how many had passages left out."""
        counted = Counter(outcome.status for outcome in self.outcomes)
        left_out = sum(outcome.left_out for outcome in self.outcomes)
        return {**{status: counted[status] for status in STATUSES}, "left_out": left_out}

    @property
    def refused(self) -> bool:
        """Whether anything was refused."""
        stops = any(finding.stops for finding in self.findings)
        return stops or bool(self.counts["refused"]) or bool(self.not_begun)

    def plain(self) -> dict[str, Any]:
        """All of it as plain values, for JSON."""
        return {
            "output": str(self.output),
            "seconds": self.seconds,
            "counts": self.counts,
            "interrupted": self.interrupted,
            "findings": [finding.record() for finding in self.findings],
            "orphans": list(self.orphans),
            "unreviewed": list(self.unreviewed),
            "removed": list(self.removed),
            "not_begun": list(self.not_begun),
            "outcomes": [outcome.report() for outcome in self.outcomes],
        }


ENOUGH = 300  # megabytes; a long handout in Chinese takes half of that


def too_little(limits: Limits) -> str:
    """The remedy where a worker may have so little memory that it cannot even start; else empty."""
    if limits.megabytes >= ENOUGH:
        return ""
    return f"{limits.megabytes} MB is little: --memory {ENOUGH} is enough for most handouts."


def failed(order: Order, place: Place, failure: Failure, limits: Limits) -> Outcome:
    """The outcome of an order whose worker gave no answer."""
    if failure.kind == "fault":
        return Outcome(order, "failed", fault=failure.detail)
    if failure.kind == "timeout":
        problem = f"{order.name} took longer than {limits.seconds:g} seconds, and was stopped."
        remedy = (
            "Look for what repeats without end in its text or template; where the text is only "
            "very long, split it, or raise --timeout."
        )
        finding = Finding("too-slow", place, problem, remedy)
    elif failure.kind == "memory":
        problem = f"{order.name} took more than {limits.megabytes} MB of memory, and was stopped."
        endless = "Look for what grows without end in its text or template; or raise --memory."
        remedy = too_little(limits) or endless
        finding = Finding("too-large", place, problem, remedy)
    elif failure.kind == "silent":
        problem = f"Two machines that were to make {order.name} fell silent, one after the other."
        remedy = "Look at the workers of the cluster, then run it again."
        finding = Finding("worker-died", place, problem, remedy)
    else:
        problem = f"The process that made {order.name} ended, twice ({failure.detail})."
        remedy = too_little(limits) or (
            "Run it again alone. Where the machine ran out of memory, use fewer --jobs; else this "
            "is a fault of the program: report it."
        )
        finding = Finding("worker-died", place, problem, remedy)
    return Outcome(order, "refused", findings=(finding,))
