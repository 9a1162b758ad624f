"""The tree is the design's, imports run one way, and each library has one importer."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from clearprint.project import SHIPPED

PROGRAM = SHIPPED / "clearprint"
MODULES = {
    ".".join(file.relative_to(PROGRAM).with_suffix("").parts): file
    for file in sorted(PROGRAM.rglob("*.py"))
}
"""Name to file; a module of a package inside has the package's name before its own."""

FOLDERS = {"handouts", "templates", "styles", "wording", "output", "clearprint", "tests", "bench"}
FILES = {
    *("make_pdf.py", "clinic.yaml", "pyproject.toml", "LICENSE"),
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", ".ci/run"),
}

THE_PASS = ["load", "validate", "compose", "fit", "typeset", "preflight", "publish"]

IMPORTERS = {
    "babel": {"locales"},
    "click": {"cli"},
    "distributed": {"cluster"},
    "docx": {"manuscript.word"},
    "fontTools": {"fontfile"},
    "jinja2": {"compose"},
    "markdown_it": {"commonmark"},
    "markupsafe": {"compose"},
    "pydantic": {"schema"},
    "pydantic_core": {"schema"},
    "pypdfium2": {"readback"},
    "pyphen": {"syllables"},
    "rich": {"report"},
    "segno": {"qr"},
    "yaml": {"load"},
    # What reaches into the typesetter stands beside it, each module for one thing.
    "weasyprint": {"typeset", "fetcher", "tagging", "codes", "glyphs", "lineends", "spoken"},
    "pydyf": {"tagging", "codes", "glyphs"},
}
"""Library to the modules that import it."""

LATE = {
    ("tasks", "build"),
    ("gallery", "compose"),
    ("pictures", "readback"),
    ("cli", "assessment"),
    ("cli", "manuscript.intake"),
    ("hands", "cluster"),
    ("manuscript.reading", "manuscript.word"),
}
"""Imported only where needed, by name: a run with nothing to do has no time for them."""


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported anywhere in a tree, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            assert node.module
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def named(tree: ast.AST) -> Iterator[str]:
    """Modules of ours that are named in a text, to be imported by it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            name = node.value.removeprefix("clearprint.")
            if node.value.startswith("clearprint.") and name in MODULES:
                yield name


def tree_of(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text("utf-8"))


def imports_of(module: str) -> set[str]:
    """The modules of ours that a module imports."""
    found = set()
    for name in imported(tree_of(module)):
        program, *parts = name.split(".")
        if program == "clearprint":
            known = (".".join(parts[:length]) for length in (2, 1))
            found.add(next((m for m in known if m in MODULES), module))
    return found - {module}


def libraries_of(module: str) -> set[str]:
    """The third-party libraries that a module imports."""
    tops = {name.split(".")[0] for name in imported(tree_of(module))}
    return tops - set(sys.stdlib_module_names) - {"clearprint"}


def tracked() -> list[str]:
    done = subprocess.run(["git", "ls-files"], cwd=SHIPPED, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("this is no checkout")
    return done.stdout.splitlines()


def test_there_are_modules() -> None:
    assert {*THE_PASS, "findings", "article", "build", "batch", "cli"} <= MODULES.keys()


def test_the_tree_is_the_designs() -> None:
    files = tracked()
    assert set(files) >= FILES
    assert {name.split("/")[0] for name in files if "/" in name} - {".ci", "docs"} == FOLDERS


def test_no_pdf_is_kept() -> None:
    files = tracked()
    assert "output/.gitkeep" in files
    assert [name for name in files if name.endswith((".pdf", ".pyc"))] == []


def test_imports_run_one_way() -> None:
    graph = {module: imports_of(module) for module in MODULES}
    for importer, late in LATE:
        assert late in set(named(tree_of(importer)))
        graph[importer] = graph[importer] | {late}
    order = list(TopologicalSorter(graph).static_order())  # raises where there is a circle
    assert set(order) >= MODULES.keys()
    assert len([edge for edges in graph.values() for edge in edges]) > 50


def test_nothing_else_is_imported_late_or_by_name() -> None:
    late = {(module, name) for module in MODULES for name in named(tree_of(module))}
    assert late == LATE
    importers = {module for module in MODULES if "importlib" in set(imported(tree_of(module)))}
    assert importers == {module for module, _ in LATE}


def test_no_import_stands_inside_a_function() -> None:
    functions = [
        (module, node)
        for module in MODULES
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert len(functions) > 100
    assert [(m, f.name) for m, f in functions if list(imported(f))] == []


def test_each_library_has_its_importer() -> None:
    found: dict[str, set[str]] = {}
    for module in MODULES:
        for library in libraries_of(module):
            found.setdefault(library, set()).add(module)
    assert found == IMPORTERS


def test_every_library_is_pinned() -> None:
    text = (SHIPPED / "pyproject.toml").read_text("utf-8").lower()
    packages = {"docx": "python-docx", "markdown_it": "markdown-it-py", "yaml": "pyyaml"}
    brought_along = {"markupsafe", "pydantic_core", "pydyf"}
    assert [n for n in IMPORTERS if f'"{packages.get(n, n).lower()}==' not in text] == sorted(
        brought_along, key=list(IMPORTERS).index
    )


def test_the_article_knows_nothing_of_paper() -> None:
    assert reach("article").isdisjoint({"editions", "compose", "clinic", "typeset", "labels"})


def test_nothing_of_the_pass_knows_what_comes_after() -> None:
    for place, module in enumerate(THE_PASS[:-1]):
        later = set(THE_PASS[place + 1 :]) - {module}
        if module == "fit":  # lays out while it fits
            later -= {"typeset"}
        assert reach(module).isdisjoint(later), module


def test_the_pass_knows_nothing_of_its_guests() -> None:
    assert reach("build").isdisjoint({"batch", "cli", "doctor"})
    assert set(THE_PASS) - {"load"} <= reach("build")


def reach(module: str) -> set[str]:
    """All modules of ours that a module needs, through others too."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        for name in imports_of(waiting.pop()) - found:
            found.add(name)
            waiting.append(name)
    return found


@pytest.mark.parametrize("module", sorted(set(MODULES)))
def test_a_module_says_what_it_is_for(module: str) -> None:
    words = ast.get_docstring(tree_of(module))
    assert words
    assert words.split("\n\n")[0].rstrip().endswith((".", "?"))


def test_modules_carry_the_words_of_the_field() -> None:
    vague = {"utils", "util", "helpers", "helper", "manager", "core", "common", "misc", "base"}
    assert vague.isdisjoint(MODULES)


def test_tests_carry_the_names_of_modules() -> None:
    """`test_load.py` tests `load`; what is tested as a whole is named here."""
    whole = {
        *("bench", "bootstrap", "docs", "handouts", "house", "killed", "languages"),
        *("large_print", "make_pdf", "reading"),
        *("tools", "verapdf"),
    }
    names = {file.stem.removeprefix("test_") for file in Path(__file__).parent.glob("test_*.py")}
    assert {"load", "publish"} <= names
    assert names - {module.rpartition(".")[2] for module in MODULES} <= whole
