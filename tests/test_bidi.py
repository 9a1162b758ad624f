"""What is written from left to right keeps its order inside right-to-left text, on the page."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from unicodedata import category

import pytest
from conftest import article_text
from glyphplaces import Letter, line_with
from proofs import Proof, shipped, take
from tagtree import squeezed

from clearprint import compose
from clearprint.bidi import Stretch, is_right_to_left, stretches, turned_round
from clearprint.orders import Order
from clearprint.project import Project

ALONE = ("10 mg", "MRI (T1)", "2–3", "+1 (555) 010-0123", "38.5 °C", "5%", "10–20 mg/m²")
"""What must keep its order with no right-to-left letter beside it, as in bold or in a cell."""

KEPT = {
    "10 mg": "تناول 10 mg من الدواء مرتين يومياً",
    "911": "اتصل بالرقم 911 فوراً",
    "MRI (T1)": "يُعاد فحص MRI (T1) كل شهر",
    "2–3": "تنتهي بعد 2–3 أشهر غالباً",
    "555-010-0199": "هاتف العيادة 555-010-0199 ليلاً ونهاراً",
    "+1 (555) 010-0123": "من الخارج +1 (555) 010-0123 دائماً",
    "www.cancer.gov/about": "اقرأ المزيد على www.cancer.gov/about أو اسأل",
    "38.5 °C": "إذا ارتفعت الحرارة فوق 38.5 °C فاذهب",
    "Temozolomide (TMZ)": "يؤخذ عقار Temozolomide (TMZ) صباحاً",
    "120/80": "ضغط الدم أقل من 120/80 لدى البالغين",
    "50%": "تراجع بنسبة 50% عند البعض",
}
"""What must keep its order, and a sentence with it."""

LETTER = 612.0  # points


@pytest.mark.parametrize(("kept", "sentence"), KEPT.items(), ids=KEPT)
def test_left_to_right_words_are_isolated_whole(kept: str, sentence: str) -> None:
    assert [stretch.text for stretch in stretches(sentence) if stretch.ltr] == [kept]
    assert "".join(stretch.text for stretch in stretches(sentence)) == sentence


@pytest.mark.parametrize("sentence", ["Take 10 mg (2–3 times).", "", "12"])
def test_left_to_right_text_is_left_alone(sentence: str) -> None:
    assert [tuple(stretch) for stretch in stretches(sentence)] == [(sentence, False)]
    assert not is_right_to_left(sentence)


def test_brackets_of_the_text_around_stay_with_it() -> None:
    found = [stretch.text for stretch in stretches("الأشعة (CT أو PET).") if stretch.ltr]
    assert found == ["CT", "PET"]


@pytest.mark.parametrize("alone", ALONE)
def test_alone_too_where_the_sheet_runs_the_other_way(alone: str) -> None:
    assert list(stretches(f" {alone}: ", turned=True)) == [
        (" ", False),
        (alone, True),
        (": ", False),
    ]
    assert list(stretches(alone)) == [(alone, False)]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """The sentences, printed as the bullets of a small Arabic handout."""
    return _printed(tmp_path_factory.mktemp("bidi"), [f"- {words}" for words in KEPT.values()])


def _printed(folder: Path, lines: list[str]) -> Proof:
    file = folder / "handouts" / "small" / "ar.yaml"
    file.parent.mkdir(parents=True)
    text = "\n".join(f"      {line}" for line in lines)
    sections = f"""
  overview:
    text: |
{text}
  when_to_see_a_doctor:
    text: اتصل عند الألم.
    urgent:
      - ألم شديد"""
    file.write_text(article_text(title="صغير", sections=sections), "utf-8")
    return take(Project(folder), Order("small", "ar", "large-print", None))


@pytest.mark.parametrize("written", ["- {}", "- **{}** بعد الأكل", "- قبل **{}**", "| د | ج |"])
def test_no_mark_around_a_dose_turns_it_round(written: str, tmp_path: Path) -> None:
    """A list of doses alone, doses in bold, and a table of doses."""
    lines = [written.format(alone) for alone in ALONE]
    if written.startswith("|"):
        lines = [written, "|---|---|", *(f"| دواء | {alone} |" for alone in ALONE)]
    proof = _printed(tmp_path, lines)
    for alone in ALONE:
        assert line_with(proof.pdf, alone)


@pytest.mark.parametrize(
    ("seen", "found"),
    [
        (["يومgm01ءاودلا", "10mg"], []),
        (["mg10"], ["10 mg"]),
        (["10", "mg"], ["10 mg"]),
        (["10mg", "(T1)MRI"], []),
    ],
)
def test_a_dose_that_stands_turned_round_is_seen(seen: list[str], found: list[str]) -> None:
    assert turned_round(["الدواء 10 mg", "911", "MRI أو CT", "رقم 7"], seen) == found


def test_each_time_that_it_is_written_counts() -> None:
    assert turned_round(["10 mg", "10 mg"], ["10mg mg10"]) == ["10 mg"]
    assert turned_round(["صورة MRI (T1)"], ["ةروصMRI)T1("]) == []


def test_the_press_stops_where_doses_are_turned_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As they are where nothing isolates them."""
    monkeypatch.setattr(compose, "stretches", lambda text, *_: [Stretch(text, False)])
    kept = ("10 mg", "2–3", "MRI (T1)", "555-010-0199")
    proof = _printed(tmp_path, [f"- {KEPT[words]}" for words in kept])
    told = [f.problem.split("“")[1].split("”")[0] for f in proof.judged()]
    assert "10 mg" in told
    assert "turned-round" in proof.codes()


