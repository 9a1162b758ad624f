"""The table of editions says in what form handouts are printed; it is checked before its use."""

from __future__ import annotations

import pytest
from conftest import WriteProject, findings_of

from clearprint.editions import FILE, PAPERS, STEP, Edition, Sizes, load_editions
from clearprint.findings import Finding
from clearprint.orders import Order, order_of
from clearprint.project import Project

ROW = "{template: columns.html, styles: [base.css], sizes: {floor: 12, ceiling: 14}, copy: full}"


def read(write_project: WriteProject, table: str, **files: str) -> dict[str, Edition]:
    return load_editions(write_project({FILE: table, **files}))


def faults_in(write_project: WriteProject, table: str) -> tuple[Finding, ...]:
    return findings_of(lambda: read(write_project, table))


def test_what_ships(shipped: Project) -> None:
    editions = load_editions(shipped)
    extents = {name: edition.extent for name, edition in editions.items()}
    assert list(extents)[:3] == ["one-page", "two-page", "large-print"]
    assert (extents["one-page"], extents["two-page"], extents["large-print"]) == (1, 2, None)
    for edition in (editions["one-page"], editions["two-page"]):
        assert (edition.sizes.floor, edition.sizes.ceiling) == (12, 14)
    assert editions["large-print"].sizes.floor == editions["large-print"].sizes.ceiling == 18
    assert editions["large-print"].sizes.on_request == (16, 18, 20, 22, 24, 28)
    assert (editions["one-page"].copy_, editions["two-page"].copy_) == ("brief", "full")


def test_no_edition_prints_smaller_than_twelve_points(shipped: Project) -> None:
    editions = load_editions(shipped)
    assert editions
    assert all(edition.sizes.floor >= 12 for edition in editions.values())


def test_papers_are_what_printers_hold() -> None:
    assert PAPERS == {"letter": (215.9, 279.4), "a4": (210.0, 297.0)}
    assert STEP == 0.25


def test_a_size_that_is_asked_for_is_kept_to(shipped: Project) -> None:
    edition = load_editions(shipped)["large-print"].at(22)
    assert edition.sizes == Sizes(floor=22, ceiling=22, on_request=(16, 18, 20, 22, 24, 28))


def test_the_order_and_the_names_are_the_files(write_project: WriteProject) -> None:
    editions = read(write_project, f"wide: {ROW}\nnarrow: {ROW}\n")
    assert [(name, edition.name) for name, edition in editions.items()] == [
        ("wide", "wide"),
        ("narrow", "narrow"),
    ]


def test_a_projects_own_template_and_style_are_found(write_project: WriteProject) -> None:
    table = f"own: {ROW.replace('columns.html', 'own.html').replace('base.css', 'own.css')}"
    project = write_project({FILE: table, "templates/own.html": "", "styles/own.css": ""})
    assert load_editions(project)["own"].template == "own.html"


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("columns.html", "colums.html", "missing-file", "colums.html"),
        ("columns.html", "../make_pdf.py", "missing-file", "../make"),
        ("columns.html", "/etc/passwd", "missing-file", "/etc"),
        ("[base.css]", "[base.css, bas.css]", "missing-file", "[base.css"),
        ("[base.css]", "[../../base.css]", "missing-file", "[../"),
        ("[base.css]", "[]", "empty", "[]"),
        ("floor: 12", "floor: 15", "sizes", "{floor"),
        ("floor: 12", "floor: 5", "out-of-bounds", "5, ceiling"),
        ("floor: 12", "floor: nan", "out-of-bounds", "nan"),
        ("floor: 12", "floor: small", "wrong-number", "small"),
        ("floor: 12", "floor: 12, on_request: [12, 100]", "out-of-bounds", "100]"),
        ("copy: full", "copy: ful", "wrong-word", "ful}"),
        ("copy: full", "copy: full, extent: 0", "out-of-bounds", "0}"),
        ("copy: full", "copy: full, extent: two", "wrong-number", "two"),
        ("copy: full", "copy: full, extent: 1_0", "wrong-number", "1_0"),
        ("copy: full", "copy: full, extent: 1.0", "wrong-number", "1.0"),
        ("copy: full", "copy: full, columns: 2.0", "wrong-number", "2.0"),
        ("copy: full", "copy: full, foot: {margin: 3}", "out-of-bounds", "3}"),
        ("copy: full", "copy: full, copi: full", "unknown-key", "copi"),
    ],
)
def test_faults_are_told_at_their_place(
    write_project: WriteProject, old: str, new: str, code: str, at: str
) -> None:
    assert ROW.count(old) == 1
    table = f"x: {ROW.replace(old, new)}"
    (found,) = faults_in(write_project, table)
    assert (found.code, str(found.place)) == (code, f"{FILE}:1:{table.index(at) + 1}")


def test_a_key_is_called_by_its_name_in_the_file(write_project: WriteProject) -> None:
    found = faults_in(write_project, f"x: {ROW.replace('copy', 'copi')}")
    assert {finding.remedy for finding in found} == {"Add “copy: …”.", "Did you mean “copy”?"}


@pytest.mark.parametrize("name", ["large-print-24pt", "large-18pt"])
def test_a_name_that_is_a_sheets_in_another_size_is_refused(
    write_project: WriteProject, name: str
) -> None:
    """Two orders would be one file, which neither would find fresh."""
    assert order_of(f"en/a.{name}.pdf") != Order("a", "en", name)
    (finding,) = faults_in(write_project, f"large-pt: {ROW}\n24pt: {ROW}\n{name}: {ROW}")
    assert (finding.code, finding.place.line) == ("edition-name", 3)


@pytest.mark.parametrize("name", ["../x", "a b", "A", "a/b", "one--page", "-x", "é", "."])
def test_a_name_that_makes_no_file_is_refused(write_project: WriteProject, name: str) -> None:
    (finding,) = faults_in(write_project, f"fine: {ROW}\n{name}: {ROW}")
    assert (finding.code, finding.place.line) == ("edition-name", 2)


@pytest.mark.parametrize(
    ("table", "code"),
    [("", "empty-file"), ("- a", "not-a-mapping"), ("{}", "empty"), ("x: y", "wrong-type")],
)
def test_a_table_that_is_none_is_refused(
    write_project: WriteProject, table: str, code: str
) -> None:
    assert [finding.code for finding in faults_in(write_project, table)] == [code]


def test_faults_of_form_are_told_with_the_others(write_project: WriteProject) -> None:
    found = faults_in(write_project, f"x: &a {ROW.replace('full', 'ful')}\nx: {ROW}")
    assert [finding.code for finding in found] == ["alias", "wrong-word", "duplicate-key"]
