"""A page is judged passage by passage, line by line: nothing beside a dose excuses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from conftest import WriteProject, article_text
from proofs import Proof, take

from clearprint import bidi, inline
from clearprint.orders import Order
from clearprint.seenlines import SeenLine, feet, seen_lines
from clearprint.visualorder import BLANK, turned_round

Isolates = Callable[..., list[tuple[int, int]]]
TRANSLATION = "\n  {of: en, status: machine}"


def _sections(text: str, heading: str, note: str) -> str:
    return f"""
  overview:
    heading: "{heading}"
    text: |
      {text}
  when_to_see_a_doctor:
    text: x
    urgent: [x]
    urgent_note: "{note}\""""


@pytest.fixture
def print_both(
    write_project: WriteProject, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Proof]]:
    """Print the same doses in Arabic and English; `isolates` may be another."""

    def print_them(
        text: str, isolates: Isolates | None = None, edition: str = "bilingual", clinic: str = "{}"
    ) -> Proof:
        if isolates:
            monkeypatch.setattr(inline, "isolates", isolates)
        inline.pieces.cache_clear()
        english = _sections(
            text.replace("خذ", "Take").replace(WORD, "word"), "What 10 mg does", "Call in 2–3 hours"
        )
        arabic = _sections(text, "ماذا تفعل 10 mg", "اتصل خلال 2–3 ساعات")
        files = {
            "clinic.yaml": clinic,
            "handouts/small/en.yaml": article_text(sections=english),
            "handouts/small/ar.yaml": article_text(sections=arabic, translation=TRANSLATION),
        }
        return take(write_project(files), Order("small", "ar", edition))

    yield print_them
    inline.pieces.cache_clear()


TEXT, WORD = "خذ 10 mg, 5. 20 mg", "كلمة"


def _told(proof: Proof) -> set[str]:
    found = [f.problem for f in proof.judged() if f.code == "turned-round"]
    return {problem.split("“")[1].split("”")[0] for problem in found}


def test_what_is_set_right_passes(print_both: Callable[..., Proof]) -> None:
    assert print_both(TEXT).judged() == []


CLINIC = """phone: (555) 010-0100
after_hours: 555-0199 ext. 12
emergency: "911"
web: https://www.example.org
"""


@pytest.mark.parametrize("edition", ["bilingual", "large-print", "two-page"])
def test_whom_to_call_passes_where_it_is_filled_in(
    print_both: Callable[..., Proof], edition: str
) -> None:
    """Its number stands beside its label, in two languages or one, without a space between."""
    assert print_both(TEXT, edition=edition, clinic=CLINIC).judged() == []
    assert "(555) 010-0100" in _told(print_both(TEXT, lambda *_: [], edition, CLINIC))


def test_the_same_dose_in_english_beside_it_is_no_excuse(print_both: Callable[..., Proof]) -> None:
    proof = print_both(TEXT, lambda *_: [])
    assert _told(proof) == {"10 mg", "2–3"}  # the 20 mg at the line's end is seen as it must be


def test_an_isolate_that_goes_on_too_far_is_told(print_both: Callable[..., Proof]) -> None:
    """As one from the first digit to the last."""

    def whole(text: str, *_: object) -> list[tuple[int, int]]:
        digits = [place for place, letter in enumerate(text) if letter in "0123456789g"]
        return [(digits[0], digits[-1] + 1)] if digits and "خذ" in text else []

    assert TEXT in _told(print_both(TEXT, whole, "two-page"))


def _lines(proof: Proof) -> list[SeenLine]:
    return [
        line
        for page in proof.finished.pages
        for line in seen_lines(page, "ar", proof.deck.blank)
        if line.seen.strip()
    ]


