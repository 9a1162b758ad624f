"""A PDF is put in place whole or not at all, and the manifest says what is there."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from conftest import findings_of

from clearprint.publish import MANIFEST, digest, is_whole, put, read_manifest, write_manifest

RECORD: dict[str, Any] = {
    "size": 12.25,
    "tight": False,
    "notes": 3,
    "left_out": ["A"],
    "pages": 2,
    "bytes": 3,
    "sheet": "s",
    "sha256": digest(b"one"),
    "fingerprint": "f",
    "title": "Ä",
}


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def failing(error: int) -> Any:
    """What stands for a call of the system that fails."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(error, os.strerror(error))

    return fail


def test_a_file_is_there_with_its_folders_and_nothing_else(tmp_path: Path) -> None:
    put(b"one", tmp_path / "en" / "a.pdf")
    assert (tmp_path / "en" / "a.pdf").read_bytes() == b"one"
    assert names(tmp_path / "en") == ["a.pdf"]


def test_a_file_takes_the_place_of_the_last(tmp_path: Path) -> None:
    put(b"one", tmp_path / "a.pdf")
    put(b"two", tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == b"two"


@pytest.mark.parametrize(
    ("call", "error", "remedy"),
    [
        ("os.fsync", errno.ENOSPC, "The disk is full: free some space."),
        ("os.fsync", errno.EIO, "Close it where it is open, and check the folder's rights."),
        ("pathlib.Path.replace", errno.EACCES, "Ask for the right to write there, or choose"),
        ("pathlib.Path.open", errno.EROFS, "The folder can only be read: choose another"),
        ("pathlib.Path.mkdir", errno.EPERM, "Ask for the right to write there, or choose"),
    ],
)
def test_a_failure_leaves_the_last_one_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: int, remedy: str
) -> None:
    put(b"one", tmp_path / "a.pdf")
    monkeypatch.setattr(call, failing(error))
    (finding,) = findings_of(lambda: put(b"two", tmp_path / "a.pdf"))
    monkeypatch.undo()
    assert (finding.code, finding.place.file) == ("not-written", str(tmp_path))
    assert finding.problem == f"a.pdf could not be written: {os.strerror(error)}."
    assert finding.remedy.startswith(remedy)
    assert (tmp_path / "a.pdf").read_bytes() == b"one"
    assert names(tmp_path) == ["a.pdf"]


def test_a_stop_in_the_middle_leaves_the_last_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    put(b"one", tmp_path / "a.pdf")
    monkeypatch.setattr("os.fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        put(b"two", tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == b"one"
    assert names(tmp_path) == ["a.pdf"]


def test_what_stands_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    (found,) = findings_of(lambda: put(b"one", tmp_path / "folder.pdf"))
    assert found.remedy == "There is a folder of that name: move it away."
    (tmp_path / "file").write_bytes(b"")
    (found,) = findings_of(lambda: put(b"one", tmp_path / "file" / "en" / "a.pdf"))
    assert found.remedy == "A part of that path is a file, not a folder: move it away."
    (found,) = findings_of(lambda: put(b"one", tmp_path / "file" / "a.pdf"))
    assert found.remedy == "There is a file where a folder should be: move it away."


def test_the_manifest_comes_back_in_the_order_of_names(tmp_path: Path) -> None:
    write_manifest(tmp_path, {"en/b.pdf": RECORD, "en/a.pdf": {**RECORD, "pages": 1}})
    records = read_manifest(tmp_path)
    assert list(records) == ["en/a.pdf", "en/b.pdf"]
    assert records["en/b.pdf"] == RECORD
    assert "Ä" in (tmp_path / MANIFEST).read_text("utf-8")
    assert names(tmp_path) == [MANIFEST]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"pdfs": []}', '{"pdfs": 3}', "null", "\ufeff{}", "[" * 10_000, "NaN"],
)
def test_a_damaged_manifest_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text, "utf-8")
    assert read_manifest(tmp_path) == {}


def test_a_manifest_that_is_not_there_or_no_text_is_none(tmp_path: Path) -> None:
    assert read_manifest(tmp_path / "none") == {}
    (tmp_path / MANIFEST).write_bytes(b"\xff\xfe")
    assert read_manifest(tmp_path) == {}


@pytest.mark.parametrize("key", sorted(set(RECORD) - {"title"}))
def test_a_record_that_lacks_something_is_left_out(tmp_path: Path, key: str) -> None:
    lacking = {name: value for name, value in RECORD.items() if name != key}
    write_manifest(tmp_path, {"a": RECORD, "b": lacking, "c": {**RECORD, key: None}})
    assert list(read_manifest(tmp_path)) == ["a"]


def test_a_pdf_is_whole_where_its_bytes_are_those_recorded(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    assert not is_whole(file, RECORD)
    put(b"one", file)
    assert is_whole(file, RECORD)
    put(b"two", file)
    assert not is_whole(file, RECORD)
    put(b"on", file)
    assert not is_whole(file, RECORD)
    assert not is_whole(file, {})
