"""What state a PDF in the output folder is in: fresh, or the reason why it should be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from clearprint.findings import Finding, Place
from clearprint.freshness import Fingerprints
from clearprint.orders import Order, order_of
from clearprint.publish import Record, is_whole

FRESH = "fresh"
STALE = "stale"  # something that it was made from has changed
REFUSED = "refused"  # stale, and what was to take its place was refused
WITHDRAWN = "withdrawn"  # there is no handout for it any more
DAMAGED = "damaged"  # not the bytes that were judged
MISSING = "missing"


def state_of(fingerprints: Fingerprints, order: Order, output: Path, record: Record | None) -> str:
    """The state of an order's PDF; raises Refused where the order's tables have faults."""
    file = output / order.name
    if record is None or not file.is_file():
        return MISSING
    if not is_whole(file, record):
        return DAMAGED
    desk = fingerprints.desk
    if not desk.can_make(order):
        return WITHDRAWN
    refused_by_now = desk.clinic.advice == "refuse" and is_overdue(record, desk.today)
    if record.get("fingerprint") == fingerprints.of(order) and not refused_by_now:
        return FRESH
    return REFUSED if record.get("state") == REFUSED else STALE


def is_overdue(record: Record, today: date) -> bool:
    """Whether the day by which the text was to be reviewed has passed."""
    return str(record.get("due") or "9999") < today.isoformat()


def judged(
    fingerprints: Fingerprints, output: Path, records: dict[str, Record], settled: Mapping[str, str]
) -> Iterator[tuple[Order, str]]:
    """The state of each PDF that is known; `settled` says what came of those of this batch."""
    for order in filter(None, map(order_of, records)):
        record, status = records[order.name], settled.get(order.name)
        if status in ("built", "fresh"):
            yield order, FRESH if record["fingerprint"] else STALE
            continue
        try:
            state = state_of(fingerprints, order, output, record)
        except Exception:  # a fault in its tables, or of ours: told where it is to be built
            state = STALE
        yield order, REFUSED if status and state == STALE else state


def damaged(output: Path, order: Order, refused: bool) -> Finding:
    """Of a PDF that is not what was judged, and was not made again."""
    problem = "The PDF is damaged: do not print it."
    remedy = f"Build it again: make_pdf.py {order.topic} -l {order.language}"
    if refused:
        problem = "The PDF is damaged, and could not be made again: do not print it."
        remedy = "Mend what it was refused for."
    return Finding("pdf-damaged", Place(str(output / order.name)), problem, remedy, stops=False)


def unknown(output: Path, order: Order) -> Finding:
    """Of a PDF of ours that no manifest describes, and that was not made again."""
    problem = "Nobody knows any more what this PDF was made from: do not print it."
    place, remedy = Place(str(output / order.name)), "Mend what it was refused for."
    return Finding("pdf-unknown", place, problem, remedy, stops=False)
