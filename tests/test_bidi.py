"""What is written from left to right keeps its order inside right-to-left text, on the page."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count, pairwise
from pathlib import Path
from unicodedata import category

import pytest
from conftest import article_text
from glyphplaces import Letter, line_with, lines, unmirrored
from hypothesis import given
from hypothesis import strategies as st
from proofs import Proof, shipped, take
from tagtree import squeezed

from clearprint import inline
from clearprint.bidi import isolates, marked_places
from clearprint.body import plain
from clearprint.finished import Box
from clearprint.orders import Order
from clearprint.project import SHIPPED, Project
from clearprint.wordshape import Passage

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

HARD = {
    # Where the sentence pauses, what comes next stands further left.
    "خذ الدواء حتى اليوم 5. 10 مغ هي الجرعة.": ("5", "10"),
    "الساعة 8:00: 10 مغ": ("8:00", "10"),
    "الساعة 8:00 - 10 مغ": ("8:00", "10"),
    "خذ 5 mg. 2 حبة": ("5 mg", "2"),
    "الجرعات 5, 10 أو 15": ("5", "10", "15"),
    "بعد MRI. 5 مغ": ("MRI", "5"),
    "لا تأخذ Tylenol. Aspirin مفيد": ("Tylenol", "Aspirin"),
    "في 24/11/2026 10 مغ": ("24/11/2026", "10"),
    "يوم 24-11-2026 الساعة 20:30؛ ثم 8:00–10:00": ("24-11-2026", "20:30", "8:00–10:00"),
    "خذ 5 mg 2 مرات، بعد MRI 2 مرات": ("5 mg", "2", "MRI", "2"),
    "اتصل 555 010 0199 24 ساعة": ("555 010 0199", "24"),
    # What clings to a word stands on its own side of it.
    "HER2+ و HER2- و CD4+ و O− ثم": ("HER2+", "HER2-", "CD4+", "O−"),
    "من -5 °C أو −5 °C إلى +5 °C": ("-5 °C", "−5 °C", "+5 °C"),
    "لمن هم 65+ أو (65+) سنة": ("65+", "65+"),
    "اتصل (+966) 11 555 0199 الآن": ("(+966) 11 555 0199",),
    "فحص MRI [T1] وفحص MRI (T1, T2)": ("MRI [T1]", "MRI (T1, T2)"),
    "زر https://www.example.org/ar/ الآن": ("https://www.example.org/ar/",),
    "زر example.org/a/(b)/، ثم اسأل": ("example.org/a/(b)/",),
    "راسل info@example.org. ثم انتظر": ("info@example.org",),
    "بنسبة 5% أو 5 % أو 5–10%": ("5%", "5 %", "5–10%"),
    "السعر $5.50 أو 5 $ أو € 5 أو 50€": ("$5.50", "5 $", "€ 5", "50€"),
    "عقار Temodar® مفيد": ("Temodar®",),
    "أكثر من > 5 mg أو ≥ 38 °C والعمر≥65": ("> 5 mg", "≥ 38 °C", "≥65"),
    # What belongs together over a space, and no more.
    "خذ Temozolomide 100 mg يوميا": ("Temozolomide 100 mg",),
    "مرض type 2 diabetes شائع": ("type 2 diabetes",),
    "خذ Omega 3. وخذ Omega 3 صباحا": ("Omega 3", "Omega", "3"),
    "بجرعة 15 mg/kg/day أو 10 mg/kg/يوم": ("15 mg/kg/day", "10 mg/kg"),
    "كل 2 × 5 mg أو 2 x 5 mg أو 3×2": ("2 × 5 mg", "2 x 5 mg", "3×2"),
    "ضغط 120 / 80 وتخفيف 1:10": ("120 / 80", "1:10"),
    "إن كان HbA1c < 7% جيد": ("HbA1c < 7%",),
    "½ حبة أو 1½ أو 1 ½ أو 2 1/2 حبة": ("½", "1½", "1 ½", "2 1/2"),
    "خذ 5 000 mg أو ½ mg أو 10 mg (5 mL) ثم": ("5 000 mg", "½ mg", "10 mg (5 mL)"),
    "هاتف 01 23 45 67 89 أو 1 (555) 010-0199": ("01 23 45 67 89", "1 (555) 010-0199"),
    "هاتف 555-0100 ext. 12 أو 555-0100 x12": ("555-0100 ext. 12", "555-0100 x12"),
    "يقول Dr. Smith إن E. coli خطرة": ("Dr. Smith", "E. coli"),
    "الساعة 8 a.m. أو Crohn's disease": ("8 a.m.", "Crohn's disease"),
    "الأشعة (MRI) PET أو (CT أو PET)": ("MRI", "PET", "CT", "PET"),
    "حرارة 38°م أو 38.5°C أو 38 °م": ("38", "38.5°C", "38"),
    "1- خذ الدواء 2- استرح": ("1", "2"),
    # What clings to them in the text around is not of them.
    "يوم (24-11-2026) أو (555-0100) أو ((+966) 11 555 0199)": (
        "24-11-2026",
        "555-0100",
        "(+966) 11 555 0199",
    ),
    "زر وwww.example.org/ar/ أو لexample.org/ar/، ثم": ("www.example.org/ar/", "example.org/ar/"),
    "فوق 100.4°F. https://example.org ثم": ("100.4°F", "https://example.org"),
    # Arabic-Indic and Persian digits.
    "من ٣–٥ أيام أو ٥-١٠٪ أو ٥٪": ("٣–٥", "٥-١٠", "٥"),
    "في ٢٤-١١-٢٠٢٦ و ٢٤/١١/٢٠٢٦": ("٢٤-١١-٢٠٢٦", "٢٤/١١/٢٠٢٦"),
    "هاتف ٠١١-٥٥٥-٠١٩٩ أو (٠١١) ٥٥٥ ٠١٩٩": ("٠١١-٥٥٥-٠١٩٩", "(٠١١) ٥٥٥ ٠١٩٩"),
    "تب ۳۸٫۵ °C یا ۲–۳ روز یا ۰۲۱-۵۵۵-۰۱۹۹": ("۳۸٫۵ °C", "۲–۳", "۰۲۱-۵۵۵-۰۱۹۹"),
}
"""Hard lines, and what of each is read from left to right, in a right-to-left reader's order."""

