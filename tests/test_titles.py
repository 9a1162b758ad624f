"""A heading that says nothing is told, in any language; one that says a little passes."""

from __future__ import annotations

import pytest
from copies import told


def headed(heading: str) -> list[str]:
    """What is told of a section under a heading."""
    own = f"  own: {{heading: '{heading.replace(chr(39), chr(39) * 2)}', text: Eat well.}}"
    found = told(f"sections:\n  overview: {{text: Good.}}\n{own}", "empty-heading")
    return [finding.problem for finding in found]


@pytest.mark.parametrize(
    "heading",
    [
        *("Additional information", "Further information:", "About", "Informazioni generali"),
        *("Informações gerais", "Informations générales", "Weitere Informationen", "Введение"),
        *(
            "معلومات عامة",
            "其他信息",
            "기타",
            "Thông tin chung",
            "सामान्य जानकारी",
            "Plus d'informations",
        ),
    ],
)
def test_a_heading_that_says_nothing_is_told(heading: str) -> None:
    assert len(headed(heading)) == 1


@pytest.mark.parametrize("heading", ["About the test", "Notes for your doctor", "Facts on iron"])
def test_a_heading_that_says_something_passes(heading: str) -> None:
    assert headed(heading) == []


@pytest.mark.parametrize(
    ("title", "count"),
    [
        *(("Cancer and you", 1), ("Le cancer et vous", 1), ("El cáncer y usted", 1)),
        *(("癌症与您", 1), ("Patient information", 1), ("You and your cancer team", 0)),
        *(("How to live with cancer", 0), ("Andy and Yousef", 0)),
    ],
)
def test_a_title_says_what_the_handout_is_for(title: str, count: int) -> None:
    assert len(told(f"title: {title}", "empty-heading")) == count
