"""A file is put in place whole or not at all, and what a system refuses is told."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from conftest import findings_of

from clearprint.publish import digest, is_whole, put

RECORD = {"bytes": 3, "sha256": digest(b"one")}


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
    ("call", "error", "code", "remedy"),
    [
        ("os.fsync", errno.ENOSPC, "disk-full", "The disk is full: free some space."),
        ("os.fsync", errno.EFBIG, "disk-full", "The file would be larger than this system allows"),
        ("os.fsync", errno.EIO, "not-written", "Close it where it is open, and check the folder's"),
        ("pathlib.Path.replace", errno.EACCES, "not-written", "Close the file where it is open;"),
        ("pathlib.Path.open", errno.EROFS, "disk-full", "The folder can only be read: choose"),
        ("pathlib.Path.mkdir", errno.EPERM, "not-written", "Ask for the right to write there"),
    ],
)
def test_a_failure_leaves_the_last_one_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: int, code: str, remedy: str
) -> None:
    put(b"one", tmp_path / "a.pdf")
    monkeypatch.setattr(call, failing(error))
    (finding,) = findings_of(lambda: put(b"two", tmp_path / "a.pdf"))
    monkeypatch.undo()
    assert (finding.code, finding.place.file) == (code, str(tmp_path))
    assert finding.problem == f"a.pdf could not be written: {os.strerror(error)}."
    assert finding.remedy.startswith(remedy)
    assert (tmp_path / "a.pdf").read_bytes() == b"one"
    assert names(tmp_path) == ["a.pdf"]


@pytest.mark.parametrize("error", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_a_text_goes_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    monkeypatch.setattr("pathlib.Path.open", failing(error))
    (finding,) = findings_of(lambda: put(b"one", tmp_path / "en.yaml", output=False))
    monkeypatch.undo()
    assert "ask for the right to write there" in finding.remedy.lower()
    assert "--output" not in finding.remedy


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
