"""Word files as nurses make them: tables, boxes, pictures, changes, and signs of symbol fonts."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from conftest import findings_of
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from manuscripts import (
    NAMESPACES,
    Document,
    asthma,
    body_of,
    element,
    imported,
    kept_in,
    printed_in,
    text_of,
    with_parts,
    word_file,
    word_text,
)

from clearprint.orders import Desk


def one_line(text: str) -> str:
    return " ".join(text.replace("#", "").split())


def table_of(document: Document, *rows: str) -> Any:
    table = document.add_table(rows=len(rows), cols=len(rows[0].split("|")))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts.split("|")):
            table.cell(row, column).text = text
    return table


def test_a_dose_table_keeps_its_columns(desk: Desk) -> None:
    def fill(document: Document) -> None:
        table_of(document, "Week|Morning|Noon|Evening", "2||2 mg|", "3|||2 mg", "4|2 mg||")
        document.add_paragraph("Call us if you vomit.", style="List Bullet")

    text = word_text(desk, fill)
    assert body_of(text).split("\n") == [
        "| Week | Morning | Noon | Evening |",
        "|---|---|---|---|",
        "| 2 |  | 2 mg |  |",
        "| 3 |  |  | 2 mg |",
        "| 4 | 2 mg |  |  |",
        "",
        "- Call us if you vomit.",
    ]
    assert "an empty cell is printed as one to write in" in one_line(text)


def test_merged_cells_and_a_table_in_a_cell_come_once(desk: Desk) -> None:
    def fill(document: Document) -> None:
        table = table_of(document, "Sign|What to do|", "Fever|38 °C or more|Call", "|below|Wait")
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(1, 0).merge(table.cell(2, 0))
        inner = table.cell(2, 2).add_table(rows=1, cols=2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "inner left", "inner right"

    text = word_text(desk, fill)
    assert body_of(text).split("\n") == [
        "- Sign: Fever; What to do: 38 °C or more; What to do: Call",
        "- Sign: Fever; What to do: below; What to do: Wait; inner left; inner right",
    ]


def test_a_cell_in_a_content_control_is_read(desk: Desk) -> None:
    def fill(document: Document) -> None:
        cell = table_of(document, "Drug|Dose", "x|2 mg").cell(1, 0)._tc
        inside = "<w:tc><w:p><w:r><w:t>Prednisolone</w:t></w:r></w:p></w:tc>"
        control = element(f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>")
        cell.getparent().replace(cell, control)

    assert "| Prednisolone | 2 mg |" in word_text(desk, fill)


def test_struck_hidden_and_deleted_words_are_no_text(desk: Desk) -> None:
    def fill(document: Document) -> None:
        paragraph = document.add_paragraph("Take ")
        paragraph.add_run("40 mg").font.strike = True
        paragraph.add_run(" 4 mg. ")
        paragraph.add_run("not ").font.double_strike = True
        paragraph.add_run("Now. ")
        paragraph.add_run("STAFF ONLY").font.hidden = True
        gone = "<w:del><w:r><w:delText>5 mg</w:delText></w:r></w:del>"
        paragraph._p.append(element(gone))
        paragraph._p.append(element("<w:ins><w:r><w:t>6 mg</w:t></w:r></w:ins>"))

    text = word_text(desk, fill)
    assert body_of(text) == "Take 4 mg. Now. 6 mg"
    assert kept_in(text) == ["40 mg", "not", "STAFF ONLY", "5 mg"]
    assert "struck out, after “Take”" in text
    assert "Hidden words, after" in text
    assert "tracked changes" in text


def test_raised_letters_stay_raised(desk: Desk) -> None:
    def fill(document: Document) -> None:
        paragraph = document.add_paragraph("below 50 × 10")
        paragraph.add_run("9").font.superscript = True
        paragraph.add_run("/L, on the 1")
        paragraph.add_run("st").font.superscript = True
        paragraph.add_run(" of May, H")
        paragraph.add_run("2").font.subscript = True
        paragraph.add_run("O, C")
        paragraph.add_run("max").font.subscript = True

    text = word_text(desk, fill)
    assert body_of(text) == "below 50 × 10⁹/L, on the 1st of May, H₂O, Cmax"
    assert "No font of the language has “⁹”" in text
    assert "“max” is lowered in your file" in one_line(text)


def test_signs_of_symbol_fonts_become_letters(desk: Desk) -> None:
    def fill(document: Document) -> None:
        paragraph = document.add_paragraph("temp ")
        paragraph._p.append(element('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'))
        paragraph.add_run(" 38, ")
        paragraph._p.append(element('<w:r><w:sym w:font="Webdings" w:char="F041"/></w:r>'))
        paragraph.add_run(" end")
        for name in ("Eat", "Drink"):
            box = document.add_paragraph()
            box._p.append(element('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'))
            box.add_run(f" {name}")
        document.add_paragraph("\uf0b7\tOne")

    text = word_text(desk, fill)
    assert body_of(text).split("\n\n") == [
        "temp ≥ 38, (?) end",
        "- [ ] Eat\n- [ ] Drink",
        "* One",
    ]
    assert "shown as (?)" in text


TEXT_BOX = (
    "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
    "<w:p><w:r><w:t>Call 911 if you can not breathe.</w:t></w:r></w:p>"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
WORD_ART = (
    '<w:r><w:pict><v:shape alt="A stop sign"><v:textpath string="CALL 911"/></v:shape></w:pict>'
    "</w:r>"
)
PICTURE = "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='Bild'/></wp:inline></w:drawing></w:r>"
TWICE = (
    "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>Once</w:t></w:r>"
    "</w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r>"
    "<w:t>Once</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
DROP_DOWN = (
    "<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText='2 mg'/>"
    "<w:listItem w:displayText='4 mg'/></w:dropDownList></w:sdtPr>"
    "<w:sdtContent><w:r><w:t>Choose.</w:t></w:r></w:sdtContent></w:sdt>"
)


@pytest.mark.parametrize(
    ("drawn", "kept", "told"),
    [
        (TEXT_BOX, ["Call 911 if you can not breathe."], "A text box, after “Look:”"),
        (WORD_ART, ["A stop sign", "CALL 911"], "drawn (WordArt)"),
        (PICTURE, [], "A picture or drawing without words for it, after “Look:”"),
        (TWICE, ["Once"], "A text box"),
        (DROP_DOWN, ["2 mg; 4 mg"], "A list to choose from, after “Look:”"),
    ],
)
def test_what_is_drawn_is_kept_and_pointed_at(
    desk: Desk, drawn: str, kept: list[str], told: str
) -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("Look: ")._p.append(element(drawn))

    text = word_text(desk, fill)
    assert kept_in(text) == kept
    assert told in one_line(text)


def test_a_diagram_is_kept(desk: Desk) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"
    place = PackURI("/word/diagrams/data1.xml")
    words = "<a:p><a:t>First re</a:t><a:t>st</a:t></a:p><a:p><a:t>then eat</a:t></a:p>"
    words = f"<dgm:dataModel {NAMESPACES}>{words}</dgm:dataModel>"

    def fill(document: Document) -> None:
        part = Part(place, "application/xml", words.encode(), document.part.package)
        key = document.part.relate_to(part, kind)
        drawing = f"<w:r><w:drawing><dgm:relIds r:dm='{key}'/></w:drawing></w:r>"
        document.add_paragraph("Look:")._p.append(element(drawing))

    text = word_text(desk, fill)
    assert kept_in(text) == ["First rest; then eat"]
    assert "A diagram, after “Look:”" in one_line(text)


def numbered(document: Document, label: str, form: str, font: str = "") -> None:
    """Have a list numbered 99 whose items have this label."""
    look = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{label}"/>{look}</w:lvl>'
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, element(f'<w:abstractNum w:abstractNumId="99">{level}</w:abstractNum>'))
    numbering.append(element('<w:num w:numId="99"><w:abstractNumId w:val="99"/></w:num>'))


def listed(paragraph: Any) -> None:
    properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="99"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(element(properties))


@pytest.mark.parametrize(
    ("label", "form", "font", "made"),
    [
        ("Day %1:", "decimal", "", "- **Day 1:** take\n- **Day 2:** take"),
        ("%1.", "decimal", "", "1. take\n2. take"),
        ("\uf0a8", "bullet", "Wingdings", "- [ ] take\n- [ ] take"),
        ("\uf0b7", "bullet", "Symbol", "- take\n- take"),
    ],
)
def test_what_word_shows_before_an_item_is_kept(
    desk: Desk, label: str, form: str, font: str, made: str
) -> None:
    def fill(document: Document) -> None:
        numbered(document, label, form, font)
        for _ in range(2):
            listed(document.add_paragraph("take"))

    assert body_of(word_text(desk, fill)) == made


def test_steps_below_steps_are_part_of_them(desk: Desk) -> None:
    def fill(document: Document) -> None:
        for style, text in (
            ("List Number", "Wash your hands."),
            ("List Number 2", "Use soap."),
            ("List Number", "Open the pack."),
        ):
            document.add_paragraph(text, style=style)
        document.add_paragraph("Then bring")
        for style, text in (("List Bullet", "your medicines"), ("List Bullet 2", "tablets")):
            document.add_paragraph(text, style=style)

    text = word_text(desk, fill)
    assert body_of(text).split("\n\n") == [
        "1. Wash your hands. 1. Use soap.\n2. Open the pack.",
        "Then bring",
        "- your medicines\n- tablets",
    ]
    assert "part of that step" in one_line(text)
    assert "Some items were a level deeper" in one_line(text)
    assert "not numbered 1, 2, 3" not in one_line(text)


def test_boxes_and_blanks_are_to_fill_in(desk: Desk) -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("☐ Eat nothing")
        document.add_paragraph("☐ Bring a friend")
        document.add_paragraph("______________")
        line = document.add_paragraph("Name: ")
        line.add_run("\t").font.underline = True
        box = document.add_paragraph()
        form = "<w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox/></w:ffData></w:fldChar>"
        box._p.append(element(f"<w:r>{form}</w:r>"))
        box._p.append(element("<w:r><w:fldChar w:fldCharType='end'/></w:r>"))
        box.add_run("Drink")

    assert body_of(word_text(desk, fill)).split("\n\n") == [
        "- [ ] Eat nothing\n- [ ] Bring a friend",
        "______________",
        "Name: ____________",
        "- [ ] Drink",
    ]


def test_a_comment_says_which_words_it_is_about(desk: Desk) -> None:
    def fill(document: Document) -> None:
        paragraph = document.add_paragraph("Take ")
        run = paragraph.add_run("four tablets")
        paragraph.add_run(" a day.")
        document.add_comment(run, text="Should this be two?", author="L")

    text = word_text(desk, fill)
    assert kept_in(text) == ["Should this be two?"]
    assert "A comment in the margin, on “four tablets”" in one_line(text)


def test_line_breaks_part_lines_and_fake_headings_are_found(desk: Desk) -> None:
    def fill(document: Document) -> None:
        document.add_paragraph().add_run("STEROIDS AT HOME").bold = True
        document.add_paragraph("What you need to know about it.")
        for heading, text in (
            ("What are steroids?", "Medicines\nthat help."),
            ("SIGNS AND SYMPTOMS:", "You may feel hungry."),
            ("Storing them.", "Keep them dry."),
            ("References", "NHS. Steroids."),
        ):
            document.add_paragraph().add_run(heading).bold = True
            document.add_paragraph(text)

    made = imported(desk, "a.docx", word_file(fill))
    assert [section.key for section in made.draft.sections] == [
        *("overview", "symptoms", "storing_them"),
    ]
    assert body_of(text_of(desk, made)) == "Medicines\n\nthat help."
    assert "bold or in capitals" in one_line(text_of(desk, made))


def test_links_are_kept_wherever_they_are(desk: Desk) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"

    def fill(document: Document) -> None:
        part = document.part
        shown = part.relate_to("https://x.org/ü?a=1&b=2", kind, is_external=True)
        empty = part.relate_to("https://y.org/", kind, is_external=True)
        file = part.relate_to("file:///c:/plan.docx", kind, is_external=True)
        paragraph = document.add_paragraph("See ")
        for key, words in ((shown, "here"), (empty, ""), (file, " or there")):
            link = f"<w:hyperlink r:id='{key}'><w:r><w:t>{words}</w:t></w:r></w:hyperlink>"
            paragraph._p.append(element(link))

    text = word_text(desk, fill)
    assert body_of(text) == "See [here](https://x.org/ü?a=1&b=2) or there"
    assert {"file:///c:/plan.docx", "https://y.org/"} == set(kept_in(text))


BAD = {
    "xlsx": ({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}, "an Excel workbook"),
    "zip": ({"hello.txt": b"x"}, "a ZIP file"),
    "odt": ({"mimetype": b"application/vnd.oasis.opendocument.text"}, "an OpenDocument text"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_word_file_is_told(desk: Desk, name: str) -> None:
    parts, told = BAD[name]
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as package:
        for part, data in parts.items():
            package.writestr(part, data)
    (finding,) = findings_of(lambda: imported(desk, "a.docx", empty.getvalue()))
    assert told in finding.problem
    assert "Error" not in finding.problem


def _wash(document: Document) -> None:
    document.add_paragraph("Wash your hands.")


GOOD = asthma(_wash)
STRICT = b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
MANY = b"<w:p><w:r><w:t>word </w:t></w:r></w:p>" * 400_000
LOTS = b"<w:p><w:r><w:t>" + b"word " * 100_000 + b"</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("part", "old", "new", "told"),
    [
        ("word/document.xml", b"<w:document", b"<!DOCTYPE x><w:document", "defines entities"),
        ("word/document.xml", None, STRICT, "Strict Open XML"),
        ("word/document.xml", None, b"<w:document", "damaged"),
        ("word/styles.xml", None, b"<x", "damaged"),
        ("word/document.xml", b"<w:sectPr", MANY + b"<w:sectPr", "at most 12,000,000"),
        ("word/document.xml", b"<w:sectPr", LOTS + b"<w:sectPr", "at most 400,000"),
    ],
)
def test_a_damaged_or_huge_word_file_is_told(
    desk: Desk, part: str, old: bytes | None, new: bytes, told: str
) -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as package:
        before = package.read(part)
    data = with_parts(GOOD, {part: before.replace(old, new, 1) if old else new})
    (finding,) = findings_of(lambda: imported(desk, "a.docx", data))
    assert told in finding.problem
    assert "Error" not in finding.problem


def test_a_damaged_numbering_is_none(desk: Desk) -> None:
    numbering = f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="1"><w:lvl>'
    numbering += '<w:start w:val="x"/></w:lvl></w:abstractNum><w:num w:numId="3">'
    numbering += '<w:abstractNumId w:val="1"/></w:num></w:numbering>'
    data = with_parts(GOOD, {"word/numbering.xml": numbering.encode()})
    assert "Wash your hands." in printed_in(text_of(desk, imported(desk, "a.docx", data)))


def test_a_document_inside_of_another_is_pointed_at(desk: Desk) -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("Rest.")
        document.element.body.insert(3, element('<w:altChunk r:id="rId99"/>'))

    assert "Another document stands inside of this one" in one_line(word_text(desk, fill))


def test_a_tab_to_the_margin_parts_words(desk: Desk) -> None:
    def fill(document: Document) -> None:
        ends = "<w:r><w:t>4 mg</w:t><w:ptab/><w:t>daily</w:t></w:r>"
        document.element.body.insert(2, element(f"<w:p>{ends}</w:p>"))

    assert body_of(word_text(desk, fill)) == "4 mg daily"


def test_a_table_in_a_cell_keeps_its_first_words(desk: Desk) -> None:
    def fill(document: Document) -> None:
        cell = table_of(document, "Drug|Dose", "A|").cell(1, 1)
        inner = cell.add_table(rows=2, cols=2)
        for place, text in enumerate(("Day", "Night", "1 mg", "2 mg")):
            inner.cell(place // 2, place % 2).text = text

    assert body_of(word_text(desk, fill)).endswith("| A | Day; Night; 1 mg; 2 mg |")
