"""Runs put in order keep each word, how it is set, and the lines that their writer parted."""

from __future__ import annotations

from clearprint.body import Run
from clearprint.manuscript.runs import (
    HARD,
    SOFT,
    TAB,
    lines_of,
    parted,
    split_at,
    tidy,
    without_bullet,
)

BOLD = Run("b", bold=True)


def test_spaces_are_single_and_neighbours_alike_are_one() -> None:
    assert tidy([Run(" a  "), Run(" b"), Run(f"{TAB}c "), BOLD, Run("  ")]) == (Run("a b c "), BOLD)
    assert tidy([Run("在这里"), Run(SOFT), Run("不会")]) == (Run("在这里不会"),)


def test_hard_breaks_part_lines_and_soft_ones_do_not() -> None:
    runs = [Run(f"a{HARD}b"), Run(SOFT), BOLD, Run(HARD), Run(" ")]
    assert lines_of(runs) == [(Run("a"),), (Run("b "), BOLD)]


def test_a_line_is_parted_at_a_sign_or_behind_some_letters() -> None:
    assert split_at(TAB, [Run(f"a{TAB}"), BOLD]) == [[Run("a")], [Run(""), BOLD]]
    assert parted((Run("Q: a "), BOLD, Run(" c")), 5) == ((Run("Q: a"),), (BOLD, Run(" c")))
    assert parted((BOLD, Run("cd")), 2) == ((BOLD, Run("c")), (Run("d"),))


def test_a_pasted_bullet_goes() -> None:
    assert without_bullet((Run("• a"),)) == (Run("a"),)
    assert without_bullet((Run("•"), BOLD)) == (BOLD,)
