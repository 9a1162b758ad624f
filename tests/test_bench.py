"""The benchmark runs, compares like with like, and says which budget is missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import press as bench
from clearprint.build import build
from clearprint.orders import Desk, Order
from clearprint.project import Project
from clearprint.readback import read_back
from clearprint.typeset import press

STAGES = {"fit": 8.0, "typeset": 2.0, "preflight": 1.0}


def row(scratch: float, remembered: float, preflight: float) -> bench.Row:
    """A row as if WeasyPrint alone took ten seconds, and our layout and setting too."""
    stages = [{**STAGES, "preflight": preflight}]
    return bench.Row(
        "one-page",
        2,
        bench.Timed([scratch], stages),
        bench.Timed([remembered], stages),
        bench.Timed([10.0], [{}]),
        30.0,
    )


@pytest.mark.parametrize(
    ("scratch", "remembered", "preflight", "missed"),
    [
        (25.0, 15.0, 2.0, []),
        (25.1, 15.0, 2.0, ["from scratch"]),
        (25.0, 15.1, 2.0, ["remembered"]),
        (25.0, 15.0, 2.1, ["preflight"]),
    ],
)
def test_a_missed_budget_is_named(
    scratch: float,
    remembered: float,
    preflight: float,
    missed: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    bench.report([row(scratch, remembered, preflight)], 1.0, 1)
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("MISSED")]
    assert len(told) == len(missed)
    assert all(name in line for name, line in zip(missed, told, strict=True))


def test_each_way_makes_the_same_pages(shipped: Project, tmp_path: Path) -> None:
    desk, order = Desk(shipped), Order("pseudoprogression", "en", "one-page")
    record = build(order, desk, tmp_path, "").record
    sheet = bench.final_sheet(lambda: build(order, desk, tmp_path, "", record))
    assert sheet.digest == record["sheet"]
    ours = read_back((tmp_path / order.name).read_bytes())
    alone = read_back(bench.by_weasyprint(sheet, press(shipped)))
    assert [len(page.texts) for page in ours.pages] == [len(page.texts) for page in alone.pages]
    assert bench.one_process(sheet, tmp_path) > 0
    process = read_back((tmp_path / "sheet.pdf").read_bytes())
    assert len(process.pages) == len(ours.pages)


def test_the_ways_are_timed_in_turn_and_the_first_round_does_not_count() -> None:
    made: list[str] = []
    timed = bench.in_turn(2, lambda: made.append("a"), lambda: made.append("b"))
    assert made == ["a", "b"] * 3
    assert [len(one.rounds) for one in timed] == [2, 2]
