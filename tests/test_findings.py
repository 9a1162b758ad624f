"""A finding says what is wrong, where, and what to do; a refusal says all of them."""

from __future__ import annotations

import pytest

from clearprint.findings import Finding, Place, Refused, did_you_mean


def finding(line: int, problem: str = "It is wrong.") -> Finding:
    return Finding("wrong", Place("a.yaml", line, 1), problem, "Mend it.")


def test_a_finding_says_where_what_and_what_to_do() -> None:
    said = str(Finding("tab", Place("a.yaml", 3, 7), "There is a tab.", "Write spaces instead."))
    assert said == "a.yaml:3:7: There is a tab. Write spaces instead. [tab]"


def test_a_place_without_a_line_is_the_file() -> None:
    assert str(Place("a.yaml")) == "a.yaml"


def test_the_record_is_plain_values() -> None:
    assert finding(3).record() == {
        "code": "wrong",
        "place": {"file": "a.yaml", "line": 3, "column": 1},
        "problem": "It is wrong.",
        "remedy": "Mend it.",
        "stops": True,
    }


def test_a_refusal_tells_all_in_the_order_of_the_file() -> None:
    refused = Refused([finding(10), finding(2), finding(9)])
    assert [found.place.line for found in refused.findings] == [2, 9, 10]
    assert str(refused).count("\n") == 2


def test_a_refusal_tells_the_same_thing_once() -> None:
    assert len(Refused([finding(2), finding(2), finding(2, "Another.")]).findings) == 2


def test_a_refusal_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="reason"):
        Refused([])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("titel", "Did you mean “title”?"),
        ("sectoins", "Did you mean “sections”?"),
        ("Title", "Did you mean “title”?"),
        ("A4", "Did you mean “a4”?"),
        ("zzz", "Known here: title, sections, a4."),
    ],
)
def test_the_nearest_known_word_is_offered(written: str, said: str) -> None:
    assert did_you_mean(written, ["title", "sections", "a4"]) == said