HEBREW = {
    "בשעה 8:00, MRI (T1), ₪50, 5% לכל אחד": ("8:00", "MRI (T1)", "₪50", "5%"),
    "ב-10 mg, וב־MRI של ה-CT": ("10 mg", "MRI", "CT"),
    "עד יום 5. 10 מג ביום, 50 ₪": ("5", "10", "50 ₪"),
    "חום של -5 °C או 38.5 °C, גיל 65+": ("-5 °C", "38.5 °C", "65+"),
}
"""The same; no font that ships has its letters."""

FILLED_IN = {
    "خذ 10–____ mg الآن": ("10–____ mg",),
    "خذ ____–10 mg الآن": ("____–10 mg",),
    "حرارة 38.____ °C": ("38.____ °C",),
    "هاتف (____) 010-0199": ("(____) 010-0199",),
    "ضغط ____ / ____ mmHg يوم ____/____": ("____ / ____ mmHg", "____/____"),
    "الاسم ____ وفحص MRI ____": ("____", "MRI", "____"),
}
"""The same with spaces to write on."""

LETTER = 612.0  # points


def _isolated(text: str, turned: bool = True) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in isolates(text, turned))


@pytest.mark.parametrize(("kept", "sentence"), KEPT.items(), ids=KEPT)
def test_left_to_right_words_are_isolated_whole(kept: str, sentence: str) -> None:
    assert _isolated(sentence, turned=False) == (kept,)


@pytest.mark.parametrize(
    ("sentence", "isolated"), [*HARD.items(), *HEBREW.items(), *FILLED_IN.items()]
)
def test_each_isolate_is_as_long_as_it_must_be(sentence: str, isolated: tuple[str, ...]) -> None:
    assert _isolated(sentence) == isolated


@pytest.mark.parametrize("sentence", ["Take 10 mg (2–3 times).", "", "12"])
def test_left_to_right_text_is_left_alone(sentence: str) -> None:
    assert _isolated(sentence, turned=False) == ()


def test_brackets_of_the_text_around_stay_with_it() -> None:
    assert _isolated("الأشعة (CT أو PET).", turned=False) == ("CT", "PET")


@pytest.mark.parametrize("alone", ALONE)
def test_alone_too_where_the_sheet_runs_the_other_way(alone: str) -> None:
    assert isolates(f" {alone}: ", turned=True) == [(1, 1 + len(alone))]
    assert _isolated(alone, turned=False) == ()


@pytest.mark.parametrize(
    ("line", "isolated"),
    [
        ("100 River Street, Springfield, IL 62701", "100 River Street, Springfield, IL 62701"),
        (" Take 10 mg. Call 911. ", "Take 10 mg. Call 911."),
        ("Name: ____:", "Name: ____"),
    ],
)
def test_a_line_of_left_to_right_words_is_one_isolate(line: str, isolated: str) -> None:
    assert _isolated(line) == (isolated,)


def test_numbers_alone_are_words_of_the_text_around() -> None:
    assert _isolated("10 mg, 8:00") == ("10 mg", "8:00")
    assert _isolated("MRI؟") == ("MRI",)


