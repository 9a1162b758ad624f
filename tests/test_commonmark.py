"""Body text is read whole, or refused with its line: no word is lost, none is printed by chance."""

from __future__ import annotations

import re
from collections import Counter
from unicodedata import east_asian_width

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clearprint.body import Block, Body, BodyFaultsError, Bullets, Paragraph, Run, Steps
from clearprint.commonmark import parse
from clearprint.unseen import is_visible


def faults_in(text: str) -> list[tuple[int, str]]:
    """Line, from 0, and problem of all that is refused in a body text."""
    with pytest.raises(BodyFaultsError) as caught:
        parse(text)
    return [(fault.line, fault.problem) for fault in caught.value.faults]


def runs(text: str) -> tuple[Run, ...]:
    """The runs of a body text that is one paragraph."""
    (block,) = parse(text).blocks
    assert isinstance(block, Paragraph)
    return block.runs


# What is printed


def test_paragraphs_bullets_and_steps() -> None:
    text = "One\nline.\n\nTwo:\n- a\n- b\n  more\n\n1. c\n2. d\n\nThree."
    expected: tuple[Block, ...] = (
        Paragraph((Run("One line."),)),
        Paragraph((Run("Two:"),)),
        Bullets(((Run("a"),), (Run("b more"),))),
        Steps(((Run("c"),), (Run("d"),))),
        Paragraph((Run("Three."),)),
    )
    assert parse(text) == Body(expected)


@pytest.mark.parametrize("text", ["* a\n* b", "- a\n\n- b", "- a\nb\n"])
def test_bullets_may_be_written_in_several_ways(text: str) -> None:
    (block,) = parse(text).blocks
    assert isinstance(block, Bullets)


@pytest.mark.parametrize("text", ["1. a\n2. b", "1) a\n2) b", "1. a\n1. b", "1. a\n\n2. b"])
def test_steps_may_be_written_in_several_ways(text: str) -> None:
    (block,) = parse(text).blocks
    assert isinstance(block, Steps)
    assert block.lines == ((Run("a"),), (Run("b"),))


def test_emphasis_is_bold() -> None:
    bold = (Run("a "), Run("b c", bold=True), Run(" d"))
    for text in ("a **b c** d", "a *b c* d", "a __b c__ d", "a _b c_ d", "a ***b c*** d"):
        assert runs(text) == bold
    assert runs("**a *b* c** d") == (Run("a b c", bold=True), Run(" d"))
    assert runs("これは**重要**です") == (Run("これは"), Run("重要", bold=True), Run("です"))


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a?b=1&c=2", "http://example.org", "mailto:a@b.org", "tel:+1-555-0100"],
)
def test_links_go_where_somebody_can_follow(address: str) -> None:
    assert runs(f"See [the page]({address}).") == (
        Run("See "),
        Run("the page", href=address),
        Run("."),
    )


def test_a_link_may_be_bold_and_an_address_a_link() -> None:
    assert runs("[**a**](https://x.org)") == (Run("a", bold=True, href="https://x.org"),)
    assert runs("**a [b](https://x.org)**") == (
        Run("a ", bold=True),
        Run("b", bold=True, href="https://x.org"),
    )
    assert runs("<https://x.org>") == (Run("https://x.org", href="https://x.org"),)


@pytest.mark.parametrize("language", ["en", "es", "zh-Hans", "pt-BR", "yue-Hant-HK", "hmn", "prs"])
def test_words_in_another_language_say_so(language: str) -> None:
    assert runs(f"el [ganglion](lang:{language}) x")[1] == Run("ganglion", lang=language)


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7*7 }} {% include 'x' %} ${x} %(y)s",
        "5 < 6 and 7 > 6 & more, <5 mg, 100%",
        "2 * 3 * 4, snake_case_word, aspirin*, -5 °C, +3, ~~x~~, ==y==, $z$, [1], [Pain]",
        "\"quotes\" -- dash ... (c) 'x' 1/2",
        "#1 reason, 8:00, 1.10, no, null",
        "https://example.org is not a link, nor is www.example.org or me@example.org",
        "javascript:alert(1) and file:///etc/passwd",
        "[ ] to do",
    ],
)
def test_plain_text_stays_plain_text(text: str) -> None:
    assert runs(text) == (Run(text),)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (r"5 \* 3 \* 2", "5 * 3 * 2"),
        (r"\<b\> \`x\` \[a\](b) \*\*c\*\*", "<b> `x` [a](b) **c**"),
        (r"\# one", "# one"),
        (r"\- one", "- one"),
        (r"\> one", "> one"),
        (r"12\. December", "12. December"),
        (r"\&amp; \1 \z", r"&amp; \1 \z"),
    ],
)
def test_a_backslash_prints_a_sign(text: str, printed: str) -> None:
    assert runs(text) == (Run(printed),)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Take 10 mg in\n2. weeks", "Take 10 mg in 2. weeks"),
        ("The dose is\n10) tablets", "The dose is 10) tablets"),
        ("It began on\n12. December", "It began on 12. December"),
        ("Take up to\n10.\nNot more", "Take up to 10. Not more"),
        ("over\n38.5 °C", "over 38.5 °C"),
        ("-\u00a05 °C", "-\u00a05 °C"),
        ("minus\n-5 °C", "minus -5 °C"),
    ],
)
def test_a_number_at_the_start_of_a_line_is_no_list(text: str, printed: str) -> None:
    assert parse(text).passages == (printed,)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("这是\n重要的", "这是重要的"),
        ("这是\n**重要**的", "这是重要的"),
        ("这 是 5\n毫克", "这 是 5 毫克"),
        ("한국\n사람", "한국 사람"),
        ("これは\nABC\nです", "これは ABC です"),
    ],
)
def test_a_line_break_between_ideographs_is_no_space(text: str, printed: str) -> None:
    assert parse(text).passages == (printed,)


