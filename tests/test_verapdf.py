"""The judge of the other tests must itself be able to say no."""

from __future__ import annotations

import pytest
import weasyprint
from conftest import ARTICLE, WriteProject
from proofs import Proof, small
from verapdf import failures


@pytest.fixture
def proof(write_project: WriteProject) -> Proof:
    return small(write_project({"handouts/small/en.yaml": ARTICLE}))


def _flavours(pdf: bytes) -> set[str]:
    return {failure.flavour for failure in failures(pdf)}


def test_passes_what_we_print(proof: Proof) -> None:
    assert failures(proof.pdf) == []


def test_fails_the_same_sheet_without_tags(proof: Proof) -> None:
    """The way WeasyPrint alone writes it."""
    html = weasyprint.HTML(string=proof.html)
    found = failures(html.write_pdf())
    assert {failure.flavour for failure in found} == {"ua1", "2a"}
    assert all(failure.times > 0 and failure.message and failure.where for failure in found)
    assert "7.1 t11" in {failure.rule for failure in found}  # no structure tree


def test_fails_what_breaks_only_the_archive(proof: Proof) -> None:
    damaged = proof.copy()
    del damaged.Root.OutputIntents
    assert _flavours(proof.with_(damaged).pdf) == {"2a"}


def test_fails_what_breaks_only_the_access(proof: Proof) -> None:
    damaged = proof.copy()
    del damaged.Root.ViewerPreferences
    pdf = proof.with_(damaged).pdf
    assert _flavours(pdf) == {"ua1"}
    assert failures(pdf, "2a") == []


def test_what_it_cannot_read_is_no_pass() -> None:
    with pytest.raises(Exception, match="parse"):
        failures(b"no PDF at all")
