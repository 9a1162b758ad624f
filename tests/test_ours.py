"""What is ours in an output folder is told from what belongs to others."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import findings_of

from clearprint.gallery import PAGE
from clearprint.manifest import MANIFEST, Ledger
from clearprint.ours import refuse_strangers, sweep
from clearprint.pictures import is_picture


def test_parts_that_a_killed_build_left_are_swept_and_no_others(tmp_path: Path) -> None:
    parts = [
        ".manifest.json.1.part",
        ".index.html.77.part",
        "en/.a.one-page.pdf.1.part",
        "en/.a.large-print-20pt.a4.pdf.1.part",
        "pictures/en/.a.one-page.0123456789ab.png.1.part",
    ]
    kept = [
        "a.part",
        ".a.part",
        ".a.1.part",
        "en/.a.1.part",
        "en/.a.pdf.x.part",
        "en/deep/.a.one-page.pdf.1.part",
        "pictures/en/.a.png.1.part",
        "pictures/en/a.one-page.0123456789ab.png",
    ]
    for name in (*parts, *kept):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"half")
    sweep(tmp_path)
    assert [name for name in (*parts, *kept) if (tmp_path / name).exists()] == kept


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("pictures/en/a.one-page.0123456789ab.png", True),
        ("pictures/zh-Hans/a.b.large-print-20pt.0123456789ab.png", True),
        ("pictures/en/a.one-page.png", False),
        ("pictures/en/a.0123456789ab.png", False),
        ("pictures/a.one-page.0123456789ab.png", False),
        ("photos/en/a.one-page.0123456789ab.png", False),
        ("pictures/en/a.one-page.0123456789ab.jpg", False),
    ],
)
def test_a_picture_is_known_by_its_name(name: str, ours: bool) -> None:
    assert is_picture(name) == ours


@pytest.mark.parametrize("name", [MANIFEST, PAGE])
@pytest.mark.parametrize("content", [b"words", b"{}", b"<html><head></head></html>", b"\xff\xfe"])
def test_what_others_wrote_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    (finding,) = findings_of(lambda: refuse_strangers(tmp_path))
    assert (finding.code, finding.place.file) == ("not-ours", str(tmp_path))
    assert name in finding.problem


def test_what_is_ours_is_not_even_where_it_is_damaged(tmp_path: Path) -> None:
    refuse_strangers(tmp_path / "none")
    refuse_strangers(tmp_path)
    ledger = Ledger(tmp_path)
    ledger.changed = True
    ledger.merge()
    written = (tmp_path / MANIFEST).read_bytes()
    for content in (written, written[:20], b"", b"\0" * 4096, b'{ "pdfs" : {}}'):
        (tmp_path / MANIFEST).write_bytes(content)
        refuse_strangers(tmp_path)
