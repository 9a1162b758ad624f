"""The same batch on a real cluster: nothing is lost, nothing is done twice, the bytes are the same.

A scheduler and two workers run on this machine, each a process of its own, and none of them knows
the project's folder.
"""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import WriteProject, article_text
from distributed import Client
from hands import Ear

from clearprint import batch, cluster
from clearprint.batch import How
from clearprint.cli import main
from clearprint.cluster import Cluster
from clearprint.freshness import Fingerprints, engine, program
from clearprint.orders import Desk, Wish
from clearprint.outcomes import Outcome, Report
from clearprint.project import SHIPPED, Project
from clearprint.tasks import Done, Task
from clearprint.workers import Limits

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


def test_all_that_a_sheet_shows_goes_along(write_project: WriteProject, tmp_path: Path) -> None:
    """A logo in a folder of its own, and a topic that is kept elsewhere."""
    project = write_project({"clinic.yaml": "logo: brand/logo.svg", "brand/logo.svg": SVG})
    share = tmp_path / "share"
    share.mkdir()
    (share / "en.yaml").write_text(article_text())
    (project.folder / "handouts").mkdir()
    (project.folder / "handouts/small").symlink_to(share)
    with zipfile.ZipFile(io.BytesIO(cluster.packed(project))) as archive:
        names = archive.namelist()
    for name in ("clinic.yaml", "brand/logo.svg", "handouts/small/en.yaml"):
        assert f"project/{name}" in names
    assert "program/clinic.yaml" in names  # for a project without one


def test_a_cluster_makes_the_same_bytes(site: Site, library: Project, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    report = build(library, there, Cluster(site.address, library, Limits()))
    assert report.findings == ()
    assert report.counts["built"] == COUNT
    build(library, here, None)
    assert len(contents(here)) == 2 * COUNT + 2
    assert contents(there) == contents(here)
    assert site.litter() == []


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
    assert site.litter() == before
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


@pytest.mark.parametrize("address", ["nowhere", "xyz://1"])
def test_what_is_no_address_is_told(library: Project, tmp_path: Path, address: str) -> None:
    report = build(library, tmp_path, Cluster(address, library, Limits()))
    assert [finding.code for finding in report.findings] == ["cluster"]


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
    monkeypatch.setattr(cluster, "WAIT", 8)
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

    supplies = cluster.Supplies("name", cluster.packed(library), Limits())
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
