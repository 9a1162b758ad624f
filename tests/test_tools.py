"""A test whose program is missing says what installs it: it is skipped, but never in CI."""

from __future__ import annotations

import shutil

import pytest
from tools import tool

from clearprint import system


@pytest.fixture(autouse=True)
def nothing_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(system, "kind", lambda: "Fedora")
    monkeypatch.delenv("CI", raising=False)


def test_elsewhere_it_is_skipped() -> None:
    with pytest.raises(pytest.skip.Exception, match="no chromium here") as told:
        tool("chromium")
    assert system.INSTALL_TOOLS["Fedora"][0] in str(told.value)


def test_in_ci_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    ended = (pytest.fail.Exception, pytest.skip.Exception)  # a skip would skip this test as well
    with pytest.raises(ended, match="no chromium here") as told:
        tool("chromium")
    assert told.type is pytest.fail.Exception
