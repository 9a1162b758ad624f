"""What stays on one line and what is isolated is found in the line as a whole, over its runs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearprint.body import Paragraph, Run, plain
from clearprint.commonmark import parse
from clearprint.inline import BREAK, WORD_JOINER, Piece, pieces

LINK = "https://example.org"
UNIT = re.compile("[ -]?(mg|minutes|square meters|毫克|天|أيام)")


def _drawn(found: tuple[Piece, ...]) -> str:
    """Pieces as text: [kept], ⟨isolated⟩, *bold*, {link}, ~another language~, _ to write on.

    A line does not end at | there.
    """
    around = {"kept": "[]", "isolate": "⟨⟩"}
    drawn = ""
    for piece in found:
        inner = _drawn(piece.inner)
        if piece.run:
            ends = "**" if piece.run.bold else "~~" if piece.run.lang else "{}"
            drawn += "_" if piece.run.blank else ends[0] + inner + ends[1]
        elif piece.kind == "words":
            drawn += piece.words.replace(WORD_JOINER, "|")
        else:
            drawn += around[piece.kind][0] + inner + around[piece.kind][1]
    return drawn


def _set(text: str, turned: bool = False) -> str:
    (paragraph,) = parse(text).blocks
    assert isinstance(paragraph, Paragraph)
    return _drawn(pieces(paragraph.runs, turned, UNIT))


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Take 10 mg now", "Take 10 |mg now"),
        ("Take **10** mg now", "Take *10* |mg now"),
        ("Take 10 **mg now**", "Take 10 |*mg now*"),
        ("**Take 10 mg** now", "*Take 10 |mg* now"),
        (f"Read [your follow-up plan]({LINK}).", "Read {your follow-|up plan}."),
        (f"Call [555-0100]({LINK}) now", "Call {555-|0100} now"),
        (f"Call [555]({LINK})-0100 now", "Call {555}-|0100 now"),
        (f"[It is 555]({LINK})-0100", "{It is 555}-|0100"),
        ("Ask for [pembrolizumab 5 mg](lang:de)", "Ask for ~pembrolizumab 5 |mg~"),
        ("Take ½ tablet, 1½ mg, 1 ½ mg", "Take ½ tablet, 1½ |mg, 1 |½ |mg"),
        ("请看2–3天", "请看2–|3|天"),
    ],
)
def test_what_is_kept_on_a_line_is_kept_whatever_it_is_set_in(text: str, drawn: str) -> None:
    assert _set(text) == drawn


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("خذ 10 mg الآن", "خذ ⟨10 |mg⟩ الآن"),
        ("خذ **10** mg الآن", "خذ ⟨*10* |mg⟩ الآن"),
        ("**الجرعة: 10** mg", "*الجرعة: *⟨*10* |mg⟩"),
        ("(**555**) 010-0199", "⟨(*555*) |010-|0199⟩"),
        (f"[10]({LINK}) mg", "⟨{10} |mg⟩"),
        (f"انظر [فحص MRI هنا]({LINK})", "انظر {فحص ⟨MRI⟩ هنا}"),
        (f"انظر [MRI]({LINK})", "انظر ⟨{MRI}⟩"),
        (f"[الجرعة 10]({LINK}) mg", "{الجرعة }⟨{10} |mg⟩"),
        ("خذ [Tylenol](lang:en) الآن", "خذ ~Tylenol~ الآن"),
        ("خذ [Tylenol](lang:en) 5 mg", "خذ ⟨~Tylenol~ 5 |mg⟩"),
        ("في [2, or. 3](lang:en) هنا", "في ~2, or. 3~ هنا"),
        ("خذ ____ mg.", "[خذ ⟨_ mg⟩.]"),
        ("خذ 10–____ mg.", "[خذ ⟨10–_ mg⟩.]"),
        ("اسأل عن MRI 10 ____ mg.", "[اسأل عن ⟨MRI 10⟩ ⟨_ mg⟩.]"),
        ("المدة: ____ / ____ أيام", "[المدة: ⟨_ / _⟩ أيام]"),
        ("الجرعة: ____ × ____ mg", "[الجرعة: ⟨_ × _ mg⟩]"),
        ("الوزن: ____ kg (____ lb) اليوم", "[الوزن: ⟨_ kg (_ lb)⟩] اليوم"),
        (
            f"الوزن: ____ mg ({'weight ' * 8}____ mg)",
            f"[الوزن:] ⟨[_ mg] ({'weight ' * 7}[weight _ mg)]⟩",
        ),
        ("من ٣–٥ أيام", "من ⟨٣\u200e–|٥⟩ |أيام"),
    ],
)
def test_what_is_isolated_is_so_whatever_it_is_set_in(text: str, drawn: str) -> None:
    assert _set(text, turned=True) == drawn


def test_right_to_left_words_in_a_left_to_right_line_are_set_as_in_their_own() -> None:
    assert _set("Say [خذ 10 mg](lang:ar) twice") == "Say ~خذ ⟨10 |mg⟩~ twice"
    assert _set("Say خذ 10 mg twice") == "⟨Say⟩ خذ ⟨10 |mg twice⟩"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Name: ____ Date: ____.", "[Name: _] [Date: _.]"),
        ("Show it. Week of: ______", "Show it. [Week of: _]"),
        ("I will get my results on ________.", "[I will get my results on _.]"),
        ("**Date:** ____", "[*Date:* _]"),
        ("See. **Week of**: ____", "See. [*Week of*: _]"),
        (f"[Page]({LINK}) ____", "{Page} _"),
        ("Between ___ ___", "[Between _] _"),
        ("It has no room: ____________________", "[It has no room: _]"),
        ("Take ____ mg, now", "[Take _ mg,] now"),
        ("Take ____–10 mg (____) 010-0199", "[Take _–10 mg (_) |010-|0199]"),
    ],
)
def test_a_space_to_write_on_stays_with_its_label_and_unit(text: str, kept: str) -> None:
    assert _set(text) == kept


@given(
    st.lists(
        st.just(Run("____", blank=True))
        | st.builds(
            Run,
            st.text(st.sampled_from("aZ خل٣5.-–()/، 약을“”、한mg"), max_size=8),
            bold=st.booleans(),
            href=st.none() | st.just(LINK),
            lang=st.none() | st.sampled_from(["en", "ar"]),
        ),
        max_size=5,
    ).map(tuple),
    st.booleans(),
)
def test_no_word_is_lost_or_moved(line: tuple[Run, ...], turned: bool) -> None:
    found = pieces(line, turned)
    said = _words(found).translate(str.maketrans("", "", f"{WORD_JOINER}{BREAK}\u200e"))
    assert said == plain(line)


def _words(found: tuple[Piece, ...]) -> str:
    return "".join(piece.words + _words(piece.inner) for piece in found)


def test_korean_words_are_whole_over_bold_ones_too() -> None:
    assert _set("약을 **약**을") == "약|을 *약|*을"


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("“头痛”、“恶心”", "“头痛”、|“恶心”"),
        ("的“一”的", "的|“一”|的"),
        ("（“一”）。“二”", "（“一”）。|“二”"),
        ("《“一”》“二”“三”（四）", "《“一”》|“二”|“三”|（四）"),
        ("He said “no” and “yes”.", "He said “no” and “yes”."),
    ],
)
def test_a_line_may_end_before_a_chinese_quotation(text: str, drawn: str) -> None:
    assert _set(text).replace(BREAK, "|") == drawn
