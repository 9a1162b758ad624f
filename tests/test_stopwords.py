"""A text in another language than it is said to be in is told; a language's own text never is."""

from __future__ import annotations

import pytest

from clearprint.orders import Desk
from clearprint.project import SHIPPED, Project
from clearprint.stopwords import FEWEST_WORDS, other_language
from clearprint.validate import copy_in, load_file

KNOWN = ("de", "en", "es", "fr", "it", "nl", "pt", "ru")
TOPICS = Desk(Project(SHIPPED)).handouts


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_what_ships_is_in_its_own_language_and_in_no_other(topic: str) -> None:
    desk = Desk(Project(SHIPPED))
    for language in TOPICS[topic]:
        texts = [p.text for p in copy_in(desk, load_file(desk, topic, language), language).full]
        for other in KNOWN:
            assert bool(other_language(texts, other)) is (other != language), (language, other)


def test_a_few_words_tell_no_language() -> None:
    assert other_language(["word "] * (FEWEST_WORDS - 1), "es") == ""
    assert other_language(["word "] * FEWEST_WORDS, "es").endswith("does not seem to be Spanish")
