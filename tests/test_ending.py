"""A command ends with a status that says what became of it, and leaves whole files."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from clearprint.ending import Exit, need_writable, write_json

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="such files are POSIX's")


def test_a_file_that_cannot_be_written_is_told_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        need_writable(tmp_path / "no" / "told.json", "--json")
    assert ended.value.code == Exit.USAGE
    assert "could not be written: No such file or directory." in capsys.readouterr().err
    need_writable(tmp_path / "told.json", "--json")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_whole_or_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "told.json"
    write_json(file, {"first": 1})

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SystemExit) as ended:
        write_json(file, {"second": 2})
    assert ended.value.code == Exit.REFUSED
    assert "The disk is full" in capsys.readouterr().out
    assert json.loads(file.read_text("utf-8")) == {"first": 1}
    assert list(tmp_path.iterdir()) == [file]


@POSIX
def test_what_is_no_file_on_a_disk_stays_what_it_is(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link.json"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    need_writable(pipe, "--json")
    write_json(pipe, {"told": 1})
    assert json.loads(os.read(reader, 100)) == {"told": 1}
    os.close(reader)
    assert pipe.is_fifo()
    link.symlink_to(tmp_path / "told.json")
    write_json(link, {"told": 2})
    assert link.is_symlink()
    assert json.loads((tmp_path / "told.json").read_text("utf-8")) == {"told": 2}
