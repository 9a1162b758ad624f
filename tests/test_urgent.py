"""The signs of a sentence become a list only where each part of it is one."""

from __future__ import annotations

import pytest
from conftest import WriteProject

from clearprint.body import Bullets, Paragraph, Run
from clearprint.manuscript.urgent import Finder
from clearprint.orders import Desk
from clearprint.project import SHIPPED, Project
from clearprint.wording import load_wording


def finder(language: str = "en") -> Finder:
    project = Project(SHIPPED)
    return Finder.of(Desk(project).labels(language), load_wording(project, language))


def signs(sentence: str, language: str = "en") -> tuple[str, ...]:
    blocks, found = finder(language).set_apart((Paragraph((Run(sentence),)),))
    if found is None:
        assert blocks == (Paragraph((Run(sentence),)),)
        return ()
    return found.signs


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Seek emergency care for pain, bleeding, or fits.", ("Pain", "Bleeding", "Fits")),
        (
            "Seek emergency care for fever over 1,000 units, pain, or fits.",
            ("Fever over 1,000 units", "Pain", "Fits"),
        ),
        (
            "Seek emergency care for fits (more than one, or long), fever, or a rash.",
            ("Fits (more than one, or long)", "Fever", "A rash"),
        ),
        (
            "Seek emergency care for pain, or bleeding, as these can be serious.",
            ("Pain", "Bleeding"),
        ),
    ],
)
def test_a_list_of_signs_is_taken_apart(sentence: str, found: tuple[str, ...]) -> None:
    assert signs(sentence) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "Seek emergency care for a sudden, severe headache, vomiting, or seizures.",
        "Seek emergency care for chest pain, fainting, even if it passes.",
        "Seek emergency care for weakness, or confusion, unless you had these before.",
        "Seek emergency care for vomiting, fever, and do not drive yourself.",
        "Seek emergency care for fever, for example 38 °C, or chills.",
        "Seek emergency care for fits; a seizure that lasts 5 minutes, or more.",
        "Do not seek emergency care for a, b, or c.",
        "Seek emergency care for fits.",
    ],
)
def test_a_sentence_with_more_than_signs_stays_whole(sentence: str) -> None:
    assert signs(sentence) == ()


def test_spanish_and_french_have_their_own_words() -> None:
    told = "Busque atención de emergencia en caso de dolor, fiebre, o un dolor fuerte, aunque pase."
    assert signs(told, "es") == ()
    told = "Rendez-vous aux urgences en cas de douleur, fièvre, ou vomissements."
    assert signs(told, "fr") == ("Douleur", "Fièvre", "Vomissements")


def test_a_list_after_its_lead_becomes_the_box() -> None:
    blocks = (
        Paragraph((Run("Call us. Seek emergency care for:"),)),
        Bullets(((Run("chest pain"),), (Run("fever of 38.5 °C."),))),
    )
    left, found = finder().set_apart(blocks)
    assert found
    assert found.signs == ("Chest pain", "Fever of 38.5 °C")
    assert left == (Paragraph((Run("Call us."),)),)


def test_a_language_without_words_for_it_has_none(write_project: WriteProject) -> None:
    project = write_project({"handouts/README": ""})
    none = Finder.of(None, load_wording(project, "de"))
    assert (
        none.set_apart((Paragraph((Run("Gehen Sie bei Fieber, Husten ins Spital."),)),))[1] is None
    )
