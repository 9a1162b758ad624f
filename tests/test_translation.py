"""A translation is held against its source: structure, every number, and what has gone stale."""

from __future__ import annotations

import pytest
from conftest import WriteProject, article_text, findings_of

from clearprint.findings import Finding
from clearprint.orders import Desk
from clearprint.textblocks import blocks, digests
from clearprint.translation import stale
from clearprint.validate import Handout, check_project, read_handout

ENGLISH = article_text(
    title="Fever",
    subtitle="At home",
    main_message="Most fevers end in 3 days.",
    quick_facts="{High: over 39.5 °C}",
    sections="""
  overview:
    text: |
      Take 500 mg every 6 hours.

      - Rest for 2 days.
      - Read [more](https://www.cancer.gov/fever).

      1. Wait.
      2. Call 555-010-0199 or 911.
    brief: Take 500 mg.
  after:
    heading: Later
    text: |
      | When | Dose |
      |---|---|
      | Day 1 | 250 mg |
  when_to_see_a_doctor:
    text: Read www.cancer.gov/when first.
    urgent:
      - Over 40 °C
      - A stiff neck
    urgent_note: Do not wait.""",
    faq="\n  - question: Work?\n    answer: Wait for 24 hours.",
    disclaimer="This is no advice.",
)
SPANISH = article_text(
    title="Fiebre",
    subtitle="En casa",
    main_message="La mayoría termina en 3 días.",
    quick_facts="{Alta: más de 39.5 °C}",
    sections="""
  overview:
    text: |
      Tome 500 mg cada 6 horas.

      - Descanse 2 días.
      - Lea [más](https://www.cancer.gov/fever).

      1. Espere.
      2. Llame al 555-010-0199 o al 911.
    brief: Tome 500 mg.
  after:
    heading: Después
    text: |
      | Cuándo | Dosis |
      |---|---|
      | Día 1 | 250 mg |
  when_to_see_a_doctor:
    text: Lea www.cancer.gov/when primero.
    urgent:
      - Más de 40 °C
      - Rigidez de nuca
    urgent_note: No espere.""",
    faq="\n  - question: ¿Trabajo?\n    answer: Espere 24 horas.",
    disclaimer="Esto no es un consejo.",
    translation="{of: en, status: machine}",
)
NAMES = [
    *("title", "subtitle", "main_message", "quick_facts"),
    *("sections.overview.text", "sections.overview.brief"),
    *("sections.after.heading", "sections.after.text"),
    *("sections.when_to_see_a_doctor.text", "sections.when_to_see_a_doctor.urgent"),
    *("sections.when_to_see_a_doctor.urgent_note", "faq.1.question", "faq.1.answer"),
    *("references.1", "disclaimer"),
]


def _desk(write_project: WriteProject, spanish: str = SPANISH, english: str = ENGLISH) -> Desk:
    files = {"handouts/fever/en.yaml": english, "handouts/fever/es.yaml": spanish}
    return Desk(write_project(files))


def _pair(write_project: WriteProject, spanish: str = SPANISH, english: str = ENGLISH) -> Handout:
    return read_handout(_desk(write_project, spanish, english), "fever", "es")


def _refused(write_project: WriteProject, old: str, new: str) -> tuple[Finding, ...]:
    assert SPANISH.count(old) == 1
    desk = _desk(write_project, SPANISH.replace(old, new))
    return findings_of(lambda: read_handout(desk, "fever", "es"))


def _english(write_project: WriteProject, text: str = ENGLISH) -> Handout:
    return read_handout(_desk(write_project, english=text), "fever", "en")


def test_one_that_matches_has_its_source_beside_it(write_project: WriteProject) -> None:
    handout = _pair(write_project)
    assert handout.source
    assert handout.source.article.title == "Fever"
    assert list(blocks(handout.article)) == list(blocks(handout.source.article)) == NAMES


def test_every_field_with_words_is_a_block(write_project: WriteProject) -> None:
    found = blocks(_english(write_project).article)
    words = "\n".join(block.words for block in found.values())
    for text in ("Fever", "At home", "High: over 39.5 °C", "Later", "250 mg", "A stiff neck"):
        assert text in words
    for text in ("Do not wait.", "Work?", "Wait for 24 hours.", "This is no advice."):
        assert text in words


