"""The codes that the program gives to findings, found in its own text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

_MAKERS = {"Finding", "told", "fault", "_fault", "_finding", "_refused", "_comment"}
"""What a finding is made with, its code first, or behind the job that is judged."""
_CODE = re.compile(r"[a-z]+(-[a-z0-9]+)*")
_TUPLES = re.compile(r"(?:return|yield) \"([a-z]+(?:-[a-z0-9]+)*)\", (?:f?\"|problem)")
"""How a finding's code, problem and remedy are handed on together."""


def codes_in(files: list[Path]) -> set[str]:
    """Every code in some modules; fails where one is made in a way that is not understood."""
    found: set[str] = set()
    for file in files:
        text = file.read_text("utf-8")
        tree = ast.parse(text)
        found |= set(_TUPLES.findall(text))
        for scope, call in _calls(tree):
            found |= set(_codes(tree, scope, call, file.name))
    return found


def _calls(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.Call]]:
    """Each call that makes a finding, with the function around it."""

    def walk(node: ast.AST, scope: ast.AST) -> Iterator[tuple[ast.AST, ast.Call]]:
        for child in ast.iter_child_nodes(node):
            inner = child if isinstance(child, ast.FunctionDef) else scope
            if isinstance(child, ast.Call) and _name(child.func) in _MAKERS and len(child.args) > 2:
                yield inner, child
            yield from walk(child, inner)

    return walk(tree, tree)


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def _codes(tree: ast.Module, scope: ast.AST, call: ast.Call, file: str) -> Iterator[str]:
    first = call.args[1] if _name(call.args[0]) == "job" else call.args[0]
    for value in _values(tree, scope, first):
        if isinstance(value, ast.Constant):
            if isinstance(value.value, str) and _CODE.fullmatch(value.value):
                yield value.value
        elif isinstance(value, ast.JoinedStr):
            yield from _of_a_kind(value)
        else:
            assert _is_handed_on(value, scope), f"{file}:{value.lineno}: {ast.unparse(value)}"


def _values(tree: ast.Module, scope: ast.AST, node: ast.expr) -> Iterator[ast.expr]:
    """What an expression may be: both arms of a choice, and all that a name is given."""
    if isinstance(node, ast.IfExp):
        yield from _values(tree, scope, node.body)
        yield from _values(tree, scope, node.orelse)
        return
    given = [
        value
        for place in (scope, tree)
        for assigned in ast.walk(place)
        if isinstance(node, ast.Name) and isinstance(assigned, ast.Assign)
        for value in _given(node.id, assigned)
    ]
    for value in given:
        yield from _values(tree, scope, value)
    if not given:
        yield node


def _given(name: str, assigned: ast.Assign) -> Iterator[ast.expr]:
    """What an assignment gives a name, also where several get theirs together."""
    arms = [assigned.value]
    if isinstance(assigned.value, ast.IfExp):
        arms = [assigned.value.body, assigned.value.orelse]
    for target in assigned.targets:
        if _name(target) == name:
            yield assigned.value
        elif isinstance(target, ast.Tuple) and name in (names := [*map(_name, target.elts)]):
            whole = [arm for arm in arms if isinstance(arm, ast.Tuple)]
            yield from (arm.elts[names.index(name)] for arm in whole)


def _of_a_kind(value: ast.JoinedStr) -> Iterator[str]:
    """“unknown-…” of a topic, a language, an edition or a cluster's size."""
    start = value.values[0]
    assert isinstance(start, ast.Constant)
    yield from (f"{start.value!s}{kind}" for kind in ("topic", "language", "edition"))


def _is_handed_on(value: ast.expr, scope: ast.AST) -> bool:
    """Whether a code comes from elsewhere: a parameter, a check, or what is unpacked."""
    parameters = [p.arg for p in scope.args.args] if isinstance(scope, ast.FunctionDef) else []
    of_others = ("check.code", "context['code']")
    is_unpacked = any(
        _name(value) in map(_name, target.elts)
        for target in ast.walk(scope)
        if isinstance(target, ast.Tuple) and isinstance(target.ctx, ast.Store)
    )
    return _name(value) in parameters or ast.unparse(value) in of_others or is_unpacked
