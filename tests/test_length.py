"""What is too long is told in each language as it is counted there."""

from __future__ import annotations

import pytest
from copies import told

from clearprint.copychecks.length import LONGEST_UNSPACED


def test_a_chinese_sentence_is_counted_in_characters() -> None:
    assert (
        told("好" * (LONGEST_UNSPACED - 1) + "。" + "好" * 10 + "！", "long-sentence", "zh-Hans")
        == []
    )
    (found,) = told("好" * 200 + "。", "long-sentence", "zh-Hans")
    assert "201 characters" in found.problem


def test_an_address_is_no_part_of_a_long_sentence() -> None:
    address = "https://www.example.org/" + "long-and-boring-" * 8
    assert told(f"请访问：{address}。", "long-sentence", "zh-Hans") == []


def test_chinese_sentences_make_a_paragraph() -> None:
    (found,) = told("请休息。" * 9, "long-paragraph", "zh-Hans")
    assert "9 sentences" in found.problem
    assert told("请休息。“好！”" * 3, "long-paragraph", "zh-Hans") == []


@pytest.mark.parametrize(("count", "lists"), [(7, 0), (8, 1)])
def test_urgent_signs_are_a_list_too(count: int, lists: int) -> None:
    signs = ", ".join(f"Sign {letter}" for letter in "abcdefgh"[:count])
    text = (
        "sections: \n  overview: {text: Good.}\n  when_to_see_a_doctor: {text: Call us., urgent: "
    )
    found = told(f"{text}[{signs}]}}", "long-list")
    assert len(found) == lists
    assert all("Sign a" in finding.problem for finding in found)


def test_items_that_lead_in_others_part_a_list() -> None:
    falls = ["To prevent falls:", *("- Light", "- Rails", "- Shoes", "- Mats")]
    bones = ["Strong bones need things such as", *("- Milk", "- Sun", "- Walks")]
    text = "\n".join(line if line[0] == "-" else f"- {line}" for line in [*falls, *bones])
    assert told(text, "long-list") == []
    longer = text + "".join(f"\n- Thing {letter}" for letter in "abcde")
    (found,) = told(longer, "long-list")
    assert found.problem == "A list has 8 items; it starts with “Milk”."
    assert found.place.line == 11


def test_a_list_of_sentences_may_hold_a_sub_list() -> None:
    types = ["- Surgery", "- Radiation", "- Chemotherapy", "- Pills", "- Rest"]
    text = "\n".join(["- There are five types.", *types, "- Ask us.", "- Tests may be needed."])
    assert told(text, "long-list") == []
    assert len(told("\n".join([*types, "- Ask us.", "- Wait", "- Sleep"]), "long-list")) == 1
    assert len(told("\n".join(["- It is one."] * 8), "long-list")) == 1
