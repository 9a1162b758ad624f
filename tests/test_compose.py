"""The sheet: everything an author or a clinic wrote is on it, as text and nothing else."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import jinja2
import pytest
from conftest import WriteProject, article_text, findings_of
from hypothesis import given
from hypothesis import strategies as st
from proofs import small
from tagtree import squeezed

import clearprint.compose
from clearprint.body import Body, Bullets, Paragraph, Run
from clearprint.compose import (
    NOTES_HEAD,
    NOTES_LINE,
    Setting,
    Sheet,
    compose,
    css_string,
    folio,
    groupby_run,
    is_short,
    keep_together,
    make_look,
)
from clearprint.copydeck import make_deck
from clearprint.inline import WORD_JOINER
from clearprint.orders import Desk
from clearprint.project import SHIPPED, Project
from clearprint.spoken import said
from clearprint.units import vocabulary
from clearprint.validate import read_handout

GOLDEN = Path(__file__).parent / "golden"

WHOLE = article_text(
    subtitle="About little things",
    main_message="Small things pass. Take 5 mg.",
    quick_facts="\n  Kind: A small thing\n  Dose: Very little, 5 mg",
    sections="""
  overview:
    text: |
      It is **small**, see [the page](https://www.example.org/small).

      - One
      - Two

      1. First take 10 mg
      2. Then wait
    brief: It is small.
  living_with_it:
    heading: Life with it
    text: Ask for [pembrolizumab](lang:de) or [**more**](tel:555-0100).
  when_to_see_a_doctor:
    text: Call when it hurts.
    urgent:
      - Great pain
      - Fever over 38 °C
    urgent_note: These are signs.""",
    faq="\n  - question: Does it pass?\n    answer: In most cases.",
    references="\n  - text: A book.\n  - text: A page.\n    url: https://www.example.org/page/",
    keywords="[small, thing]",
    web="https://www.example.org/small",
)
CLINIC = "name: Riverside Clinic\naddress: [100 River Street]\nphone: 555-0100\n"


def make_sheet(
    project: Project, edition: str = "two-page", setting: Setting | None = None
) -> Sheet:
    """The sheet of the small handout, before anything is laid out."""
    desk = Desk(project)
    form = desk.editions[edition]
    deck = make_deck(read_handout(desk, "small", "en"), form, desk.clinic)
    return compose(
        deck,
        make_look(project, form, "letter", desk.clinic, project.folder),
        setting or Setting(12),
    )


class Element(NamedTuple):
    """A start tag."""

    tag: str
    attributes: dict[str, str | None]


class Reader(HTMLParser):
    """The elements and the text of a sheet, as a browser reads them aloud."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.text = ""
        self.feed(html)
        self.text = said(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append(Element(tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += data


@pytest.fixture
def project(write_project: WriteProject) -> Project:
    return write_project({"handouts/small/en.yaml": WHOLE, "clinic.yaml": CLINIC})


# The whole sheet


@pytest.mark.parametrize("edition", ["one-page", "two-page", "large-print"])
def test_the_sheet_is_as_it_was_looked_at(
    project: Project, edition: str, request: pytest.FixtureRequest
) -> None:
    html = make_sheet(project, edition, Setting(12.5, notes=3)).html
    golden = GOLDEN / f"{edition}.html"
    if request.config.getoption("--renew-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(html, "utf-8")
    assert html == golden.read_text("utf-8")


def test_the_golden_sheets_hold_what_a_sheet_can_hold() -> None:
    html = (GOLDEN / "two-page.html").read_text("utf-8")
    for part in ("quick-facts", "urgent", "contact", "notes", "<ol", "<svg", 'lang="de"', "tel:"):
        assert part in html


def test_every_passage_of_the_deck_is_on_the_sheet(project: Project) -> None:
    sheet = make_sheet(project)
    text = squeezed(Reader(sheet.html).text)
    passages = list(sheet.deck.passages())
    assert len(passages) > 20
    assert [p for p in passages if squeezed(p.text) not in text] == []


def test_a_setting_is_on_the_sheet(project: Project) -> None:
    plain, tight = (make_sheet(project, setting=Setting(12.75, t)).html for t in (False, True))
    assert "font-size: 12.75pt" in plain
    assert "tight" not in Reader(plain).elements[0].attributes["class"].split()  # type: ignore[union-attr]
    assert "tight" in Reader(tight).elements[0].attributes["class"].split()  # type: ignore[union-attr]


def test_notes_are_as_high_as_their_lines(project: Project) -> None:
    assert Setting(12).notes_height == 0
    assert Setting(12, notes=3).notes_height == 3 * NOTES_LINE + NOTES_HEAD
    assert "notes" not in make_sheet(project).html.split("</style>")[1]
    html = make_sheet(project, setting=Setting(12, notes=3)).html
    assert f'style="height: {3 * NOTES_LINE + NOTES_HEAD}rem"' in html


def test_words_in_any_language_say_so_and_run_its_way(write_project: WriteProject) -> None:
    text = article_text().replace("It is small.", "Say [Mob](lang:hmn), [sar](lang:prs).")
    html = make_sheet(write_project({"handouts/small/en.yaml": text})).html
    assert '<span lang="hmn" dir="ltr">Mob</span>' in html
    assert '<span lang="prs" dir="rtl"><span dir="ltr">sar</span></span>' in html


def test_a_digest_tells_sheets_apart(project: Project, write_project: WriteProject) -> None:
    one = make_sheet(project)
    assert one.digest == make_sheet(project).digest
    assert one.digest != make_sheet(project, setting=Setting(12.25)).digest
    assert one.digest != make_sheet(project, "large-print").digest
    css = (SHIPPED / "styles/columns.css").read_text("utf-8")
    write_project({"styles/columns.css": css + "/* more */"})
    assert one.digest != make_sheet(project).digest


def test_a_projects_own_template_comes_first(project: Project, write_project: WriteProject) -> None:
    own = '{% extends "base.html" %}{% block sheet %}<h1>Ours</h1>{% endblock %}'
    write_project({"templates/columns.html": own})
    html = make_sheet(project).html
    assert "<h1>Ours</h1>" in html
    assert "Great pain" not in html


def test_a_template_that_names_what_there_is_not_fails_loudly(
    project: Project, write_project: WriteProject
) -> None:
    write_project({"templates/columns.html": "{{ deck.no_such_thing }}"})
    (found,) = findings_of(lambda: make_sheet(project))
    assert found.code == "template"
    assert "no_such_thing" in found.problem


@pytest.mark.parametrize(
    ("written", "line", "said"),
    [
        ("a\n{{ 1 / 0 }}", 2, "division by zero"),
        ("{{ 'a' + 1 }}", 1, "TypeError"),
        ("{{ deck.folio() }}", 1, "TypeError"),
        ("{{ 10 ** 9999 }}", 0, "ValueError"),
        ("{% if %}", 1, "Expected an expression"),
        ("a\n\n{% include 'columns.html' %}", 3, "it takes itself in, without end"),
        ("{% import 'none.html' as other %}", 1, "'none.html' not found"),
        ("{{ '\xe9' }}", 0, "not UTF-8"),
    ],
)
def test_a_template_that_cannot_be_followed_is_told_with_its_line(
    project: Project, write_project: WriteProject, written: str, line: int, said: str
) -> None:
    write_project({"templates/columns.html": written.encode("latin-1")})
    (found,) = findings_of(lambda: make_sheet(project))
    assert (found.code, found.place.file) == ("template", "templates/columns.html")
    assert found.place.line == line
    assert said in found.problem


def test_a_fault_of_ours_in_what_a_template_calls_is_none_of_its_own(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clearprint.compose, "pieces", lambda _: None)
    with pytest.raises(TypeError):
        make_sheet(project)


def test_a_template_that_may_not_be_read_is_told(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "/somewhere/columns.html")

    monkeypatch.setattr(jinja2.FileSystemLoader, "get_source", refuse)
    (found,) = findings_of(lambda: make_sheet(project))
    assert found.place.file == "templates/columns.html"
    assert "columns.html cannot be read (Permission denied)" in found.problem


def test_a_style_sheet_that_cannot_be_read_is_told(
    project: Project, write_project: WriteProject
) -> None:
    """As when somebody takes it away between two looks."""
    table = (SHIPPED / "templates/editions.yaml").read_text("utf-8")
    table = table.replace("[base.css, columns.css]", "[base.css, own.css]")
    write_project({"templates/editions.yaml": table, "styles/own.css": ""})
    desk = Desk(project)
    look = make_look(project, desk.editions["two-page"], "letter", desk.clinic, project.folder)
    deck = make_deck(read_handout(desk, "small", "en"), look.edition, desk.clinic)
    (project.folder / "styles/own.css").unlink()
    (found,) = findings_of(lambda: compose(deck, look, Setting(12)))
    assert (found.code, found.place.file) == ("unreadable", "styles/own.css")


# Nothing an author wrote is anything but text

HOSTILE = (
    "{{ 7*7 }}",
    "{% raw %}",
    "<script>alert(1)</script>",
    '"><img src="file:///etc/passwd">',
    "'><b onclick='x'>",
    "</style></head><body>",
    "<!-- & ]]> &lt;",
    "\\0022 } * { display: none }",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_what_is_written_prints_as_it_is(write_project: WriteProject, words: str) -> None:
    """In every field of an article, and of a clinic's profile."""
    quoted = "'" + words.replace("'", "''") + "'"
    in_body = re.sub(r"([\\<>*{&!\[\]])", r"\\\1", words)  # as Markdown wants it
    article = article_text(
        title=quoted,
        subtitle=quoted,
        main_message=quoted,
        quick_facts=f"\n  {quoted}: {quoted}",
        sections=f"""
  overview:
    text: |
      Some {in_body} words
  own:
    heading: {quoted}
    text: |
      - Some {in_body} words
  when_to_see_a_doctor:
    text: Call.
    urgent: [{quoted}]
    urgent_note: {quoted}""",
        faq=f"\n  - question: {quoted}\n    answer: |\n      Some **{in_body}** words",
        references=f"\n  - text: {quoted}\n    url: https://example.org/?a=1&b='{{{{7*7}}}}'",
        disclaimer=quoted,
        version=quoted,
        keywords=f"[{quoted}]",
        codes=f"\n  mesh: [{quoted}]",
        review=f"\n  {{status: reviewed, by: {quoted}, on: 2026-01-01, due: 2027-01-01}}",
    )
    clinic = f"name: {quoted}\naddress: [{quoted}]\nweb: https://example.org/?a=1&b='{{{{7*7}}}}'\n"
    project = write_project({"handouts/small/en.yaml": article, "clinic.yaml": clinic})
    plain = write_project({"handouts/plain/en.yaml": WHOLE})
    sheet = make_sheet(project)
    read, ours = Reader(sheet.html), Reader(make_sheet_of(plain, "plain").html)
    assert {e.tag for e in read.elements} <= {e.tag for e in ours.elements}
    names = {name for e in ours.elements for name in e.attributes}
    assert {name for e in read.elements for name in e.attributes} <= names
    passages = list(sheet.deck.passages())
    assert sum(words in passage.text for passage in passages) >= 12
    assert [p for p in passages if squeezed(p.text) not in squeezed(read.text)] == []
    values = [value for e in read.elements for value in e.attributes.values() if value]
    assert sum(words in value for value in values) >= 3  # author, description, keywords


def make_sheet_of(project: Project, topic: str) -> Sheet:
    """The two-page sheet of a topic."""
    desk = Desk(project)
    form = desk.editions["two-page"]
    deck = make_deck(read_handout(desk, topic, "en"), form, desk.clinic)
    return compose(
        deck, make_look(project, form, "letter", desk.clinic, project.folder), Setting(12)
    )


def test_what_is_written_reaches_the_paper_as_it_is(write_project: WriteProject) -> None:
    words = ", ".join(w for w in HOSTILE if "'" not in w)
    article = article_text(title="Small {{ 7*7 }}", subtitle=f"'{words}'", disclaimer=f"'{words}'")
    proof = small(write_project({"handouts/small/en.yaml": article}))
    assert proof.judged() == []
    assert squeezed(words) in squeezed(proof.tags.text)
    assert proof.job.title.startswith("Small {{ 7*7 }}")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_keeping_together_alters_no_letter(text: str) -> None:
    kept = Reader(str(keep_together(text)))
    assert kept.text == said(text)
    assert {element.tag for element in kept.elements} <= {"span"}


# What is never broken over two lines


@pytest.mark.parametrize(
    "kept",
    [
        "Take 5 |mg twice",
        "2.5 |mL",
        "10–|20 |mg/|kg a day",
        "1,000 |mg",
        "5 |000 |mg",
        "38.5 |°C or 101 |°F",
        "50 |% of 300",
        "2–|3 |weeks",
        "for 5 |minutes, or 2 |square meters",
        "5 mglass",
        "call 555-|0100.",
        "call 555-|0100 |x12 now",
        "+1 |(555) |010-|0100",
        "(555) |010-|0100",
        "1 |800 |555 |0100",
        "+44 |20 |7946 |0000",
        "01 |23 |45 |67 |89",
        "November 24, |2026",
        "non-|Hodgkin lymphoma",
        "a follow-|up to it",
        "no number here",
    ],
)
def test_doses_phones_and_hyphenated_words_stay_together(kept: str) -> None:
    """No line ends at a joiner."""
    unit = vocabulary(Desk(Project()).labels("en")).behind
    assert keep_together(kept.replace("|", ""), unit=unit).replace(WORD_JOINER, "|") == kept


def test_what_is_kept_together_stays_on_a_line_of_the_paper(write_project: WriteProject) -> None:
    doses = ["+44 20 7946 0000", "10–20 mg/kg", "2.5 mL", "non-Hodgkin", "5 000 mg", "5 minutes"]
    text = " ".join(f"{'words ' * length}{dose}" for length in range(8) for dose in doses)
    article = article_text(subtitle=text).replace("It is small.", f"{text}.")
    proof = small(write_project({"handouts/small/en.yaml": article}), "large-print")
    lines = [" ".join(piece.said.split()) for piece in proof.tags.pieces()]
    assert len(lines) > 20
    for dose in doses:
        assert sum(dose in line for line in lines) >= 8


# What stands together

LISTS = """
  overview:
    text: |
      Bring these along:

      - a card
      - a list

      Some bring more.

      - a friend
  when_to_see_a_doctor: {text: Call us., urgent: [Great pain]}"""


def test_a_list_stays_with_the_line_that_leads_it_in(write_project: WriteProject) -> None:
    project = write_project({"handouts/small/en.yaml": article_text(sections=LISTS)})
    html = make_sheet(project).html
    assert '<ul class="whole led"><li>a card' in html
    assert '<ul class="whole"><li>a friend' in html


def test_a_lone_question_has_no_columns(write_project: WriteProject) -> None:
    one = "\n  - {question: Is it?, answer: It is.}"
    for faq, count in ((one, 0), (one + one, 1)):
        project = write_project({"handouts/small/en.yaml": article_text(faq=faq)})
        _, _, questions = make_sheet(project).html.partition('<section class="faq">')
        assert questions
        assert questions.count('class="columns"') == count


# The small parts


@pytest.mark.parametrize(
    "text", ["Noto Sans", 'a"b', "a\\b", "</style>", "é", "“x”;}", "a\nb", "S. 1", ""]
)
def test_a_css_string_ends_where_it_should(text: str) -> None:
    written = css_string(text)
    assert re.fullmatch(r'"(?:\w| |\\[0-9a-f]{6})*"', written)
    back = re.sub(r"\\([0-9a-f]{6})\s?", lambda found: chr(int(found[1], 16)), written[1:-1])
    assert back == text


def test_a_folio_counts_pages() -> None:
    written = folio("Page {page} of {pages}", "decimal")
    assert written == '"Page " counter(page, decimal) " of " counter(pages, decimal)'
    assert folio("{pages}/{page}", "persian") == (
        'counter(pages, persian) "\\00002f " counter(page, persian)'
    )


def test_neighbours_are_grouped_and_keep_their_order() -> None:
    class Item(NamedTuple):
        name: str
        urgent: bool

    items = [Item("a", False), Item("b", True), Item("c", True), Item("d", False)]
    found = groupby_run(items, "urgent")
    assert [(has, "".join(item.name for item in run)) for has, run in found] == [
        (False, "a"),
        (True, "bc"),
        (False, "d"),
    ]


def test_a_block_of_one_line_or_of_a_few_words_is_short() -> None:
    line = (Run("a"),)
    assert is_short(Paragraph(line))
    assert is_short(Bullets((line,)))
    assert is_short(Bullets((line, line)))
    assert is_short(Bullets(((Run("a" * 70),), (Run("a" * 70),))))
    assert not is_short(Bullets(((Run("病" * 70),), (Run("病" * 70),))))  # twice as wide
    long = (Run("a" * 81),)
    assert is_short(Bullets((long,)))
    assert not is_short(Bullets((long, long)))
    assert Body((Paragraph(line),)).passages == ("a",)
