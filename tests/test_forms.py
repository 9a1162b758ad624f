"""A new file has every field of its source, with the source's words beside it."""

from __future__ import annotations

from conftest import article_text, node_of

from clearprint.article import Article
from clearprint.forms import Field, form, provenance
from clearprint.schema import read


def test_a_form_reads_as_a_file() -> None:
    text = article_text(faq="\n  - question: Why?\n    answer: |\n      So.\n\n      - It is.")
    fields = (*form(read(Article, node_of(text))), provenance("en", {"a: b": "0123456789"}))
    lines = [line for field in fields for line in field.lines("")]
    node = node_of("\n".join(lines))
    assert node.get("version")
    assert node["translation"]["source"].plain() == {"a: b": "0123456789"}
    assert node["references"].plain() == [{"text": "A book."}]
    assert node["faq"].plain() == [{"question": "", "answer": ""}]
    comments = "    # source: So.\n    # source:\n    # source: - It is.\n    answer: |"
    assert comments in "\n".join(lines)


def test_what_may_be_left_out_is_not_in_it() -> None:
    assert list(Field("codes", optional=True).lines("")) == []
    assert list(provenance("es", {}).lines("")) == [
        "translation:",
        "  of: es",
        "  status: translated",
    ]
