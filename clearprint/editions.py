"""In what form a handout is printed: the editions' table, and the papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Literal, Self

from clearprint.findings import Finding, Refused, did_you_mean
from clearprint.load import Node, load
from clearprint.project import Project
from clearprint.schema import Field, Record, Text, Whole, model_check, read, told

FILE = "templates/editions.yaml"
STEP = 0.25  # points between two type sizes that copyfitting tries
PAPERS: dict[str, tuple[float, float]] = {"letter": (215.9, 279.4), "a4": (210.0, 297.0)}
"""Width and height in millimetres."""


Points = Annotated[float, Field(ge=6, le=72)]
"""A type size."""


class Sizes(Record):
    """The type sizes of an edition, in points."""

    floor: Points
    """Nothing on the sheet is set smaller."""
    ceiling: Points
    """Copyfitting starts here."""
    on_request: tuple[Points, ...] = ()
    """Sizes that may be asked for instead."""

    @model_check
    def _in_order(self) -> Self:
        if self.floor > self.ceiling:
            problem = f"The floor, {self.floor:g} pt, lies above the ceiling, {self.ceiling:g} pt."
            raise told("sizes", problem, "Exchange the two.")
        return self


class Foot(Record):
    """The running foot of an edition."""

    margin: float = Field(default=11, ge=7, le=40)
    """The margins beside it, in millimetres, as the style sheet has them."""
    ceiling: float = Field(default=18, ge=6, le=72)
    """Its largest type, in points, where the sheet is set larger."""


class Edition(Record):
    """A form in which every handout can be printed."""

    name: Text
    template: Text
    """A file in templates/."""
    styles: tuple[Text, ...] = Field(min_length=1)
    """Files in styles/, the later ones win."""
    extent: Whole | None = Field(default=None, ge=1, le=99)
    """The number of pages; none means as many as needed."""
    sizes: Sizes
    foot: Foot = Foot()
    beside: Text | None = None
    """The language that stands beside a translation, such as en."""
    columns: Whole = Field(default=5, ge=1, le=9)
    """The columns that a table may have; a wider one is printed row by row, and side by side every
    one is."""
    copy_: Literal["full", "brief"] = Field(alias="copy")
    """What it prints of an article: everything, or each section's brief."""

    @property
    def widest(self) -> int:
        """The columns of the widest table that is printed as one; rows stand side by side alone."""
        return 0 if self.beside else self.columns

    def at(self, size: float) -> Edition:
        """The same edition, set at one size that was asked for."""
        return self.model_copy(
            update={"sizes": Sizes(floor=size, ceiling=size, on_request=self.sizes.on_request)}
        )


class _Table(Record):
    editions: dict[Text, Edition] = Field(min_length=1)


def load_editions(project: Project) -> dict[str, Edition]:
    """Name to edition, in the order of the file; raises Refused with all that is wrong in it."""
    file = project.find(FILE)
    if file is None:
        raise FileNotFoundError(FILE)
    node = load(file, project.shown(file))
    if not isinstance(node.value, dict):
        problem, remedy = "The file is not a list of editions.", "Start with “one-page:”."
        finding = Finding("not-a-mapping", node.place, problem, remedy)
        raise Refused(node.faults or [finding])
    rows = {name: row.adding("name", name) for name, row in node.value.items()}
    table = {"editions": replace(node, value=rows)}
    editions = read(_Table, Node(table, node.place, faults=node.faults)).editions
    if found := list(_missing(project, node, editions)):
        raise Refused(found)
    return editions


def _missing(project: Project, node: Node, editions: dict[str, Edition]) -> Iterator[Finding]:
    """Templates and styles that an edition names and nobody wrote, and names that make no file."""
    for name, edition in editions.items():
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
            problem = f"“{name}” cannot be the name of an edition: it becomes part of file names."
            yield Finding("edition-name", node.keys[name], problem, "Use a-z, 0-9 and “-”.")
        elif found := re.search(r"-\d+pt$", name):
            problem = f"“{name}” ends as the names of sheets in another type size do."
            remedy = f"Leave “{found.group()}” away, or write it otherwise."
            yield Finding("edition-name", node.keys[name], problem, remedy)
        row = node.value[name] if isinstance(node.value, dict) else node
        for folder, key, files in (
            ("templates", "template", [edition.template]),
            ("styles", "styles", edition.styles),
        ):
            for file in files:
                if file not in (known := _names(project, folder)):
                    place = (row.get(key) or row).place
                    problem = f"There is no file “{file}” in {folder}/."
                    yield Finding("missing-file", place, problem, did_you_mean(file, known))


def _names(project: Project, folder: str) -> list[str]:
    return [name.removeprefix(f"{folder}/") for name in project.files(f"{folder}/*.*")]
