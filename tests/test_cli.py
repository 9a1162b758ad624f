"""What people type and what they are told: no traceback for a slip of theirs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result
from conftest import ARTICLE, WriteProject, article_text

from clearprint import cli
from clearprint.cli import main
from clearprint.ending import Exit
from clearprint.project import SHIPPED, Project

FILE = "handouts/small/en.yaml"


@pytest.fixture
def project(write_project: WriteProject) -> Project:
    return write_project({FILE: ARTICLE})


def told(project: Project, *words: str) -> Result:
    """What the command prints for a project; a traceback fails the test."""
    result = CliRunner().invoke(main, [*words, "--project", str(project.folder)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["smal"], "Did you mean “small”?"),
        (["small", "-l", "xx"], "xx"),
        (["small", "-e", "two-pages"], "Did you mean “two-page”?"),
        (["small", "-e", "large-print", "--size", "17"], "17"),
        (["small", "-e", "one-page", "--size", "20"], "20"),
        (["small", "--paper", "a5"], "a5"),
        (["small", "--output", "../elsewhere"], "leads out of a folder"),
        (["small", "-e", "bilingual"], "has no bilingual edition"),
        (["--jobs", "0"], "--jobs"),
        (["--json", "no/folder.json"], "could not be written"),
        (["check", "--report", "no/page.html"], "Name another with --report."),
        (["small", "check"], "Write: make_pdf.py check …"),
        (["translate", "smal", "es"], "Did you mean “small”?"),
        (["import", "a.txt", "b.txt", "--topic", "x"], "--topic names one handout"),
        (["new", "../x"], "cannot be the name of a topic"),
        (["new", "x" * 300], "at most 64"),
        (["new", "nul"], "no file may have on Windows"),
        (["new", "build"], "is a command"),
        (["check", "--explain", "overse"], "overset"),
    ],
)
def test_a_slip_is_status_2_and_told(project: Project, words: list[str], said: str) -> None:
    result = told(project, *words)
    assert result.exit_code == Exit.USAGE
    assert said in result.output
    assert "Traceback" not in result.output
    assert not (project.folder / "output").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [(["import", "--help"], "FILE \\u2026"), (["list"], "\\u0633"), (["check"], "\\u0633")],
)
def test_a_log_need_not_have_all_letters(project: Project, words: list[str], said: str) -> None:
    """A pipe on Windows has those of western Europe, and a cron job's log may have fewer."""
    file = project.folder / "handouts/سرطان/en.yaml"
    file.parent.mkdir()
    file.write_text(article_text(title='""'), "utf-8")
    command = [sys.executable, str(SHIPPED / "make_pdf.py"), *words, f"--project={project.folder}"]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode in (Exit.GOOD, Exit.REFUSED)
    assert said in done.stdout.decode("latin-1")


@pytest.mark.parametrize("words", [[], ["check"], ["list"]])
def test_a_project_without_handouts_is_told(write_project: WriteProject, words: list[str]) -> None:
    project = write_project({"handouts/burns/en.yml": ARTICLE})
    result = told(project, *words)
    assert result.exit_code == Exit.REFUSED
    assert "There are no handouts here." in result.output
    assert "Call it “en.yaml”." in result.output


@pytest.mark.parametrize("words", [["burns"], ["check"], ["check", "burns"]])
def test_a_text_that_is_no_handout_is_told(project: Project, words: list[str]) -> None:
    (project.folder / "handouts/burns").mkdir()
    (project.folder / "handouts/burns/en.yml").write_text(ARTICLE)
    result = told(project, *words)
    assert result.exit_code == Exit.REFUSED
    assert "Call it “en.yaml”." in result.output
    assert "Nothing is wrong" not in result.output


def test_list_tells_what_is_not_in_it(project: Project) -> None:
    """A text beside the topics, one whose topic has no other, and a folder that is not there."""
    handouts = project.folder / "handouts"
    (handouts / "burns").mkdir()
    for name in ("en.yaml", "burns/en.yml", "small/es.yml"):
        (handouts / name).write_text(ARTICLE)
    (handouts / "share").symlink_to("nowhere")
    result = told(project, "list")
    assert result.exit_code == Exit.GOOD
    for name in ("en.yaml", "burns/en.yml", "small/es.yml", "share"):
        assert f"handouts/{name}: " in result.output
    assert "burns" not in told(project, "list", "small").output


@pytest.mark.parametrize("words", [[], ["list"], ["doctor"], ["check", "--project", str(SHIPPED)]])
def test_a_copy_without_its_folder_says_where_it_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    """As pip leaves one that is told to install it somewhere else."""
    monkeypatch.setattr(cli, "SHIPPED", tmp_path)
    result = CliRunner().invoke(main, words)
    assert result.exit_code == Exit.USAGE
    assert "Run “python3 make_pdf.py” in that folder." in result.output


def test_a_folder_that_is_no_project_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["list", "--project", str(tmp_path)])
    assert result.exit_code == Exit.USAGE
    assert "has no folder “handouts”" in result.output


def test_all_faults_are_told_at_once_with_file_and_line(write_project: WriteProject) -> None:
    files = {FILE: article_text(published="soon"), "handouts/b/en.yaml": article_text(title="")}
    result = told(write_project(files), "check")
    assert result.exit_code == Exit.REFUSED
    for line in (FILE, "[wrong-date]", "handouts/b/en.yaml", "  1:", "[empty]"):
        assert line in result.output


