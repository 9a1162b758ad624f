"""The space that a line ends in pushes no word out of its column, and breaks no line early."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest
import weasyprint
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from clearprint.lineends import lines_filled, spaces_taken
from clearprint.project import SHIPPED, Project
from clearprint.typeset import press

WIDTH = 300  # pixels
ENDS_IN_ENGLISH = (
    '<p dir="rtl">المراجع: <span dir="ltr">National Cancer Institute (NCI), '
    "<b>Bethesda-Maryland, Tumor response and imaging.</b></span></p>"
)
"""Its first line ends in a space, where one element ends and another one starts."""

OTHERS = [
    '<p dir="rtl">التقدم الكاذب هو تغير يظهر في صور الرنين المغناطيسي بعد العلاج الإشعاعي.</p>',
    "<p>Pseudoprogression is a change that shows on a scan after radiation treatment.</p>",
    '<p dir="rtl">التقدم الكاذب <b>هو تغير يظهر </b><b style="white-space: nowrap">في صور '
    "الرنين المغناطيسي بعد العلاج</b></p>",
    "<p>A change that <i>is seen on scans </i>"
    '<b style="white-space: nowrap">after a treatment with radiation</b></p>',
    '<p>Take <b dir="rtl">خذ</b> it in the morning, at noon and in the evening, with water.</p>',
]


def _lines(paragraph: str, meanwhile: AbstractContextManager[None]) -> list[tuple[float, float]]:
    """The left and right ends of each line's words, in pixels from its column's left edge."""
    fonts = press(Project(SHIPPED)).fonts
    style = (
        f"@page {{ size: {WIDTH}px 600px; margin: 0 }} body {{ margin: 0; font: 16px Vazirmatn }}"
    )
    css = weasyprint.CSS(string=style, font_config=fonts)
    with meanwhile:
        html = weasyprint.HTML(string=paragraph)
        document = html.render(stylesheets=[css], font_config=fonts)
    boxes: list[Any] = list(document.pages[0]._page_box.descendants())
    found = []
    for line in (box for box in boxes if isinstance(box, LineBox)):
        texts = [box for box in line.descendants() if isinstance(box, TextBox) and box.width]
        found.append(
            (
                min(text.position_x for text in texts),
                max(text.position_x + text.width for text in texts),
            )
        )
    assert len(found) > 1
    return found


def test_words_keep_to_the_edge_of_their_column() -> None:
    lines = _lines(ENDS_IN_ENGLISH, spaces_taken())
    assert [right for _, right in lines] == [pytest.approx(WIDTH, abs=0.1)] * len(lines)


def test_without_it_they_are_pushed_out() -> None:
    """The day this fails, the typesetter takes the whole space itself, and this can go."""
    assert max(right for _, right in _lines(ENDS_IN_ENGLISH, nullcontext())) > WIDTH + 2


@pytest.mark.parametrize("paragraph", OTHERS)
def test_other_lines_are_as_they_were(paragraph: str) -> None:
    assert _lines(paragraph, spaces_taken()) == _lines(paragraph, nullcontext())


# Words that fit but for the space behind them

BEFORE_BOLD = (
    "<p><b>No</b> sujete a la persona. <b>No</b> le ponga nada en la boca: ni dedos, ni comida, "
    "ni bebida, ni pastillas. <b>No</b> le dé respiración boca a boca.</p>"
)
NO_SPACE = "<p>Words that are in no element, and wrap as they always did, wherever that is.</p>"


def _texts(paragraph: str, width: int, meanwhile: AbstractContextManager[None]) -> list[str]:
    """The words of each line in a column of a width in pixels."""
    fonts = press(Project(SHIPPED)).fonts
    style = (
        f"@page {{ size: {width}px 900px; margin: 0 }} body {{ margin: 0; font: 16px Vazirmatn }}"
    )
    css = weasyprint.CSS(string=style, font_config=fonts)
    with meanwhile:
        document = weasyprint.HTML(string=paragraph).render(stylesheets=[css], font_config=fonts)
    boxes: list[Any] = list(document.pages[0]._page_box.descendants())
    lines = [box for box in boxes if isinstance(box, LineBox)]
    return [
        "".join(box.text for box in line.descendants() if isinstance(box, TextBox))
        for line in lines
    ]


def _early(lines: list[str]) -> list[str]:
    """Lines of one word that are not the last."""
    return [line for line in lines[:-1] if " " not in line.strip()]


def test_no_line_breaks_behind_its_first_word() -> None:
    widths = range(180, 480)
    assert any(_early(_texts(BEFORE_BOLD, width, nullcontext())) for width in widths)
    assert not any(_early(_texts(BEFORE_BOLD, width, lines_filled())) for width in widths)


def test_what_was_not_broken_early_is_as_it_was() -> None:
    for width in range(180, 480):
        theirs = _texts(BEFORE_BOLD, width, nullcontext())
        if not _early(theirs):
            assert _texts(BEFORE_BOLD, width, lines_filled()) == theirs
        assert _texts(NO_SPACE, width, lines_filled()) == _texts(NO_SPACE, width, nullcontext())
