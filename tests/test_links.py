"""Nobody can click on paper, in any language; a machine that clicks is another thing."""

from __future__ import annotations

import pytest
from copies import told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Click here for more.", "en"),
        ("Tap here.", "en"),
        ("Click on the link below.", "en"),
        ("Haga clic en el enlace.", "es"),
        ("Cliquez sur le lien.", "fr"),
        ("Klicken Sie hier.", "de"),
        ("Clicca qui.", "it"),
        ("Clique no botão.", "pt"),
        ("Нажмите на ссылку.", "ru"),
        ("انقر هنا.", "ar"),
        ("请点击这里。", "zh-Hans"),
        ("여기를 클릭하세요.", "ko"),
        ("Hãy nhấp vào đây.", "vi"),
        ("यहाँ क्लिक करें।", "hi"),
        ("See [More information](https://example.org).", "en"),
        ("Xem [tại đây](https://example.org).", "vi"),
        ("[هنا](https://example.org)", "ar"),
        ("[了解更多](https://example.org)。", "zh-Hans"),
    ],
)
def test_a_link_that_says_nothing_is_told(text: str, language: str) -> None:
    assert len(told(text, "click-here", language)) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The scanner will click on and off.", "en"),
        ("Your knee may click on stairs.", "en"),
        ("Press the button on the pump.", "en"),
        ("You may hear a click here and there.", "en"),
        ("See [more information about asthma](https://example.org).", "en"),
        ("اضغط على الجرح.", "ar"),
        ("Nhấn vào vết thương.", "vi"),
    ],
)
def test_what_clicks_or_is_pressed_passes(text: str, language: str) -> None:
    assert told(text, "click-here", language) == []
