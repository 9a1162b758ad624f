"""A text in another language than was named is noticed, and a list of foods is not refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import findings_of
from manuscripts import TODAY, body_of, printed_in, text_of

from clearprint.manuscript.intake import Imported, import_file
from clearprint.orders import Desk
from clearprint.project import SHIPPED

FRUIT = (
    "Apples, Blueberries, Cherries, Cranberries, Grapefruit, Grapes, Peaches, Pears, Pineapple, "
    "Plums, Raspberries, Strawberries, Tangerines, Watermelon, Asparagus, Broccoli, Cabbage, Corn, "
    "Carrots, Celery, Cucumber, Eggplant, Kale, Lettuce, Mushrooms, Okra, Onions, Parsley, Mint, "
    "Peppers, Radish, Rhubarb, Cauliflower, Alfalfa, Beans, Peas, Rice, Noodles, Bread, Butter"
)
FOODS = "Low-potassium foods\n\nFruit\n\n" + "\n".join(f"  - {food}" for food in FRUIT.split(", "))


def shipped(language: str) -> str:
    """The words of a handout that ships, as a plain text."""
    file = SHIPPED / "handouts" / "pseudoprogression" / f"{language}.yaml"
    text = printed_in(file.read_text("utf-8"))
    return "Pseudo\n\n" + " ".join(line.strip(" -|>") for line in text.split("\n")[8:])


def brought(desk: Desk, text: str, language: str, sure: bool) -> Imported:
    file = desk.project.folder.parent / "a.txt"
    file.write_text(text, "utf-8")
    return import_file(desk, file, language, "pseudo", TODAY, True, sure=sure)


LANGUAGES = sorted(
    file.stem for file in (SHIPPED / "handouts" / "pseudoprogression").glob("*.yaml")
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_known_to_be_in_its_language(desk: Desk, language: str) -> None:
    made = brought(desk, shipped(language), language, sure=False)
    assert not any("does not look like" in found.problem for found in made.decisions)


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "en"])
def test_another_language_is_refused_where_nobody_named_one(desk: Desk, language: str) -> None:
    (finding,) = findings_of(lambda: brought(desk, shipped(language), "en", sure=False))
    assert finding.code == "import-language"
    assert f"--language {language}" in finding.remedy
    assert "--language en" in finding.remedy


def test_another_language_is_told_where_one_was_named(desk: Desk) -> None:
    made = brought(desk, shipped("fr"), "es", sure=True)
    told = [found.problem for found in made.decisions if "does not look like" in found.problem]
    assert told == [
        "The text does not look like “es”, but like “fr”. Is the language right?",
    ]


def test_a_list_without_common_words_is_taken_at_its_word(desk: Desk) -> None:
    assert "- Blueberries" in body_of(text_of(desk, brought(desk, FOODS, "en", sure=False)))


def test_a_language_without_labels_is_told(desk: Desk) -> None:
    made = brought(desk, "Migräne\n\nDas ist ein Kopfschmerz.\n", "de", sure=True)
    first = made.decisions[0].problem
    assert "Nobody has written the fixed words of “de”" in first
    assert "Copy templates/labels/en.yaml to templates/labels/de.yaml" in first
    near = brought(desk, "Asthma\n\nIt is hard to breathe.\n", "en-US", sure=True)
    assert "import it with --language en" in near.decisions[0].problem


def test_a_second_language_asks_whether_it_is_a_translation(desk: Desk, tmp_path: Path) -> None:
    brought(desk, "Asthma\n\nIt is hard to breathe.\n", "en", sure=True)
    made = brought(desk, "Asma\n\nEs difícil respirar.\n", "es", sure=True)
    text = text_of(desk, made)
    assert "Is this a translation of en.yaml?" in text
    assert "\n# translation:\n#   of: en\n#   status: translated\n" in text
    again = brought(desk, "Asthma\n\nIt is hard to breathe.\n", "en", sure=True)
    assert "Is this a translation of es.yaml?" in text_of(desk, again)
