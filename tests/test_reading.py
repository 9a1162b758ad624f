"""What was written comes back: tags to a screen reader, glyphs to other programs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from conftest import DATA, article_text
from tools import tool

from bench.readback import Finished, finished
from bench.readers import POPPLER, has_poppler
from clearprint.orders import Desk, Order
from clearprint.project import SHIPPED, Project

LANGUAGES = sorted(file.stem for file in SHIPPED.glob("handouts/pseudoprogression/*.yaml"))
FILLED_IN = ("coping-with-fatigue", "mri-with-contrast", "seizure-first-aid", "steroids")
SENTENCES = sorted((DATA / "sentences").glob("*.txt"))
TURNED = {"ar", "fa"}  # programs put their lines in order by rules of their own


@cache
def _handout(language: str) -> Finished:
    return finished(Desk(Project()), Order("pseudoprogression", language, "large-print", None))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reader", ["tags", "poppler", "pdfium", "pypdf"])
def test_every_word_of_a_handout_comes_back(language: str, reader: str) -> None:
    _needs(reader)
    answer = _handout(language).answer(reader)
    assert answer.words > 700
    assert answer.lost.total() == 0
    if reader in ("tags", "poppler") or language not in TURNED:
        assert answer.in_order == answer.words
    else:
        assert answer.in_order > 0.99 * answer.words


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_columns_too(language: str) -> None:
    """Poppler puts columns in an order of its own; no word is lost there either."""
    order = Order("pseudoprogression", language, "two-page", None)
    sheet = finished(Desk(Project()), order)
    said = sheet.answer("tags")
    assert (said.in_order, said.lost.total()) == (said.words, 0)
    if has_poppler():
        assert sheet.answer("poppler").exact == said.words


@pytest.mark.parametrize("topic", FILLED_IN)
@pytest.mark.parametrize("language", ["en", "es"])
def test_blanks_and_pictures_are_said(topic: str, language: str) -> None:
    """They have words for a screen reader; programs find the rest, an address in two parts."""
    sheet = finished(Desk(Project()), Order(topic, language, "two-page"))
    said, found = sheet.answer("tags"), sheet.answer("pdfium")
    assert said.words > found.words > 500
    assert (said.in_order, said.lost.total()) == (said.words, 0)
    assert found.lost.total() == 0


@pytest.mark.parametrize("file", SENTENCES, ids=lambda file: file.stem)
@pytest.mark.parametrize("reader", ["tags", "poppler", "pdfium"])
def test_hard_sentences_come_back(
    file: Path, reader: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Vowel signs, conjuncts, stacked accents, doses and Latin names, a bullet each."""
    _needs(reader)
    answer = _sentences(file, tmp_path_factory.getbasetemp()).answer(reader)
    assert answer.words > 50
    assert answer.lost.total() == 0
    if reader == "tags" or file.stem not in TURNED:
        assert answer.in_order == answer.words


@cache
def _sentences(file: Path, folder: Path) -> Finished:
    bullets = "\n".join(f"      - {line}" for line in file.read_text("utf-8").splitlines())
    first, second = file.read_text("utf-8").splitlines()[:2]
    sections = f"""
  overview:
    heading: "{first.split()[0]}"
    text: |
{bullets}
  when_to_see_a_doctor:
    text: "{second}"
    urgent:
      - "{first}\""""
    handout = folder / file.stem / "handouts" / "small" / f"{file.stem}.yaml"
    handout.parent.mkdir(parents=True, exist_ok=True)
    handout.write_text(article_text(title=first.split()[0], sections=sections), "utf-8")
    if file.stem == "fa":
        labels = folder / "fa" / "templates" / "labels" / "fa.yaml"
        labels.parent.mkdir(parents=True, exist_ok=True)
        labels.write_bytes((DATA / "persian" / "labels.yaml").read_bytes())
    desk = Desk(Project(folder / file.stem))
    return finished(desk, Order("small", file.stem, "large-print", None))


def _needs(reader: str) -> None:
    if reader == "poppler":
        tool(POPPLER)
