"""A Word file's words are counted from its XML, whatever stands around them."""

from __future__ import annotations

import pytest
from manuscripts import NAMESPACES, word_file

from clearprint.manuscript.wordcounting import raw_word
from clearprint.manuscript.words import words

LINK = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId7" Target="https://x.org/?a=1&amp;b=2" TargetMode="External" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/>'
    "</Relationships>"
)


def counted(inside: str, **parts: str) -> str:
    """The words of a file whose one paragraph holds some XML."""
    body = f"<w:document {NAMESPACES}><w:body><w:p>{inside}</w:p></w:body></w:document>"
    more = {f"word/{name}.xml": xml.encode() for name, xml in parts.items()}
    data = word_file(lambda _: None, {"word/document.xml": body.encode(), **more})
    return " ".join(words(raw_word(data).least))


def run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        (run("Take 4") + run("0 mg"), "take 40 mg"),
        (run("a &amp; b &lt; 5"), "a & b < 5"),
        (run("4") + run("0", "<w:strike/>") + run(" mg"), "4 mg 0"),
        (run("x") + run("y", '<w:strike w:val="0"/>'), "xy"),
        (run("a") + "<w:r><w:ptab/></w:r>" + run("b"), "a b"),
        (
            "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>",
            "1 / 2",
        ),
        (run("a") + "<w:del><w:r><w:delText>n</w:delText></w:r></w:del>", "a n"),
        ("<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>" + run("here"), "here"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run(" 38"), "≥ 38"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/></w:r>", "a b"),
        (
            '<w:r><w:pict><v:shape alt="Stop"><v:textpath string="GO"/></v:shape></w:pict></w:r>',
            "stop go",
        ),
        ('<w:r><w:drawing><wp:inline><wp:docPr descr="A"/></wp:inline></w:drawing></w:r>', "a"),
        ('<w:sdt><w:sdtPr><w:listItem w:displayText="2 mg"/></w:sdtPr></w:sdt>', "2 mg"),
        (
            "<mc:AlternateContent><mc:Choice><w:r><w:t>Once</w:t></w:r></mc:Choice>"
            "<mc:Fallback><w:r><w:t>Once</w:t></w:r></mc:Fallback></mc:AlternateContent>",
            "once",
        ),
        (
            "<mc:AlternateContent><mc:Choice><w:r/></mc:Choice>"
            "<mc:Fallback><w:r><w:t>Old</w:t></w:r></mc:Fallback></mc:AlternateContent>",
            "old",
        ),
        ("<w:r><w:instrText>PAGEREF x</w:instrText></w:r>" + run("7"), "7"),
    ],
)
def test_the_words_of_a_paragraph(inside: str, told: str) -> None:
    assert counted(inside) == told


def test_the_margins_are_counted_once_and_charts_too() -> None:
    margin = f"<w:hdr {NAMESPACES}><w:p><w:r><w:t>City Clinic</w:t></w:r></w:p></w:hdr>"
    chart = '<c:chart xmlns:c="c"><c:pt><c:v>Week</c:v></c:pt><c:pt><c:v>5</c:v></c:pt></c:chart>'
    parts = {"header1": margin, "header2": margin, "charts/chart1": chart}
    assert sorted(counted(run("a"), **parts).split()) == ["5", "a", "city", "clinic", "week"]


def test_links_are_told_where_something_uses_them() -> None:
    parts = {"word/_rels/document.xml.rels": LINK.encode()}
    used = f'<w:document {NAMESPACES}><w:hyperlink r:id="rId7"/></w:document>'
    data = word_file(lambda _: None, {**parts, "word/document.xml": used.encode()})
    assert raw_word(data).links == ("https://x.org/?a=1&b=2",)
    unused = f"<w:document {NAMESPACES}/>"
    data = word_file(lambda _: None, {**parts, "word/document.xml": unused.encode()})
    assert raw_word(data).links == ()
