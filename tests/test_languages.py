"""A language is files: Persian, which does not ship, is added to a project by files alone.

And what every sheet in another language than English must show and say.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import DATA, findings_of
from glyphplaces import line_with
from proofs import Proof, shipped, take
from tagtree import Element, squeezed

from clearprint.orders import Desk, Order
from clearprint.project import SHIPPED, Project
from clearprint.validate import check_project, read_handout

PERSIAN = DATA / "persian"
EDITIONS = ("one-page", "two-page", "large-print", "bilingual")
LANGUAGES = sorted(
    file.stem for file in SHIPPED.glob("handouts/pseudoprogression/*.yaml") if file.stem != "en"
)


@pytest.fixture(scope="module")
def persian(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with Persian labels, and a handout with its translation into Persian."""
    return project_in(tmp_path_factory.mktemp("persian"))


def project_in(folder: Path) -> Project:
    files = {
        "templates/labels/fa.yaml": "labels.yaml",
        "handouts/fever/en.yaml": "en.yaml",
        "handouts/fever/fa.yaml": "fa.yaml",
    }
    for name, origin in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((PERSIAN / origin).read_bytes())
    return Project(folder)


def test_a_language_needs_no_more_than_files(persian: Project) -> None:
    assert "fa" not in Project(SHIPPED).languages()
    assert "fa" in persian.languages()
    assert {f.code for f in check_project(Desk(persian))} == {"stale"}  # no digests are noted yet
    labels = Desk(persian).labels("fa")
    assert (labels.english_name, labels.own_name) == ("Persian", "فارسی")


@pytest.mark.parametrize("edition", EDITIONS)
def test_it_is_built_in_every_edition_and_passes(persian: Project, edition: str) -> None:
    proof = take(persian, Order("fever", "fa", edition, None))
    assert proof.judged() == []
    assert str(proof.opened.Root.Lang) == "fa"
    assert "تب به بدن کمک می‌کند" in proof.tags.text or edition == "one-page"
    assert line_with(proof.pdf, "39.5 °C")
    assert line_with(proof.pdf, "Persian")
    names = {"Persian", "فارسی"}
    said = {name for name in names if name in proof.tags.text}
    assert said == (set() if edition == "one-page" else names)  # there the foot says it alone


