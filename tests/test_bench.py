"""The benchmark runs, compares like with like, and says which budget is missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import budgets, idle, library
from bench import press as bench
from bench.words import write_library
from clearprint.build import build
from clearprint.orders import Desk, Order, Wish
from clearprint.project import Project
from clearprint.readback import read_back
from clearprint.sources import source_language
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


@pytest.mark.parametrize(
    ("budget", "measured", "kept"),
    [
        (budgets.TWO, 1.7, True),
        (budgets.TWO, 1.69, False),
        (budgets.MEMORY, 20, True),
        (budgets.MEMORY, 20.1, False),
        (budgets.LOADED, 0, True),
        (budgets.LOADED, 1, False),
    ],
)
def test_a_number_stands_beside_its_budget(
    budget: budgets.Budget, measured: float, kept: bool
) -> None:
    line = budget.line(measured, "a note")
    assert line.startswith("kept " if kept else "MISSED ")
    assert budget.form.format(measured) in line
    word = "at least" if budget is budgets.TWO else "at most"
    assert f"({word} {budget.form.format(budget.bound)}, a note)" in line


def test_a_library_is_fresh_and_its_translations_have_a_source(tmp_path: Path) -> None:
    project = idle.idle_library(tmp_path / "library", 1)
    assert idle.counts(project)["fresh"] == len(Desk(project).orders(Wish())) == idle.EACH
    assert idle.loaded(project, "weasyprint") == 0
    assert idle.loaded(project, "click") > 0
    files = Desk(project).handouts["topic-0000"]
    made_from = {language: source_language(file) for language, file in files.items()}
    assert made_from == {language: "" if language == "en" else "en" for language in files}


def test_one_and_two_processes_make_the_same_parts_in_turn(tmp_path: Path) -> None:
    project = write_library(tmp_path / "library", 1)
    orders = Desk(project).orders(Wish())[:4]
    ways = library.in_turn(project, orders, tmp_path)
    for way in ways.values():
        assert [outcome.order for outcome in way.outcomes] == orders
        assert way.rate == len(orders) / way.seconds
    made = sorted(tmp_path.glob("output-*/index.html"), key=lambda file: file.stat().st_mtime_ns)
    jobs = [file.parent.name.split("-")[1] for file in made]
    assert jobs == ["1", "2", "2", "1", "1", "2", "2", "1"]
