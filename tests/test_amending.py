"""A change is put in its place, and not a letter else moves."""

from __future__ import annotations

import pytest

from clearprint.amending import Amendments, commented, page_of, written_out


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_lines_end_as_those_of_the_file_do(end: str, last: bool) -> None:
    page = page_of(f"a: x{end}b: y{end if last else ''}", "x.yaml")
    changes = Amendments(page)
    changes.put_above(2, ["# above b"])
    changes.put_behind(1, ["# behind a"])
    changes.put_behind(2, ["c: z"])
    changes.put_behind(2, ["d: z"])
    lines = ["a: x", "# behind a", "# above b", "b: y", "c: z", "d: z"]
    assert changes.made() == end.join(lines) + (end if last else "")


def test_two_changes_on_one_line_are_both_made() -> None:
    page = page_of("m: {a: x, b: y}  # c\n", "x.yaml")
    changes = Amendments(page)
    for key, text in (("b", "22"), ("a", "1")):
        node = page.node["m"][key]
        changes.replace(page.start(node), page.behind(node), text)
    assert changes.made() == "m: {a: 1, b: 22}  # c\n"


def test_a_line_of_a_text_is_no_comment() -> None:
    page = page_of(
        "a: |\n  # one\n  # two\n\n# three\nb: >\n # four\nc: 'x\n  # five'\nd: y\n", "x"
    )
    assert page.comments_above(page.node.keys["b"].line) == [5]
    assert page.comments_above(page.node.keys["c"].line) == []
    assert page.comments_above(page.node.keys["d"].line) == []


def test_a_comment_keeps_the_indent_of_what_it_holds() -> None:
    page = page_of("a:\n  b: |\n    x\n\n      y\n", "x.yaml")
    inner = page.node["a"]["b"]
    lines = commented(page, page.offset(2, 3), page.behind(inner), "  #")
    assert lines == ["  # b: |", "  #   x", "  #", "  #     y"]


def test_a_mapping_is_written_out_line_by_line() -> None:
    text = 'x: 1\nm: {a: "1, 2", "b": [c, d],\n  e: {f: g}}  # h\ny: 2'
    page = page_of(text, "x.yaml")
    made = written_out(page, page.node, "m")
    assert made == 'x: 1\nm:  # h\n  a: "1, 2"\n  "b": [c, d]\n  e: {f: g}\ny: 2'
    assert page_of(made, "x.yaml").node.plain() == page.node.plain()