# What is refused

HTML, HEADING = "HTML is not printed in body text.", "A heading is not printed in body text."
ITEM = "A list item holds more than one paragraph, or a list of its own."
LONE = "A line within a paragraph starts like a list."
LINK, PARTNER = "A link cannot be read.", "“**” has no partner."
STAR = "A “*” inside of a word is read as a mark for bold, and would be lost."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\n# b", [(2, HEADING)]),
        ("a\n\nb\n===", [(2, HEADING)]),
        ("a\n---", [(0, HEADING)]),
        ("a <b>b</b>", [(0, HTML)]),
        ("a\n<script>alert(1)</script>", [(1, HTML)]),
        ('<img src="file:///etc/passwd">', [(0, HTML)]),
        ("a\n\n<!-- b -->", [(2, HTML)]),
        ("a <b\nc='d'> e\n<i>", [(0, HTML), (2, HTML)]),
        ("a\n\n    b", [(2, "An indented block is not printed in body text.")]),
        ("a `b` c", [(0, "Code between ` signs is not printed in body text.")]),
        ("```\na\n```", [(0, "A block between ``` lines is not printed in body text.")]),
        ("~~~\na", [(0, "A block between ``` lines is not printed in body text.")]),
        ("a\n> 38 °C", [(1, "A quotation (>) is not printed in body text.")]),
        ("a\n\n***", [(2, "A ruled line is not printed in body text.")]),
        ("a\n![b](c.png)", [(1, "An image is not printed in body text.")]),
        ("- a\n  - b", [(0, ITEM)]),
        ("- a\n\n  b", [(0, ITEM)]),
        ("1. a\n   - b", [(0, ITEM)]),
        ("- # a", [(0, ITEM)]),
        ("- a\n-\n- b", [(1, "A list item is empty.")]),
        ("+ a", [(0, "A bullet is written with “+”.")]),
        ("a\n• b\n• c", [(n, "A bullet is pasted from elsewhere.") for n in (1, 2)]),
        ("between 3\n- 5 mg", [(1, LONE)]),
        ("Take\n1. tablet", [(1, LONE)]),
        ("a\n* b", [(1, LONE)]),
        ("2. a", [(0, "A line starts with “2.”, which makes it step 2 of a list.")]),
        ("0. a", [(0, "A line starts with “0.”, which makes it step 0 of a list.")]),
        ("1. a\n\nb\n\n2. c", [(4, "A line starts with “2.”, which makes it step 2 of a list.")]),
        ("1. a\n2. b\n4. c", [(0, "The steps are numbered 1, 2, 4.")]),
        ("5*3 mg*2", [(0, STAR)]),
        ("a\nTake 5*3 mg* daily", [(1, STAR)]),
        ("H**2**O", [(0, STAR)]),
        ("**a *b c**", [(0, STAR)]),
        ("**a", [(0, PARTNER)]),
        ("**Dose:**10 mg", [(0, PARTNER)]),
        ("**a\n\nb**", [(0, PARTNER), (2, PARTNER)]),
        ("x\ny [a **b](https://x.org) c**", [(1, PARTNER)]),
        ("a[^1]\n\n[^1]: b", [(0, "A footnote."), (2, "A footnote.")]),
        ("a\n\n[b]: https://x.org", [(2, LINK)]),
        ("See [a][b].", [(0, LINK)]),
        ("[a](https://x y)", [(0, LINK)]),
        ("[a [b](https://x.org)](https://y.org)", [(0, LINK)]),
        ("a\n[](https://x.org)", [(1, "A link has no words.")]),
        ("[ ](lang:en) a", [(0, "A link has no words.")]),
        ("[a](https://x.org 'b')", [(0, "The words in quotes, “b”, are not printed.")]),
        ("[a](lang:english)", [(0, "“english” is not a language code.")]),
        ("[a](lang:xx)", [(0, "“xx” is not a language code.")]),
        ("a &amp; b", [(0, "“&amp;” is HTML for a sign, and is not read.")]),
        ("a\nb &#x202E; c", [(1, "“&#x202E;” is HTML for a sign, and is not read.")]),
        ("a\n\n\u200c\n\nb", [(2, "There is nothing to see here.")]),
        ("", [(0, "The text is empty.")]),
        (" \n\n ", [(0, "The text is empty.")]),
    ],
)
def test_all_else_is_refused_with_its_line(text: str, expected: list[tuple[int, str]]) -> None:
    assert faults_in(text) == expected


