"""What the eye meets must be in an order that it can be read in: by rules of the judge's own."""

from __future__ import annotations

import random
import re

import pytest
from glyphplaces import unmirrored

from clearprint.bidi import isolates
from clearprint.visualorder import BLANK, Said, numbers_turned_round, turned_round
from clearprint.wordshape import is_right_to_left

CAUGHT = {
    # A dose, a range, a number, a name that is turned round.
    ("تناول 10 mg الآن", "نآلا mg 10 لوانت"): ["10 mg"],
    ("بعد 2–3 أيام", "مايأ 3–2 دعب"): ["2–3"],
    ("حرارة 38.5 °C", "°C 38.5 ةرارح"): ["38.5 °C"],
    ("حرارة -5 °C", "5 °C- ةرارح"): ["-5 °C"],
    ("لمن هم 65+ سنة", "ةنس +65 مه نمل"): ["65+"],
    ("ورم HER2- هنا", "انه -HER2 مرو"): ["HER2-"],
    ("صورة MRI (T1)", "(T1) MRI ةروص"): ["MRI (T1)"],
    ("هاتف (555) 010-0199", "010-0199 (555) فتاه"): ["(555) 010-0199"],
    ("هاتف +966 11 555 0199", "0199 555 11 +966 فتاه"): ["+966 11 555 0199"],
    ("هاتف 555 010 0199", "0199 010 555 فتاه"): ["555 010 0199"],
    ("خذ 5 000 mg", "mg 000 5 ذخ"): ["5 000 mg"],
    ("خذ 1 1/2 حبة", "ةبح 1/2 1 ذخ"): ["1 1/2"],
    ("زر www.example.org/ar/ الآن", "نآلا /www.example.org/ar رز"): ["www.example.org/ar/"],
    ("ضغط 120 / 80", "80 / 120 طغض"): ["120 / 80"],
    ("National Cancer Institute هنا", "انه Institute Cancer National"): [
        "National Cancer Institute"
    ],
    ("من ٣–٥ أيام", "مايأ ٥–٣ نم"): ["٣–٥"],
    ("خذ ½ mg الآن", "نآلا mg ½ ذخ"): ["1/2 mg"],
    (f"خذ 10–{BLANK} mg", f"mg {BLANK}–10 ذخ"): [f"10–{BLANK} mg"],
    # One stretch where the sentence pauses.
    ("اليوم 5. 10 مغ", "غم 5. 10 مويلا"): ["اليوم 5. 10 مغ"],
    ("الساعة 8:00: 10 مغ", "غم 8:00: 10 ةعاسلا"): ["الساعة 8:00: 10 مغ"],
    ("الساعة 8:00 - 10 مغ", "غم 8:00 - 10 ةعاسلا"): ["الساعة 8:00 - 10 مغ"],
    ("الجرعات 5, 10 أو 15", "15 وأ 5, 10 تاعرجلا"): ["الجرعات 5, 10 أو 15"],
    ("بعد MRI. 5 مغ", "غم MRI. 5 دعب"): ["بعد MRI. 5 مغ"],
    ("خذ 5 mg. 2 حبة", "ةبح 5 mg. 2 ذخ"): ["خذ 5 mg. 2 حبة"],
    ("خذ 5 mg 2 مرات", "تارم 5 mg 2 ذخ"): ["خذ 5 mg 2 مرات"],
    ("خذ 5 ثم 10 مغ", "غم 5 مث 10 ذخ"): ["خذ 5 ثم 10 مغ"],
    ("في 24/11/2026 10 مغ", "غم 24/11/2026 10 يف"): ["في 24/11/2026 10 مغ"],
    ("خذ 0.5 g. 10 mg ليلا", "اليل 0.5 g. 10 mg ذخ"): ["خذ 0.5 g. 10 mg ليلا"],
    ("خذ 5 %, 10 mg ليلا", "اليل 5 %, 10 mg ذخ"): ["خذ 5 %, 10 mg ليلا"],
    ("خذ 5% - (011) 555 0199", "5% - (011) 555 0199 ذخ"): ["خذ 5% - (011) 555 0199"],
    # A bracket on the wrong side.
    ("في (24-11-2026) هنا", "انه ))24-11-2026 يف"): ["(24-11-2026)"],
}
"""What is said and what is seen, and what of it is told."""

