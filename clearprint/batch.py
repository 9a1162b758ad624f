"""Many passes: what is stale, who does it, and what came of each."""

from __future__ import annotations

import os
import traceback
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import Protocol

from clearprint import gallery, lock, ours, system, tasks
from clearprint.findings import Finding, Place, Refused
from clearprint.freshness import Fingerprints, program
from clearprint.manifest import MANIFEST, Ledger, read_manifest
from clearprint.orders import Desk, Order, Wish, order_of
from clearprint.outcomes import Outcome, Report, failed, too_little
from clearprint.publish import FULL, Record
from clearprint.states import DAMAGED, FRESH, MISSING, WITHDRAWN, damaged, judged, state_of
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
    known = ours.known(output, read_manifest(output).records)
    again = (order for order in known if desk.can_make(order) and wish.takes_in(order))
    return list(dict.fromkeys([*wished, *again]))


def states(desk: Desk, wish: Wish, output: Path, records: dict[str, Record]) -> dict[Order, str]:
    """The state of each PDF that a wish comes to, and of those of handouts that are no more."""
    fingerprints, wished = Fingerprints(desk), orders(desk, wish, output)
    gone = filter(None, map(order_of, ours.orphans(desk, output, records)))
    found = {order: records.get(order.name) for order in wished}
    known = {o: state_of(fingerprints, o, output, record) for o, record in found.items()}
    return known | {order: WITHDRAWN for order in gone if wish.takes_in(order)}


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
        hands = self.how.hands or _crew(min(self.how.jobs, len(stale)), self.how.limits)
        try:
            for task, done in hands.run(stale):
                outcome = self._settled(task, done)
                yield outcome
                if any(finding.code == FULL for finding in outcome.findings):
                    return
        except NoWorkerError as error:
            problem = f"No worker process can be started: {error}."
            doctor = "Run “make_pdf.py doctor”: it says what this machine lacks."
            remedy = too_little(self.how.limits) or doctor
            raise Refused([Finding("no-worker", _HERE, problem, remedy)]) from None
        finally:
            hands.stop()

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
            gallery.keep(self.output, order.name, record, done.picture)
            self.ledger.publish(order.name, done.pdf, record)
        except Refused as refused:
            return Outcome(order, "refused", findings=refused.findings, seconds=done.seconds)
        seconds = {**done.seconds, "publish": perf_counter() - start}
        return Outcome(order, "built", record, seconds=seconds)

    def _prune(self) -> None:
        """Remove the PDFs of handouts that are no more, and what nobody reviewed and is refused."""
        orphans = list(ours.orphans(self.desk, self.output, self.ledger.records))
        for name in (*orphans, *self._unreviewed()):
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
        """What came of it, in the order of what was asked for."""
        place = {order: number for number, order in enumerate(self.orders)}
        outcomes = sorted(self.outcomes, key=lambda outcome: place[outcome.order])
        come_to = {outcome.order for outcome in outcomes}
        return Report(
            output=self.output,
            outcomes=tuple(outcomes),
            findings=tuple(dict.fromkeys(self.findings)),
            orphans=tuple(ours.orphans(self.desk, self.output, self.ledger.records)),
            unreviewed=tuple(self._unreviewed()),
            removed=tuple(self.removed),
            not_begun=tuple(o.name for o in self.orders if o not in come_to),
            interrupted=self.interrupted,
            seconds=0.0,
        )


_HERE = Place("this machine")


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