def test_a_passage_of_another_language_stays_in_one() -> None:
    line = "خذ it. Now, 5 الآن"
    assert _isolated(line) == ("it", "Now", "5")
    start, end = line.index("it"), line.index(" الآن")
    found = isolates(line, True, [Passage(start - 1, end + 1, rtl=False)])
    assert found == [(start, end)]
    assert isolates("Say خذ 5 twice", False, [Passage(4, 8, rtl=True)]) == []


WORDS = st.sampled_from([*"خلב 5٣½aZ ().,:;-–+/%°$،؟_", "10", " mg", "____", " 555", "\u064b", "é"])


@given(st.lists(WORDS, max_size=20).map("".join), st.booleans())
def test_isolates_follow_each_other(text: str, turned: bool) -> None:
    found = isolates(text, turned)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    for start, end in found:
        assert not re.search("[خلב]", text[start:end])
    if turned:
        outside = "".join(
            text[one[1] : other[0]] for one, other in pairwise([(0, 0), *found, (len(text),) * 2])
        )
        assert not re.search("[a-zA-Z5٣½]", outside)


def test_a_mark_keeps_arabic_digits_in_their_order() -> None:
    assert marked_places("٣–٥") == [1]
    assert marked_places("(٠١١) ٥٥٥-٠١٩٩") == [4, 9]
    assert marked_places("2–3 mg, ۲–۳") == []


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


