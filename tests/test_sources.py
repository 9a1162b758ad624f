"""The source of a translation is found however its line is written, and mostly without a parser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ARTICLE, article_text

from clearprint import sources
from clearprint.project import SHIPPED
from clearprint.sources import source_language

USUAL = article_text(translation="\n  of: en\n  source: {title: 0123456789}\n  status: machine")


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "es.yaml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def indented(text: str) -> str:
    return "".join(f" {line}\n" for line in text.splitlines())


@pytest.mark.parametrize(
    "text",
    [
        USUAL,
        USUAL.replace("translation:", '"translation":').replace("  of:", '  "of":'),
        USUAL.replace("translation:", "'translation' :"),
        USUAL.replace("translation:", '"tr\\u0061nslation":'),
        USUAL.replace("translation:", '? "trans\\\n  lation"\n:'),
        USUAL.replace("translation:\n", "? translation\n:\n"),
        USUAL.replace("  of: en", '  "\\x6ff": en'),
        USUAL.replace("  of: en", "  # draft of: es\n  of: en"),
        USUAL.replace("  of: en", "  of: en  # not of: es"),
        USUAL.replace("  of: en", "  of: 'en'"),
        USUAL.replace("  of: en", "  of:\n    en"),
        USUAL.replace("\n  of: en\n", " {of: en,\n")
        .replace("9}", "9},")
        .replace("chine", "chine}"),
        USUAL.replace("{title:", "{of: 1234567890, title:"),
        USUAL.replace("A book.", "'The translation: of: es'"),
        f"title: 'A\n\ntranslation:\n  of: es'\n{USUAL}".replace("title: Small\n", ""),
        indented(USUAL),
        f"\ufeff{USUAL}",
        f"\ufefftranslation:\n  of: en\n  status: machine\n{ARTICLE}",
        USUAL.replace("\n", "\r\n"),
        USUAL.replace("\n", "\r"),
        USUAL.rstrip("\n"),
        json.dumps({"title": "A", "translation": {"status": "machine", "of": "en"}}),
        json.dumps({"title": "A", "translation": {"of": "en"}}, indent=1),
        "{title: A, translation: {of: en}}",
    ],
)
def test_the_source_is_found_however_it_is_written(tmp_path: Path, text: str) -> None:
    assert source_language(written(tmp_path, text)) == "en"


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        ARTICLE.replace("A book.", "A translation of: es."),
        f"{ARTICLE}# translation:\n#   of: es\n",
        USUAL.replace("  of: en\n", "  # of: es\n"),
        ARTICLE.replace(
            "    text: It is small.", "    text: |\n      translation:\n        of: es"
        ),
        "",
        "translation",
        "translation: of",
        "translation: [of, es]",
        "translation:\n  of: {en: es}",
        b"translation:\n  of: \xff",
        "x" * 600_000 + " translation: of: es",
    ],
)
def test_what_only_looks_like_a_source_is_none(tmp_path: Path, text: str | bytes) -> None:
    assert source_language(written(tmp_path, text)) == ""


def test_a_file_that_cannot_be_read_has_none(tmp_path: Path) -> None:
    assert source_language(tmp_path / "none.yaml") == source_language(tmp_path) == ""


def test_what_ships_needs_no_parser_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run with nothing to do asks this of every file of a library."""
    monkeypatch.setattr(sources, "load", None)
    files = sorted((SHIPPED / "handouts").glob("*/*.yaml"))
    assert len(files) > 10
    assert all(source_language(file) == ("" if file.stem == "en" else "en") for file in files)
