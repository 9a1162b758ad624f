"""How a command ends: its exit status, what is wrong with its words, and files for programs."""

from __future__ import annotations

import json
import os
import sys
from enum import IntEnum
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, NoReturn

from clearprint import report
from clearprint.findings import Place, Refused
from clearprint.outcomes import Report
from clearprint.publish import put

WORDS = Place("command line")


class Exit(IntEnum):
    """Exit statuses; FAULT is Python's own, for a fault of ours with its traceback."""

    GOOD = 0
    FAULT = 1
    USAGE = 2
    REFUSED = 3
    INTERRUPTED = 130


def status(done: Report) -> Exit:
    """The exit status of a batch."""
    if done.interrupted:
        return Exit.INTERRUPTED
    if done.counts["failed"]:
        return Exit.FAULT
    return Exit.REFUSED if done.refused else Exit.GOOD


def end(found: Exit, hands: Any) -> NoReturn:
    """End the process; at once where something in it waits for a cluster that does not answer."""
    if getattr(hands, "stuck", False):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(found)
    raise SystemExit(found)


def usage(problem: str, remedy: str) -> NoReturn:
    """End where the words of the command are wrong."""
    print(f"{problem} {remedy}", file=sys.stderr)
    raise SystemExit(Exit.USAGE)


def refuse(refused: Refused, json_file: Path | None, *, told: bool = False) -> NoReturn:
    """End with what was refused, told on the screen and to programs."""
    if not told:
        report.tell_findings(refused.findings)
    if json_file:
        write_json(json_file, {"findings": [finding.record() for finding in refused.findings]})
    from_words = all(finding.place == WORDS for finding in refused.findings)
    raise SystemExit(Exit.USAGE if from_words else Exit.REFUSED)


def need_writable(file: Path, option: str) -> None:
    """End where a file that is to be written at last cannot be: before anything else is done."""
    if _is_special(file):
        return
    try:
        TemporaryFile(dir=file.resolve().parent).close()
    except OSError as error:
        said = error.strerror or error
        usage(f"{file} could not be written: {said}.", f"Name another with {option}.")


def write_json(file: Path, data: dict[str, Any]) -> None:
    """Write what programs read; whole or not at all."""
    write(file, json.dumps(data, indent=1, ensure_ascii=False, default=str) + "\n")


def write(file: Path, text: str) -> None:
    """Write a file that was asked for, whole or not at all; end where that is refused."""
    if _is_special(file):
        file.write_text(text, "utf-8")
        return
    try:
        put(text.encode(), file.resolve(), output=False)
    except Refused as refused:
        refuse(refused, None)


def _is_special(file: Path) -> bool:
    """Whether this is no file on a disk, but such as a pipe or /dev/null, which stays in place."""
    return file.exists() and not file.is_file()