def test_a_letter_of_no_font_is_refused_with_what_to_do(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    file = tmp_path / "handouts" / "fever" / "fa.yaml"
    text = file.read_text("utf-8").replace("در رختخواب بمانید", "در \u3042 بمانید")
    file.write_text(text, "utf-8")
    (found,) = findings_of(lambda: read_handout(Desk(project), "fever", "fa"))
    line = next(n for n, row in enumerate(text.split("\n"), start=1) if "\u3042" in row)
    assert (found.place.file, found.place.line) == ("handouts/fever/fa.yaml", line)
    assert "\u3042" in found.problem
    assert "U+3042" in found.problem
    assert found.remedy


@cache
def _proof(language: str, edition: str) -> Proof:
    return shipped(Order("pseudoprogression", language, edition, None))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", ["two-page", "large-print"])
def test_staff_can_tell_on_every_page_what_they_hold(language: str, edition: str) -> None:
    proof = _proof(language, edition)
    labels = proof.deck.labels
    feet = _feet(proof)
    assert len(feet) == proof.record["pages"]
    for foot in feet:
        assert "Pseudoprogression" in foot
        assert squeezed(labels.english_name) in foot
        for words in (labels.own_name, labels.editions[edition]):
            assert sorted(squeezed(words)) == sorted(_those_in(foot, words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_twice_that_nobody_reviewed_it(language: str) -> None:
    proof = _proof(language, "two-page")
    ours, wanted = proof.deck.labels.words.not_reviewed_translation, "Not yet reviewed by a"
    for foot in _feet(proof):
        assert squeezed(f"{wanted} qualified translator") in foot
        assert sorted(squeezed(ours)) == sorted(_those_in(foot, ours))


def _feet(proof: Proof) -> list[str]:
    """What is at the foot of each page, without spaces and signs of direction."""
    return [
        squeezed("".join(text.words for text in page.texts if text.artifact))
        for page in proof.finished.pages
    ]


def _those_in(foot: str, words: str) -> Iterator[str]:
    """The letters of some words that a foot has enough of, in whatever order they are drawn."""
    left = list(foot)
    for letter in squeezed(words):
        if letter in left:
            left.remove(letter)
            yield letter


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_in_another_language_says_so(language: str) -> None:
    proof = _proof(language, "two-page")
    said = dict(_spoken(proof.tags, language))
    references = [squeezed(reference.text) for reference in proof.deck.references]
    english = squeezed(
        "".join(words for words, lang in _spoken(proof.tags, language) if lang == "en")
    )
    assert references
    for text in (*references, "Pseudoprogression", squeezed(proof.deck.labels.english_name)):
        assert text in english
    assert said[next(iter(said))] == language


def _spoken(element: Element, language: str) -> Iterator[tuple[str, str]]:
    """Words with the language that a screen reader says them in."""
    language = element.language or language
    if element.words is not None or element.drawn:
        yield element.said, language
        return
    for child in element.children:
        yield from _spoken(child, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_bilingual_partners_stand_on_one_page_and_follow_each_other(language: str) -> None:
    proof = _proof(language, "bilingual")
    leaves = [e for e in proof.tags.walk() if e.kind in ("P", "H2", "H3", "LBody") and e.text]
    sides = [(_language_of(leaf, language), _pages_of(leaf)) for leaf in leaves]
    pairs = [
        (ours, theirs)
        for (own, ours), (other, theirs) in pairwise(sides)
        if own == language and other == "en"
    ]
    blocks = sum(len(section.body.passages) for section in proof.deck.sections)
    assert len(pairs) > blocks
    for ours, theirs in pairs:
        assert ours == theirs
        assert len(ours) == 1


def _language_of(leaf: Element, language: str) -> str:
    """The language that most of an element's words are in."""
    spoken = list(_spoken(leaf, language))
    return max(spoken, key=lambda item: len(item[0]))[1]


def _pages_of(leaf: Element) -> set[int]:
    return {piece.page for piece in leaf.pieces()}


def test_what_the_source_has_changed_is_named_on_the_sheet(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    stale = take(project, Order("fever", "fa", "two-page", None))
    words = Desk(project).labels("fa").words.stale
    assert words in stale.tags.text
    assert "faq.1.answer" in stale.record["stale"]
    found = [f for f in check_project(Desk(project)) if f.code == "stale"]
    told = {f.problem.split("“")[1].split("”")[0] for f in found}
    assert "sections.overview.brief" in told  # which this edition does not print
    assert {name for name in told if not name.endswith(".brief")} == set(stale.record["stale"])


def test_the_clinics_words_keep_their_language(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    clinic = "name: Riverside Clinic\naddress: [100 River Street]\n"
    (tmp_path / "clinic.yaml").write_text(clinic, "utf-8")
    for edition in ("two-page", "large-print"):
        proof = take(project, Order("fever", "fa", edition, None))
        assert proof.judged() == []
        said = {words: language for words, language in _spoken(proof.tags, "fa") if words.strip()}
        for words in ("Riverside", "River Street"):
            assert {lang for text, lang in said.items() if words in text} == {"en"}


@pytest.mark.parametrize("language", ["ar", "hi", "ko"])
def test_the_english_name_in_a_translation_says_that_it_is_english(language: str) -> None:
    overview = _proof(language, "two-page").deck.sections[0].body
    runs = [run for block in overview.blocks for line in block.lines for run in line]
    assert [run.text.lower() for run in runs if run.lang == "en"] == ["pseudoprogression"]
