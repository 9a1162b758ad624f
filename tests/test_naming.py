"""A topic's name is a file's name on every system, and no command of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import findings_of

from clearprint.cli import main
from clearprint.manuscript.naming import COMMANDS, check_names, topic_of


@pytest.mark.parametrize("topic", ["a" * 300, "con", "nul", "com1", "check", "build", "A", "a_b"])
def test_what_cannot_be_a_topic_is_told(topic: str) -> None:
    (finding,) = findings_of(lambda: check_names("en", topic))
    assert finding.code == "topic-name"
    assert len(finding.problem) < 120
    assert finding.remedy


@pytest.mark.parametrize("topic", ["a", "brain-tumor", "a" * 64, "console", "check-up"])
def test_what_can_be_a_topic_is_none(topic: str) -> None:
    check_names("en", topic)


def test_every_command_is_kept_free() -> None:
    assert set(COMMANDS) == set(main.commands)


def test_a_topic_is_named_after_its_title_or_its_file() -> None:
    assert topic_of("Brain tumors: what to know", Path("x.txt")) == "brain-tumors-what-to-know"
    assert topic_of("偏头痛", Path("migraine.txt")) == "migraine"
    assert topic_of("New", Path("x.txt")) == "about-new"
    (finding,) = findings_of(lambda: topic_of("偏头痛", Path("头.txt")))
    assert "--topic" in finding.remedy
