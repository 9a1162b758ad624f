"""Large print leaves the press in every size that may be asked for, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from clearprint.build import build
from clearprint.editions import PAPERS
from clearprint.orders import Desk, Order, Wish
from clearprint.project import SHIPPED, Project

DESK = Desk(Project(SHIPPED))
SIZES = DESK.editions["large-print"].sizes.on_request


def orders(languages: tuple[str, ...], sizes: tuple[float, ...]) -> list[Order]:
    """Large print in some languages (none: in all) and sizes, on both papers."""
    return [
        order
        for size in sizes
        for paper in PAPERS
        for order in DESK.orders(Wish((), languages, ("large-print",), size, paper))
    ]


# French has the longest words and the most hyphens of the languages that ship.
ORDERS = sorted({*orders(("en", "fr"), SIZES), *orders((), SIZES[-1:])}, key=lambda o: o.name)


def test_there_are_sizes_papers_and_languages() -> None:
    assert SIZES[-1] == max(SIZES) == 28
    assert len(ORDERS) >= 2 * len(SIZES) * len(PAPERS) + 7 * len(PAPERS)


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.name)
def test_it_is_built(order: Order, tmp_path: Path) -> None:
    record = build(order, DESK, tmp_path, "").record
    assert record["size"] == order.size
    assert (tmp_path / order.name).is_file()
