"""Words in capitals are told, a row of acronyms is not."""

from __future__ import annotations

import pytest
from copies import told


@pytest.mark.parametrize(
    "text",
    [
        "DO NOT EAT.",
        "Please DO NOT STOP it.",
        "NE PAS MANGER.",
        "NICHT ESSEN BITTE.",
        "TAKE CAREFUL NOTE",
    ],
)
def test_words_in_capitals_are_told(text: str) -> None:
    assert len(told(text, "all-capitals")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "BRCA, COPD, CKD, and GERD",
        "You may have an MRI, CT or PET.",
        "DO NOT eat.",
        "COVID SARS MERS",
    ],
)
def test_acronyms_and_two_words_pass(text: str) -> None:
    assert told(text, "all-capitals") == []
