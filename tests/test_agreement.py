"""As many figures as can be are paired; what is left on either side is told."""

from __future__ import annotations

from clearprint.agreement import differences
from clearprint.readings import Figure, Reading


def _figure(*values: str, asked: bool = True, parts: tuple[Figure, ...] = ()) -> Figure:
    readings = [Reading(*value.split(" ")) for value in values]
    return Figure(values[0], frozenset(readings), parts, asked)


def _left(wanted: list[Figure], written: list[Figure]) -> tuple[list[str], list[str]]:
    lacking, beyond = differences(wanted, written)
    return [f.written for f in lacking], [f.written for f in beyond]


def test_what_has_no_counterpart_is_told_on_either_side() -> None:
    assert _left([_figure("1"), _figure("2")], [_figure("2"), _figure("3")]) == (["1"], ["3"])
    assert _left([_figure("1"), _figure("1")], [_figure("1")]) == (["1"], [])
    assert _left([], []) == ([], [])


def test_one_that_can_be_read_in_two_ways_gives_way() -> None:
    either, one, two = _figure("1", "2"), _figure("1"), _figure("2")
    assert _left([either, one], [one, two]) == ([], [])
    assert _left([one, two], [either, one]) == ([], [])
    assert _left([one, either, one], [two, one]) == (["1"], [])


def test_words_answer_and_need_no_answer() -> None:
    spoken = _figure("2 wk", asked=False)
    assert _left([_figure("2 wk")], [spoken]) == ([], [])
    assert _left([spoken], []) == ([], [])
    assert _left([_figure("2 wk")], [_figure("2 wk"), spoken]) == ([], [])


def test_words_that_contradict_each_other_are_told() -> None:
    two, three = (_figure(f"{n} tablet", asked=False) for n in (2, 3))
    assert _left([two], [three]) == (["2 tablet"], ["3 tablet"])
    assert _left([two, three], [three, two]) == ([], [])
    assert _left([two], [_figure("1 tablet", asked=False)]) == ([], [])  # “a tablet”
    assert _left([two], [_figure("3 drop", asked=False)]) == ([], [])
    weekly, daily = (_figure(f"1 times {per}", asked=False) for per in ("wk", "d"))
    assert _left([weekly], [daily]) == (["1 times wk"], ["1 times d"])


def test_one_may_be_told_in_parts() -> None:
    month = _figure("11", asked=False)
    date = _figure("2026-11-24", parts=(_figure("24"), _figure("2026"), month))
    assert _left([date], [_figure("24"), _figure("2026")]) == ([], [])
    assert _left([date], [_figure("24"), _figure("11"), _figure("2026")]) == ([], [])
    assert _left([date], [_figure("24")]) == (["2026-11-24"], ["24"])
    assert _left([_figure("24"), _figure("2025")], [date]) == (["24", "2025"], ["2026-11-24"])


def test_a_unit_of_time_or_what_is_counted_may_be_left_to_the_words() -> None:
    for whole, part in [("6 wk", "6"), ("2 tablet", "2"), ("5 mg d", "5 mg"), ("5 mg ?", "5 mg")]:
        assert _left([_figure(whole)], [_figure(part)]) == ([], [])
    for one, other in [
        ("6 wk", "6 mo"),
        ("5 mg", "5"),
        ("5 mg kg", "5 mg"),
        ("5 mg kg/d", "5 mg d"),
        ("5 mg d", "5 mg h"),
    ]:
        assert _left([_figure(one)], [_figure(other)]) == ([one], [other])
