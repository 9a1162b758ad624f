"""No line ends within a dose, a number or a name, or between a space to write on and its label."""

from __future__ import annotations

import re

import pytest

from clearprint.body import Paragraph, plain
from clearprint.commonmark import parse
from clearprint.keeps import keeps_of, placed
from clearprint.orders import Desk
from clearprint.project import Project
from clearprint.units import vocabulary


def _kept(text: str, unit: re.Pattern[str] | None) -> str:
    """A text with | where no line ends, and brackets around what is filled in."""
    (paragraph,) = parse(text).blocks
    assert isinstance(paragraph, Paragraph)
    keeps = keeps_of(placed(paragraph.runs), unit)
    signs = [(at, "|") for at in keeps.joints]
    signs += [(start, "[") for start, _ in keeps.to_fill] + [(end, "]") for _, end in keeps.to_fill]
    words = plain(paragraph.runs)
    for at, sign in sorted(signs, reverse=True):
        words = words[:at] + sign + words[at:]
    return words


@pytest.mark.parametrize(
    ("language", "kept"),
    [
        ("en", "Take 10 |mg for 5 |minutes, 2–|3 |weeks or 6 |months"),
        ("en", "10–|20 |mg/|kg/|day, 2 |square meters, a 5-|minute walk, 5 mglass"),
        ("es", "Durante 2 |semanas, 5 |minutos o 1 |cucharada de 5 |mg"),
        ("fr", "Prenez 2 |cuillères à café à 8 |h, 5 |minutes"),
        ("vi", "Trong 5 |phút, 2 |tuần"),
        ("ru", "Принимайте 2 |недели, 5 |минут, 10 |мг"),
        ("hi", "2 |हफ़्ते, 5 |मिनट, 10 |मिग्रा"),
        ("ar", "خذ 10 |مغ لمدة 5 |دقائق أو ٢–|٣ |أسابيع"),
        ("ko", "2 |주, 5|분, 10 |밀|리|그|램"),
        ("zh-Hans", "每天 5 |毫|克，共 3|天，或 2–|3|周"),
    ],
)
def test_a_number_stays_with_its_unit_in_every_language(language: str, kept: str) -> None:
    """Or with the first word of that."""
    unit = vocabulary(Desk(Project()).labels(language)).behind
    assert _kept(kept.replace("|", ""), unit) == kept


def test_a_word_wider_than_a_column_may_be_broken_at_its_hyphens() -> None:
    assert (
        _kept("a follow-up with a neuro-oncologist", None)
        == "a follow-|up with a neuro-|oncologist"
    )
    address = "https://example.org/changes-to-home-office-and-resettlement-policy"
    assert _kept(address, None) == address


@pytest.mark.parametrize(
    ("language", "kept"),
    [
        ("en", "5 |ng/|mL, 20 |pg, 30 |seconds, a 30-|second rest, 5 ngo"),
        ("es", "30 |segundos"),
        ("fr", "30 |secondes"),
        ("ru", "30 |секунд, 5 |нг/|мл"),
        ("vi", "30 |giây"),
        ("hi", "30 |सेकंड"),
        ("ar", "30 |ثانية و5 |ثوانٍ"),
        ("ko", "30|초"),
        ("zh-Hans", "共30|秒|钟"),
        ("en", "[Rest ____ seconds.] [Level: ____ ng/|mL] [BP: ____ /| |80 |mmHg]"),
    ],
)
def test_a_number_stays_with_small_units_and_seconds(language: str, kept: str) -> None:
    unit = vocabulary(Desk(Project()).labels(language)).behind
    assert _kept(re.sub(r"[|\[\]]", "", kept), unit) == kept


def test_without_units_a_number_stays_whole() -> None:
    assert _kept("5 mg at 555-010-0100", None) == "5 mg at 555-|010-|0100"


@pytest.mark.parametrize(
    "kept",
    [
        "60 |mL/|min/|1.73 |m², 5 |µg, 160 |mg/|5 |mL and 120/|80 |mmHg",
        "at 5:30 |p.m. or 6 |AM",
        "120 |/| |80 |mmHg, Springfield, IL |62701 or IL |62701-|1234",
        "555-|010-|0100 |ext. |12, or ext. |7",
        "Rooms 12, 100 and 7. On day 5. 100 |mg",
        "July 24, |2026 and July 3, |2026",
        "1,000 |mg, 555 |010 |0100, +1 |(555) |010-|0100",
    ],
)
def test_a_number_is_whole_and_no_longer(kept: str) -> None:
    unit = vocabulary(Desk(Project()).labels("en")).behind
    assert _kept(kept.replace("|", ""), unit) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("**Date:** ____", "[Date: ____]"),
        ("It is **the week** of: ____", "[It is the week of: ____]"),
        (
            "And here is what we shall do in **the week** of: ____",
            "And here is what we shall do in the week [of: ____]",
        ),
        (
            "And here is what we shall do in **the week of**: ____",
            "And here is what we shall do in [the week of: ____]",
        ),
        ("**Week of: ____, or day: ____**", "[Week of: ____,] [or day: ____]"),
        ("Take it. **Dose:** ____ mg, now", "Take it. [Dose: ____ mg,] now"),
        ("Rest ____ minutes. Then ____", "[Rest ____ minutes.] [Then ____]"),
        ("See [this page](https://example.org) ____", "See this page [____]"),
    ],
)
def test_a_space_to_write_on_stays_with_its_label_whatever_that_is_set_in(
    text: str, kept: str
) -> None:
    unit = vocabulary(Desk(Project()).labels("en")).behind
    assert _kept(text, unit) == kept


