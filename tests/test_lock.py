"""One build at a time in a folder; whoever comes second is told who came first."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import findings_of

from clearprint import lock
from clearprint.findings import Finding
from clearprint.lock import LOCK, held


@contextmanager
def another_process(output: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has a folder."""
    code = (
        f"import sys; sys.path[:] = {sys.path!r}; from pathlib import Path;"
        f"from clearprint.lock import held; lock = held(Path({str(output)!r}));"
        "lock.__enter__(); print('held', flush=True); sys.stdin.read()"
    )
    words = [sys.executable, "-c", code]
    with subprocess.Popen(words, stdin=-1, stdout=-1, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def take(output: Path) -> None:
    with held(output):
        pass


def refusal(output: Path) -> Finding:
    (finding,) = findings_of(lambda: take(output))
    return finding


def test_a_second_build_is_told_who_has_the_folder_and_since_when(tmp_path: Path) -> None:
    with another_process(tmp_path) as holder:
        finding = refusal(tmp_path)
    assert finding.code == "in-use"
    assert finding.place.file == str(tmp_path)
    assert re.match(r"Since 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d[+-]", finding.problem)
    assert f"(process {holder.pid} on " in finding.problem
    assert "--output" in finding.remedy


def test_it_is_free_again_afterwards_and_also_after_a_fault(tmp_path: Path) -> None:
    take(tmp_path)
    with pytest.raises(ZeroDivisionError), held(tmp_path):
        raise ZeroDivisionError
    take(tmp_path)


def test_a_process_holds_it_against_itself_too(tmp_path: Path) -> None:
    with held(tmp_path):
        assert refusal(tmp_path).code == "in-use"


def test_the_lock_of_a_killed_process_does_not_block(tmp_path: Path) -> None:
    with another_process(tmp_path) as holder:
        holder.kill()
        holder.wait()
        assert (tmp_path / LOCK).stat().st_size > 0
        take(tmp_path)


def test_nor_does_it_where_another_process_has_its_number_now(tmp_path: Path) -> None:
    """What the file says is never taken for true: here it names a process that does run."""
    said = {"process": os.getpid(), "host": "here", "user": "me", "since": "2999-01-01 00:00:00"}
    (tmp_path / LOCK).write_text(json.dumps(said), "utf-8")
    take(tmp_path)


@pytest.mark.parametrize("said", ["", "{", "[]", "null", "\x00"])
def test_a_holder_who_cannot_be_read_still_holds(tmp_path: Path, said: str) -> None:
    with another_process(tmp_path):
        (tmp_path / LOCK).write_text(said, "utf-8")
        assert refusal(tmp_path).problem.startswith("Another process is building")


def test_what_a_build_starts_does_not_keep_the_folder(tmp_path: Path) -> None:
    with held(tmp_path):
        child = subprocess.Popen(
            [sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=-1, close_fds=False
        )
    take(tmp_path)
    child.kill()
    child.communicate()


def test_threads_have_it_in_turn(tmp_path: Path) -> None:
    got: list[str] = []
    with held(tmp_path):
        thread = threading.Thread(target=lambda: got.append(refusal(tmp_path).code))
        thread.start()
        thread.join()
    assert got == ["in-use"]


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"")
    assert refusal(tmp_path / "output").remedy.startswith("There is a file where a folder")


def test_a_file_system_that_cannot_lock_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_take", fail)
    finding = refusal(tmp_path)
    assert (finding.code, finding.problem) == (
        "not-lockable",
        "The folder cannot be locked: No locks available.",
    )
