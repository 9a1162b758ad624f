"""Many passes: what is stale, in which order, and what came of each."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clearprint import system
from clearprint.findings import Finding, Place, Refused
from clearprint.freshness import Fingerprints
from clearprint.orders import Desk, Order
from clearprint.publish import Record, is_whole, read_manifest, write_manifest


@dataclass(frozen=True)
class Outcome:
    """What came of one order: built, fresh, or refused with the reasons."""

    order: Order
    status: str
    record: Record | None = None
    findings: tuple[Finding, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)

    def report(self) -> dict[str, Any]:
        """The outcome as plain values, for JSON."""
        return {
            "pdf": self.order.name,
            "status": self.status,
            "record": self.record,
            "findings": [finding.record() for finding in self.findings],
            "seconds": self.seconds,
        }


def run(
    desk: Desk, orders: list[Order], output: Path, force: bool, told: Callable[[Outcome], None]
) -> list[Outcome]:
    """Build what is stale of some orders; a refused one stops nobody else's.

    Each outcome is told as it comes. The manifest is written after each, so that what is on the
    disk and what it says stay together.
    """
    records = read_manifest(output)
    outcomes = []
    for outcome in _outcomes(desk, orders, output, records, force):
        if outcome.status == "built" and outcome.record:
            records[outcome.order.name] = outcome.record
            write_manifest(output, records)
        told(outcome)
        outcomes.append(outcome)
    return outcomes


def states(
    desk: Desk, orders: list[Order], output: Path, records: dict[str, Record]
) -> dict[Order, str]:
    """Whether the PDF of each order is fresh, stale or missing."""
    fingerprints = Fingerprints(desk)
    return {order: _state(fingerprints, order, output, records) for order in orders}


def _outcomes(
    desk: Desk, orders: list[Order], output: Path, records: dict[str, Record], force: bool
) -> Iterator[Outcome]:
    fingerprints = Fingerprints(desk)
    for order in orders:
        try:
            if not force and _state(fingerprints, order, output, records) == "fresh":
                yield Outcome(order, "fresh", records[order.name])
                continue
            remembered = records.get(order.name)
            built = _build(order, desk, output, fingerprints.of(order), remembered)
            yield Outcome(order, "built", built.record, seconds=built.seconds)
        except Refused as refused:
            yield Outcome(order, "refused", findings=refused.findings)


def _state(
    fingerprints: Fingerprints, order: Order, output: Path, records: dict[str, Record]
) -> str:
    record = records.get(order.name)
    if record is None or not is_whole(output / order.name, record):
        return "missing"
    return "fresh" if record.get("fingerprint") == fingerprints.of(order) else "stale"


def _build(*args: Any) -> Any:
    """`build`, whose typesetter takes half a second to import: only when there is work.

    Raises Refused where a system library is missing, with the command that installs it.
    """
    if lacking := system.missing():
        names = ", ".join(library.name for library in lacking)
        problem = f"The system library {names} is missing."
        raise Refused([Finding("missing-library", Place("this machine"), problem, _install())])
    return importlib.import_module("clearprint.build").build(*args)


def _install() -> str:
    return f"Install it:\n{system.advice()}"