@pytest.mark.parametrize("kept", KEPT)
def test_they_stand_on_the_page_from_left_to_right(page: Proof, kept: str) -> None:
    line = line_with(page.pdf, kept)
    start = line.seen.index(kept[0])
    letters = line.letters[start : start + len("".join(kept.split()))]
    assert all(_gap(one, other) < 12 for one, other in pairwise(letters))


def test_the_text_around_them_runs_from_right_to_left(page: Proof) -> None:
    """The sentence starts at the right of its dose and ends at the left of it."""
    line = line_with(page.pdf, "10 mg")
    start = line.seen.index("10mg")
    before, after = line.seen[start + 4 :], line.seen[:start]
    assert "ل" in before  # of تناول
    assert "ء" in after  # of الدواء
    assert "ء" not in before


def _gap(one: Letter, other: Letter) -> float:
    return other.left - one.right


def test_a_right_to_left_sheet_is_mirrored_as_a_whole() -> None:
    """Every part stands as far from the right edge as its English twin does from the left."""
    ours, theirs = (_corners(language) for language in ("ar", "en"))
    assert ours.keys() == theirs.keys()
    for part, (left, right) in ours.items():
        start, end = theirs[part]
        if part == "folio":
            assert left == pytest.approx(LETTER - end, abs=2)
        else:
            assert right == pytest.approx(LETTER - start, abs=2), part


def _corners(language: str) -> dict[str, tuple[float, float]]:
    """Where parts of the one-page sheet start and end, in points from the left edge."""
    proof = shipped(Order("pseudoprogression", language, "one-page", None))
    deck, words = proof.deck, proof.deck.labels.words
    headings = {section.key: section.heading for section in deck.sections}
    (urgent,) = (section.urgent for section in deck.sections if section.urgent)
    wanted = {
        "title": deck.title,
        "facts": words.quick_facts,
        "first column": headings["overview"],
        "second column": headings["risk_factors"],
        "contact": words.contact,
        "urgent sign": urgent.signs[0],
        "folio": deck.folio(1, 1),
    }
    return {part: _place(proof, text) for part, text in wanted.items()}


def _letters(words: str) -> Counter[str]:
    return Counter(letter for letter in squeezed(words) if category(letter) != "Cf")


def _place(proof: Proof, words: str) -> tuple[float, float]:
    """The left and right end of the drawn text that says some words and no more than a mark."""
    wanted = _letters(words)
    for text in proof.finished.pages[0].texts:
        said = _letters(text.words)
        if wanted <= said and (said - wanted).total() <= 2:
            return text.box.left, text.box.right
    raise AssertionError(f"“{words}” is not on the page")


def test_bullets_stand_at_the_right_of_their_items(page: Proof) -> None:
    line = line_with(page.pdf, "10 mg")
    assert line.seen[-1] == "•"
    assert "•" not in line.seen[:-1]
