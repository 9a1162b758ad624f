"""What a screen reader is to say of each line: its words, with the space that the line ended at."""

from __future__ import annotations

from typing import Any

import pytest
import weasyprint

from clearprint.project import SHIPPED, Project
from clearprint.spoken import leftward_texts, said, spaced_texts, speaks_for_itself
from clearprint.typeset import press

STYLE = "@page { size: 60mm 60mm; margin: 0 } p { margin: 0; width: 26mm; font: 12pt %s }"


def laid_out(paragraphs: str, family: str = "Atkinson Hyperlegible Next") -> Any:
    """Some paragraphs on lines of 26 mm, about a dozen letters."""
    html = weasyprint.HTML(string=paragraphs)
    fonts = press(Project(SHIPPED)).fonts
    css = weasyprint.CSS(string=STYLE % f"'{family}'", font_config=fonts)
    return html.render(stylesheets=[css], font_config=fonts)


def _spaced(paragraphs: str, family: str = "Atkinson Hyperlegible Next") -> list[str]:
    return sorted(box.text for box in spaced_texts(laid_out(paragraphs, family)))


def test_signs_that_steer_lines_are_not_said() -> None:
    assert said("hyper\u00adten\u200bsion\u2060 10\u00a0mg") == "hypertension 10\u00a0mg"


def test_joiners_are_letters() -> None:
    assert said("می\u200cکند क\u200dष") == "می\u200cکند क\u200dष"


@pytest.mark.parametrize(
    ("line", "itself"),
    [("扫描显示", True), ("扫描 MRI", True), ("扫描 ", False), ("Words", False), ("안녕", False)],
)
def test_ideographs_speak_for_themselves(line: str, itself: bool) -> None:
    assert speaks_for_itself(line) == itself


def test_a_line_that_ended_at_a_space_has_it_again() -> None:
    assert _spaced("<p>One morning two everlasting</p>") == ["One morning", "two"]


def test_a_last_line_has_none() -> None:
    assert _spaced("<p>One</p><p>Two</p>") == []


def test_a_line_that_ends_otherwise_has_none() -> None:
    assert _spaced("<p>radio-oncology-team</p>") == []
    assert _spaced("<p>radiology\u200boncology</p>") == []
    assert _spaced("<p><b>A</b> radio-oncology-team</p>") == []
    assert _spaced('<p style="white-space: pre-wrap">One morning  later</p>') == []
    assert _spaced("<p>扫描显示肿瘤似乎变大了扫描显示</p>", "Noto Sans SC") == []


def test_a_line_ended_by_its_author_is_parted_from_the_next() -> None:
    assert _spaced("<p>One<br>two</p>") == ["One"]


def test_the_end_of_a_line_may_stand_in_another_element() -> None:
    assert _spaced("<p>One <b>morning</b> two <b>everlasting</b></p>") == ["morning", "two"]
    assert _spaced("<p><b>Everlasting </b>morning</p>") == ["Everlasting"]


def test_all_texts_of_a_right_to_left_line_are_leftward() -> None:
    paragraphs = (
        '<p dir="rtl">خذ <span dir="ltr">10 mg</span> الآن</p>'
        '<p>Take <span dir="rtl">خذ</span> 10</p><p dir="rtl">MRI</p>'
    )
    found = sorted(box.text.strip() for box in leftward_texts(laid_out(paragraphs, "Vazirmatn")))
    assert found == sorted(["خذ", "10 mg", "الآن", "MRI"])


def test_no_text_of_a_left_to_right_sheet_is_leftward() -> None:
    assert leftward_texts(laid_out("<p>One morning</p>")) == set()
