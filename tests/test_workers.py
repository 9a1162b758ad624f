"""Workers answer, in whatever order; one that dies, hangs or swells is replaced and told of."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import chores
import pytest

from clearprint.process import Failure, Limits
from clearprint.workers import Crew, NoWorkerError, Worker

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
LONG = 60.0  # seconds that nothing here takes unless something is wrong


def wait_for(what: Callable[[], Any]) -> Any:
    """What a call gives once it gives something."""
    for _ in range(int(LONG * 50)):
        if found := what():
            return found
        time.sleep(0.02)
    pytest.fail("it never came")


def pid_in(marker: Path) -> int:
    """The process that wrote itself down in a file."""
    return int(wait_for(lambda: marker.exists() and marker.read_text("utf-8")))


def is_running(pid: int) -> bool:
    """Whether a process runs, and is not just waited for."""
    state = Path(f"/proc/{pid}/stat")
    if Path("/proc/self").exists():
        return state.exists() and state.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def answers(
    function: Callable[[Any], Any], tasks: Iterable[Any], count: int = 1, **limits: Any
) -> dict[Any, Any]:
    """Each task with its answer."""
    crew = Crew(count, function, chores.ready, Limits(**{"seconds": LONG, **limits}))
    try:
        return dict(crew.run(tasks))
    finally:
        crew.stop()


@pytest.mark.parametrize("count", [1, 2, 5])
def test_every_task_is_answered_once(count: int) -> None:
    crew: Crew[int, int] = Crew(count, chores.double, chores.ready, Limits())
    found = list(crew.run(range(20)))
    crew.stop()
    assert sorted(found) == [(number, number * 2) for number in range(20)]


def test_nothing_to_do_starts_nobody() -> None:
    crew: Crew[int, int] = Crew(2, chores.double, chores.ready, Limits())
    assert list(crew.run([])) == []
    assert [worker._process for worker in crew.workers] == [None, None]


def test_workers_live_long() -> None:
    pids = set(answers(chores.own_process, range(30), 2).values())
    assert 1 <= len(pids) <= 2
    assert os.getpid() not in pids
    assert not any(map(is_running, pids))


def test_a_worker_is_renewed_after_many_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the typesetter's libraries keep of each document goes with it."""
    monkeypatch.setattr("clearprint.workers.RENEWED", 2)
    pids = answers(chores.own_process, range(6))
    assert len(set(pids.values())) == 3
    assert pids[0] == pids[1] != pids[2]
    assert not any(map(is_running, pids.values()))


@POSIX
def test_a_worker_that_dies_is_replaced_and_its_task_tried_once_more(tmp_path: Path) -> None:
    marker = tmp_path / "tries"
    assert answers(chores.die_the_first_time, [marker]) == {marker: "done"}
    assert marker.read_text("utf-8") == "xx"


@POSIX
def test_a_task_that_kills_two_workers_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    marker = tmp_path / "tries"
    found = answers(chores.die, [marker, None])
    assert found == {marker: Failure("died", "signal SIGKILL: my last words"), None: None}
    assert marker.read_text("utf-8") == "xx"


@POSIX
def test_a_worker_killed_from_outside_is_replaced(tmp_path: Path) -> None:
    worker: Worker[Path, None] = Worker(chores.sleep_once_seen, chores.ready, Limits(seconds=LONG))
    done: list[object] = []
    marker = tmp_path / "0"
    thread = threading.Thread(target=lambda: done.append(worker.do(marker)))
    thread.start()
    first = pid_in(marker)
    marker.unlink()
    os.kill(first, signal.SIGKILL)
    second = pid_in(marker)
    os.kill(second, signal.SIGKILL)
    thread.join(LONG)
    worker.stop()
    assert done == [Failure("died", "signal SIGKILL")]
    assert first != second


def test_a_task_that_takes_too_long_is_stopped_and_not_tried_again(tmp_path: Path) -> None:
    found = answers(chores.sleep, [3600.0, 0.0], seconds=1.0)
    assert found == {3600.0: Failure("timeout", "1 s"), 0.0: 0.0}
    marker = tmp_path / "pid"
    worker: Worker[Path, None] = Worker(chores.sleep_once_seen, chores.ready, Limits(1.0))
    asked: list[object] = []
    thread = threading.Thread(target=lambda: asked.append(worker.do(marker)))
    thread.start()
    pid_in(marker)
    marker.unlink()
    thread.join(LONG)
    worker.stop()
    assert asked == [Failure("timeout", "1 s")]
    assert not marker.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_a_task_that_takes_too_much_memory_is_stopped() -> None:
    found = answers(chores.take_memory, [1000, 1], megabytes=500)
    assert found == {1000: Failure("memory", ""), 1: 1 << 20}


def test_a_fault_is_told_with_its_traceback_and_the_worker_goes_on() -> None:
    found = answers(chores.fail, [0, 1])
    assert found[1] == 1
    assert found[0].kind == "fault"
    assert "chores.py" in found[0].detail
    assert "ZeroDivisionError" in found[0].detail


def test_what_a_task_prints_is_no_answer(capfd: pytest.CaptureFixture[str]) -> None:
    assert answers(chores.chatter, range(3)) == {0: 0, 1: 1, 2: 2}
    assert capfd.readouterr() == ("", "")