def test_each_line_is_told_with_what_is_seen_of_it(print_both: Callable[..., Proof]) -> None:
    lines = _lines(print_both("خذ 10 mg كلمة"))
    arabic = next(line for line in lines if "خذ" in "".join(said.words for said in line.said))
    assert [said.words for said in arabic.said] == ["خذ ", "10 mg", " كلمة"]
    assert " ".join(arabic.seen.split()) == "ةملك 10 mg ذخ"
    assert arabic.leftward
    english = next(line for line in lines if "Take" in "".join(said.words for said in line.said))
    assert " ".join(english.seen.split()) == "Take 10 mg word"
    assert not english.leftward
    assert all(said.passage for said in english.said)


def test_a_long_passage_is_many_lines(print_both: Callable[..., Proof]) -> None:
    lines = _lines(print_both(" ".join([*[WORD] * 40, "10 mg"])))
    ours = [line for line in lines if line.leftward and WORD in line.said[0].words]
    assert len(ours) > 2
    assert sum(line.seen.count(WORD[::-1]) for line in ours) == 40


def test_a_passage_in_english_over_two_lines_is_one_on_each(
    write_project: WriteProject,
) -> None:
    """Its doses are set apart, and it pauses: yet it runs from left to right as a whole."""
    english = f"It said{' that we know' * 6} 5 mg and 20–30 mg are enough, not 15 mg. Not 16 mg"
    sections = _sections(f"هذا نص [{english}](lang:en) وبعد ذلك 10 mg.", "x", "x")
    article = article_text(sections=sections, references="\n  - text: كتاب.")
    proof = take(
        write_project({"handouts/small/ar.yaml": article}), Order("small", "ar", "two-page")
    )
    both = [line for line in _lines(proof) if {said.passage for said in line.said} == {True, False}]
    assert len(both) == 2
    assert proof.judged() == []


def test_a_space_to_write_on_is_where_its_rule_is(write_project: WriteProject) -> None:
    text = "\n      خذ ____ mg أو 10–____ mg ثم ____\n\n      ____________"
    sections = _sections(text.strip(), "x", "x")
    project = write_project({"handouts/small/ar.yaml": article_text(sections=sections)})
    lines = _lines(take(project, Order("small", "ar", "large-print")))
    (line,) = [line for line in lines if "خذ" in line.said[0].words]
    assert [said.words.strip() for said in line.said].count(BLANK) == 3
    assert "".join(line.seen.split()) == f"{BLANK}مث10–{BLANK}mgوأ{BLANK}mgذخ"
    assert [line.seen.strip() for line in lines].count(BLANK) == 1


SOURCES = [
    "{text: 'MedlinePlus, U.S. National Library of Medicine. Lomustine 10 mg, 5. 20 mg.'}",
    "{text: National Cancer Institute (NCI). Tumor response and imaging in cancer treatment.}",
    "{text: Global Initiative for Asthma. 2025 GINA Main Report., url: 'https://a.example.org/gi'}",
    "{text: Mayo Clinic Staff, url: 'https://www.example.org/asthma'}",
    "{text: وزارة الصحة. الربو, url: 'https://www.example.org/asthma'}",
]


@pytest.mark.parametrize("edition", ["one-page", "two-page", "large-print"])
@pytest.mark.parametrize("sources", [*([one] for one in SOURCES), SOURCES[:4], SOURCES])
def test_sources_in_english_pass(
    write_project: WriteProject, sources: list[str], edition: str
) -> None:
    """Each is one passage with its address, whatever it pauses at, beside Arabic ones or not."""
    references = "".join(f"\n  - {source}" for source in sources)
    article = article_text(sections=_sections("نص", "نص", "نص"), references=references)
    project = write_project({"handouts/small/ar.yaml": article})
    assert take(project, Order("small", "ar", edition)).judged() == []


@pytest.mark.parametrize("edition", ["one-page", "two-page", "large-print"])
def test_sources_that_a_translation_left_pass(write_project: WriteProject, edition: str) -> None:
    sections = _sections("نص", "نص", "نص")
    sources = SOURCES[:4]
    for last in (SOURCES[3], SOURCES[4]):
        ours = "".join(f"\n  - {source}" for source in sources)
        english = article_text(sections=_sections("x", "x", "x"), references=ours)
        theirs = "".join(f"\n  - {source}" for source in [*sources[:3], last])
        arabic = article_text(sections=sections, references=theirs, translation=TRANSLATION)
        files = {"handouts/small/en.yaml": english, "handouts/small/ar.yaml": arabic}
        assert take(write_project(files), Order("small", "ar", edition)).judged() == []


