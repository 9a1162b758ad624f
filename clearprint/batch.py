"""Many passes: what is stale, who does it, and what came of each."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import Protocol

from clearprint import gallery, lock, system, tasks
from clearprint.findings import Finding, Place, Refused
from clearprint.freshness import Fingerprints, program
from clearprint.manifest import MANIFEST, Ledger, read_manifest
from clearprint.orders import Desk, Order, Wish, order_of
from clearprint.outcomes import Outcome, Report, failed
from clearprint.publish import FULL, Record, is_whole, sweep
from clearprint.tasks import Done, Task
from clearprint.validate import UNREVIEWED
from clearprint.workers import Crew, Failure, Limits, NoWorkerError


class Hands(Protocol):
    """Who does the tasks: the workers of this machine, or a cluster's."""

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Done | Failure]]:
        """Each task with what came of it, as they come; raises Refused where none can be done."""

    def stop(self) -> None:
        """End whatever is being done, at once."""


class Audience(Protocol):
    """Who hears what becomes of a batch while it runs."""

    def begin(self, count: int) -> None:
        """Hear how many PDFs are going to be made."""

    def tell(self, outcome: Outcome) -> None:
        """Hear what came of one."""


def cores() -> int:
    """How many processes this machine runs at once for us."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@dataclass(frozen=True)
class How:
    """How a batch is done: by so many workers of this machine, or by other hands.

    `force` builds what is fresh as well; `prune` removes the PDFs of handouts that are no more.
    """

    jobs: int = field(default_factory=cores)
    limits: Limits = field(default_factory=Limits)
    hands: Hands | None = None
    force: bool = False
    prune: bool = False


def orders(desk: Desk, wish: Wish, output: Path) -> list[Order]:
    """The PDFs that a wish comes to, and those of other sizes and papers that were made before.

    What was asked for once is kept up to date: an old dose must not stay in the folder.
    """
    wished = desk.orders(wish)
    known = _known(output, read_manifest(output).records)
    again = (order for order in known if desk.can_make(order) and wish.takes_in(order))
    return list(dict.fromkeys([*wished, *again]))


def states(
    desk: Desk, orders: Iterable[Order], output: Path, records: dict[str, Record]
) -> dict[Order, str]:
    """Whether the PDF of each order is fresh, stale or missing."""
    fingerprints = Fingerprints(desk)
    return {order: _state(fingerprints, order, output, records) for order in orders}


def run(
    desk: Desk, orders: Iterable[Order], output: Path, audience: Audience, how: How | None = None
) -> Report:
    """Build what is stale of some orders; a refused one stops nobody else's.

    Raises Refused where another build has the folder, or nothing can be written there. Ctrl-C
    ends it soon, with a true manifest; the report says what was not begun.
    """
    start = perf_counter()
    with lock.held(output):
        sweep(output)
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
        if self.ledger.damaged:
            problem = "The manifest was damaged, so it is not known what was built from what."
            remedy = "Nothing to do: every PDF is built again."
            place = Place(str(output / MANIFEST))
            self.findings.append(Finding("manifest-damaged", place, problem, remedy, stops=False))

    def run(self, audience: Audience) -> None:
        try:
            with closing(self._outcomes(audience)) as outcomes:
                for outcome in outcomes:
                    self.outcomes.append(outcome)
                    audience.tell(outcome)
            self._prune()
        except KeyboardInterrupt:
            self.interrupted = True
            self.ledger = Ledger(self.output)  # what is on the disk counts
        except Refused as refused:
            self.findings += refused.findings
        self._finish()

    def _outcomes(self, audience: Audience) -> Generator[Outcome]:
        stale: list[Task] = []
        for order in self.orders:
            try:
                task = self._task(order)
            except Refused as refused:
                yield Outcome(order, "refused", findings=refused.findings)
                continue
            if task is None:
                yield Outcome(order, "fresh", self.ledger.records[order.name])
            else:
                stale.append(task)
        audience.begin(len(stale))
        if not stale:
            return
        hands = self.how.hands or _crew(min(self.how.jobs, len(stale)), self.how.limits)
        try:
            for task, done in hands.run(stale):
                outcome = self._settled(task, done)
                yield outcome
                if any(finding.code == FULL for finding in outcome.findings):
                    return
        except NoWorkerError as error:
            problem = f"No worker process can be started: {error}."
            remedy = "Run “make_pdf.py doctor”: it says what this machine lacks."
            raise Refused([Finding("no-worker", _HERE, problem, remedy)]) from None
        finally:
            hands.stop()

    def _task(self, order: Order) -> Task | None:
        """What is to be done for an order; None where its PDF is fresh."""
        records = self.ledger.records
        state = _state(self.fingerprints, order, self.output, records)
        if state == "fresh" and not self.how.force:
            return None
        fingerprint, remembered = self.fingerprints.of(order), records.get(order.name)
        if remembered and not _same_form(remembered, fingerprint):
            remembered = None
        return Task(self.desk.project.folder, order, fingerprint, program(), remembered)

    def _settled(self, task: Task, done: Done | Failure) -> Outcome:
        """Publish what was made, or say why there is nothing to publish."""
        order = task.order
        if isinstance(done, Failure):
            file = self.desk.handouts[order.topic][order.language]
            place = Place(self.desk.project.shown(file))
            return failed(order, place, done, self.how.limits)
        if done.record is None:
            return Outcome(order, "refused", findings=done.findings, seconds=done.seconds)
        start = perf_counter()
        try:
            gallery.keep(self.output, order.name, done.record, done.picture)
            self.ledger.publish(order.name, done.pdf, done.record)
        except Refused as refused:
            return Outcome(order, "refused", findings=refused.findings, seconds=done.seconds)
        seconds = {**done.seconds, "publish": perf_counter() - start}
        return Outcome(order, "built", done.record, seconds=seconds)

    def _orphans(self) -> list[str]:
        """The PDFs of handouts that are no more; a file that we may not have made is none."""
        records, desk = self.ledger.records, self.desk
        ours = (o for o in _known(self.output, records) if not desk.can_make(o))
        return [o.name for o in ours if o.name in records or o.edition in desk.editions]

    def _prune(self) -> None:
        if self.how.prune:
            for name in (*self._orphans(), *self._unreviewed()):
                self.ledger.remove(name)
                self.removed.append(name)

    def _finish(self) -> None:
        """Bring manifest and gallery up to date with what is there."""
        self._doubt_what_changed()
        try:
            self.ledger.merge()
            if not self.interrupted:
                outdated = set(self._outdated())
                gallery.write(self.desk, self.output, self.ledger.records, outdated)
        except Refused as refused:
            self.findings += refused.findings

    def _outdated(self) -> Iterator[str]:
        """The PDFs that are not made of what is written now: refused, or not asked for."""
        current = {o.order.name for o in self.outcomes if o.status in ("built", "fresh")}
        for name, record in self.ledger.records.items():
            order = None if name in current else order_of(name)
            if order and self.desk.can_make(order):
                try:
                    fingerprint = self.fingerprints.of(order)
                except Refused:
                    fingerprint = ""
                if record["fingerprint"] != fingerprint:
                    yield name

    def _unreviewed(self) -> list[str]:
        """The PDFs that were made before, and that the clinic has come to refuse."""
        names = [
            outcome.order.name
            for outcome in self.outcomes
            if any(finding.code == UNREVIEWED for finding in outcome.findings)
        ]
        return [name for name in names if name in self.ledger.records]

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
        """What came of it."""
        come_to = {outcome.order for outcome in self.outcomes}
        return Report(
            output=self.output,
            outcomes=tuple(self.outcomes),
            findings=tuple(dict.fromkeys(self.findings)),
            orphans=tuple(self._orphans()),
            unreviewed=tuple(self._unreviewed()),
            removed=tuple(self.removed),
            not_begun=tuple(o.name for o in self.orders if o not in come_to),
            interrupted=self.interrupted,
            seconds=0.0,
        )


_HERE = Place("this machine")


def _known(output: Path, records: dict[str, Record]) -> list[Order]:
    """The orders whose PDFs are in the folder, or in its manifest."""
    files = {file.relative_to(output).as_posix() for file in output.glob("*/*.pdf")}
    found = map(order_of, sorted(files | records.keys()))
    return [order for order in found if order]


def _state(
    fingerprints: Fingerprints, order: Order, output: Path, records: dict[str, Record]
) -> str:
    record = records.get(order.name)
    if record is None or not is_whole(output / order.name, record):
        return "missing"
    return "fresh" if record.get("fingerprint") == fingerprints.of(order) else "stale"


def _same_form(remembered: Record, fingerprint: str) -> bool:
    """Whether all but the words is as it was: else the same sheet may fit another size."""
    return str(remembered.get("fingerprint")).partition("-")[0] == fingerprint.partition("-")[0]


def _crew(count: int, limits: Limits) -> Crew[Task, Done]:
    """Workers of this machine; raises Refused where it lacks a system library."""
    if lacking := system.missing():
        names = ", ".join(library.name for library in lacking)
        remedy = f"Install it:\n{system.advice()}"
        problem = f"The system library {names} is missing."
        raise Refused([Finding("missing-library", _HERE, problem, remedy)])
    return Crew(max(count, 1), tasks.do, tasks.ready, limits)
