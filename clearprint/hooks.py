"""Have a part of the typesetter be ours for a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def replaced(owner: Any, name: str, ours: Any) -> Iterator[None]:
    """Replace an attribute of a module, a class or an object, and put the old one back after."""
    is_own, theirs = name in vars(owner), getattr(owner, name)
    setattr(owner, name, ours)
    try:
        yield
    finally:
        if is_own:
            setattr(owner, name, theirs)
        else:
            delattr(owner, name)