def test_a_source_that_is_turned_round_is_told(write_project: WriteProject) -> None:
    article = article_text(
        sections=_sections("نص", "نص", "نص"), references=f"\n  - {SOURCES[0]}\n  - {SOURCES[4]}"
    )
    project = write_project({"handouts/small/ar.yaml": article})
    proof = take(project, Order("small", "ar", "large-print"))
    line = next(
        line
        for line in _lines(proof)
        if any("Lomustine" in said.words and said.passage for said in line.said)
    )
    passage = next(said.words.strip() for said in line.said if said.passage)
    assert turned_round(line.said, line.seen) == []
    turned = " ".join(reversed(passage.split()))
    assert turned_round(line.said, line.seen.replace(passage, turned)) == [passage]


@pytest.mark.parametrize("edition", ["one-page", "two-page", "large-print"])
def test_a_text_in_english_among_arabic_ones_passes(
    write_project: WriteProject, edition: str
) -> None:
    """Set as one isolate, whatever it pauses at: an address, a fact, a question, a cell."""
    english = "[Take 5 mg. Then 10 mg, daily](lang:en)"
    sections = f"""
  overview:
    text: |
      - خذ {english} هنا
      - {english}

      | الدواء | الجرعة | متى |
      |---|---|---|
      | دواء | 5 mg | صباحًا |
      | MRI | 5 mg, 10 mg | 8:00 |
      | MRI, CT | 20–30 mg (2 mL) | ____ |
  when_to_see_a_doctor: {{text: نص, urgent: [ألم, "MRI. 5 mg"]}}"""
    article = article_text(
        sections=sections,
        quick_facts="{الفحص: 'MRI, CT', الجرعة: Temozolomide 100 mg. Twice}",
        faq='\n  - {question: "What is MRI? 10 mg, 5 mg.", answer: نعم 5 mg.}',
    )
    clinic = 'name: عيادة النهر\naddress: [شارع 5, "P.O. Box 12, Riyadh 11411", الرياض]\n'
    files = {"handouts/small/ar.yaml": article, "clinic.yaml": clinic}
    proof = take(write_project(files), Order("small", "ar", edition))
    assert proof.judged() == []
    addressed = next(line for line in _lines(proof) if any("Box" in s.words for s in line.said))
    turned = addressed.seen.replace("Box 12", "12 Box")
    assert turned_round(addressed.said, turned) == ["P.O. Box 12, Riyadh 11411"]


def test_a_fact_in_english_over_two_lines_passes(write_project: WriteProject) -> None:
    fact = f"Temozolomide 100 mg. Twice{' a day' * 12}, 5 mg, 10 mg. Or not"
    article = article_text(
        sections=_sections("نص", "نص", "نص"), quick_facts=f"{{الجرعة: '{fact}', النوع: نص}}"
    )
    project = write_project({"handouts/small/ar.yaml": article})
    proof = take(project, Order("small", "ar", "large-print"))
    lines = [line for line in _lines(proof) if "day" in line.seen]
    assert len(lines) > 1
    assert proof.judged() == []


def test_the_foot_is_judged_too(
    write_project: WriteProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = article_text(title="جرعات 10 mg")
    project = write_project({"handouts/small/ar.yaml": article})
    order = Order("small", "ar", "two-page")
    inline.pieces.cache_clear()
    good = take(project, order)
    assert "10 mg" in feet(good.finished.pages[0])
    assert good.judged() == []
    real = bidi.isolates
    monkeypatch.setattr(
        inline, "isolates", lambda text, *rest: [] if "نشرة" in text else real(text, *rest)
    )
    inline.pieces.cache_clear()
    bad = take(project, order)
    inline.pieces.cache_clear()
    assert _told(bad) == {"10 mg"}
