"""A clinic's own files come before what ships, and a name from outside never becomes a path."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ARTICLE, WriteProject, findings_of

from clearprint.project import SHIPPED, Project, known


def test_what_ships_is_a_project(shipped: Project) -> None:
    assert shipped == Project()
    assert shipped.folders == (SHIPPED,)
    assert "en" in shipped.handouts()["pseudoprogression"]
    assert "en" in shipped.languages()


def test_a_projects_own_file_comes_first_and_others_are_found(write_project: WriteProject) -> None:
    project = write_project({"styles/base.css": "own", "clinic.yaml": "name: A"})
    assert project.folders == (project.folder, SHIPPED)
    assert project.find("styles/base.css") == project.folder / "styles/base.css"
    assert project.find("styles/columns.css") == SHIPPED / "styles/columns.css"
    assert project.find("styles/none.css") is None
    assert project.find("styles") is None


def test_files_are_put_together_from_both(write_project: WriteProject) -> None:
    project = write_project({"styles/base.css": "own", "styles/own.css": "own"})
    files = project.files("styles/*.css")
    assert files["styles/base.css"].is_relative_to(project.folder)
    assert files["styles/own.css"].is_relative_to(project.folder)
    assert files["styles/columns.css"].is_relative_to(SHIPPED)
    assert list(files) == sorted(files)


def test_handouts_that_ship_are_not_mixed_in(write_project: WriteProject) -> None:
    project = write_project(
        {"handouts/b/en.yaml": ARTICLE, "handouts/a/es.yaml": "", "handouts/a/x.svg": ""}
    )
    assert {topic: list(found) for topic, found in project.handouts().items()} == {
        "a": ["es"],
        "b": ["en"],
    }


def test_hidden_files_are_none(write_project: WriteProject) -> None:
    hidden = ("handouts/a/._en.yaml", "handouts/.a/en.yaml", "templates/labels/._en.yaml")
    project = write_project(dict.fromkeys(hidden, ""))
    assert project.handouts() == {}
    assert "._en" not in project.languages()


def told(project: Project, *topics: str) -> list[tuple[str, str]]:
    """Where and what is told of what nobody prints."""
    return [(finding.place.file, finding.code) for finding in project.overlooked(topics)]


def test_a_text_that_is_no_handout_is_told_with_what_makes_it_one(
    write_project: WriteProject,
) -> None:
    strays = ("handouts/en.yaml", "handouts/a/en.yml", "handouts/b/es.YAML")
    others = ("handouts/a/en.yaml", "handouts/a/old/en.yaml", "handouts/a/x.svg", "handouts/x.json")
    hidden = ("handouts/._en.yaml", "handouts/.a/en.yml", "handouts/a/._en.yml")
    project = write_project(dict.fromkeys((*strays, *others, *hidden), ""))
    assert told(project) == [(name, "no-handout") for name in strays]
    assert told(project, "a") == [("handouts/a/en.yml", "no-handout")]
    assert "“en.yaml”" in project.overlooked("a")[0].remedy


def test_a_folder_that_cannot_be_looked_into_is_told(write_project: WriteProject) -> None:
    project = write_project({"handouts/a/en.yaml": "", "handouts/readme.txt": ""})
    assert project.unreadable() == {}
    share = project.folder / "handouts/b"
    share.symlink_to(project.folder / "nowhere")  # as a share that is not mounted
    assert list(project.unreadable()) == [share]
    assert told(project) == told(project, "b") == [("handouts/b", "unreadable")]
    assert told(project, "a") == []
    assert list(Project(share).unreadable()) == [share / "handouts"]
    assert told(Project(share), "a") == [("handouts", "unreadable")]


def test_all_that_ships_is_printed(shipped: Project) -> None:
    assert shipped.overlooked() == []


def test_a_project_without_handouts_has_none(tmp_path: Path) -> None:
    assert Project(tmp_path).handouts() == {}


def test_languages_of_both_are_known(write_project: WriteProject) -> None:
    project = write_project({"templates/labels/fa.yaml": ""})
    assert {"en", "fa"} <= set(project.languages())


def test_messages_call_a_file_by_its_name_in_the_project(write_project: WriteProject) -> None:
    project = write_project({"handouts/a/en.yaml": ""})
    assert project.shown(project.folder / "handouts/a/en.yaml") == "handouts/a/en.yaml"
    assert project.shown(SHIPPED / "templates/base.html") == "templates/base.html"
    assert project.shown(Path("/elsewhere/a.yaml")) == "a.yaml"


def test_a_name_that_exists_is_known() -> None:
    assert known("topic", "glioma", ["glioma", "seizure"]) == "glioma"


@pytest.mark.parametrize(
    "written", ["../glioma", "glioma/../seizure", "/etc/passwd", ".", "", "Glioma", "glioma\0"]
)
def test_any_other_name_is_refused(written: str) -> None:
    (finding,) = findings_of(lambda: known("topic", written, ["glioma", "seizure"]))
    assert (finding.code, finding.place.file) == ("unknown-topic", "command line")
    assert finding.problem == f"There is no topic “{written}”."


def test_the_nearest_name_is_offered() -> None:
    (finding,) = findings_of(lambda: known("topic", "glimoa", ["glioma", "seizure"]))
    assert finding.remedy == "Did you mean “glioma”?"
    (finding,) = findings_of(lambda: known("topic", "glioma", []))
    assert finding.remedy == "There is no topic here yet."