OTHER_NUMBERS = [
    ("en 3 días", "en 5 días", "lacks “3 d” and has “5 d”, which the source has not"),
    ("cada 6 horas", "cada 8 horas", "lacks “6 h” and has “8 h”"),
    ("      Tome 500 mg", "      Tome 50 mg", "lacks “500 mg” and has “50 mg”"),
    ("      Tome 500 mg", "      Tome 500 mcg", "lacks “500 mg” and has “500 mcg”"),
    ("brief: Tome 500 mg.", "brief: Tome mucho.", "This passage lacks “500 mg”."),
    ("Descanse 2 días", "Descanse 2 semanas", "lacks “2 d” and has “2 wk”"),
    ("39.5 °C", "39.5 °F", "lacks “39.5 °C” and has “39.5 °F”"),
    ("Más de 40 °C", "Más de 4,0 °C", "lacks “40 °C” and has “4,0 °C”"),
    ("555-010-0199", "555-010-0198", "lacks “555-010-0199” and has “555-010-0198”"),
    ("al 911", "al 112", "lacks “911” and has “112”"),
    ("www.cancer.gov/when", "www.cancer.gov/why", "has “www.cancer.gov/why”"),
    ("(https://www.cancer.gov/fever)", "(https://www.cancer.gov/x)", "has “https://www.cancer"),
    ("| 250 mg |", "| 25 mg |", "lacks “250 mg” and has “25 mg”"),
    ("Espere 24 horas", "Espere 24 horas y 24 horas", "has “24 h”, which the source has not"),
    ("Rigidez de nuca", "Rigidez de nuca por 3", "has “3”, which the source has not"),
]


@pytest.mark.parametrize(("old", "new", "told"), OTHER_NUMBERS)
def test_another_number_stops_the_press(
    write_project: WriteProject, old: str, new: str, told: str
) -> None:
    (found,) = _refused(write_project, old, new)
    assert (found.code, found.stops) == ("other-number", True)
    assert told in found.problem
    line = next(n for n, row in enumerate(SPANISH.splitlines(), 1) if old in row)
    assert 0 <= line - found.place.line <= 7  # the field's first line
    assert found.remedy


def test_numbers_in_the_digits_of_the_language_are_the_same(write_project: WriteProject) -> None:
    english = article_text(sections=_small("Take 1,500 mg of it in 24 hours.", "Call 911."))
    arabic = article_text(
        sections=_small("خذ ١٬٥٠٠ ملغ في ٢٤ ساعة.", "اتصل ٩١١."),
        translation="{of: en, status: machine}",
    )
    files = {"handouts/fever/en.yaml": english, "handouts/fever/ar.yaml": arabic}
    assert read_handout(Desk(write_project(files)), "fever", "ar").source
    files["handouts/fever/ar.yaml"] = arabic.replace("٢٤", "٤٢")
    desk = Desk(write_project(files))
    (found,) = findings_of(lambda: read_handout(desk, "fever", "ar"))
    assert found.problem == "This passage lacks “24 h” and has “42 h”, which the source has not."


def _small(first: str, second: str) -> str:
    signs = "\n    urgent:\n      - A"
    return f"\n  overview:\n    text: {first}\n  when_to_see_a_doctor:\n    text: {second}{signs}"


OTHER_STRUCTURE = [
    ("subtitle: En casa\n", "", "not-translated", "The source has “subtitle”"),
    ("    brief: Tome 500 mg.\n", "", "not-translated", "“sections.overview.brief”"),
    ("    urgent_note: No espere.", "", "not-translated", "“sections.when_to_see_a_doctor.urg"),
    (
        "    text: Lea",
        "    brief: Lea esto.\n    text: Lea",
        "not-in-source",
        ".brief”; the source",
    ),
    (
        "      - Rigidez de nuca\n",
        "",
        "other-structure",
        "“sections.when_to_see_a_doctor.urgent” has 1 sign; the source has 2 signs.",
    ),
    (
        "      - Descanse 2 días.\n      - Lea",
        "      - Descanse 2 días. Lea",
        "other-structure",
        "has 1 paragraph, 1 bullet, 2 steps; the source has 1 paragraph, 2 bullets, 2 steps.",
    ),
    (
        "1. Espere.\n      2. Llame",
        "- Espere.\n      - Llame",
        "other-structure",
        "has 1 paragraph, 4 bullets; ",
    ),
    ("{Alta: más de 39.5 °C}", "{Alta: más de, C: 39.5 °C}", "other-structure", "has 2 facts"),
    ("      | Día 1 |", "      | Día 1 | 0 mg |\n      | Y |", "other-structure", "2 rows of a"),
    ("  - text: A book.", "  - text: A.\n  - text: B.", "reference-count", "2 references; the sou"),
]