def test_the_press_stops_where_doses_are_turned_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As they are where nothing isolates them."""
    monkeypatch.setattr(inline, "isolates", lambda *_: [])
    inline.pieces.cache_clear()
    kept = ("10 mg", "2–3", "MRI (T1)", "555-010-0199")
    proof = _printed(tmp_path, [f"- {KEPT[words]}" for words in kept])
    inline.pieces.cache_clear()
    told = [f.problem.split("“")[1].split("”")[0] for f in proof.judged()]
    assert "10 mg" in told
    assert "turned-round" in proof.codes()


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """The hard lines, a bullet each."""
    return _printed(tmp_path_factory.mktemp("hard"), [f"- {_escaped(line)}" for line in HARD])


def _escaped(line: str) -> str:
    return re.sub(r"([\\*<>\[\]])", r"\\\1", line)


@pytest.mark.parametrize("number", range(len(HARD)))
def test_hard_lines_stand_on_the_page_as_they_must(hard: Proof, number: int) -> None:
    """Each isolate from left to right, and the next one left of it, or a line further down."""
    line, isolated = list(HARD.items())[number]
    assert hard.judged() == []
    items = _items(hard)
    assert len(items) == len(HARD) + 1  # with the urgent sign
    assert _stand_in_order(items[number], isolated), line


def _items(proof: Proof) -> list[list[str]]:
    """What is seen of each bullet, line by line, and of all that follows the last one."""
    items: list[list[str]] = []
    for page in range(len(proof.finished.pages)):
        for line in lines(proof.pdf, page):
            if line.seen.endswith("•"):
                items.append([])
            if items:
                items[-1].append(unmirrored(line.seen))
    return items


def _stand_in_order(seen: list[str], isolated: tuple[str, ...]) -> bool:
    number, end = 0, len(seen[0])
    for words in isolated:
        wanted = unmirrored("".join(words.split()))
        while (end := seen[number].rfind(wanted, 0, end)) < 0:
            number += 1
            if number == len(seen):
                return False
            end = len(seen[number])
    return True


SPLIT = {
    "خذ **10** mg": "10 mg",
    "خذ 10 **mg** الآن": "10 mg",
    "**الجرعة: 10** mg": "10 mg",
    "بعد **2**–3 أيام": "2–3",
    "هاتف **555**-0199 أو غيره": "555-0199",
    "هاتف (**555**) 010-0199": "(555) 010-0199",
    "خذ [10](https://example.org) mg": "10 mg",
    "[الجرعة 10](https://example.org) mg": "10 mg",
    "اسأل [عن MRI (T1) هنا](https://example.org)": "MRI (T1)",
    "خذ [pembrolizumab](lang:en) 200 mg يوميا": "pembrolizumab 200 mg",
    "من **٣**–٥ أيام": "٣–٥",
}
"""Lines whose dose, number or name is set in two ways, and what must be seen all the same."""


def test_bold_words_links_and_languages_turn_nothing_round(tmp_path: Path) -> None:
    proof = _printed(tmp_path, [f"- {line}" for line in SPLIT])
    assert proof.judged() == []
    items = _items(proof)
    for number, (line, words) in enumerate(SPLIT.items()):
        assert _stand_in_order(items[number], (words,)), line


def test_spaces_to_write_on_stand_in_their_place(tmp_path: Path) -> None:
    """The rule, and what is left and right of it."""
    proof = _printed(tmp_path, [f"- {line}" for line in FILLED_IN])
    assert proof.judged() == []
    placed = [line for line in lines(proof.pdf) if line.seen.endswith("•")]
    for number, (left, right) in enumerate(
        [("10–", "mg"), (None, "–10"), ("38.", "°C"), ("(", ")010")]
    ):
        seen, letters = unmirrored(placed[number].seen), placed[number].letters
        (rule,) = [s.box for s in proof.finished.pages[0].shapes if _is_under(s.box, letters[0])]
        after = letters[seen.index(unmirrored(right))]
        assert 0 <= after.left - rule.right < 8, right
        if left:
            before = letters[seen.index(left) + len(left) - 1]
            assert 0 <= rule.left - before.right < 8, left


def _is_under(box: Box, letter: Letter) -> bool:
    return box.top - box.bottom < 2 and 0 < letter.baseline - box.bottom < 10


FIELDS = (
    *("title", "subtitle", "main_message", "label", "fact", "heading", "text", "bold", "link"),
    *("bullet", "step", "box", "head", "cell", "caption", "sign", "note", "question", "answer"),
    *("reference", "disclaimer"),
)
"""Every field that is printed."""


def _numbered(language: str, with_source: bool) -> str:
    """An article with a dose and a range of its own in every field."""
    form = "خذ {0} mg في {0}–{1} أيام" if language == "ar" else "Take {0} mg for {0}–{1} days"
    f = {name: form.format(100 + 2 * n, 101 + 2 * n) for n, name in enumerate(FIELDS)}
    return article_text(
        title=f["title"],
        subtitle=f["subtitle"],
        main_message=f["main_message"],
        quick_facts=f"\n  {f['label']}: {f['fact']}",
        sections=f"""
  overview:
    heading: {f["heading"]}
    figure: {{file: one.svg, alt: x, caption: {f["caption"]}}}
    text: |
      {f["text"]}

      **{f["bold"]}** [{f["link"]}](https://example.org)

      - {f["bullet"]}

      1. {f["step"]}

      - [ ] {f["box"]}

      | {f["head"]} | x |
      |---|---|
      | x | {f["cell"]} |
  when_to_see_a_doctor:
    text: x
    urgent: [{f["sign"]}]
    urgent_note: {f["note"]}""",
        faq=f"\n  - question: {f['question']}\n    answer: {f['answer']}",
        references=f"\n  - text: {f['reference']}",
        disclaimer=f["disclaimer"],
        translation="\n  {of: en, status: machine}" if with_source else None,
    )


def _numbered_labels(language: str) -> str:
    """The labels with a dose of its own in every word that has nothing filled in."""
    text = (SHIPPED / "templates" / "labels" / f"{language}.yaml").read_text("utf-8")
    before, words, after = re.split(r"(?<=\nwords:\n)|(?=\neditions:)", text)
    numbers = count(300)
    words = re.sub(
        r"(?m)^(  (?!colon|comma|blank)\w+: )([^{}\"\n]+)$",
        lambda found: f"{found[1]}{found[2]} {next(numbers)} mg",
        words,
    )
    return before + words + after


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with numbers in every field of a handout, of its source, and of the labels."""
    folder = tmp_path_factory.mktemp("numbered")
    square = '<rect width="9" height="9"/>'
    figure = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{square}</svg>'
    files = {
        "handouts/small/one.svg": figure,
        "handouts/small/en.yaml": _numbered("en", with_source=False),
        "handouts/small/ar.yaml": _numbered("ar", with_source=True),
        "templates/labels/ar.yaml": _numbered_labels("ar"),
        "templates/labels/en.yaml": _numbered_labels("en"),
    }
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return Project(folder)


@pytest.mark.parametrize("edition", ["one-page", "two-page", "large-print", "bilingual"])
def test_no_field_of_a_sheet_turns_a_number_round(numbered: Project, edition: str) -> None:
    """Each dose and range is seen from left to right as often as it is said."""
    proof = take(numbered, Order("small", "ar", edition))
    assert [f for f in proof.judged() if f.code != "extent"] == []
    pages = len(proof.finished.pages)
    feet = " ".join(plain(statement) for row in proof.deck.foot for statement in row)
    said = f"{proof.tags.text} {feet * pages}"
    wanted = Counter(re.findall(r"\d{3} mg|\d{3}–\d{3}", said))
    fields = {f"{100 + 2 * number} mg" for number in range(len(FIELDS))}
    if edition == "one-page":
        fields -= {f"{100 + 2 * FIELDS.index(name)} mg" for name in ("question", "answer")}
    assert wanted.keys() >= fields
    assert len([words for words in wanted if words[0] == "3"]) > 10  # of the labels
    seen = [line.seen for page in range(pages) for line in lines(proof.pdf, page)]
    met = Counter({w: sum(line.count(w.replace(" ", "")) for line in seen) for w in wanted})
    assert met == wanted


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
