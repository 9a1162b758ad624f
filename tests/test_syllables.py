"""Words have as many syllables as they are spoken in."""

from __future__ import annotations

import pytest

from clearprint.syllables import syllables


@pytest.mark.parametrize(
    ("word", "language", "number"),
    [
        *(
            ("chemotherapy", "en", 5),
            ("called", "en", 1),
            ("tumor", "en", 2),
            ("diseases", "en", 3),
        ),
        *(("MRI", "en", 3), ("cáncer", "es", 2), ("enfermedad", "es", 4), ("guía", "es", 2)),
        *(("cirugía", "es", 4), ("quien", "es", 1), ("médecin", "fr", 3), ("malade", "fr", 2)),
        *(("Krankheit", "de", 2), ("лечение", "ru", 4)),
    ],
)
def test_syllables_are_counted_as_spoken(word: str, language: str, number: int) -> None:
    assert syllables(word, language) == number


PORTUGUESE = {
    1: "dor não mãe mães pais mais ao pão meu viu fui",
    2: "dias água quando país ruim tosse pulmões muito tio frio lua língua quatro juiz cair voo "
    "leem caixa",
    3: "pessoas saúde família médico doença remédio cuidado criança história ideia baía rainha "
    "viúva piada ciência ainda quieto coração enjoo países frequente",
    4: "cirurgia respiração diabetes diarreia período veículo continue paciente medicina",
}


@pytest.mark.parametrize(
    ("word", "number"),
    [(word, number) for number, words in PORTUGUESE.items() for word in words.split()],
)
def test_portuguese_vowels_part_where_they_are_spoken_apart(word: str, number: int) -> None:
    assert syllables(word, "pt") == number


@pytest.mark.parametrize(
    ("word", "number"),
    [
        *(("ziekenhuis", 3), ("patiënt", 3), ("medicijnen", 4), ("huisarts", 2), ("nieuwe", 2)),
        *(("koeien", 2), ("vrouw", 1), ("ideeën", 3), ("ademhaling", 4), ("oog", 1)),
    ],
)
def test_dutch_pairs_of_vowels_are_one(word: str, number: int) -> None:
    assert syllables(word, "nl") == number
