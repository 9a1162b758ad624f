"""The state of a PDF says whether it may be handed out, and why not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import ARTICLE, WriteProject

from clearprint.freshness import Fingerprints
from clearprint.orders import Desk, Order
from clearprint.publish import digest, put
from clearprint.states import is_overdue, judged, state_of

ORDER = Order("small", "en", "one-page")
PDF = b"a PDF"


@pytest.mark.parametrize(
    ("due", "overdue"),
    [("2026-11-23", True), ("2026-11-24", False), ("2027-01-01", False), (None, False)],
)
def test_a_review_is_overdue_on_the_day_after(due: str | None, overdue: bool) -> None:
    assert is_overdue({"due": due}, date(2026, 11, 24)) == overdue
    assert not is_overdue({}, date(2026, 11, 24))


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "fresh"),
        ({"fingerprint": "old"}, "stale"),
        ({"fingerprint": "old", "state": "refused"}, "refused"),
        ({"state": "refused"}, "fresh"),  # what it was refused for is undone
        ({"bytes": 4}, "damaged"),
        ({"sha256": "0"}, "damaged"),
    ],
)
def test_a_pdf_is_judged_by_its_record_and_its_files(
    write_project: WriteProject, tmp_path: Path, changes: dict[str, object], state: str
) -> None:
    prints = Fingerprints(Desk(write_project({"handouts/small/en.yaml": ARTICLE})))
    put(PDF, tmp_path / ORDER.name)
    record = {"bytes": len(PDF), "sha256": digest(PDF), "fingerprint": prints.of(ORDER)}
    assert state_of(prints, ORDER, tmp_path, {**record, **changes}) == state
    assert state_of(prints, ORDER, tmp_path, None) == "missing"
    (tmp_path / ORDER.name).unlink()
    assert state_of(prints, ORDER, tmp_path, record) == "missing"


def test_what_is_no_more_is_withdrawn(write_project: WriteProject, tmp_path: Path) -> None:
    prints = Fingerprints(Desk(write_project({"handouts/other/en.yaml": ARTICLE})))
    put(PDF, tmp_path / ORDER.name)
    record = {"bytes": len(PDF), "sha256": digest(PDF), "fingerprint": "f"}
    assert state_of(prints, ORDER, tmp_path, record) == "withdrawn"


@pytest.mark.parametrize(
    ("status", "state"),
    [("built", "fresh"), ("refused", "refused"), ("failed", "refused"), (None, "stale")],
)
def test_what_came_of_it_counts(
    write_project: WriteProject, tmp_path: Path, status: str | None, state: str
) -> None:
    prints = Fingerprints(Desk(write_project({"handouts/small/en.yaml": ARTICLE})))
    put(PDF, tmp_path / ORDER.name)
    record = {"bytes": len(PDF), "sha256": digest(PDF), "fingerprint": "old"}
    settled = {ORDER.name: status} if status else {}
    assert list(judged(prints, tmp_path, {ORDER.name: record}, settled)) == [(ORDER, state)]