@pytest.mark.parametrize(("old", "new", "code", "told"), OTHER_STRUCTURE)
def test_another_structure_stops_the_press(
    write_project: WriteProject, old: str, new: str, code: str, told: str
) -> None:
    found = {finding.code: finding for finding in _refused(write_project, old, new)}
    assert found.keys() <= {code, "other-number"}
    assert told in found[code].problem
    assert found[code].stops
    assert found[code].remedy


def test_questions_and_sections_of_another_number_or_order_stop_the_press(
    write_project: WriteProject,
) -> None:
    more = "    answer: Espere 24 horas.\n  - question: ¿Y?\n    answer: No.\n"
    found = _refused(write_project, "    answer: Espere 24 horas.\n", more)
    assert [f.problem.split("“")[1].split("”")[0] for f in found] == [
        "faq.2.question",
        "faq.2.answer",
    ]
    head, rest = SPANISH.split("  after:\n")
    after, last = rest.split("  when_to_see_a_doctor:\n")
    whole, end = last.split("references:")
    swapped = f"{head}  when_to_see_a_doctor:\n{whole}  after:\n{after}references:{end}"
    desk = _desk(write_project, swapped)
    (found_,) = findings_of(lambda: read_handout(desk, "fever", "es"))
    assert found_.code == "section-order"
    assert "overview, after, when_to_see_a_doctor" in found_.remedy


def test_all_differences_are_told_at_once(write_project: WriteProject) -> None:
    text = SPANISH.replace("500 mg", "5 mg").replace("subtitle: En casa\n", "")
    desk = _desk(write_project, text.replace("  - text: A book.", "  - text: A.\n  - text: B."))
    found = findings_of(lambda: read_handout(desk, "fever", "es"))
    assert [f.code for f in found] == [
        "not-translated",
        "other-number",
        "other-number",
        "reference-count",
    ]


def test_half_filled_it_is_told_what_is_empty_and_what_is_not_there(
    write_project: WriteProject,
) -> None:
    text = SPANISH.replace("title: Fiebre\n", "").replace("    brief: Tome 500 mg.\n", "")
    text = text.replace("    answer: Espere 24 horas.\n", "    answer: |\n")
    head, rest = text.split("  after:\n")
    text = f"{head}  when_to_see_a_doctor:\n" + rest.split("  when_to_see_a_doctor:\n")[1]
    desk = _desk(write_project, text)
    found = findings_of(lambda: read_handout(desk, "fever", "es"))
    told = {f.problem.split("“")[1].split("”")[0]: f.code for f in found}
    assert len(told) == len(found)
    assert told == {
        "title": "missing-key",
        "sections.overview.brief": "not-translated",
        "sections.after.heading": "not-translated",
        "sections.after.text": "not-translated",
        "faq.1.answer": "empty",
    }


