"""The manifest: what is in the output folder, true at any moment, however a build ends.

A record is a fact about bytes: these were made from that, and passed. It is noted in a journal
before its PDF is put in place, so that whatever stands there is described, whenever the build is
killed. The journal is merged into manifest.json now and then and at the end; a run that finds one
merges it first, and believes of it what the files bear out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from clearprint.findings import Refused
from clearprint.publish import Record, digest, is_whole, put, told

MANIFEST = "manifest.json"
JOURNAL = "manifest.journal"
SHARE = 20  # a merge waits this many times as long as the last one took: it costs at most 5 %

_END = ',\n"sha256": "'


@dataclass(frozen=True)
class Manifest:
    """Relative path to record, for every PDF that is known; `damaged` where it cannot be read."""

    records: dict[str, Record]
    damaged: bool = False


def read_manifest(output: Path) -> Manifest:
    """What manifest.json and the journal say; a PDF that they do not know is built again.

    A damaged manifest.json counts for nothing: that costs time, and lets nothing wrong stand.
    """
    try:
        records, damaged = _parse((output / MANIFEST).read_text("utf-8")), False
    except FileNotFoundError:
        records, damaged = {}, False
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        records, damaged = {}, True
    noted = {name: rec for name, rec in _noted(output) if is_whole(output / name, rec)}
    return Manifest({**records, **noted}, damaged)


def _parse(text: str) -> dict[str, Record]:
    """The records of manifest.json; ValueError where it is not as it was written."""
    head, _, tail = text.rpartition(_END)
    if tail != f'{digest(head.encode())}"\n}}\n':
        raise ValueError("the manifest is not as it was written")
    entries: dict[str, Any] = json.loads(text)["pdfs"]
    return {name: record for name, record in entries.items() if _is_sound(record)}


_NEEDED: dict[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("topic", "language", "edition", "paper", "title", "review"), str),
    **dict.fromkeys(("sheet", "sha256", "fingerprint"), str),
    **dict.fromkeys(("pages", "notes", "bytes"), int),
    "size": (int, float),
    "tight": bool,
    "left_out": list,
}
"""What is asked of a record; one that an older program wrote may lack some of it."""


def _is_sound(record: Record) -> bool:
    return all(isinstance(record.get(key), kind) for key, kind in _NEEDED.items())


def _written(records: dict[str, Record]) -> str:
    """The records in the order of their names, one a line, and a digest to know damage by."""
    lines = ",\n".join(
        f"{_json(name)}: {_json(record)}" for name, record in sorted(records.items())
    )
    head = f'{{"pdfs": {{\n{lines}\n}}'
    return f'{head}{_END}{digest(head.encode())}"\n}}\n'


def _noted(output: Path) -> Iterator[tuple[str, Record]]:
    """The journal's records, the latest last; a line that was cut off is passed over."""
    try:
        lines = (output / JOURNAL).read_text("utf-8", "replace").split("\n")
    except OSError:
        return
    for line in lines:
        seal, _, text = line.partition(" ")
        if text and seal == digest(text.encode()):
            yield from json.loads(text).items()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def seal(output: Path) -> str:
    """What stands for all that manifest.json says; empty where there is none."""
    try:
        return (output / MANIFEST).read_bytes()[-100:].decode("utf-8", "replace")
    except OSError:
        return ""


class Ledger:
    """The manifest of one build, which alone may write in the output folder."""

    def __init__(self, output: Path) -> None:
        """Read what is known; raises Refused where a merge is due and cannot be written.

        `changed` says whether manifest.json lacks something that is known here.
        """
        self.output = output
        found = read_manifest(output)
        self.records, self.damaged = found.records, found.damaged
        self._merged, self._took = monotonic(), 0.0
        self.changed = found.damaged or (output / JOURNAL).exists()
        if self.changed:
            self.merge()

    def publish(self, name: str, pdf: bytes, record: Record) -> None:
        """Put a PDF in its place and know it; raises Refused, and the last good one stays."""
        self._note({name: record})
        put(pdf, self.output / name)
        self.records[name] = record
        self.changed = True
        if monotonic() - self._merged > SHARE * self._took:
            with suppress(Refused):  # the last merge tells; until then the journal has it
                self.merge()

    def remove(self, name: str) -> None:
        """Delete a PDF and forget it; raises Refused where it may not be deleted."""
        file = self.output / name
        with told(file, "removed"):
            file.unlink(missing_ok=True)
        self.forget(name)

    def forget(self, name: str) -> None:
        """Know a PDF no longer."""
        self.changed = self.records.pop(name, None) is not None or self.changed

    def mark(self, name: str, state: str) -> None:
        """Note in which state a PDF is."""
        if self.records[name].get("state") != state:
            self.records[name] = {**self.records[name], "state": state}
            self.changed = True

    def doubt(self, name: str) -> None:
        """Have a PDF built again by the next run."""
        self.records[name] = {**self.records[name], "fingerprint": ""}
        self.changed = True

    def merge(self) -> None:
        """Bring manifest.json up to date; raises Refused, and the journal keeps what is new."""
        if not self.changed:
            return
        start = self._merged = monotonic()
        put(_written(self.records).encode(), self.output / MANIFEST)
        with suppress(OSError):
            (self.output / JOURNAL).unlink(missing_ok=True)
        self._merged, self.changed = monotonic(), False
        self._took = self._merged - start

    def _note(self, records: dict[str, Record]) -> None:
        """Write records down before their PDFs are there; the journal is opened and closed."""
        text = _json(records)
        file = self.output / JOURNAL
        with told(file):
            self.output.mkdir(parents=True, exist_ok=True)
            with file.open("a", encoding="utf-8") as stream:
                stream.write(f"\n{digest(text.encode())} {text}\n")
