"""What stands in an output folder: which PDFs are kept up to date, their states, what may go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from clearprint import pictures
from clearprint.freshness import Fingerprints
from clearprint.manifest import read_manifest
from clearprint.orders import Desk, Order, Wish, order_of
from clearprint.outcomes import Outcome
from clearprint.publish import Record
from clearprint.states import WITHDRAWN, state_of
from clearprint.validate import UNREVIEWED


def orders(desk: Desk, wish: Wish, output: Path) -> list[Order]:
    """The PDFs that a wish comes to, and those of other sizes and papers that were made before.

    What was asked for once is kept up to date: an old dose must not stay in the folder.
    """
    wished = desk.orders(wish)
    known = _known(output, read_manifest(output).records)
    again = (order for order in known if desk.can_make(order) and wish.takes_in(order))
    return list(dict.fromkeys([*wished, *again]))


def states(desk: Desk, wish: Wish, output: Path, records: dict[str, Record]) -> dict[Order, str]:
    """The state of each PDF that a wish comes to, and of those of handouts that are no more."""
    fingerprints, wished = Fingerprints(desk), orders(desk, wish, output)
    gone = filter(None, map(order_of, orphans(desk, output, records)))
    found = {order: records.get(order.name) for order in wished}
    known = {o: state_of(fingerprints, o, output, record) for o, record in found.items()}
    return known | {order: WITHDRAWN for order in gone if wish.takes_in(order)}


def unreviewed(
    desk: Desk, output: Path, records: dict[str, Record], outcomes: Iterable[Outcome]
) -> Iterator[str]:
    """The PDFs that were made before, and that the clinic has come to refuse as unreviewed."""
    for outcome in outcomes:
        name = outcome.order.name
        if any(finding.code == UNREVIEWED for finding in outcome.findings):
            known = name in records and (output / name).is_file()
            if known or _made(desk, output, outcome.order):
                yield name


def unknown(
    desk: Desk, output: Path, records: dict[str, Record], outcomes: Iterable[Outcome]
) -> Iterator[Order]:
    """The orders whose PDFs stand there, of which nothing is known: they were not made again.

    Such are left where a manifest was lost.
    """
    for outcome in outcomes:
        order = outcome.order
        if order.name not in records and _made(desk, output, order):
            yield order


def _known(output: Path, records: dict[str, Record]) -> list[Order]:
    """The orders whose PDFs are in the folder, or in its manifest."""
    files = {file.relative_to(output).as_posix() for file in output.glob("*/*.pdf")}
    found = map(order_of, sorted(files | records.keys()))
    return [order for order in found if order]


def orphans(desk: Desk, output: Path, records: dict[str, Record]) -> Iterator[str]:
    """The PDFs of handouts that are no more: those of the manifest, and what else we have made.

    None is one whose handout may be there, in a folder that cannot be looked into.
    """
    top, unseen = desk.project.folder / "handouts", desk.project.unreadable()
    for order in _known(output, records):
        if top in unseen or top / order.topic in unseen or desk.can_make(order):
            continue
        if order.name in records or _made(desk, output, order):
            yield order.name


def _made(desk: Desk, output: Path, order: Order) -> bool:
    """Whether a PDF that the manifest does not know stands where ours do, and says it is ours."""
    in_place = order.edition in desk.editions and order.language in desk.project.languages()
    return in_place and pictures.is_ours(output / order.name)
