"""Words written as YAML are read back as they are."""

from __future__ import annotations

import pytest
from conftest import node_of

from clearprint.quoting import key, quoted

WORDS = ("a", "a.b", "faq about driving", "a: b", "#", 'say "no"', "back\\slash", "- x", "5", "你")


@pytest.mark.parametrize("words", WORDS)
def test_words_come_back(words: str) -> None:
    assert node_of(f"{key(words)}: {quoted(words)}").plain() == {words: words}


def test_a_plain_key_stays_plain() -> None:
    assert key("sections.overview.text") == "sections.overview.text"
