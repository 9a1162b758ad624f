"""Hands for a batch that set no type: what a batch asks for is noted, and something is handed back.

What comes back stands for a PDF, so a test of many batches takes no time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from clearprint import batch, stock
from clearprint.hands import How
from clearprint.orders import Desk, Order, Wish
from clearprint.outcomes import Outcome, Report
from clearprint.process import Failure
from clearprint.project import Project
from clearprint.publish import digest
from clearprint.tasks import Done, Task

Make = Callable[[Task], Done | Failure]


def stand_in(task: Task) -> Done:
    """What stands for the PDF of a task: other bytes for another fingerprint."""
    order, pdf = task.order, f"{task.order.name} {task.fingerprint}".encode()
    record = {
        "topic": order.topic,
        "language": order.language,
        "edition": order.edition,
        "paper": order.paper or "letter",
        "title": order.topic,
        "pages": 1,
        "size": order.size or 12.0,
        "tight": False,
        "notes": 0,
        "left_out": [],
        "review": "unreviewed",
        "translation": None,
        "stale": [],
        "bytes": len(pdf),
        "sha256": digest(pdf),
        "sheet": "s",
        "fingerprint": task.fingerprint,
    }
    return Done(pdf, b"picture of " + pdf, record, seconds={"fit": 0.1})


def pdf_of(words: str, creator: str = "A test") -> bytes:
    """A small PDF of one page with a black square on it; other words make other bytes."""
    content = b"20 20 200 200 re f"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Creator(%s)>>" % creator.encode(),
    ]
    parts = [b"%%PDF-1.4\n%%%s\n" % words.encode()]
    parts += [b"%d 0 obj%s endobj\n" % (n, o) for n, o in enumerate(objects, start=1)]
    return b"".join([*parts, b"trailer<</Root 1 0 R/Info 5 0 R/Size 6>>\n%%EOF"])


class StandIn:
    """Hands that note what they are asked for."""

    def __init__(self, make: Make = stand_in) -> None:
        self.make = make
        self.tasks: list[Task] = []
        self.stopped = False

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Done | Failure]]:
        """Do one after another."""
        for task in tasks:
            self.tasks.append(task)
            yield task, self.make(task)

    def stop(self) -> None:
        """Note it."""
        self.stopped = True

    @property
    def asked(self) -> list[str]:
        """The PDFs that were asked for."""
        return sorted(task.order.name for task in self.tasks)


class Ear:
    """An audience that remembers."""

    def __init__(self) -> None:
        self.count = -1
        self.heard: list[Outcome] = []

    def begin(self, count: int) -> None:
        """Note the number."""
        self.count = count

    def tell(self, outcome: Outcome) -> None:
        """Note the outcome."""
        self.heard.append(outcome)


def run(
    project: Project,
    wish: Wish | None = None,
    hands: StandIn | None = None,
    *,
    force: bool = False,
    prune: bool = False,
) -> Report:
    """Run a batch over a project, into its output folder, with hands that set no type."""
    desk, output = Desk(project), output_of(project)
    how = How(hands=hands or StandIn(), force=force, prune=prune)
    return batch.run(desk, orders_of(project, wish), output, Ear(), how)


def orders_of(project: Project, wish: Wish | None = None) -> list[Order]:
    """The orders that a wish comes to."""
    return stock.orders(Desk(project), wish or Wish(), output_of(project))


def rebuilt(project: Project, wish: Wish | None = None) -> list[str]:
    """The PDFs that the next batch makes."""
    hands = StandIn()
    run(project, wish, hands)
    return hands.asked


def output_of(project: Project) -> Path:
    """Where the PDFs of a project go."""
    return project.folder / "output"