def test_an_answer_may_be_long() -> None:
    assert len(answers(chores.large, [5_000_000])[5_000_000]) == 5_000_000


def test_an_answer_that_cannot_be_sent_is_told() -> None:
    (failure,) = answers(chores.unsendable, [1]).values()
    assert failure.kind == "died"
    assert "pickle" in failure.detail.lower()


def test_where_no_worker_can_start_it_says_why() -> None:
    crew: Crew[int, int] = Crew(2, chores.double, chores.never_ready, Limits())
    with pytest.raises(NoWorkerError, match=r"exit status 1: SystemExit: there is no paper"):
        list(crew.run(range(10)))
    crew.stop()


def test_while_one_worker_can_start_the_others_tasks_are_done_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crew: Crew[int, int] = Crew(3, chores.double, chores.ready, Limits())
    for worker in crew.workers[1:]:
        worker.ready = chores.never_ready
    found = list(crew.run(range(6)))
    crew.stop()
    assert sorted(found) == [(number, number * 2) for number in range(6)]


def test_a_task_whose_worker_does_not_come_back_is_done_by_another() -> None:
    """Also where the others have long been waiting for it."""
    tried: list[int] = []

    class Gone(Worker[int, int]):
        def do(self, task: int) -> int:
            tried.append(task)
            time.sleep(0.5)
            raise NoWorkerError("gone")

    class Whole(Worker[int, int]):
        def do(self, task: int) -> int:
            wait_for(lambda: tried)
            return task * 2

    crew: Crew[int, int] = Crew(2, chores.double, chores.ready, Limits())
    crew.workers = [kind(chores.double, chores.ready, Limits()) for kind in (Gone, Whole)]
    assert sorted(crew.run(range(4))) == [(number, number * 2) for number in range(4)]
    assert len(tried) == 1
    crew.workers = [Gone(chores.double, chores.ready, Limits()) for _ in range(2)]
    with pytest.raises(NoWorkerError, match="gone"):
        list(crew.run(range(4)))


def test_modules_are_found_in_a_workers_own_folder_first(tmp_path: Path) -> None:
    (tmp_path / "chores.py").write_text("def ready(): pass\ndef double(n): return n * 3\n", "utf-8")
    worker: Worker[int, int] = Worker(chores.double, chores.ready, Limits(), tmp_path)
    assert worker.do(2) == 6
    worker.stop()


def left_behind(folder: Path) -> list[Path]:
    return list(folder.glob("clearprint-*"))


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that temporary files go to."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("function", "task"), [(chores.leave_a_file, 1), (chores.die, None), (chores.sleep, 60.0)]
)
def test_nothing_is_left_behind(temporary: Path, function: Any, task: Any) -> None:
    answers(function, [task], seconds=1.0)
    assert left_behind(temporary) == []


@POSIX
def test_nothing_is_left_behind_either_where_the_parent_is_killed(temporary: Path) -> None:
    marker = temporary / "pid"
    code = (
        f"import sys; sys.path[:] = {sys.path!r}; import chores; from pathlib import Path;"
        f"import tempfile; tempfile.tempdir = {str(temporary)!r};"
        "from clearprint.process import Limits; from clearprint.workers import Crew;"
        "crew = Crew(1, chores.sleep_once_seen, chores.ready, Limits(3600.0));"
        f"list(crew.run([Path({str(marker)!r})]))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code])
    pid_in(marker)
    assert len(left_behind(temporary)) == 1
    parent.kill()
    parent.wait()
    wait_for(lambda: not left_behind(temporary))


def test_stopping_ends_them_in_the_middle_of_a_task(tmp_path: Path) -> None:
    markers = [tmp_path / "a", tmp_path / "b"]
    crew: Crew[Path, None] = Crew(2, chores.sleep_once_seen, chores.ready, Limits(3600.0))
    run = crew.run(markers)
    ended: list[BaseException] = []

    def wait() -> None:
        try:
            list(run)
        except NoWorkerError as error:
            ended.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    pids = [pid_in(marker) for marker in markers]
    crew.stop()
    thread.join(LONG)
    assert len(ended) == 1
    assert not any(map(is_running, pids))


@POSIX
def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    marker = tmp_path / "pid"
    code = (
        f"import sys; sys.path[:] = {sys.path!r}; import chores; from pathlib import Path;"
        "from clearprint.process import Limits; from clearprint.workers import Crew;"
        "crew = Crew(1, chores.sleep_once_seen, chores.ready, Limits(3600.0));"
        f"list(crew.run([Path({str(marker)!r})]))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code])
    worker = pid_in(marker)
    assert is_running(worker)
    parent.kill()
    parent.wait()
    wait_for(lambda: not is_running(worker))


@POSIX
def test_ctrl_c_is_for_the_parent_alone(tmp_path: Path) -> None:
    worker: Worker[int, int] = Worker(chores.own_process, chores.ready, Limits())
    first = worker.do(1)
    assert isinstance(first, int)
    assert os.getpgid(first) != os.getpgrp()
    os.kill(first, signal.SIGINT)
    assert worker.do(2) == first
    worker.stop()
