"""A writer's file becomes a handout's: known parts are known, and not a word is lost."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections import Counter

import pytest
from conftest import DATA, WriteProject, article_text, findings_of
from docx.oxml.ns import qn
from manuscripts import (
    TODAY,
    Document,
    article_of,
    imported,
    kept_in,
    printed_in,
    text_of,
    word_file,
)

from clearprint.findings import Refused
from clearprint.manuscript.intake import begin, import_file
from clearprint.orders import Desk
from clearprint.project import SHIPPED, Project
from clearprint.validate import check_project, read_handout

SOURCE = DATA / "pseudoprogression.txt"
_WORD = re.compile(r"[^\W_]+")

MARKDOWN = """\
# Asthma

How to live with it

## What is asthma?

Asthma makes it **hard** to breathe. See [the NHS](https://www.nhs.uk/asthma).

## Symptoms of asthma

- Wheezing: a sound like a whistle
- Cough

## Using your inhaler

1. Shake it.
2. Breathe out.

| Drug | Dose |
|---|---|
| Salbutamol | 2 puffs |

## When to get help

Call your clinic when the cough gets worse.

## FAQ

### Can I run?

Yes, with care.

## References

1. NHS. Asthma. https://www.nhs.uk/conditions/asthma/

## Disclaimer

This is not medical advice.
"""


def words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def test_the_source_article_gives_the_texts_that_ship(desk: Desk) -> None:
    made = import_file(desk, SOURCE, "en", None, TODAY)
    ours = article_of(desk, made)
    shipped = read_handout(Desk(Project(SHIPPED)), "pseudoprogression", "en").article
    assert made.topic == "pseudoprogression"
    assert (ours.title, ours.subtitle) == (shipped.title, shipped.subtitle)
    assert ours.quick_facts == shipped.quick_facts
    assert list(ours.sections) == list(shipped.sections)
    for key, section in ours.sections.items():
        assert section.text.passages == shipped.sections[key].text.passages
        assert section.urgent == shipped.sections[key].urgent
    assert [(a.question, a.answer.passages) for a in ours.faq] == [
        (a.question, a.answer.passages) for a in shipped.faq
    ]
    assert [r.text for r in ours.references] == [r.text for r in shipped.references]


def test_markdown_finds_its_places(desk: Desk) -> None:
    article = article_of(desk, made := imported(desk, "a.md", MARKDOWN))
    assert (made.topic, article.title) == ("asthma", "Asthma")
    assert list(article.sections)[:2] == ["overview", "symptoms"]
    assert "when_to_see_a_doctor" in article.sections
    (own,) = article.sections.keys() - {"overview", "symptoms", "when_to_see_a_doctor"}
    assert article.sections[own].heading == "Using your inhaler"
    assert [asked.question for asked in article.faq] == ["Can I run?"]
    assert [r.text for r in article.references] == ["NHS. Asthma."]
    assert article.disclaimer == "This is not medical advice."
    links = [
        run.href for b in article.sections["overview"].text.blocks for r in b.lines for run in r
    ]
    assert "https://www.nhs.uk/asthma" in links
    first = article.sections["symptoms"].text.blocks[0].lines[0][0]
    assert (first.text, first.bold) == ("Wheezing:", True)


def test_not_a_word_of_it_is_lost(desk: Desk) -> None:
    text = text_of(desk, imported(desk, "a.md", MARKDOWN))
    labels = desk.labels("en")
    lost = words(MARKDOWN) - words(text)
    for heading in (*labels.headings.values(), labels.words.faq, "References Disclaimer FAQ"):
        lost -= words(heading)
    assert lost.keys() <= {"symptoms", "of", "asthma", "what", "is", "when", "to", "get", "help"}
    assert "Salbutamol" in text


def _asthma(document: Document) -> None:
    document.add_heading("Asthma", 0)
    document.add_heading("Overview", 1)
    paragraph = document.add_paragraph("Asthma makes it ")
    paragraph.add_run("hard").bold = True
    paragraph.add_run(" to breathe.")
    document.add_heading("Symptoms", 1)
    document.add_paragraph("Wheezing", style="List Bullet")
    document.add_paragraph("Cough", style="List Bullet")
    document.add_heading("What to do", 1)
    document.add_paragraph("Sit up.", style="List Number")
    document.add_paragraph("Use your inhaler.", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Drug", "Dose", "Salbutamol", "2 puffs"), strict=True):
        cell.text = text
    document.add_heading("When to see a doctor", 1)
    document.add_paragraph("Call when the cough gets worse.")
    document.add_heading("References", 1)
    document.add_paragraph("NHS. Asthma.")


def test_a_word_file_finds_its_places(desk: Desk) -> None:
    article = article_of(desk, made := imported(desk, "My text.docx", word_file(_asthma)))
    assert made.topic == "asthma"
    assert list(article.sections) == ["overview", "symptoms", "what_to_do", "when_to_see_a_doctor"]
    overview = article.sections["overview"].text.blocks[0]
    assert [(run.text, run.bold) for run in overview.lines[0]] == [
        ("Asthma makes it ", False),
        ("hard", True),
        (" to breathe.", False),
    ]
    kinds = [type(block).__name__ for block in article.sections["symptoms"].text.blocks]
    assert kinds == ["Bullets"]
    assert type(article.sections["what_to_do"].text.blocks[0]).__name__ == "Steps"
    assert "Salbutamol" in text_of(desk, made)
    assert "2 puffs" in text_of(desk, made)


def test_spanish_is_known_by_its_own_headings(desk: Desk) -> None:
    text = "Asma\n\nDescripción general\n\nEs una enfermedad.\n\nSíntomas\n\n- Tos\n- Silbidos\n"
    made = imported(desk, "asma.txt", text, "es")
    assert made.file == "handouts/asma/es.yaml"
    written = text_of(desk, made)
    assert "  overview:" in written
    assert "  symptoms:" in written


BAD = {
    "binary.txt": (b"\x00\x01\x02", "import-unreadable", "byte 0"),
    "latin.txt": ("Título\n\nniño".encode("latin-1"), "not-utf-8", "UTF-8"),
    "empty.txt": (b" \n", "import-empty", "no text"),
    "picture.docx": (b"\x89PNG\r\n", "import-unreadable", "Word"),
    "locked.docx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "import-unreadable",
        "password",
    ),
    "a.pdf": (b"%PDF-1.7", "import-unreadable", "PDF"),
    "a.odt": (
        b"PK\x03\x04\x14\0\0\0\0\0mimetypeapplication/vnd.oasis.opendocument.text",
        "import-unreadable",
        "OpenDocument",
    ),
    "page.html": (b"<!DOCTYPE html><p>Hello</p>", "import-unreadable", "page of the web"),
    "page.txt": (b"\xef\xbb\xbf <html><p>Hello</p></html>", "import-unreadable", "in a browser"),
    "pictures.docx": (b"PK\x03\x04" + bytes(21_000_000), "import-too-large", "the pictures"),
    "utf16.txt": ("Asthma".encode("utf-16"), "import-unreadable", "UTF-16"),
    "huge.txt": (b"word " * 10_000_000, "import-too-large", "50,000,000"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_text_is_refused_and_nothing_written(desk: Desk, name: str) -> None:
    data, code, told = BAD[name]
    (finding,) = findings_of(lambda: imported(desk, name, data))
    assert finding.code == code
    assert told in f"{finding.problem} {finding.remedy}"
    assert finding.remedy
    assert list((desk.project.folder / "handouts").iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_no_file(desk: Desk) -> None:
    pipe = desk.project.folder.parent / "pipe.txt"
    os.mkfifo(pipe)
    (finding,) = findings_of(lambda: import_file(desk, pipe, "en", None, TODAY))
    assert "pipe" in finding.problem


def test_a_word_file_that_unpacks_to_too_much_is_refused(desk: Desk) -> None:
    data = io.BytesIO(word_file(_asthma))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.bin", bytes(300_000_000))
    (finding,) = findings_of(lambda: imported(desk, "bomb.docx", data.getvalue()))
    assert "unpacks to" in finding.problem


def test_a_deleted_run_of_word_is_no_text_and_kept_aside(desk: Desk) -> None:
    def fill(document: Document) -> None:
        _asthma(document)
        run = document.add_paragraph("Seen ").add_run("vanished")
        deleted = run._r.makeelement(qn("w:del"), {})
        run._r.getparent().append(deleted)
        deleted.append(run._r)

    text = text_of(desk, imported(desk, "a.docx", word_file(fill)))
    assert "Seen" in printed_in(text)
    assert "vanished" not in printed_in(text)
    assert "vanished" in kept_in(text)
    assert "Words that were deleted, after “Seen”" in text


def test_a_handout_that_is_there_is_left_alone_without_force(desk: Desk) -> None:
    made = imported(desk, "a.md", MARKDOWN)
    before = text_of(desk, made)
    (finding,) = findings_of(lambda: imported(desk, "a.md", MARKDOWN.replace("Cough", "Sneeze")))
    assert finding.code == "handout-exists"
    assert text_of(desk, made) == before
    file = desk.project.folder.parent / "a.md"
    import_file(desk, file, "en", None, TODAY, force=True)
    assert "Sneeze" in text_of(desk, made)


def test_a_hyphen_that_does_not_break_is_no_letter_that_fonts_lack(desk: Desk) -> None:
    """It is printed as a hyphen; what no font has is told."""
    text = text_of(
        desk, imported(desk, "a.txt", "Asthma\n\nOverview\n\nA follow\u2011up \u9f98.\n")
    )
    assert "follow\u2011up" in text
    assert "has “\u9f98”" in text
    assert "has “\u2011”" not in text


def test_another_language_than_told_is_noticed(desk: Desk) -> None:
    spanish = (SHIPPED / "handouts" / "seizure-first-aid" / "es.yaml").read_text("utf-8")
    plain = " ".join(re.findall(r"^\s+[-\w].*$", spanish, re.MULTILINE))
    (finding,) = findings_of(lambda: imported(desk, "a.txt", f"Convulsiones\n\n{plain}"))
    assert finding.code == "import-language"
    assert "--language es" in finding.remedy


@pytest.mark.parametrize("topic", ["../out", "Big", "a b", "", "a--b"])
def test_a_topic_leads_nowhere_else(desk: Desk, topic: str) -> None:
    (finding,) = findings_of(lambda: import_file(desk, SOURCE, "en", topic, TODAY))
    assert finding.code == "topic-name"


def test_a_new_handout_is_valid_once_filled(write_project: WriteProject) -> None:
    project = write_project({"handouts/README": "here"})
    begin(Desk(project), "brain-scan", "en", TODAY)
    file = project.folder / "handouts" / "brain-scan" / "en.yaml"
    empty = {f.code for f in check_project(Desk(project)) if f.stops}
    assert empty
    assert empty <= {"missing-key", "empty", "body-text", "wrong-type"}
    text = file.read_text("utf-8")
    text = re.sub(r"^title:$", "title: A brain scan", text, flags=re.MULTILINE)
    text = re.sub(r"^(    text: \|)$", r"\1\n      It does not hurt.", text, flags=re.MULTILINE)
    text = re.sub(r"^(    urgent:\n      -)$", r"\1 Great pain", text, flags=re.MULTILINE)
    text = re.sub(r"^(  - text:)$", r"\1 National Cancer Institute.", text, flags=re.MULTILINE)
    file.write_text(text, "utf-8")
    assert [f for f in check_project(Desk(project)) if f.stops] == []
    with pytest.raises(Refused):
        begin(Desk(project), "brain-scan", "en", TODAY)
    assert file.read_text("utf-8") == text


def test_what_a_new_handout_shows_may_be_taken_as_it_is(write_project: WriteProject) -> None:
    project = write_project({"handouts/README": "here"})
    begin(Desk(project), "brain-scan", "en", TODAY)
    text = (project.folder / "handouts" / "brain-scan" / "en.yaml").read_text("utf-8")
    shown = re.search(r"^# (codes:)\n# (  .*)$", text, re.MULTILINE)
    assert shown
    codes = f"{shown[1]}\n{shown[2]}\n"
    valid = write_project({"handouts/brain-scan/en.yaml": f"{article_text()}{codes}"})
    assert [f for f in check_project(Desk(valid)) if f.stops] == []
