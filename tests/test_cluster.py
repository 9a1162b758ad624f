"""The same batch on a real cluster: nothing is lost, nothing is done twice, the bytes are the same.

A scheduler and two workers run on this machine, each a process of its own, and none of them knows
the project's folder.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import WriteProject, article_text, findings_of
from distributed import Client
from hands import Ear, StandIn

from clearprint import batch, cluster, tasks
from clearprint.cli import main
from clearprint.cluster import Cluster
from clearprint.ending import Exit
from clearprint.freshness import Fingerprints, engine, program
from clearprint.hands import How
from clearprint.orders import Desk, Wish
from clearprint.outcomes import Outcome, Report
from clearprint.parcel import packed
from clearprint.process import Failure, Limits
from clearprint.project import SHIPPED, Project
from clearprint.tasks import Done, Task

TOPICS = tuple(f"topic-{number}" for number in range(6))
COUNT = 3 * len(TOPICS)
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
LONG = 120.0  # seconds that nothing here takes unless something is wrong
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")


@dataclass
class Site:
    """A scheduler and its workers."""

    address: str
    folder: Path
    workers: list[subprocess.Popen[bytes]]

    def start_worker(self) -> subprocess.Popen[bytes]:
        """Start one more worker, elsewhere on the disk, with a folder of its own."""
        place = self.folder / f"worker-{len(self.workers)}"
        place.mkdir()
        words = [self.address, "--nthreads", "1", "--no-dashboard", "--local-directory", str(place)]
        self.workers.append(dask("dask_worker", self.folder, *words))
        return self.workers[-1]

    def litter(self) -> list[Path]:
        """What batches left behind on the workers; a killed one cannot tidy up."""
        return list(self.folder.rglob("clearprint-*"))


def dask(program: str, folder: Path, *words: str) -> subprocess.Popen[bytes]:
    """Start a program of Dask's, which finds our modules as an installed one would."""
    environment = {**os.environ, "PYTHONPATH": str(SHIPPED)}
    with (folder / f"{program}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{program}", *words],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
        )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A scheduler and two workers on the loopback."""
    folder = tmp_path_factory.mktemp("site")
    file = folder / "scheduler.json"
    words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    scheduler = dask("dask_scheduler", folder, *words)
    found = Site(_address(file), folder, [])
    for _ in range(2):
        found.start_worker()
    with Client(found.address, timeout=LONG, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=LONG)
    try:
        yield found
    finally:
        for process in (*found.workers, scheduler):
            process.terminate()
        for process in (*found.workers, scheduler):
            process.wait(LONG)


def _address(file: Path) -> str:
    for _ in range(int(LONG * 10)):
        try:
            return str(json.loads(file.read_text("utf-8"))["address"])
        except (OSError, ValueError):
            time.sleep(0.1)
    pytest.fail("the scheduler did not start")


@pytest.fixture
def library(write_project: WriteProject) -> Project:
    """Some small handouts, and a style and a logo of the clinic's own."""
    style = (SHIPPED / "styles" / "large-print.css").read_text("utf-8")
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0z"/></svg>'
    texts = {f"handouts/{name}/en.yaml": article_text(title=name.title()) for name in TOPICS}
    others = {"clinic.yaml": "name: Here\nlogo: logo.svg", "logo.svg": logo}
    return write_project({**texts, **others, "styles/large-print.css": style + "p { margin: 1pt }"})


def build(library: Project, output: Path, hands: Cluster | None, ear: Ear | None = None) -> Report:
    """Build a library with a cluster, or on this machine."""
    desk = Desk(library)
    return batch.run(desk, desk.orders(Wish()), output, ear or Ear(), How(hands=hands))


def contents(output: Path) -> dict[str, bytes]:
    """Everything in an output folder but the lock."""
    files = (file for file in output.rglob("*") if file.is_file() and file.name != ".lock")
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in files}


