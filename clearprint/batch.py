"""Many passes: what is stale, who does it, and what came of each."""

from __future__ import annotations

import traceback
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Protocol

from clearprint import gallery, lock, ours, pictures, stock
from clearprint.findings import Finding, Place, Refused
from clearprint.freshness import Fingerprints, program
from clearprint.hands import How, at_work
from clearprint.manifest import MANIFEST, Ledger
from clearprint.orders import Desk, Order
from clearprint.outcomes import Outcome, Report, failed
from clearprint.process import Failure
from clearprint.publish import FULL, Record
from clearprint.states import DAMAGED, FRESH, MISSING, damaged, judged, state_of, unknown
from clearprint.tasks import Done, Task


class Audience(Protocol):
    """Who hears what becomes of a batch while it runs."""

    def begin(self, count: int) -> None:
        """Hear how many PDFs are going to be made."""

    def tell(self, outcome: Outcome) -> None:
        """Hear what came of one."""


def run(
    desk: Desk, orders: Iterable[Order], output: Path, audience: Audience, how: How | None = None
) -> Report:
    """Build what is stale of some orders; a refused one stops nobody else's.

    Raises Refused where another build has the folder, it holds what is not ours, or nothing can be
    written there. Ctrl-C ends it soon, with a true manifest; the report says what was not begun.
    """
    start = perf_counter()
    ours.refuse_strangers(output)
    with lock.held(output):
        ours.sweep(output)
        batch = _Batch(desk, list(orders), output, how or How())
        batch.run(audience)
        return replace(batch.report(), seconds=perf_counter() - start)


