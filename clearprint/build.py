"""The pass: load, validate, compose, fit, typeset, preflight, publish. Read `build` first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter

from clearprint.compose import Setting, compose, make_look
from clearprint.copydeck import Cut, cuts, make_deck
from clearprint.findings import Refused
from clearprint.fit import Fitted, fit
from clearprint.judging import Job
from clearprint.orders import Desk, Order
from clearprint.preflight import judge
from clearprint.publish import Record, digest, put
from clearprint.statements import printed_stale
from clearprint.typeset import Layout, press, typeset
from clearprint.validate import Handout, read_handout


@dataclass(frozen=True)
class Built:
    """A PDF that passed, what the manifest says of it, and the seconds each stage took."""

    order: Order
    pdf: bytes
    record: Record
    seconds: dict[str, float] = field(default_factory=dict)


def build(
    order: Order, desk: Desk, output: Path, fingerprint: str, remembered: Record | None = None
) -> Built:
    """Make one PDF from its files and put it in its place; raises Refused with every reason."""
    built, clock = make(order, desk, fingerprint, remembered), Clock()
    with clock.at("publish"):
        put(built.pdf, output / order.name)
    return replace(built, seconds={**built.seconds, **clock.seconds})


def make(order: Order, desk: Desk, fingerprint: str, remembered: Record | None = None) -> Built:
    """Make one PDF from its files, up to where it may leave; raises Refused with every reason.

    `remembered` is what the manifest says of the last good one: its setting is tried first.
    """
    clock = Clock()
    project, edition = desk.project, desk.edition(order)

    with clock.at("load"):
        handout = read_handout(desk, order.topic, order.language)
    folder = desk.handouts[order.topic][order.language].parent
    look = make_look(project, edition, desk.paper(order), desk.clinic, folder)

    def lay_out(setting: Setting, cut: tuple[Cut, ...]) -> Layout:
        with clock.at("compose"):
            sheet = compose(make_deck(handout, edition, desk.clinic, cut), look, setting)
        with clock.at("fit"):
            return press(project).lay_out(sheet)

    may_cut = cuts(handout, edition)
    fitted = _again(lay_out, remembered, may_cut) or fit(lay_out, edition, may_cut, handout.place)
    deck = fitted.layout.sheet.deck
    with clock.at("typeset"):
        printed = typeset(fitted.layout)
    with clock.at("preflight"):
        job = Job(deck, edition, printed.pages, deck.head_title, handout.place, printed.warnings)
        if findings := judge(printed.pdf, job):
            raise Refused(findings)
    record = _record(order, desk, handout, fitted, printed.pdf, fingerprint)
    return Built(order, printed.pdf, record, clock.seconds)


def _again(
    lay_out: Callable[[Setting, tuple[Cut, ...]], Layout],
    remembered: Record | None,
    may_cut: tuple[Cut, ...],
) -> Fitted | None:
    """The remembered setting, where it is of this very sheet: the search would end there too."""
    if not remembered or "sheet" not in remembered:
        return None
    setting = Setting(remembered["size"], remembered["tight"], remembered["notes"])
    cut = may_cut[: len(remembered["left_out"])]
    layout = lay_out(setting, cut)
    same = layout.sheet.digest == remembered["sheet"] and layout.pages == remembered["pages"]
    return Fitted(layout, cut, 1) if same else None


def _record(
    order: Order, desk: Desk, handout: Handout, fitted: Fitted, pdf: bytes, fingerprint: str
) -> Record:
    setting, article = fitted.setting, handout.article
    return {
        "topic": order.topic,
        "language": order.language,
        "edition": order.edition,
        "paper": desk.paper(order),
        "title": article.title,
        "pages": fitted.layout.pages,
        "size": setting.size,
        "tight": setting.tight,
        "notes": setting.notes,
        "left_out": [cut.name for cut in fitted.cut],
        "layouts": fitted.layouts,
        "review": article.review.status,
        "due": article.review_due.isoformat(),
        "translation": article.translation.status if article.translation else None,
        "stale": list(printed_stale(handout, desk.edition(order))),
        "confirmed": list(handout.confirmed),
        "bytes": len(pdf),
        "sha256": digest(pdf),
        "sheet": fitted.layout.sheet.digest,
        "fingerprint": fingerprint,
    }


class Clock:
    """Seconds spent in each stage of a pass."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def at(self, stage: str) -> Iterator[None]:
        """Count the time of a block under a stage's name."""
        start = perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + perf_counter() - start