def test_a_cluster_makes_the_same_bytes(site: Site, library: Project, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    report = build(library, there, Cluster(site.address, library, Limits()))
    assert report.findings == ()
    assert report.counts["built"] == COUNT
    build(library, here, None)
    assert len(contents(here)) == 2 * COUNT + 2
    assert contents(there) == contents(here)
    assert site.litter() == []


def test_what_ships_is_sent_too(site: Site, library: Project, tmp_path: Path) -> None:
    """A profile beside the program, for a project that has none of its own, and its logo."""
    program = tmp_path / "program"
    for name in ("clearprint", "templates", "styles"):
        shutil.copytree(SHIPPED / name, program / name)
    shutil.copy(SHIPPED / "make_pdf.py", program)
    (library.folder / "clinic.yaml").unlink()
    (library.folder / "logo.svg").rename(program / "ours.svg")
    profile = "name: Of all of us\nphone: 555-0100\npaper: a4\nlogo: ours.svg"
    (program / "clinic.yaml").write_text(profile, "utf-8")
    found = []
    for name, more in (("here", []), ("there", ["--scheduler", site.address])):
        words = ["topic-1", "--project", str(library.folder), "--output", str(tmp_path / name)]
        asked = [sys.executable, str(program / "make_pdf.py"), *words, *more]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        found.append(contents(tmp_path / name))
    assert len(found[0]) == 2 * 3 + 2
    assert found[0] == found[1]


def test_what_would_be_made_of_other_files_is_refused(library: Project) -> None:
    desk = Desk(library)
    order = desk.orders(Wish())[0]
    task = Task(library.folder, order, Fingerprints(desk).of(order), program())
    assert tasks.do_sent(task).pdf
    (finding,) = tasks.do_sent(replace(task, fingerprint="f")).findings
    assert finding.code == "other-files"
    (finding,) = tasks.do_sent(replace(task, program="p")).findings
    assert finding.code == "other-program"


class Killing(Ear):
    """An audience that kills one of the workers when it has heard of some PDFs."""

    def __init__(self, worker: subprocess.Popen[bytes]) -> None:
        super().__init__()
        self.worker = worker

    def tell(self, outcome: Outcome) -> None:
        """Hear it; and at the fourth, strike."""
        super().tell(outcome)
        if len(self.heard) == 4:
            for pid in (*_children(self.worker.pid), self.worker.pid):
                os.kill(pid, signal.SIGKILL)


def _children(pid: int) -> list[int]:
    """The processes that a process started: under Dask's nanny stands the worker itself."""
    done = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return [int(line) for line in done.stdout.split()]


@POSIX
def test_a_worker_killed_in_the_middle_loses_nothing_and_nothing_is_twice(
    site: Site, library: Project, tmp_path: Path
) -> None:
    output, published = tmp_path / "output", Counter[str]()
    ear = Killing(site.workers[0])
    report = build(library, output, Cluster(site.address, library, Limits()), ear)
    site.workers[0].wait(LONG)
    assert report.findings == ()
    assert report.counts["built"] == COUNT
    published.update(outcome.order.name for outcome in ear.heard)
    assert set(published.values()) == {1}
    assert len(published) == COUNT
    build(library, tmp_path / "here", None)
    assert contents(output) == contents(tmp_path / "here")
    site.start_worker()


def test_a_worker_that_joins_in_the_middle_receives_what_it_needs(
    site: Site, library: Project, tmp_path: Path
) -> None:
    before = len(site.workers)

    class Joining(Ear):
        def tell(self, outcome: Outcome) -> None:
            super().tell(outcome)
            if len(self.heard) == 1:
                site.start_worker()
                with Client(site.address, timeout=LONG, set_as_default=False) as client:
                    client.wait_for_workers(3, timeout=LONG)

    report = build(library, tmp_path, Cluster(site.address, library, Limits()), Joining())
    assert len(site.workers) == before + 1
    assert report.findings == ()
    assert report.counts["built"] == COUNT


def test_limits_hold_there_too(site: Site, library: Project, tmp_path: Path) -> None:
    templates = library.folder / "templates"
    templates.mkdir()
    loop = "{% for _ in range(100000) %}{% for _ in range(100000) %}{% endfor %}{% endfor %}"
    hang = f"{{% if deck.title == 'Topic-1' %}}{loop}{{% endif %}}"
    shipped = (SHIPPED / "templates" / "large-print.html").read_text("utf-8")
    (templates / "large-print.html").write_text(shipped + hang, "utf-8")
    report = build(library, tmp_path, Cluster(site.address, library, Limits(seconds=5.0)))
    refused = {o.order.name: o.findings[0].code for o in report.outcomes if o.findings}
    assert refused == {"en/topic-1.large-print.pdf": "too-slow"}
    assert report.counts["built"] == COUNT - 1


def test_the_command_builds_on_a_cluster(site: Site, library: Project) -> None:
    words = ["--project", str(library.folder), "--scheduler", site.address]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    assert f"{COUNT} built" in done.output
    assert f"{COUNT} fresh" in CliRunner().invoke(main, words).output


@POSIX
def test_ctrl_c_leaves_the_cluster_free_and_a_true_manifest(
    site: Site, library: Project, tmp_path: Path
) -> None:
    class Stopping(Ear):
        def tell(self, outcome: Outcome) -> None:
            super().tell(outcome)
            raise KeyboardInterrupt

    before = site.litter()
    report = build(library, tmp_path, Cluster(site.address, library, Limits()), Stopping())
    assert report.interrupted
    assert len(report.not_begun) == COUNT - 1
    _until(lambda: site.litter() == before)
    again = build(library, tmp_path, Cluster(site.address, library, Limits()))
    assert (again.counts["built"], again.counts["fresh"]) == (COUNT - 1, 1)


def test_where_nobody_answers_it_is_told(
    library: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "WAIT", 0.5)
    report = build(library, tmp_path, Cluster("tcp://127.0.0.1:9", library, Limits()))
    (finding,) = report.findings
    assert finding.problem.startswith("The cluster at tcp://127.0.0.1:9 does not answer")
    assert len(report.not_begun) == COUNT


@pytest.mark.parametrize(
    "address", ["", "nowhere", "xyz://1", "tcp://here", "http://here:80", "here:8786 ", "a b:1"]
)
def test_what_is_no_address_is_told_before_anything_is_done(library: Project, address: str) -> None:
    done = CliRunner().invoke(main, ["--project", str(library.folder), "--scheduler", address])
    assert done.exit_code == Exit.USAGE
    assert f"“{address}” is not the address of a scheduler." in done.output
    assert "tcp://HOST:8786" in done.output
    assert not (library.folder / "output").exists()


@pytest.mark.parametrize(
    "said", [b"", b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n" * 3]
)
def test_who_answers_otherwise_than_a_scheduler_is_not_waited_for(
    library: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    monkeypatch.setattr(cluster, "WAIT", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_answer_all, args=(server, said), daemon=True).start()
        hands = Cluster("tcp://127.0.0.1:{1}".format(*server.getsockname()), library, Limits())
        report = build(library, tmp_path, hands)
    (finding,) = report.findings
    assert "does not answer as one does" in finding.problem
    assert hands.stuck
    assert len(report.not_begun) == COUNT


def _answer_all(server: socket.socket, said: bytes) -> None:
    kept = []
    with suppress(OSError):
        while True:
            kept.append(server.accept()[0])
            kept[-1].sendall(said)


@POSIX
@pytest.mark.parametrize("hung", [True, False])
def test_ctrl_c_ends_it_within_two_seconds_whoever_hangs(
    library: Project, tmp_path: Path, hung: bool
) -> None:
    """A scheduler that no longer answers, or one that never did."""
    file, address = tmp_path / "scheduler.json", "tcp://127.0.0.1:9"
    others: list[subprocess.Popen[bytes]] = []
    if hung:
        words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        others.append(dask("dask_scheduler", tmp_path, *words, "--scheduler-file", str(file)))
        own = Site(_address(file), tmp_path, others)
        own.start_worker()
        address = own.address
    program = [sys.executable, str(SHIPPED / "make_pdf.py"), "--scheduler", address]
    build = subprocess.Popen(
        [*program, "--project", str(library.folder)], stdout=-1, stderr=subprocess.STDOUT, text=True
    )
    try:
        assert build.stdout
        if hung:
            build.stdout.readline()
            others[0].send_signal(signal.SIGSTOP)
        _until(lambda: (library.folder / "output" / ".lock").exists())
        time.sleep(1.0)  # in the middle of connecting
        build.send_signal(signal.SIGINT)
        start = time.monotonic()
        out, _ = build.communicate(timeout=LONG)
        seconds = time.monotonic() - start
    finally:
        build.kill()
        for process in others:
            for pid in (*_children(process.pid), process.pid):
                os.kill(pid, signal.SIGKILL)
            process.wait(LONG)
    assert build.returncode == Exit.INTERRUPTED, out
    assert "Stopped: " in out
    assert "Traceback" not in out
    assert seconds < 2.0


@POSIX
def test_what_a_silent_machine_has_is_given_to_another(
    site: Site, library: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "SLACK", 2.0)
    monkeypatch.setattr(cluster, "LEAVE", 2.0)
    frozen = site.workers[-1]
    pids = [frozen.pid, *_children(frozen.pid)]

    class Freezing(Ear):
        def tell(self, outcome: Outcome) -> None:
            super().tell(outcome)
            if len(self.heard) == 2:
                for pid in pids:
                    os.kill(pid, signal.SIGSTOP)

    ear = Freezing()
    hands = Cluster(site.address, library, Limits(seconds=10.0))
    try:
        report = build(library, tmp_path, hands, ear)
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)
    assert report.findings == ()
    assert report.counts["built"] == COUNT
    assert len({outcome.order.name for outcome in ear.heard}) == len(ear.heard) == COUNT
    assert hands.stuck  # the frozen one does not even say good-bye


def test_where_every_machine_is_silent_it_is_told(library: Project) -> None:
    class Client:
        """Of a cluster with one worker, which has all there is to do."""

        def processing(self) -> dict[str, list[str]]:
            return {"a": ["0"]}

        def who_has(self, futures: list[object]) -> dict[str, list[str]]:
            return {"0": ["a"] * len(futures)}

        def nthreads(self) -> dict[str, int]:
            return {"a": 1}

        def cancel(self, futures: list[object], force: bool) -> None:
            assert futures
            assert force

    hands = Cluster("here:8786", library, Limits())
    hands.futures = {"0": None}  # type: ignore[dict-item]
    (finding,) = findings_of(lambda: hands._others(Client()))  # type: ignore[arg-type]
    assert "has no worker that answers" in finding.problem


def test_the_second_silence_is_told_of_the_pdf(library: Project, tmp_path: Path) -> None:
    class Silent(StandIn):
        def run(self, tasks):  # type: ignore[no-untyped-def]
            for task in tasks:
                yield task, Failure("silent", "")

    report = batch.run(
        Desk(library), Desk(library).orders(Wish())[:1], tmp_path, Ear(), How(hands=Silent())
    )
    (outcome,) = report.outcomes
    assert outcome.findings[0].code == "worker-died"
    assert "fell silent, one after the other" in outcome.findings[0].problem


def _until(what: Callable[[], bool]) -> None:
    for _ in range(int(LONG * 20)):
        if what():
            return
        time.sleep(0.05)
    pytest.fail("it never came")


def test_a_worker_with_other_libraries_is_refused(
    site: Site, library: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = [part.replace("weasyprint 70", "weasyprint 71") for part in engine()]
    assert ours != engine()
    monkeypatch.setattr(cluster, "engine", lambda: ours)
    report = build(library, tmp_path, Cluster(site.address, library, Limits()))
    (finding,) = report.findings
    assert "has a worker with other libraries" in finding.problem
    assert "weasyprint 70" in finding.problem
    assert len(report.not_begun) == COUNT


def test_a_scheduler_that_goes_away_is_told_and_what_is_done_is_kept(
    library: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "WAIT", 20.0)
    file = tmp_path / "scheduler.json"
    words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    scheduler = dask("dask_scheduler", tmp_path, *words)
    own = Site(_address(file), tmp_path, [])
    own.start_worker()

    class Striking(Ear):
        def tell(self, outcome: Outcome) -> None:
            super().tell(outcome)
            if len(self.heard) == 2:
                scheduler.kill()

    output = tmp_path / "output"
    try:
        report = build(library, output, Cluster(own.address, library, Limits()), Striking())
    finally:
        for process in (*own.workers, scheduler):
            process.kill()
            process.wait(LONG)
    (finding,) = report.findings
    assert "went away" in finding.problem
    assert report.counts["built"] >= 2
    assert report.counts["built"] + len(report.not_begun) == COUNT
    again = build(library, output, None)
    assert again.counts["fresh"] == report.counts["built"]


def test_the_library_is_needed_by_those_alone_who_use_a_cluster(library: Project) -> None:
    """Without Dask all goes as before, and --scheduler says what to install."""
    code = (
        "import sys; sys.modules['distributed'] = None;"
        "from clearprint.cli import main;"
        "main(['--project', sys.argv[1], *sys.argv[2:]])"
    )
    words = [sys.executable, "-c", code, str(library.folder)]
    for more, status in ((["topic-1"], 0), (["--scheduler", "tcp://127.0.0.1:9"], 2)):
        done = subprocess.run(
            [*words, *more], cwd=SHIPPED, capture_output=True, text=True, check=False
        )
        assert done.returncode == status, done.stderr
    assert f'{sys.executable} -m pip install -c constraints.txt ".[cluster]"' in done.stdout
    assert str(SHIPPED) in done.stdout


def test_threads_of_one_worker_have_a_process_each(library: Project, tmp_path: Path) -> None:
    """As Dask would with two threads: one plug-in, tasks from both."""

    class Place:
        local_directory = str(tmp_path)

    supplies = cluster.Supplies("name", packed(library), Limits())
    supplies.setup(Place())
    desk = Desk(library)
    prints, orders = Fingerprints(desk), desk.orders(Wish())[:2]
    done: list[object] = []

    def work(order: object) -> None:
        task = Task(library.folder, order, prints.of(order), program())  # type: ignore[arg-type]
        done.append(supplies.do(task))

    threads = [threading.Thread(target=work, args=(order,)) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG)
    assert len(supplies.presses) == 2
    supplies.teardown(Place())
    assert [bool(isinstance(one, Done) and one.pdf) for one in done] == [True, True]
    assert not (tmp_path / "clearprint-name").exists()
