"""A part of the typesetter is ours for a while, and theirs again, whatever happens meanwhile."""

from __future__ import annotations

import types

import pytest

from clearprint.hooks import replaced


class _Theirs:
    word = "theirs"


class _Heir(_Theirs):
    pass


def test_it_is_ours_for_a_while() -> None:
    module = types.ModuleType("module")
    module.word = "theirs"  # type: ignore[attr-defined]
    with replaced(module, "word", "ours"):
        assert module.word == "ours"
    assert module.word == "theirs"


def test_it_is_theirs_again_after_a_fault() -> None:
    with pytest.raises(ZeroDivisionError), replaced(_Theirs, "word", "ours"):
        _ = len(_Theirs.word) / 0
    assert _Theirs.word == "theirs"


def test_what_was_inherited_is_inherited_again() -> None:
    """On an object or a class that had it from another one, nothing stays behind."""
    heir = _Heir()
    with replaced(heir, "word", "ours"), replaced(_Heir, "word", "the heirs'"):
        assert (heir.word, _Heir.word, _Theirs.word) == ("ours", "the heirs'", "theirs")
    assert "word" not in vars(heir)
    assert "word" not in vars(_Heir)
    assert heir.word == "theirs"


def test_they_stand_in_each_other() -> None:
    with replaced(_Theirs, "word", "first"):
        with replaced(_Theirs, "word", "second"):
            assert _Theirs.word == "second"
        assert _Theirs.word == "first"
    assert _Theirs.word == "theirs"


def test_what_is_not_there_cannot_be_replaced() -> None:
    with pytest.raises(AttributeError), replaced(_Theirs, "none", "ours"):
        pass
    assert not hasattr(_Theirs, "none")
