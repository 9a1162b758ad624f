"""The page to sign: everything found, all questions left open, nothing of it unescaped."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from conftest import WriteProject, article_text

from clearprint.assessment import CDC, PEMAT
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
    assert (len(PEMAT), len(CDC)) == (24, 20)
    assert text.count("☐") == 2 * (24 + 20)
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