PASSED = [
    ("تناول 10 mg الآن", "نآلا 10 mg لوانت"),
    ("بعد MRI 2 مرات", "تارم 2 MRI دعب"),  # either way will do
    ("بعد MRI 2 مرات", "تارم MRI 2 دعب"),
    ("يقول Dr. Smith نعم", "معن Dr. Smith لوقي"),
    ("اليوم 5. 10 مغ", "غم 10 .5 مويلا"),
    ("خذ 1½ حبة", "ةبح 1½ ذخ"),
    ("خذ 1½ حبة", "ةبح 11/2 ذخ"),  # as PDFium says it
    ("أكثر من ≥ 38 °C", "≤ 38 °C نم رثكأ"),  # PDFium mirrors signs and brackets
    ("صورة MRI (T1)", "MRI )T1( ةروص"),
    ("خذ 10 mg أو 10 mg", "10 mg وأ 10 mg ذخ"),
    ("م² و m²", "m² و ²م"),
    ("لا أرقام هنا", "انه ماقرأ ال"),
    ("(CT أو PET)", "(PET وأ CT)"),
]


@pytest.mark.parametrize(("line", "told"), CAUGHT.items(), ids=[said for said, _ in CAUGHT])
def test_a_line_that_nobody_can_read_is_told(line: tuple[str, str], told: list[str]) -> None:
    said, seen = line
    assert turned_round([Said(said)], seen) == told


@pytest.mark.parametrize(("said", "seen"), PASSED)
def test_a_line_that_can_be_read_passes(said: str, seen: str) -> None:
    assert turned_round([Said(said)], seen) == []


def test_each_time_that_it_is_said_counts() -> None:
    assert turned_round([Said("10 mg أو 10 mg")], "10 mg وأ mg 10") == ["10 mg"]
    assert turned_round([Said("2–3 أو 12–34")], "12–34 وأ 3–2") == ["2–3"]


def test_a_line_without_right_to_left_words_may_run_either_way() -> None:
    said = [Said("8:00, MRI, 10 mg")]
    assert turned_round(said, "8:00, MRI, 10 mg", leftward=False) == []
    assert turned_round(said, "10 mg ,MRI ,8:00", leftward=False) == []
    assert turned_round(said, "mg 10 ,MRI ,8:00", leftward=False) == ["10 mg"]
    assert turned_round(said, "8:00, MRI, 10 mg", leftward=True) == ["8:00, MRI, 10 mg"]


def test_a_passage_of_another_language_is_read_as_a_whole() -> None:
    said = [Said("انظر "), Said("Tumor response, 2024. Page 5", passage=True), Said(" هنا")]
    assert turned_round(said, "انه Tumor response, 2024. Page 5 رظنا") == []
    assert turned_round(said, "انه Page 5 .2024 ,Tumor response رظنا") == [
        "Tumor response, 2024. Page 5"
    ]


def test_numbers_whose_lines_are_not_known() -> None:
    assert numbers_turned_round("جرعة 10 mg و 2–3", "3–2 و\nmg 10 ةعرج") == ["10 mg", "2–3"]
    assert numbers_turned_round("جرعة 10 mg و 2–3", "10 mg ةعرج\n2–3 و") == []
    assert numbers_turned_round("National Cancer هنا", "National\nCancer انه") == []