class _Batch:
    """One batch, in an output folder that it has to itself."""

    def __init__(self, desk: Desk, orders: list[Order], output: Path, how: How) -> None:
        self.desk, self.orders, self.output, self.how = desk, orders, output, how
        self.ledger = Ledger(output)
        self.fingerprints = Fingerprints(desk)
        self.outcomes: list[Outcome] = []
        self.findings: list[Finding] = []
        self.removed: list[str] = []
        self.interrupted = False
        topics = {order.topic for order in orders}
        self.findings += desk.overlooked(topics if topics < desk.handouts.keys() else ())
        if self.ledger.damaged:
            problem = "The manifest was damaged, so it is not known what was built from what."
            remedy = "Nothing to do: every PDF is built again."
            place = Place(str(output / MANIFEST))
            self.findings.append(Finding("manifest-damaged", place, problem, remedy, stops=False))

    def run(self, audience: Audience) -> None:
        try:
            with self._told():
                self._build(audience)
            if self.how.prune:
                self._prune()
            self._doubt_what_changed()
            self._judge()
            with self._told():
                self.ledger.merge()
                gallery.write(self.desk, self.output, self.ledger.records)
            ours.remove_emptied(self.output, self.removed)
        except KeyboardInterrupt:
            self._stop()

    def _stop(self) -> None:
        """End soon, and true."""
        self.interrupted = True
        with self._told():
            self.ledger = Ledger(self.output)  # what is on the disk counts
            self._doubt_what_changed()
            self.ledger.merge()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What is refused here concerns the whole batch."""
        try:
            yield
        except Refused as refused:
            self.findings += refused.findings

    def _build(self, audience: Audience) -> None:
        with closing(self._outcomes(audience)) as outcomes:
            for outcome in outcomes:
                self.outcomes.append(outcome)
                audience.tell(outcome)

    def _outcomes(self, audience: Audience) -> Generator[Outcome]:
        stale: list[Task] = []
        for order in self.orders:
            try:
                task = self._task(order)
            except Refused as refused:
                yield Outcome(order, "refused", findings=refused.findings)
                continue
            except Exception:  # of ours, and it stops nobody else's
                yield Outcome(order, "failed", fault=traceback.format_exc())
                continue
            if task is None:
                yield Outcome(order, "fresh", self.ledger.records[order.name])
            else:
                stale.append(task)
        audience.begin(len(stale))
        if not stale:
            return
        self._own_up()
        with at_work(self.how, len(stale)) as hands:
            for task, done in hands.run(stale):
                outcome = self._settled(task, done)
                yield outcome
                if any(finding.code == FULL for finding in outcome.findings):
                    return

    def _task(self, order: Order) -> Task | None:
        """What is to be done for an order; None where its PDF is fresh."""
        record = self.ledger.records.get(order.name)
        state = state_of(self.fingerprints, order, self.output, record)
        if record:
            self.ledger.mark(order.name, state)
        if state == FRESH and not self.how.force:
            return None
        fingerprint = self.fingerprints.of(order)
        remembered = record if record and _same_form(record, fingerprint) else None
        return Task(self.desk.project.folder, order, fingerprint, program(), remembered)

    def _own_up(self) -> None:
        """Say of what is going to be made again that it is out of date, however this batch ends."""
        if self.ledger.changed:
            with suppress(Refused):  # what cannot be written now is told at the end
                self.ledger.merge()
                gallery.write(self.desk, self.output, self.ledger.records)

    def _settled(self, task: Task, done: Done | Failure) -> Outcome:
        """Publish what was made, or say why there is nothing to publish."""
        order = task.order
        if isinstance(done, Failure):
            file = self.desk.handouts[order.topic][order.language]
            place = Place(self.desk.project.shown(file))
            return failed(order, place, done, self.how.limits)
        if done.record is None:
            return Outcome(order, "refused", findings=done.findings, seconds=done.seconds)
        start, record = perf_counter(), {**done.record, "state": FRESH}
        try:
            pictures.keep(self.output, order.name, record, done.picture)
            self.ledger.publish(order.name, done.pdf, record)
        except Refused as refused:
            return Outcome(order, "refused", findings=refused.findings, seconds=done.seconds)
        seconds = {**done.seconds, "publish": perf_counter() - start}
        return Outcome(order, "built", record, seconds=seconds)

    def _prune(self) -> None:
        """Remove the PDFs of handouts that are no more, and what nobody reviewed and is refused."""
        for name in (*self._orphans(), *self._unreviewed()):
            with self._told():
                self.ledger.remove(name)
                self.removed.append(name)

    def _judge(self) -> None:
        """Note the state of every PDF, also of those that nobody asked for."""
        settled = {outcome.order.name: outcome.status for outcome in self.outcomes}
        records = self.ledger.records
        for order, state in judged(self.fingerprints, self.output, dict(records), settled):
            self.ledger.mark(order.name, state)
            if state == DAMAGED:
                self.findings.append(damaged(self.output, order, order.name in settled))
            elif state == MISSING and not self.desk.can_make(order):
                self.ledger.forget(order.name)
        for order in stock.unknown(self.desk, self.output, self.ledger.records, self.outcomes):
            self.findings.append(unknown(self.output, order))

    def _orphans(self) -> tuple[str, ...]:
        return tuple(stock.orphans(self.desk, self.output, self.ledger.records))

    def _unreviewed(self) -> tuple[str, ...]:
        found = stock.unreviewed(self.desk, self.output, self.ledger.records, self.outcomes)
        return tuple(found)

    def _doubt_what_changed(self) -> None:
        """Have the next run build again what was built while somebody wrote to its files."""
        if not (changed := self.fingerprints.changed()):
            return
        for outcome in self.outcomes:
            if outcome.status == "built" and changed & self.fingerprints.inputs(outcome.order):
                self.ledger.doubt(outcome.order.name)
        for file in sorted(changed):
            place, problem = Place(self.desk.project.shown(file)), "The file was changed meanwhile."
            remedy = "Build once more: what was made from it may be half old, half new."
            self.findings.append(Finding("changed", place, problem, remedy, stops=False))

    def report(self) -> Report:
        """What came of it, in the order of what was asked for."""
        place = {order: number for number, order in enumerate(self.orders)}
        outcomes = sorted(self.outcomes, key=lambda outcome: place[outcome.order])
        come_to = {outcome.order for outcome in outcomes}
        return Report(
            output=self.output,
            outcomes=tuple(outcomes),
            findings=tuple(dict.fromkeys(self.findings)),
            orphans=self._orphans(),
            unreviewed=self._unreviewed(),
            removed=tuple(self.removed),
            not_begun=tuple(o.name for o in self.orders if o not in come_to),
            interrupted=self.interrupted,
            seconds=0.0,
        )


def _same_form(remembered: Record, fingerprint: str) -> bool:
    """Whether all but the words is as it was: else the same sheet may fit another size."""
    return str(remembered.get("fingerprint")).partition("-")[0] == fingerprint.partition("-")[0]
