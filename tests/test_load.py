"""Every scalar stays text, every node knows its line, and nothing clever is read."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from conftest import findings_of, node_of
from hypothesis import given
from hypothesis import strategies as st

from clearprint.findings import Finding, Refused
from clearprint.load import DEEPEST, LARGEST, Node, load, parse
from clearprint.project import Project
from clearprint.unseen import character_faults

Told = list[tuple[int, int, str]]


def told(findings: tuple[Finding, ...]) -> Told:
    return sorted((found.place.line, found.place.column, found.code) for found in findings)


def faults_in(text: str) -> Told:
    """Line, column and code of all that is wrong in the form of a file."""
    try:
        return told(parse(text, "test.yaml").faults)
    except Refused as refused:
        return told(refused.findings)


# Scalars


@pytest.mark.parametrize(
    "written",
    [
        *("8:00", "190:20:30", "1.10", "010", "0x1f", "1e3", "1_000", "+1", "-0", ".5", ".inf"),
        *("no", "yes", "on", "off", "true", "False", "y", "N", "null", "~", "Null", "=", "<<"),
        *("2026-11-24", "2026-11-24T08:00:00Z", "12,5", "1/2", "911", "5 mg", "½", "１０"),
    ],
)
def test_every_scalar_stays_the_text_it_is(written: str) -> None:
    node = node_of(f"key: {written}\nlist: [{written.replace(',', ';')}]\n{written}: value")
    assert node.plain() == {"key": written, "list": [written.replace(",", ";")], written: "value"}
    assert not node.faults


def test_an_empty_value_is_an_empty_text() -> None:
    assert node_of("key:\nother: ''").plain() == {"key": "", "other": ""}


def test_nodes_know_their_line_and_column() -> None:
    node = node_of("title: A\nlist:\n  - one\n  -   two\nmap: {key: value}")
    title, items, key = node.get("title"), node.get("list"), (node.get("map") or node).get("key")
    assert title
    assert items
    assert key
    assert str(title.place) == "test.yaml:1:8"
    assert [str(item.place) for item in items.value if isinstance(item, Node)] == [
        "test.yaml:3:5",
        "test.yaml:4:7",
    ]
    assert str(key.place) == "test.yaml:5:12"
    assert {name: place.line for name, place in node.keys.items()} == {
        "title": 1,
        "list": 2,
        "map": 5,
    }


def test_the_lines_of_a_block_know_where_they_are() -> None:
    node = node_of("map:\n  text: |  # words\n\n    one\n    - two\n\n    three\n").get("map")
    text = node and node.get("text")
    assert text
    assert isinstance(text.value, str)
    assert text.value.split("\n")[4] == "three"
    assert str(text.line(4)) == "test.yaml:7:5"
    assert text.first_line == 3


def test_a_text_on_one_line_has_one_place() -> None:
    text = node_of('text: "a\\n\\nb"').get("text")
    assert text
    assert str(text.line(2)) == "test.yaml:1:7"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("|\n  a\n  b", False),
        (">\n  a\n  b", True),
        ("a\n  b", True),
        ('"a\n  b"', True),
        ("a b", False),
        ("'a b'  # c", False),
    ],
)
def test_a_node_knows_whether_yaml_joined_its_lines(text: str, folded: bool) -> None:
    node = node_of(f"text: {text}\nnext: x").get("text")
    assert node
    assert node.folded is folded


def test_a_letter_is_one_code_point_in_every_reader() -> None:
    node = node_of('cafe\u0301: re\u0301sume\u0301\nescaped: "e\\u0301"')
    assert node.plain() == {"café": "résumé", "escaped": "é"}
    assert not node.faults


# What is refused


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\na: 4", [(3, 1, "duplicate-key"), (4, 1, "duplicate-key")]),
        ("m: {a: 1, b: 2, a: 3}", [(1, 17, "duplicate-key")]),
        ("e\u0301: 1\né: 2", [(2, 1, "duplicate-key")]),
        ("a: *b", [(1, 4, "alias")]),
        ("a: &b text\nc: *b", [(1, 4, "alias"), (2, 4, "alias")]),
        ("a: &b {c: d}\ne:\n  <<: *b", [(1, 4, "alias"), (3, 7, "alias")]),
        ("a: &b [x]", [(1, 4, "alias")]),
        ("&a b: c", [(1, 1, "alias")]),
        ("a: !!int 3", [(1, 4, "tag")]),
        ("a: !secret x", [(1, 4, "tag")]),
        ("a: !!python/object/apply:os.system [ls]", [(1, 4, "tag")]),
        ("a: !<tag:yaml.org,2002:str> x", [(1, 4, "tag")]),
        ("a: ! x", [(1, 4, "tag")]),
        ("a: !!map {b: c}", [(1, 4, "tag")]),
        ("? [a, b]\n: c", [(1, 3, "key-not-text")]),
        ("? {a: b}\n: c", [(1, 3, "key-not-text")]),
        ("a: b\n---\nc: d", [(2, 1, "second-document")]),
        ("", [(1, 1, "empty-file")]),
        ("# only a comment\n", [(1, 1, "empty-file")]),
        ("---\n", []),
    ],
)
def test_cleverness_is_refused(text: str, expected: Told) -> None:
    assert faults_in(text) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: b: c", (1, 5)),
        ("a: [b", (2, 1)),
        ('a: "b', (1, 6)),
        ("a: %b", (1, 4)),
        ("a: @b", (1, 4)),
        ("a: `b", (1, 4)),
        ("a: b\n c: d", (2, 3)),
        ("a:\n  - b\n c", (3, 2)),
        ("a: b\n...\nc: d", (3, 1)),
        (": x", (1, 1)),
        ('a: "\\ud800"', (1, 7)),
        ('a: "\\q"', (1, 5)),
    ],
)
def test_what_is_no_yaml_is_told_with_its_place(text: str, place: tuple[int, int]) -> None:
    assert faults_in(text) == [(*place, "yaml-syntax")]


def test_a_fault_of_form_says_what_to_do() -> None:
    (tab,) = node_of("a:\tb").faults
    assert str(tab) == "test.yaml:1:3: There is a tab. Write spaces instead. [tab]"
    (twice,) = node_of("a: 1\nb: 2\na: 3").faults
    assert twice.problem == "“a” stands here again (first on line 1)."
    (syntax,) = findings_of(lambda: node_of("list: [a,\nb: c"))
    assert "(what it belongs to starts on line 1)" in syntax.problem
    assert "in double quotes" in syntax.remedy


def test_all_faults_of_form_are_told_at_once() -> None:
    text = "a: &x 1\nb: !t 2\na: 3\nc:\t4\nd: 5\u200b\ne: grade #3\n? [f]\n: 6\n"
    assert faults_in(text) == [
        (1, 4, "alias"),
        (2, 4, "tag"),
        (3, 1, "duplicate-key"),
        (4, 3, "tab"),
        (5, 5, "invisible-character"),
        (6, 10, "words-in-comment"),
        (7, 3, "key-not-text"),
    ]


def test_faults_before_a_wrong_line_are_told_with_it() -> None:
    assert faults_in("a: &x 1\nb: 2\u200b\nc: d: e") == [
        (1, 4, "alias"),
        (2, 5, "invisible-character"),
        (3, 5, "yaml-syntax"),
    ]


def test_a_character_nobody_can_see_hides_nothing_else() -> None:
    assert faults_in("a:\n\tb: c\nd: *e") == [(2, 1, "tab"), (3, 4, "alias")]
    assert faults_in("a: b\0c\nd: *e") == [(1, 5, "invisible-character"), (2, 4, "alias")]
    assert faults_in("a: \ud800\nd: *e") == [(1, 4, "invisible-character"), (2, 4, "alias")]
    assert faults_in("a: b\u2028c\nd: *e") == [(1, 5, "invisible-character"), (2, 4, "alias")]
    assert faults_in("a: 'b\x85c'\nd: e: f") == [
        (1, 6, "invisible-character"),
        (2, 5, "yaml-syntax"),
    ]


def test_text_is_read_as_if_what_nobody_sees_was_not_there() -> None:
    assert node_of("a: 2026-\u200b11-24\nb:\tc").plain() == {"a": "2026-11-24", "b": "c"}


# Bombs


def test_nesting_is_bounded() -> None:
    deepest = "[" * (DEEPEST - 1) + "x" + "]" * (DEEPEST - 1)
    assert faults_in(deepest) == []
    assert faults_in(f"[{deepest}]") == [(1, DEEPEST + 1, "too-deep")]
    assert 5 < DEEPEST < 20  # an article has five; Python itself gives up at some hundreds


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "[{a: "])
def test_a_tower_is_refused_and_no_traceback(opening: str) -> None:
    found = faults_in(opening * 50_000)
    assert [code for *_, code in found] == ["too-deep"]


def test_a_billion_laughs_are_refused_unexpanded() -> None:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    node = node_of("\n".join(lines))
    assert len(node.faults) == 10 + 9 * 9
    assert {fault.code for fault in node.faults} == {"alias"}
    assert "ha" not in str((node.get("a9") or node).plain())


# Files


def test_a_file_of_fifty_megabytes_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "large.yaml"
    with file.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    monkeypatch.setattr("clearprint.load.parse", lambda *_: pytest.fail("it was parsed"))
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    (finding,) = findings_of(lambda: load(file, "large.yaml"))
    assert (finding.code, str(finding.place)) == ("file-too-large", "large.yaml")
    assert "52,428,800 bytes" in finding.problem


def test_a_file_that_does_not_say_how_large_it_is_is_bounded_too() -> None:
    endless = Path("/dev/zero")
    if not endless.exists():
        pytest.skip("this system has no endless file")
    (finding,) = findings_of(lambda: load(endless, "endless.yaml"))
    assert finding.code == "file-too-large"


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a: " + "b" * (LARGEST - 3))
    assert len(str(load(file, "a.yaml").plain()["a"])) == LARGEST - 3


def test_a_file_in_another_encoding_is_refused_at_its_byte(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes("title: é\nname: ".encode() + "Müller".encode("latin-1"))
    (finding,) = findings_of(lambda: load(file, "a.yaml"))
    assert (str(finding.place), finding.code) == ("a.yaml:2:8", "not-utf-8")
    assert "0xfc" in finding.problem
    assert "UTF-8" in finding.remedy


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le"])
def test_wide_encodings_are_refused(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes("title: é".encode(encoding))
    assert findings_of(lambda: load(file, "a.yaml"))


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_from_any_system_reads_the_same(tmp_path: Path, ending: str, mark: bytes) -> None:
    file = tmp_path / "a.yaml"
    text = "title: A\ntext: |\n  one\n\n  two\nwrong: &b c\n"
    file.write_bytes(mark + text.replace("\n", ending).encode())
    node = load(file, "a.yaml")
    assert node.plain() == {"title": "A", "text": "one\n\ntwo\n", "wrong": "c"}
    assert told(node.faults) == [(6, 8, "alias")]


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (missing,) = findings_of(lambda: load(tmp_path / "a.yaml", "a.yaml"))
    assert str(missing) == (
        "a.yaml: The file cannot be read: No such file or directory. "
        "Check its name and rights. [unreadable]"
    )
    (folder,) = findings_of(lambda: load(tmp_path, "b.yaml"))
    assert folder.code == "unreadable"


# Text nobody thought of

YAMLISH = st.text(
    st.one_of(
        st.sampled_from("abc:-#&*!|>'\"%@`{}[],?~ \n\t\\0123é\u0301\u202e\ufeff\x00\r\x85\u2028"),
        st.characters(),
    ),
    max_size=80,
)


def every(node: Node) -> list[Node]:
    inner = node.value.values() if isinstance(node.value, dict) else node.value
    return [node, *(deep for item in inner if isinstance(item, Node) for deep in every(item))]


def read(made: Callable[[], Node]) -> Node | tuple[Finding, ...]:
    """The nodes, or the findings of a refusal; any other exception is a fault of ours."""
    try:
        return made()
    except Refused as refused:
        return refused.findings


def is_sound(result: Node | tuple[Finding, ...]) -> bool:
    """Whether there are nodes with places, or findings with places."""
    if isinstance(result, tuple):
        return len(result) > 0 and all(found.place.file == "test.yaml" for found in result)
    return all(node.place.line >= 1 and node.place.column >= 1 for node in every(result))


@given(YAMLISH)
def test_any_text_gives_nodes_or_is_refused(text: str) -> None:
    assert is_sound(read(lambda: parse(text, "test.yaml")))


@given(st.binary(max_size=60))
def test_any_bytes_give_nodes_or_are_refused(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "test.yaml"
        file.write_bytes(data)
        assert is_sound(read(lambda: load(file, "test.yaml")))


NFC = partial(unicodedata.normalize, "NFC")
SEEN = st.characters(categories=["L", "M", "N", "P", "S", "Zs"]).filter(
    lambda letter: not any(character_faults(letter, ""))
)
WORDS = st.text(SEEN, max_size=20).map(NFC)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@given(st.dictionaries(WORDS, WORDS, max_size=5))
def test_quoted_text_comes_back_whole(values: dict[str, str]) -> None:
    lines = ["{"] + [f"{quoted(key)}: {quoted(value)}," for key, value in values.items()] + ["}"]
    assert node_of("\n".join(lines)).plain() == values


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="there is only one parser here")
def test_the_parser_in_python_reads_the_same(
    shipped: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [file for languages in shipped.handouts().values() for file in languages.values()]
    assert files
    for file in files:
        ours = load(file, file.name)
        with monkeypatch.context() as patch:
            patch.setattr("clearprint.load._LOADER", yaml.SafeLoader)
            assert load(file, file.name) == ours