@pytest.mark.parametrize(
    ("language", "kept"),
    [
        ("en", "[Date: ____] [Time: ____]"),
        ("en", "[Weight: ____] Day:"),
        ("en", "[Date: ____] [Time of visit: ____] [or ____ days] [before: ____]"),
        ("en", "[Now ____ Gy] [to the head: ____]"),
        ("es", "[Fecha: ____] [Hora de la cita: ____]"),
        ("en", "[Tablets: ____] [**Drops**: ____ drops]"),
        ("es", "[Fecha: ____] [Hora: ____]"),
        ("fr", "[Date : ____] [Heure : ____]"),
        ("vi", "[Ngày: ____] [Giờ: ____]"),
        ("ru", "[Дата: ____] Час:"),
        ("hi", "[तारीख: ____] [दिन: ____]"),
        ("ko", "[날|짜: ____] [시|간: ____]"),
        ("ko", "[이|름: ____] [일|정: ____]"),
        ("zh-Hans", "[日期：____] [时间：____]"),
        ("zh-Hans", "[次数：____] [天数：____]"),
    ],
)
def test_the_label_of_the_next_space_is_no_unit_of_the_one_before(language: str, kept: str) -> None:
    unit = vocabulary(Desk(Project()).labels(language)).behind
    assert _kept(re.sub(r"[|\[\]]", "", kept), unit) == kept.replace("**", "")


@pytest.mark.parametrize(
    ("language", "kept"),
    [
        ("en", "[Dr. ____]"),
        ("en", "Take it and then see [Dr. ____] in the clinic, room [No. ____]"),
        ("en", "Ask. [**Tel.** ____]"),
        ("es", "Hable con la [Dra. ____]"),
        ("ar", "اسأل [د. ____]"),
        ("en", "[Rest ____ minutes.] [____]"),
    ],
)
def test_an_abbreviation_stays_with_the_space_behind_it(language: str, kept: str) -> None:
    unit = vocabulary(Desk(Project()).labels(language)).behind
    assert _kept(re.sub(r"[|\[\]]", "", kept), unit) == kept.replace("**", "")


@pytest.mark.parametrize(
    ("language", "kept"),
    [
        ("zh-Hans", "[体重：____毫|克|。]"),
        ("zh-Hans", "[剂量：____ 毫|克|，] [____毫|升]"),
        ("en", "[Weight: ____ mg/|kg,] now"),
        ("ko", "[체|중: ____ 밀|리|그|램]"),
    ],
)
def test_what_is_wider_than_its_column_is_not_broken_within_its_unit(
    language: str, kept: str
) -> None:
    unit = vocabulary(Desk(Project()).labels(language)).behind
    assert _kept(re.sub(r"[|\[\]]", "", kept), unit) == kept


@pytest.mark.parametrize(
    "kept",
    [
        "[今天早上您的体温是多少度：____]",
        "请在每天早上起床以后测量您的体温和体重并且写在这里，[体重是：____]",
        "请记录。[体温：____]",
    ],
)
def test_a_chinese_label_is_measured_by_its_room(kept: str) -> None:
    assert _kept(re.sub(r"[\[\]]", "", kept), None) == kept


@pytest.mark.parametrize(
    ("language", "kept"),
    [
        ("en", "[Take it at ____:____ a.m.] [and at ____:____ p.m.,] too"),
        ("en", "[Blood pressure: ____ / ____ mmHg]"),
        ("en", "[Blood pressure: ____/____ mmHg.] Then"),
        ("en", "[Phone: (____) ____-____]"),
        ("en", "[Date: ____/____/____] [Time: ____ : ____]"),
        ("en", "[Date: ____ / ____ / 20____] [Time: ____]"),
        ("en", "[From ____ – ____ days]"),
        ("fr", "[Heure : ____ : ____]"),
        ("zh-Hans", "[血压：____／____ 毫|米|汞|柱]"),
        ("ar", "[الضغط: ____ / ____ ملم] زئبق"),
        ("en", f"[Item: {'_' * 20}] [/ {'_' * 20}]"),
    ],
)
def test_a_time_or_date_to_write_is_kept_whole(language: str, kept: str) -> None:
    unit = vocabulary(Desk(Project()).labels(language)).behind
    assert _kept(re.sub(r"[|\[\]]", "", kept), unit) == kept