@pytest.mark.parametrize(
    "address",
    [
        *("file:///etc/passwd", "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x"),
        *(
            "//example.org",
            "/etc/passwd",
            "page.html",
            "#part",
            "",
            "ftp://example.org",
            "www.x.org",
        ),
        *("https://", "https:///x", "mailto:", "tel:", "tel:abc", "vbscript:x", "https:x"),
    ],
)
def test_a_link_to_anywhere_else_is_refused(address: str) -> None:
    ((line, problem),) = faults_in(f"a\nb [c]({address})")
    assert line == 1
    assert problem == f"The link goes to “{address}”, which nobody can open from paper or a PDF."


def test_all_faults_are_told_at_once_each_with_a_remedy() -> None:
    text = "a <b>\n\n# c\n\n- d\n  - e\n\n[f](javascript:g) `h`\n\ni\n> j\n"
    with pytest.raises(BodyFaultsError) as caught:
        parse(text)
    assert [fault.line for fault in caught.value.faults] == [0, 2, 4, 7, 7, 10]
    assert all(fault.remedy.endswith((".", "…")) for fault in caught.value.faults)


# Text nobody thought of

LETTER = st.characters(
    categories=["L", "M", "N", "Sc", "Sm", "So"], exclude_characters="<>+=|~^`•●▪◦"
).filter(lambda letter: east_asian_width(letter) not in "WF")
WORD = st.text(LETTER, min_size=1, max_size=8).filter(
    lambda word: is_visible(word) and not re.fullmatch(r"\d{1,9}", word)
)
PARAGRAPH = st.lists(st.lists(WORD, min_size=1, max_size=6), min_size=1, max_size=4)


@given(st.lists(PARAGRAPH, min_size=1, max_size=4))
@example([[["5", "mg"], ["10", "mg"]]])
def test_every_word_of_plain_paragraphs_is_there(paragraphs: list[list[list[str]]]) -> None:
    text = "\n\n".join("\n".join(map(" ".join, lines)) for lines in paragraphs)
    expected = tuple(" ".join(word for line in lines for word in line) for lines in paragraphs)
    assert parse(text).passages == expected


MARKED = st.text(
    st.one_of(
        st.sampled_from(" \n*_-+1.)#>`[](){}<>!|\\&;:~=\"'ax "),
        st.characters(exclude_categories=["C"]),
    ),
    max_size=60,
)


def kept(text: str) -> str:
    """The letters and digits of a text, which no mark is made of."""
    return "".join(c for c in text if c.isalnum())


@given(MARKED)
@example("[a](https://x.org)")
@example("1. a\n1. b")
def test_any_text_is_read_whole_or_refused(text: str) -> None:
    try:
        body = parse(text)
    except BodyFaultsError as error:
        faults = error.faults
    else:
        faults = ()
        assert lost(text, body) == ""
    assert all(fault.line <= text.count("\n") and fault.remedy for fault in faults)


def lost(text: str, body: Body) -> str:
    """Letters and digits that are neither printed, nor a link's address, nor a step's number."""
    links = {
        run.href or "lang:" + (run.lang or "")
        for block in body.blocks
        for run in sum(block.lines, ())
    }
    steps = re.findall(r"^ {0,3}\d+[.)]", text, re.MULTILINE)
    left = Counter("".join([*body.passages, *links, *steps]))
    return "".join(c for c in (Counter(text) - left).elements() if c.isalnum())