def test_check_writes_the_same_for_programs(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "told.json"
    told(project, "check", "--json", str(file))
    data = json.loads(file.read_text("utf-8"))
    assert FILE in data["reading_levels"]
    assert {finding["place"]["file"] for finding in data["findings"]} <= {FILE}


def test_a_report_that_cannot_be_written_is_told(project: Project, tmp_path: Path) -> None:
    result = told(project, "check", "--json", str(tmp_path / "no" / "folder.json"))
    assert result.exit_code == Exit.USAGE
    assert "could not be written" in result.output


def test_ctrl_c_is_no_fault(project: Project) -> None:
    with patch.object(cli, "check_project", side_effect=KeyboardInterrupt):
        result = told(project, "check")
    assert result.exit_code == Exit.INTERRUPTED
    assert result.stderr == "Stopped.\n"


def test_a_topic_may_have_the_name_of_a_command(write_project: WriteProject) -> None:
    project = write_project({"handouts/check/en.yaml": ARTICLE})
    result = told(project, "build", "check", "-e", "bilingual")
    assert "check in en has no bilingual edition" in result.output


def test_list_shows_long_names_whole(write_project: WriteProject) -> None:
    name = "a-very-long-name-of-a-topic-x[red]y-that-takes-more-than-a-line-of-eighty-letters-:100:"
    result = told(write_project({f"handouts/{name}/en.yaml": ARTICLE}), "list")
    assert result.exit_code == Exit.GOOD
    assert name in result.output.replace("\n", "")


def test_a_text_is_imported_and_a_new_one_begun(project: Project, tmp_path: Path) -> None:
    text = tmp_path / "asthma.md"
    text.write_text("# Asthma\n\n## Overview\n\nIt makes it hard to breathe.\n", "utf-8")
    result = told(project, "import", str(text))
    assert result.exit_code == Exit.GOOD
    assert "handouts/asthma/en.yaml: " in result.output
    assert "to decide" in result.output
    assert "8 words, 1 section, 0 questions" in result.output
    then = f"python3 make_pdf.py check asthma --project {project.folder}"
    assert f"Then: {then}" in result.output.replace("\n", " ")
    assert told(project, "import", str(text)).exit_code == Exit.REFUSED
    assert told(project, "new", "croup").exit_code == Exit.GOOD
    assert (project.folder / "handouts" / "croup" / "en.yaml").is_file()


@pytest.mark.parametrize("before", [["--project={}"], ["--project", "{}"]])
def test_options_may_come_before_the_command(project: Project, before: list[str]) -> None:
    words = [word.format(project.folder) for word in before]
    result = CliRunner().invoke(main, [*words, "check", "small"])
    assert "unknown-topic" not in result.output
    assert "reading level" in result.output
    named = CliRunner().invoke(main, ["--project", "check", "small"])
    assert "unknown-topic" in named.output or named.exit_code == Exit.USAGE


def test_two_texts_of_one_run_never_become_one_file(project: Project, tmp_path: Path) -> None:
    for name, words in (("a.md", "It makes it hard."), ("b.md", "It wheezes.")):
        (tmp_path / name).write_text(f"# Asthma\n\n{words}\n", "utf-8")
    both = [str(tmp_path / name) for name in ("a.md", "b.md")]
    result = told(project, "import", "--force", *both, "--json", str(tmp_path / "told.json"))
    assert result.exit_code == Exit.REFUSED
    assert "has just been made of another file" in result.output
    made = (project.folder / "handouts" / "asthma" / "en.yaml").read_text("utf-8")
    assert "hard" in made
    assert "wheezes" not in made
    data = json.loads((tmp_path / "told.json").read_text("utf-8"))
    assert len(data["imported"]) == len(data["findings"]) == 1


def test_a_named_language_is_taken_and_a_presumed_one_is_not(
    project: Project, tmp_path: Path
) -> None:
    text = tmp_path / "asma.txt"
    words = "El asma es una enfermedad de los pulmones que hace que sea muy difícil respirar. " * 5
    text.write_text(f"Asma\n\n{words}\n", "utf-8")
    refused = told(project, "import", str(text))
    assert refused.exit_code == Exit.REFUSED
    assert "--language es" in refused.output
    taken = told(project, "import", str(text), "-l", "en")
    assert taken.exit_code == Exit.GOOD
    assert "Is the language right?" in taken.output


def test_check_tells_what_waits_for_a_decision(project: Project) -> None:
    file = project.folder / FILE
    waiting = "# Decide: A text box. This is not printed:\n#   > Call 911.\n"
    file.write_text(f"{file.read_text('utf-8')}{waiting}", "utf-8")
    result = told(project, "check")
    assert result.exit_code == Exit.GOOD
    assert "“Call 911.”" in result.output
    assert "[decide]" in result.output


def test_a_new_text_beside_another_is_told_of_translate(project: Project) -> None:
    assert "translate small es" in told(project, "new", "small", "-l", "es").output
    assert "translate" not in told(project, "new", "other", "-l", "es").output


@pytest.mark.parametrize("command", ["build", "check", "list", "translate", "import", "new"])
def test_every_command_has_help(command: str) -> None:
    assert CliRunner().invoke(main, [command, "--help"]).exit_code == 0
    assert command in CliRunner().invoke(main, ["--help"]).output