WORDS = [
    *(
        "10",
        "5",
        "2–3",
        "10 mg",
        "MRI",
        "MRI (T1)",
        "HER2+",
        "HER2-",
        "-5",
        "65+",
        "38.5 °C",
        "50%",
    ),
    *("5 %", "$5", "(555) 010-0199", "+966 11 555 0199", "555-0100", "www.example.org/ar/", "½"),
    *("1½", "8:00", "24/11/2026", "120/80", "/", "×", "<", "Temozolomide", "National Cancer", "T1"),
    *("Dr. Smith", "ext. 12", "[T1]", "____ mg", "10–____", "٣–٥", "٥٪", "5 000", "(CT)", "m²"),
]
AROUND = ["خذ", "من", "و", "(أي", "هنا)", "ב", "של"]
BEHIND = [*".,:;،؟!()", " -", " –"]


def test_what_is_isolated_by_the_other_rules_passes() -> None:
    """The judge is quiet about whatever is set; of many lines that nobody would write, too."""
    chance = random.Random(7)  # the same lines each time
    for _ in range(4000):
        words = [chance.choice(AROUND if chance.random() < 0.3 else WORDS) for _ in range(5)]
        line = " ".join(w + chance.choice(BEHIND) * (chance.random() < 0.2) for w in words)
        seen, said = (re.sub("_+", BLANK, text) for text in (_set(line), line))
        assert turned_round([Said(said)], seen, is_right_to_left(line)) == [], line


PARTS = [
    *("10 mg", "2.5 mL", "1,000 mcg", "5 mg/kg", "2–3", "10–15 mg", "120/80", "38.5 °C", "0.5 g"),
    *("50–60%", "(555) 010-0199", "+966 11 555 0199", "555-0100", "1-800-555-0199"),
    *("8:00", "24-11-2026", "1½", "1 1/2", "½ mg", "HER2+", "65+", "COVID-19", "<5"),
    *("Temozolomide 100 mg", "vitamin B12", "MRI (T1)", "www.example.org/ar/", "2 × 5 mg"),
    *(
        "٣–٥",
        "(٠١١) ٥٥٥-٠١٩٩",
        "٢٤/١١/٢٠٢٦",
        f"{BLANK} mg",
        f"10–{BLANK} mg",
        f"({BLANK}) 010-0199",
    ),
]
BETWEEN = [" ثم ", " أو كل يوم ", "، ", "؛ ", ". ", ": ", ", ", " - ", " – ", " و", ") ثم (", "» «"]


def test_lines_of_known_parts_are_set_and_judged_as_they_must_be() -> None:
    """Each part is seen from left to right, and the next one left of it: nothing else passes."""
    chance = random.Random(11)  # the same lines each time
    for _ in range(2000):
        parts = chance.sample(PARTS, 3)
        between = ["خذ (", *chance.choices(BETWEEN, k=2), ") هنا"]
        said, seen = _joined(parts, between), _seen(parts, between)
        assert unmirrored(re.sub("_+", BLANK, _set(said))) == unmirrored(seen)
        assert turned_round([Said(said)], seen) == []
        for number, part in enumerate(parts):
            others = [*parts[:number], _turned(part), *parts[number + 1 :]]
            if others != parts:
                assert turned_round([Said(said)], _seen(others, between)), f"{part} in {said}"
        swapped = _seen([parts[1], parts[0], parts[2]], between)
        assert turned_round([Said(said)], swapped), said


def _joined(parts: list[str], between: list[str]) -> str:
    return between[0] + "".join(p + b for p, b in zip(parts, between[1:], strict=True))


def _seen(parts: list[str], between: list[str]) -> str:
    """What the eye meets from left to right in a right-to-left line of parts."""
    return _joined(parts[::-1], [words[::-1] for words in reversed(between)])


def _turned(part: str) -> str:
    """A part as it is seen where nothing isolates it; a date, time or web address is the same."""
    return "".join(reversed(re.findall(r"[\w.,:/]*\w|.", part)))


def _set(line: str) -> str:
    """A line as it is seen: what is isolated from left to right, all else the other way."""
    seen, at = "", len(line)
    for start, end in reversed(isolates(line, turned=True)):
        seen += line[end:at][::-1] + line[start:end]
        at = start
    return seen + line[:at][::-1]
