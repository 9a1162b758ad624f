"""Builds of a real library that are killed, stopped and run short of space: nothing is lost.

What a PDF must be is known from a build that nobody disturbed: it passed preflight, and the same
files make the same bytes. So a PDF is whole, and passes, where it is one of these.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import article_text
from hands import Ear, StandIn

from clearprint import batch
from clearprint.findings import Refused
from clearprint.hands import Hands, How, crew
from clearprint.lock import held
from clearprint.manifest import MANIFEST, read_manifest
from clearprint.orders import Desk, Wish
from clearprint.outcomes import Report
from clearprint.process import Limits
from clearprint.project import SHIPPED, Project
from clearprint.publish import digest, is_whole
from clearprint.tasks import Done, Task

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
KILLS = 50  # of builds that publish real PDFs, one after another without a pause
COMMANDS = 10  # that are killed with the workers that make them
TOPICS = ("asthma", "burns", "croup")
LONG = 120.0  # seconds that nothing here takes unless something is wrong


@dataclass(frozen=True)
class Library:
    """A project whose texts can be exchanged, and all that its PDFs may be."""

    project: Project
    good: dict[str, dict[str, Done]]
    """Which text, to fingerprint, to the PDF that is made of it."""

    @property
    def output(self) -> Path:
        """Where its PDFs go."""
        return self.project.folder / "output"

    def write(self, text: str) -> None:
        """Write a text into every handout."""
        for topic in TOPICS:
            file = self.project.folder / "handouts" / topic / "en.yaml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(article_text(title=f"{text} {topic}"), "utf-8")

    def made(self, task: Task) -> Done:
        """What was made of the same files when nobody disturbed it."""
        return next(
            good[task.fingerprint] for good in self.good.values() if task.fingerprint in good
        )

    def assert_whole(self) -> None:
        """Each PDF is one that passed, each has a true record, and nothing else lies about."""
        passed = {digest(d.pdf): f for good in self.good.values() for f, d in good.items()}
        records = read_manifest(self.output).records
        files = list(self.output.glob("*/*.pdf"))
        for file in files:
            assert digest(file.read_bytes()) in passed
            record = records[file.relative_to(self.output).as_posix()]
            assert is_whole(file, record)
            assert passed[record["sha256"]] == record["fingerprint"]

    def assert_complete(self, text: str) -> None:
        """All there should be is there, made from this text, and the manifest says just that."""
        wanted = {done.record["sha256"] for done in self.good[text].values() if done.record}
        found = {digest(file.read_bytes()) for file in self.output.glob("*/*.pdf")}
        assert found == wanted
        told = json.loads((self.output / MANIFEST).read_text("utf-8"))["pdfs"]
        assert {record["sha256"] for record in told.values()} == wanted
        assert (self.output / "index.html").exists()
        assert not list(self.output.rglob("*.part"))
        assert len(list(self.output.rglob("*.png"))) == len(wanted)


def build(library: Library, hands: Hands | None = None, **how: object) -> Report:
    """Build all of a library."""
    desk = Desk(library.project)
    done = How(hands=hands, **how)  # type: ignore[arg-type]
    return batch.run(desk, desk.orders(Wish()), library.output, Ear(), done)


class Keeping:
    """Hands that are this machine's workers; what comes of every task is kept."""

    def __init__(self, jobs: int) -> None:
        self.crew = crew(jobs, Limits())
        self.done: dict[str, Done] = {}

    def run(self, tasks):  # type: ignore[no-untyped-def]
        """Do them, and keep what came of each."""
        for task, done in self.crew.run(tasks):
            assert isinstance(done, Done)
            assert done.record, done.findings
            self.done[task.fingerprint] = done
            yield task, done

    def stop(self) -> None:
        """Stop them."""
        self.crew.stop()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library, built once with each of two texts by real workers."""
    library = Library(Project(tmp_path_factory.mktemp("library")), {})
    for text in ("One", "Two"):
        library.write(text)
        keeping = Keeping(2)
        assert not build(library, keeping).refused
        library.good[text] = keeping.done
        library.assert_complete(text)
    assert len({digest(done.pdf) for good in library.good.values() for done in good.values()}) == 18
    return library


@pytest.fixture
def library(printed: Library) -> Library:
    """The library with nothing in its output folder."""
    shutil.rmtree(printed.output, ignore_errors=True)
    printed.write("One")
    return printed


def test_the_results_are_the_same_for_any_number_of_workers_and_any_order(
    library: Library, tmp_path: Path
) -> None:
    desk = Desk(library.project)
    orders = desk.orders(Wish())
    found = []
    for jobs, wanted in ((1, orders), (3, orders[::-1])):
        output = tmp_path / str(jobs)
        report = batch.run(desk, wanted, output, Ear(), How(jobs=jobs))
        assert report.counts["built"] == len(orders) == 9
        files = [file for file in output.rglob("*") if file.is_file() and file.name != ".lock"]
        found.append({file.relative_to(output): file.read_bytes() for file in files})
    assert len(found[0]) == 2 * len(orders) + 2
    assert found[0] == found[1]
    pdfs = {digest(done.pdf) for done in library.good["One"].values()}
    assert pdfs <= {digest(data) for data in found[0].values()}


@POSIX
def test_killed_at_fifty_random_moments_nothing_is_lost(library: Library) -> None:
    """Each build is a process of its own that publishes real PDFs as fast as it can."""
    moments = random.Random(20261124)
    library.write("Two")
    build(library, StandIn(library.made))
    whole = _time_of(lambda: _forked(library, None))
    done_at: list[int] = []
    for number in range(KILLS):
        text = ("One", "Two")[number % 2]
        library.write(text)
        _forked(library, moments.uniform(0, whole))
        library.assert_whole()
        fresh = build(library, StandIn(library.made)).counts["fresh"]
        done_at.append(fresh)
        library.assert_complete(text)
    assert len(set(done_at)) > 3, f"the kills came all at the same moment: {done_at}"


def _time_of(call: Callable[[], object]) -> float:
    start = time.monotonic()
    call()
    return time.monotonic() - start


def _forked(library: Library, seconds: float | None) -> None:
    """Build in a process that is killed after so many seconds, or left to end."""
    child = os.fork()
    if child == 0:
        try:
            build(library, StandIn(library.made))
        finally:
            os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def command(library: Library, *words: str, **more: object) -> subprocess.Popen[str]:
    """Start the command on a library."""
    asked = [sys.executable, str(SHIPPED / "make_pdf.py"), "--project", str(library.project.folder)]
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        [*asked, *words], stdout=-1, stderr=subprocess.STDOUT, text=True, **more
    )


@POSIX
def test_the_command_and_its_workers_killed_at_random_moments_are_completed_by_the_next(
    library: Library,
) -> None:
    moments = random.Random(24112026)
    command(library, "--jobs", "2").communicate(timeout=LONG)
    all_made = len(list(library.output.glob("*/*.pdf")))
    left: list[int] = []
    for _ in range(COMMANDS):
        shutil.rmtree(library.output)
        process = command(library, "--jobs", "2")
        some = moments.randrange(all_made)
        while process.poll() is None and len(list(library.output.glob("*/*.pdf"))) < some:
            time.sleep(0.002)
        time.sleep(moments.uniform(0, 0.05))
        process.kill()
        process.communicate(timeout=LONG)
        library.assert_whole()
        left.append(len(list(library.output.glob("*/*.pdf"))))
        build(library, StandIn(library.made))
        library.assert_complete("One")
    assert len(set(left)) > 2, f"the kills came all at the same moment: {left}"
    shutil.rmtree(library.output / "en")
    process = command(library)
    out, _ = process.communicate(timeout=LONG)
    assert process.returncode == 0, out
    library.assert_complete("One")


@POSIX
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_stops_the_command_though_a_worker_hangs(
    library: Library, sent: signal.Signals
) -> None:
    """It would hang for an hour; Ctrl-C does not wait for it."""
    template = library.project.folder / "templates" / "large-print.html"
    template.parent.mkdir(exist_ok=True)
    hang = "{% for _ in range(100000) %}{% for _ in range(100000) %}{% endfor %}{% endfor %}"
    shipped = (SHIPPED / "templates" / "large-print.html").read_text("utf-8")
    template.write_text(shipped + hang, "utf-8")
    try:
        process = command(library, "--timeout", "3600", "--jobs", "2", "--json", "report.json",
                          cwd=library.project.folder)  # fmt: skip
        assert process.stdout
        first = process.stdout.readline()
        process.send_signal(sent)
        out, _ = process.communicate(timeout=LONG)
    finally:
        template.unlink()
    assert first.startswith("built")
    assert process.returncode == 130, out
    assert "Traceback" not in out
    assert "Stopped: " in out
    library.assert_whole()
    report = json.loads((library.project.folder / "report.json").read_text("utf-8"))
    assert report["interrupted"]
    assert report["counts"]["built"] == len(list(library.output.glob("*/*.pdf"))) > 0
    build(library, StandIn(library.made))
    library.assert_complete("One")


@POSIX
def test_two_commands_at_once_do_not_disturb_each_other(library: Library) -> None:
    with held(library.output):
        process = command(library)
        out, _ = process.communicate(timeout=LONG)
    assert process.returncode == 3
    assert f"(process {os.getpid()} on " in out
    assert "[in-use]" in out
    assert not list(library.output.glob("*/*.pdf"))


# A full disk, and one that cannot be written


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own; only root may have one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=400k", "clearprint-test", str(folder)]
    try:
        done = subprocess.run(words, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount command here")
    if done.returncode:
        pytest.skip(f"no disk may be mounted here: {done.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _run_in(library: Library, output: Path) -> Report:
    desk = Desk(library.project)
    hands = StandIn(library.made)
    return batch.run(desk, desk.orders(Wish()), output, Ear(), How(hands=hands))


def _last_good(library: Library, output: Path) -> dict[Path, bytes]:
    """Build the other text, and give every PDF."""
    library.write("Two")
    assert not _run_in(library, output).refused
    library.write("One")
    found = {file: file.read_bytes() for file in output.glob("*/*.pdf")}
    assert len(found) == 9
    return found


def _assert_good(library: Library, output: Path, good: dict[Path, bytes]) -> None:
    """Every PDF is the last good one or the new one, and the manifest is true."""
    new = {done.pdf for done in library.good["One"].values()}
    records = read_manifest(output).records
    for file, data in good.items():
        assert file.read_bytes() in {data, *new}
        assert is_whole(file, records[file.relative_to(output).as_posix()])


def test_a_full_disk_is_told_and_the_last_good_pdfs_stay(library: Library, disk: Path) -> None:
    output = disk / "output"
    good = _last_good(library, output)
    filler = output / "filler"
    filler.write_bytes(b"0" * shutil.disk_usage(disk).free)
    assert shutil.disk_usage(disk).free == 0
    report = _run_in(library, output)
    findings = [*report.findings, *(f for o in report.outcomes for f in o.findings)]
    assert {finding.code for finding in findings} == {"disk-full"}
    assert all("The disk is full: free some space." in finding.remedy for finding in findings)
    assert report.refused
    assert len(report.not_begun) >= 8
    _assert_good(library, output, good)
    filler.unlink()
    assert not _run_in(library, output).refused
    assert {file.read_bytes() for file in good} == {d.pdf for d in library.good["One"].values()}


def test_a_disk_that_fills_up_on_the_way_loses_nothing(library: Library, disk: Path) -> None:
    output = disk / "output"
    filled = False
    for spare in range(0, 120_000, 8_000):
        shutil.rmtree(output, ignore_errors=True)
        good = _last_good(library, output)
        free = shutil.disk_usage(disk).free
        (disk / "filler").write_bytes(b"0" * max(free - spare, 0))
        filled |= _run_in(library, output).refused
        _assert_good(library, output, good)
        (disk / "filler").unlink()
        assert not _run_in(library, output).refused
        assert {file.read_bytes() for file in good} == {d.pdf for d in library.good["One"].values()}
    assert filled


def test_a_folder_that_can_only_be_read_is_told(library: Library, disk: Path) -> None:
    output = disk / "output"
    good = _last_good(library, output)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    desk = Desk(library.project)
    with pytest.raises(Refused) as caught:
        batch.run(desk, desk.orders(Wish()), output, Ear())
    (finding,) = caught.value.findings
    assert finding.remedy == "The folder can only be read: choose another with --output."
    assert {file: file.read_bytes() for file in good} == good


@POSIX
def test_a_folder_without_the_right_to_write_is_told(library: Library, tmp_path: Path) -> None:
    output = tmp_path / "output"
    good = _last_good(library, output)
    output.chmod(0o555)
    (output / "en").chmod(0o555)
    try:
        told = _told_in_a_child(library, output)
    finally:
        output.chmod(0o755)
        (output / "en").chmod(0o755)
    assert "the right to write there" in told
    assert "Traceback" not in told
    assert {file: file.read_bytes() for file in good} == good


def _told_in_a_child(library: Library, output: Path) -> str:
    """What a build in a process of its own tells, which has no more rights than anybody's."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                _give_up_rights()
            os.write(writer, json.dumps(_run_in(library, output).plain()).encode())
        except BaseException:
            os.write(writer, traceback.format_exc().encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as stream:
        told = stream.read()
    os.waitpid(child, 0)
    return told


def _give_up_rights() -> None:
    """Have root write where its rights allow it alone, as anybody: no capabilities (Linux)."""
    version_3, nothing = struct.pack("Ii", 0x20080522, 0), struct.pack("6I", *[0] * 6)
    if ctypes.CDLL(None).capset(version_3, nothing):
        raise OSError("root cannot give up its rights")


@POSIX
def test_a_limit_on_the_size_of_files_is_told(library: Library, tmp_path: Path) -> None:
    output = tmp_path / "output"
    good = _last_good(library, output)
    before = {file: data for file, data in good.items() if len(data) > 9000}
    assert before
    code = (
        f"import sys; sys.path[:] = {sys.path!r}; import resource, signal;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000));"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "from clearprint.cli import main;"
        f"main(['--project', {str(library.project.folder)!r}, '--output', {str(output)!r}])"
    )
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=LONG)
    assert done.returncode == 3, done.stderr
    assert "The file would be larger than this system allows" in done.stdout
    assert "Not begun: " in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    _assert_good(library, output, good)
