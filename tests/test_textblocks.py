"""A block is found by its name, whatever a section is called."""

from __future__ import annotations

import pytest
from conftest import article_text, node_of

from clearprint.article import Article
from clearprint.quoting import key
from clearprint.schema import read
from clearprint.textblocks import blocks, path_of
from clearprint.textblocks import node_of as block_in

KEYS = ("plain", "section 1.5", "a.text", "b.figure", "c.figure.alt", ".", "1", "urgent")


@pytest.mark.parametrize("name", KEYS)
def test_a_block_is_found_in_a_section_of_any_name(name: str) -> None:
    figure = "{file: a.svg, alt: Alt, caption: Caption}"
    section = f"heading: Heading, text: Text, brief: Brief, urgent: [Sign], figure: {figure}"
    sections = f"\n  {key(name)}: {{{section}}}\n  overview: {{text: Small.}}"
    node = node_of(article_text(sections=sections))
    found = {n: block for n, block in blocks(read(Article, node)).items() if n.startswith("sect")}
    assert len(found) == 7
    for block, told in found.items():
        value, is_there = block_in(node, block)
        assert is_there
        assert told.words in (value.value, "Sign")


def test_questions_and_references_are_counted_from_1() -> None:
    assert path_of("faq.2.answer") == ("faq", "2", "answer")
    node = node_of("faq: [{answer: A}, {answer: B}]")
    assert block_in(node, "faq.2.answer")[0].value == "B"
    assert [block_in(node, f"faq.{number}")[1] for number in ("0", "1", "3")] == [
        False,
        True,
        False,
    ]