CHANGES = {
    "title": ("title: Fever", "title: High fever"),
    "quick_facts": ("{High:", "{Very high:"),
    "sections.overview.text": ("Wait.\n", "Wait now.\n"),
    "sections.overview.brief": ("brief: Take", "brief: Always take"),
    "sections.after.heading": ("Later", "Much later"),
    "sections.when_to_see_a_doctor.urgent": ("A stiff neck", "A very stiff neck"),
    "faq.1.answer": ("Wait for", "Wait at home for"),
    "disclaimer": ("This is no advice", "It is no advice"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_block_is_stale_when_its_source_changed(write_project: WriteProject, name: str) -> None:
    noted = digests(_english(write_project).article)
    spanish = SPANISH.replace("machine}", f"machine, source: {_flow(noted)}}}")
    assert _pair(write_project, spanish).stale == ()
    changed = ENGLISH.replace(*CHANGES[name])
    assert changed != ENGLISH
    desk = _desk(write_project, spanish, changed)
    assert read_handout(desk, "fever", "es").stale == (name,)
    (told,) = [finding for finding in check_project(desk) if finding.code == "stale"]
    assert f"“{name}”" in told.problem
    assert not told.stops


def _flow(noted: dict[str, str]) -> str:
    return "{" + ", ".join(f'{name}: "{digest}"' for name, digest in noted.items()) + "}"


def test_a_source_reworded_without_other_words_is_stale_too(write_project: WriteProject) -> None:
    """Two bullets made one paragraph, or a link that leads elsewhere."""
    noted = digests(_english(write_project).article)
    for old, new in [
        ("      - Rest for 2 days.\n      -", "      Rest for 2 days.\n\n      -"),
        ("https://www.cancer.gov/fever", "https://www.cancer.gov/colds"),
    ]:
        now = digests(_english(write_project, ENGLISH.replace(old, new)).article)
        assert [name for name in now if now[name] != noted[name]] == ["sections.overview.text"]


def test_what_was_never_noted_is_stale(write_project: WriteProject) -> None:
    assert list(_pair(write_project).stale) == NAMES


def test_a_source_is_never_stale(write_project: WriteProject) -> None:
    article = _english(write_project).article
    assert stale(digests(article), article) == ()


def test_what_may_be_cut_is_the_sources_word(write_project: WriteProject) -> None:
    english = ENGLISH.replace(
        "answer: Wait for 24 hours.", "answer: Wait for 24 hours.\n    may_cut: 1"
    )
    english = english.replace("    heading: Later\n", "    heading: Later\n    may_cut: 2\n")
    article = _pair(write_project, english=english).article
    assert (article.faq[0].may_cut, article.sections["after"].may_cut) == (1, 2)
    assert article.sections["overview"].may_cut is None


def _noted(write_project: WriteProject, spanish: str = SPANISH) -> str:
    """The Spanish with the digests of the English."""
    noted = digests(_english(write_project).article)
    return spanish.replace("machine}", f"machine, source: {_flow(noted)}}}")


OLD_REFERENCE, REFERENCE = (
    "  - text: A book.\n",
    "  - text: A book. 2020.\n    url: https://x.org/a\n",
)
OTHER_REFERENCES = [
    ("  - text: Wikipedia 1999. Fiebre.\n    url: https://x.org/a\n", "has “1999”"),
    ("  - text: Un libro. 2020.\n    url: https://x.org/b\n", "has “https://x.org/b”"),
    ("  - text: Un libro. 2020.\n", "lacks “https://x.org/a”"),
    ("  - text: Un libro. 2021.\n    url: https://x.org/a\n", "lacks “2020” and has “2021”"),
]


@pytest.mark.parametrize(("other", "told"), OTHER_REFERENCES)
def test_a_reference_is_the_sources(write_project: WriteProject, other: str, told: str) -> None:
    english = ENGLISH.replace(OLD_REFERENCE, REFERENCE)
    for same in (REFERENCE, REFERENCE.replace("A book.", "Un libro.")):
        assert _pair(write_project, SPANISH.replace(OLD_REFERENCE, same), english)
    desk = _desk(write_project, SPANISH.replace(OLD_REFERENCE, other), english)
    (found,) = findings_of(lambda: read_handout(desk, "fever", "es"))
    assert (found.code, told in found.problem) == ("other-number", True)


def test_a_reference_is_stale_when_its_source_changed(write_project: WriteProject) -> None:
    spanish = _noted(write_project)
    for old, new in [("A book.", "A new book."), ("A book.", "A book.\n    url: https://x.org")]:
        desk = _desk(write_project, spanish, ENGLISH.replace(old, new))
        told = [f for f in check_project(desk) if f.code == "stale"]
        assert ["“references.1”" in finding.problem for finding in told] == [True]


def test_what_is_stale_is_told_beside_what_is_refused(write_project: WriteProject) -> None:
    spanish = _noted(write_project)
    desk = _desk(write_project, spanish, ENGLISH.replace("brief: Take 500 mg", "brief: Take 50 mg"))
    number, stale_ = check_project(desk)
    assert (number.code, stale_.code) == ("other-number", "stale")
    assert "“sections.overview.brief”" in stale_.problem
    assert stale_.place == number.place
    assert "translate" in number.remedy
    assert "confirmed" not in number.remedy
    spanish = spanish.replace("title: Fiebre", "titel: Fiebre")
    desk = _desk(write_project, spanish, ENGLISH.replace("Wait.", "Wait now."))
    assert {f.code for f in check_project(desk)} == {"unknown-key", "missing-key", "stale"}


def _confirming(numbers: str, text: str = SPANISH) -> str:
    return text.replace("machine}", f"machine, confirmed: {{faq.1.answer: {numbers}}}}}")


def test_a_number_that_differs_and_is_right_is_confirmed(write_project: WriteProject) -> None:
    spanish = SPANISH.replace("Espere 24 horas", "Espere un día y una noche")
    desk = _desk(write_project, spanish)
    (found,) = findings_of(lambda: read_handout(desk, "fever", "es"))
    assert 'confirmed: {faq.1.answer: ["24 h"]}' in found.remedy
    handout = _pair(write_project, _confirming('["24 h"]', spanish))
    assert handout.confirmed == ("24 h",)
    (told,) = [f for f in handout.notes if f.code == "confirmed-number"]
    assert "“24 h” differs from the source, and is confirmed" in told.problem
    assert not told.stops
    other = spanish.replace("una noche", "48 horas")
    desk = _desk(write_project, _confirming('["24 h"]', other))
    (found,) = findings_of(lambda: read_handout(desk, "fever", "es"))
    assert found.problem == "This passage has “48 h”, which the source has not."
    assert 'confirmed: {faq.1.answer: ["24 h", "48 h"]}' in found.remedy


def test_what_is_confirmed_and_does_not_differ_is_told(write_project: WriteProject) -> None:
    handout = _pair(write_project, _confirming('["24 h"]'))
    (told,) = [f for f in handout.notes if f.code == "confirmed-number"]
    assert told.remedy == "Delete it here."


def test_what_was_confirmed_of_another_source_counts_no_more(write_project: WriteProject) -> None:
    spanish = SPANISH.replace("Espere 24 horas", "Espere un día y una noche")
    spanish = _confirming('["24 h"]', spanish)
    noted = digests(_english(write_project).article)
    spanish = spanish.replace('["24 h"]}', f'["24 h"]}}, source: {_flow(noted)}')
    assert _pair(write_project, spanish).stale == ()
    desk = _desk(write_project, spanish, ENGLISH.replace("Wait for 24", "Always wait for 24"))
    found = findings_of(lambda: read_handout(desk, "fever", "es"))
    assert [f.code for f in found] == ["other-number", "stale"]


def test_a_number_that_means_another_there_is_told_with_its_value(
    write_project: WriteProject,
) -> None:
    english = ENGLISH.replace("Take 500 mg every", "Take 1,500 mg every")
    french = SPANISH.replace("Tome 500 mg cada 6 horas", "Prenez 1,500 mg, 6 h")
    files = {"handouts/fever/en.yaml": english, "handouts/fever/fr.yaml": french}
    desk = Desk(write_project(files))
    problems = [f.problem for f in findings_of(lambda: read_handout(desk, "fever", "fr"))]
    told = "lacks “1,500 mg” (1500 mg) and has “1,500 mg” (1.5 mg), which the source has not."
    assert any(told in problem for problem in problems)


def test_half_translated_it_is_told_what_is_missing(write_project: WriteProject) -> None:
    """A sign and a bullet, where the file has other faults as well."""
    text = SPANISH.replace("      - Rigidez de nuca\n", "").replace("title: Fiebre", 'title: ""')
    desk = _desk(write_project, text.replace("      - Descanse 2 días.\n", ""))
    found = findings_of(lambda: read_handout(desk, "fever", "es"))
    assert {f.code for f in found} == {"empty", "other-structure"}
    told = [f.problem for f in found if f.code == "other-structure"]
    assert [problem.partition(" has ")[2] for problem in told] == [
        "1 paragraph, 1 bullet, 2 steps; the source has 1 paragraph, 2 bullets, 2 steps.",
        "1 sign; the source has 2 signs.",
    ]
