"""The manifest is true at any moment: what is noted, what is merged, and what damage comes to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import findings_of

from clearprint import manifest
from clearprint.manifest import JOURNAL, MANIFEST, Ledger, read_manifest
from clearprint.publish import digest, put

ONE, TWO = b"one", b"another"


def record(pdf: bytes, **more: Any) -> dict[str, Any]:
    """What the manifest says of a PDF, as much as is asked for."""
    return {
        **dict.fromkeys(("topic", "language", "edition", "paper", "title", "review"), "Ä\u2028"),
        **dict.fromkeys(("sheet", "fingerprint"), "f"),
        "size": 12.25,
        "tight": False,
        "notes": 3,
        "left_out": ["A"],
        "pages": 2,
        "bytes": len(pdf),
        "sha256": digest(pdf),
        **more,
    }


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A ledger in which two PDFs stand, merged."""
    found = Ledger(tmp_path)
    found.publish("en/b.pdf", ONE, record(ONE))
    found.publish("en/a.pdf", ONE, record(ONE))
    found.merge()
    return found


def never_merge(monkeypatch: pytest.MonkeyPatch, ledger: Ledger) -> None:
    """Have a merge wait longer than any test."""
    monkeypatch.setattr(manifest, "SHARE", float("inf"))
    ledger._took = 1.0


def test_records_come_back_in_the_order_of_names(ledger: Ledger) -> None:
    found = read_manifest(ledger.output)
    assert list(found.records) == ["en/a.pdf", "en/b.pdf"]
    assert found.records["en/b.pdf"] == record(ONE)
    assert not found.damaged
    assert sorted(file.name for file in ledger.output.iterdir()) == ["en", MANIFEST]


def test_other_programs_can_read_it(ledger: Ledger) -> None:
    text = (ledger.output / MANIFEST).read_text("utf-8")
    assert json.loads(text)["pdfs"]["en/a.pdf"]["pages"] == 2
    assert "Ä" in text


def test_what_is_not_merged_yet_is_known(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    never_merge(monkeypatch, ledger)
    before = (ledger.output / MANIFEST).read_bytes()
    ledger.publish("en/a.pdf", TWO, record(TWO))
    assert (ledger.output / MANIFEST).read_bytes() == before
    assert read_manifest(ledger.output).records["en/a.pdf"] == record(TWO)
    again = Ledger(ledger.output)
    assert again.records == read_manifest(ledger.output).records
    assert not (ledger.output / JOURNAL).exists()
    assert (ledger.output / MANIFEST).read_bytes() != before


def test_a_pdf_noted_but_not_put_in_place_is_not_believed(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    never_merge(monkeypatch, ledger)
    monkeypatch.setattr(manifest, "put", fail)
    with pytest.raises(KeyboardInterrupt):
        ledger.publish("en/a.pdf", TWO, record(TWO))
    assert (ledger.output / JOURNAL).exists()
    assert read_manifest(ledger.output).records["en/a.pdf"] == record(ONE)


def test_a_pdf_is_noted_before_it_is_put_in_place(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = []

    def look(pdf: bytes, file: Path) -> None:
        noted.append((ledger.output / JOURNAL).read_text("utf-8"))
        put(pdf, file)

    never_merge(monkeypatch, ledger)
    monkeypatch.setattr(manifest, "put", look)
    ledger.publish("en/a.pdf", TWO, record(TWO))
    assert len(noted) == 1
    assert digest(TWO) in noted[0]


@pytest.mark.parametrize("lost", [1, 2, 40, 300])
def test_a_journal_that_was_cut_off_is_believed_up_to_there(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, lost: int
) -> None:
    never_merge(monkeypatch, ledger)
    ledger.publish("en/a.pdf", TWO, record(TWO))
    ledger.publish("en/b.pdf", TWO, record(TWO))
    journal = ledger.output / JOURNAL
    journal.write_bytes(journal.read_bytes()[:-lost])
    records = read_manifest(ledger.output).records
    assert records["en/a.pdf"] == record(TWO)
    assert records["en/b.pdf"] == record(TWO if lost == 1 else ONE)
    ledger.publish("en/b.pdf", TWO, record(TWO))
    assert read_manifest(ledger.output).records["en/b.pdf"] == record(TWO)


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace(b'"pages": 2', b'"pages": 3', 1),
        lambda _: b"",
        lambda _: b"{}",
        lambda _: b'{"pdfs": {}}',
        lambda _: b"[" * 10_000,
        lambda _: b"\xff\xfe",
    ],
)
def test_a_damaged_manifest_counts_for_nothing(ledger: Ledger, damage: Any) -> None:
    file = ledger.output / MANIFEST
    file.write_bytes(damage(file.read_bytes()))
    assert read_manifest(ledger.output) == manifest.Manifest({}, damaged=True)
    again = Ledger(ledger.output)
    assert again.damaged
    assert again.records == {}
    assert not read_manifest(ledger.output).damaged


def test_no_manifest_is_no_damage(tmp_path: Path) -> None:
    assert read_manifest(tmp_path / "none") == manifest.Manifest({})


@pytest.mark.parametrize("key", sorted(record(ONE)))
def test_a_record_that_lacks_something_is_left_out(ledger: Ledger, key: str) -> None:
    ledger.publish("en/c.pdf", ONE, {**record(ONE), key: None})
    ledger.merge()
    assert list(read_manifest(ledger.output).records) == ["en/a.pdf", "en/b.pdf"]


def test_what_is_removed_is_forgotten(ledger: Ledger) -> None:
    ledger.remove("en/a.pdf")
    ledger.merge()
    assert not (ledger.output / "en" / "a.pdf").exists()
    assert list(read_manifest(ledger.output).records) == ["en/b.pdf"]


def test_what_is_doubted_is_known_and_stale(ledger: Ledger) -> None:
    ledger.doubt("en/a.pdf")
    ledger.merge()
    assert read_manifest(ledger.output).records["en/a.pdf"] == record(ONE, fingerprint="")


def test_where_nothing_is_new_nothing_is_written(ledger: Ledger) -> None:
    before = (ledger.output / MANIFEST).stat()
    Ledger(ledger.output).merge()
    assert (ledger.output / MANIFEST).stat() == before


def test_merges_cost_a_share_of_the_time_however_many_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A merge takes a second here, a PDF a tenth: of 1,000 PDFs' 100 s merges get about 5."""
    now, merged = [0.0], []

    def slow(_: bytes, file: Path) -> None:
        now[0] += 1.0 if file.name == MANIFEST else 0.1
        merged.extend([file] if file.name == MANIFEST else [])

    monkeypatch.setattr(manifest, "monotonic", lambda: now[0])
    monkeypatch.setattr(manifest, "put", slow)
    ledger = Ledger(tmp_path)
    for number in range(1000):
        ledger.publish(f"en/{number}.pdf", ONE, record(ONE))
    assert 3 <= len(merged) <= 7


def test_a_manifest_that_cannot_be_written_is_told_and_nothing_is_lost(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ledger.output / MANIFEST).unlink()
    (ledger.output / MANIFEST).mkdir()
    ledger.publish("en/a.pdf", TWO, record(TWO))
    (finding,) = findings_of(ledger.merge)
    assert finding.problem.startswith("manifest.json could not be written")
    assert "move it away" in finding.remedy
    (ledger.output / MANIFEST).rmdir()
    assert read_manifest(ledger.output).records == {"en/a.pdf": record(TWO)}
