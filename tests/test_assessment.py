"""The page to sign: all that was found, what a program can answer, and boxes for the rest."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner
from conftest import WriteProject, article_text
from tools import tool

from clearprint.cli import main

FILES = {
    "handouts/small/en.yaml": article_text(
        title="Small <b>&</b> good",
        sections="""
  overview: {text: Take 5.0 mg.}
  when_to_see_a_doctor: {text: Call us., urgent: [Pain]}""",
    ),
    "handouts/broken/en.yaml": "titel: Broken",
    "handouts/unreadable/en.yaml": "title: [",
}


def test_the_page_has_what_was_found_and_leaves_the_rest_to_people(
    write_project: WriteProject, tmp_path: Path
) -> None:
    page, data = tmp_path / "report.html", tmp_path / "report.json"
    folder = str(write_project(FILES).folder)
    done = CliRunner().invoke(
        main, ["check", "--project", folder, "--report", str(page), "--json", str(data)]
    )
    assert done.exit_code == 3
    text = page.read_text("utf-8")
    assert "Small &lt;b&gt;&amp;&lt;/b&gt; good" in text
    assert "trailing-zero" in text
    assert "There is no key “titel” here." in text
    assert "handouts/unreadable/en.yaml:" in text
    assert text.count("easily missed in print or on a copy: 5.0") == 1
    assert "Joint Commission" in text
    assert "Signature" in text
    told = json.loads(data.read_text("utf-8"))
    assert "trailing-zero" in [finding["code"] for finding in told["findings"]]
    assert told["reading_levels"]["handouts/small/en.yaml"] == {
        "scores": {},
        "sentences": 3,
        "words": 6,
        "why_none": "too short to score: 3 sentences, 6 words",
    }
    assert "easily missed" in told["reasons"]["trailing-zero"]["reason"]
    assert "Joint Commission" in told["reasons"]["trailing-zero"]["source"]


def test_advice_alone_is_no_refusal(write_project: WriteProject) -> None:
    files = {name: text for name, text in FILES.items() if "small" in name}
    folder = str(write_project(files).folder)
    done = CliRunner().invoke(main, ["check", "--project", folder])
    assert (done.exit_code, "[trailing-zero]" in done.output) == (0, True)
    assert "Why\n  trailing-zero: A point is easily missed" in done.output
    assert done.output.count("Source: The Joint Commission") == 1


def test_a_finding_is_explained_and_an_unknown_one_is_not() -> None:
    known = CliRunner().invoke(main, ["check", "--explain", "long-list"])
    assert (known.exit_code, "Clear Communication Index" in known.output) == (0, True)
    assert CliRunner().invoke(main, ["check", "--explain", "long"]).exit_code == 2
    assert CliRunner().invoke(main, ["check", "--explain", ""]).exit_code == 2


BAD = """
      - Take 5.0 mg at night.
      - Inject 10 U at once.
      - Take .5 mg.
      - Your GFR is low.
      - You may have edema.
      - DO NOT EAT LUNCH.
      - Click here now.
"""
SECTIONS = """
  more:
    heading: More
    text: |{0}
  overview: {{text: It is small.}}
  when_to_see_a_doctor: {{text: Call us., urgent: [Pain]}}"""


def page_of(write_project: WriteProject, text: str, folder: Path) -> str:
    """The page to sign of one handout."""
    page = folder / "report.html"
    project = str(write_project({"handouts/small/en.yaml": text}).folder)
    CliRunner().invoke(main, ["check", "--project", project, "--report", str(page)])
    return page.read_text("utf-8")


def test_what_a_program_can_answer_has_no_boxes(
    write_project: WriteProject, tmp_path: Path
) -> None:
    text = article_text(main_message="Rest.", sections=SECTIONS.format(BAD))
    page = page_of(write_project, text, tmp_path)
    for answer in (
        *("4 Medical terms are there only to be learned, and are defined: <b>no</b> (see above)",),
        *("11 There is a summary: <b>yes</b> (the main message)",),
        *("17 Visual aids have clear titles or captions: <b>n/a</b> (no pictures)",),
        *("20 At least one action is named: <b>yes</b>", "9 The sections have informative"),
        *("1 There is one main message: <b>yes</b>", "8 Lists are used, with at most seven items"),
    ):
        assert answer in page
    rows = re.findall(r"<tr>((?:<td>.*?</td>){3})<td>(\d+) ([^<]+)</td></tr>", page)
    asked = [int(number) for _, number, _ in rows]
    assert asked[:5] == [1, 2, 3, 5, 6]
    assert {13, 14}.isdisjoint(asked[: asked.index(26)])
    assert [boxes.count("box") for boxes, *_ in rows[:5]] == [2, 2, 2, 2, 3]
    bare = page_of(write_project, article_text(), tmp_path)
    assert "11 There is a summary: <b>no</b> (no main message)" in bare


def test_the_page_asks_no_network_for_anything(write_project: WriteProject, tmp_path: Path) -> None:
    page = page_of(write_project, article_text(), tmp_path)
    assert page.count("url(data:font/ttf;base64,") == 2
    assert re.findall(r"(?:src=|href=|url\((?!data:)|@import)", page) == []


@pytest.mark.parametrize("paper", ["Letter", "A4"])
@pytest.mark.parametrize(("more", "pages"), [(0, 1), (6, 2)])
def test_it_is_one_page_and_the_signature_never_stands_alone(
    write_project: WriteProject, tmp_path: Path, paper: str, more: int, pages: int
) -> None:
    """Eight findings of eight kinds fit on one page; of more, the end stands together."""
    lines = BAD.strip("\n").split("\n")
    bad = "\n".join(["", *lines, *lines[:more]])
    text = article_text(main_message="Rest.", sections=SECTIONS.format(bad))
    page = page_of(write_project, text, tmp_path).replace("@page {", f"@page {{ size: {paper};")
    file, pdf = tmp_path / "report.html", tmp_path / "report.pdf"
    file.write_text(page, "utf-8")
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
    where = [f"--user-data-dir={tmp_path / 'browser'}", f"--print-to-pdf={pdf}"]
    subprocess.run([tool("chromium"), *quiet, *where, file.as_uri()], check=True, timeout=120)
    printed = [sheet.extract_text() for sheet in pypdf.PdfReader(pdf).pages]
    assert len(printed) == pages
    assert "Risks and benefits are told" in printed[-1]
    assert "Signature" in printed[-1]
