"""A translator's file: the source beside empty fields, and only what is new or stale again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import WriteProject, article_text, findings_of

from clearprint.authored import written
from clearprint.cli import main
from clearprint.load import Node, load
from clearprint.orders import Desk
from clearprint.textblocks import digests
from clearprint.translating import write as write_file
from clearprint.validate import check_project, read_handout

ENGLISH = article_text(
    title="Fever",
    subtitle="At home",
    quick_facts="{High: over 39.5 °C}",
    sections="""
  overview:
    text: |
      Take **500 mg** every [6 hours](https://www.cancer.gov/fever).

      - Rest for 2 days.
      - Drink.

      1. Wait.
      2. Call 911.
    brief: Take 500 mg.
  after:
    heading: Later
    text: |
      | When | Dose |
      |---|---|
      | Day 1 | 250 mg |

      - [ ] Ask
  when_to_see_a_doctor:
    text: Call first.
    urgent:
      - Over 40 °C
      - A stiff neck""",
    faq="\n  - question: Work?\n    answer: Wait for 24 hours.",
    references="\n  - text: 'A \"good\" book.'\n    url: https://x.org",
)
SPANISH = {
    "title": "title: Fiebre",
    "subtitle": "subtitle: En casa",
    "quick_facts": "quick_facts:\n  Alta: más de 39.5 °C",
    "sections.overview.text": """\
    text: |
      Tome **500 mg** cada [6 horas](https://www.cancer.gov/fever).

      - Descanse 2 días.
      - Beba.

      1. Espere.
      2. Llame al 911.""",
    "sections.overview.brief": "    brief: Tome 500 mg.",
    "sections.after.heading": "    heading: Después",
    "sections.after.text": """\
    text: |
      | Cuándo | Dosis |
      |---|---|
      | Día 1 | 250 mg |

      - [ ] Pregunte""",
    "sections.when_to_see_a_doctor.text": "    text: Llame primero.",
    "sections.when_to_see_a_doctor.urgent": "    urgent:\n    - Más de 40 °C\n    - Rigidez",
    "faq.1.question": "  - question: ¿Trabajo?",
    "faq.1.answer": "    answer: Espere 24 horas.",
}
"""Block to its lines in a Spanish file."""

FILE = "handouts/fever/es.yaml"


def write(desk: Desk, topic: str, language: str, confirm: bool) -> tuple[Path, tuple[str, ...]]:
    """Write a file; returns it, and the blocks that are to be filled in."""
    file, made = write_file(desk, topic, language, confirm)
    return file, made.to_fill


@pytest.fixture
def desk(write_project: WriteProject) -> Desk:
    """A project with a handout in English."""
    return Desk(write_project({"handouts/fever/en.yaml": ENGLISH}))


def _again(desk: Desk) -> Desk:
    return Desk(desk.project)


def _fill(file: Path, *names: str) -> None:
    """Fill in blocks, as a translator would: each empty field below its source."""
    lines: list[str] = []
    left = [name for name in SPANISH if name in names]
    for line in file.read_text("utf-8").splitlines():
        key = line.strip().removeprefix("- ").partition(":")[0]
        is_empty = re.fullmatch(r'\s*(- )?\w+: (\||"")', line)
        if is_empty and left and left[0].rpartition(".")[2] == key:
            line = SPANISH[left.pop(0)]
        lines.append(line)
    assert left == []
    file.write_text("\n".join(lines) + "\n", "utf-8")


def _english(desk: Desk, old: str, new: str) -> Desk:
    """The same project after a change of its English."""
    file = desk.project.folder / "handouts/fever/en.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return _again(desk)


def _made_from(desk: Desk) -> Node:
    """What the Spanish file says of the translation."""
    return load(desk.project.folder / FILE, FILE)["translation"]


@pytest.fixture
def done(desk: Desk) -> Desk:
    """The same with a whole translation into Spanish."""
    file, _ = write(desk, "fever", "es", confirm=False)
    _fill(file, *SPANISH)
    return _again(desk)


def test_a_new_file_has_every_field_empty_below_its_source(desk: Desk) -> None:
    file, to_fill = write(desk, "fever", "es", confirm=False)
    assert file == desk.project.folder / FILE
    assert to_fill == tuple(SPANISH)
    text = file.read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../handout.schema.json\n# Spanish (esp")
    assert '# source: Fever\ntitle: ""\n' in text
    assert '    # source: - Over 40 °C\n    # source: - A stiff neck\n    urgent: ""\n' in text
    assert "    # source: | Day 1 | 250 mg |\n" in text
    assert "    # source: - [ ] Ask\n    text: |\n" in text
    assert '  # source: Work?\n  - question: ""\n' in text
    assert "**500 mg** every [6 hours](https://www.cancer.gov/fever)." in text


def test_half_filled_it_is_told_exactly_what_is_missing(desk: Desk) -> None:
    file, to_fill = write(desk, "fever", "es", confirm=False)
    _fill(file, "title", "sections.overview.text", "sections.after.heading", "faq.1.answer")
    left = [
        name
        for name in to_fill
        if name not in {"title", "sections.overview.text", "sections.after.heading", "faq.1.answer"}
    ]
    found = findings_of(lambda: read_handout(_again(desk), "fever", "es"))
    assert [(f.code, f.problem) for f in found] == [("empty", f"“{n}” is empty.") for n in left]
    lines = file.read_text("utf-8").splitlines()
    for name, finding in zip(left, found, strict=True):
        assert lines[finding.place.line - 1].strip("- ").startswith(name.rpartition(".")[2])


def test_filled_in_it_is_a_translation_and_current(done: Desk) -> None:
    handout = read_handout(done, "fever", "es")
    assert handout.article.translation
    assert handout.article.translation.status == "translated"
    assert handout.stale == ()
    assert check_project(done) == []
    (reference,) = handout.article.references
    assert (reference.text, reference.url) == ('A "good" book.', "https://x.org")


def test_what_is_current_stays_to_the_letter(done: Desk) -> None:
    file = done.project.folder / FILE
    before = file.read_text("utf-8").replace("title: F", "# Ask Ana.\ntitle:   F", 1)
    file.write_text(before, "utf-8")
    _, to_fill = write(_again(done), "fever", "es", confirm=False)
    assert to_fill == ()
    kept = [line for line in before.splitlines() if "# source:" not in line]
    assert file.read_text("utf-8").splitlines() == kept


def test_only_what_is_stale_is_emptied_with_its_old_words_above(done: Desk) -> None:
    desk = _english(done, "Drink.", "Drink water.")
    _, to_fill = write(desk, "fever", "es", confirm=False)
    assert to_fill == ("sections.overview.text",)
    text = (desk.project.folder / FILE).read_text("utf-8")
    assert "# source: - Drink water.\n" in text
    assert "# before: text: |\n    # before:   Tome **500 mg** cada [6 horas](" in text
    assert "# before:   - Descanse 2 días.\n    # before:   - Beba.\n" in text
    assert "\n    text: |\n    brief: Tome 500 mg.\n" in text
    assert "title: Fiebre" in text
    (found,) = findings_of(lambda: read_handout(_again(desk), "fever", "es"))
    assert found.problem == "“sections.overview.text” is empty."


def test_a_file_with_another_indent_stays_a_whole(done: Desk) -> None:
    file = done.project.folder / FILE
    text = file.read_text("utf-8").replace("# source:", "# ")
    wider = re.sub("(?m)^( +)(- )?", lambda m: m[1] * 2 + ("-   " if m[2] else ""), text)
    file.write_text(wider, "utf-8")
    before = read_handout(_again(done), "fever", "es").article
    write(_again(done), "fever", "es", confirm=False)
    assert read_handout(_again(done), "fever", "es").article == before
    write(_english(done, "Drink.", "Drink water."), "fever", "es", confirm=False)
    (found,) = findings_of(lambda: read_handout(_again(done), "fever", "es"))
    assert found.problem == "“sections.overview.text” is empty."


def test_only_what_is_new_is_added(done: Desk) -> None:
    more = "    answer: Wait for 24 hours.\n  - question: Sport?\n    answer: No.\n"
    desk = _english(done, "    answer: Wait for 24 hours.\n", more)
    desk = _english(desk, "title: Fever\n", "title: Fever\nmain_message: Rest.\n")
    _, to_fill = write(desk, "fever", "es", confirm=False)
    assert to_fill == ("main_message", "faq.2.question", "faq.2.answer")
    text = (desk.project.folder / FILE).read_text("utf-8")
    assert "    answer: Espere 24 horas.\n  # source: Sport?\n  - question: " in text
    assert SPANISH["sections.overview.text"] in text


def test_what_was_left_empty_is_still_to_be_filled(desk: Desk) -> None:
    file, _ = write(desk, "fever", "es", confirm=False)
    _fill(file, *(name for name in SPANISH if name != "subtitle"))
    _, to_fill = write(_again(desk), "fever", "es", confirm=False)
    assert to_fill == ("subtitle",)
    _fill(file, "subtitle")
    assert read_handout(_again(desk), "fever", "es").stale == ()


def test_a_renewed_translation_is_no_more_reviewed(done: Desk) -> None:
    file = done.project.folder / FILE
    reviewed = "status: reviewed\n  by: Ana Ruiz\n  on: 2026-11-24"
    file.write_text(file.read_text("utf-8").replace("status: translated", reviewed), "utf-8")
    write(_again(done), "fever", "es", confirm=False)
    assert "status: reviewed" in file.read_text("utf-8")  # nothing was to be filled in
    assert "Ana Ruiz" in file.read_text("utf-8")
    write(_english(done, "Drink.", "Drink water."), "fever", "es", confirm=False)
    assert "status: translated" in file.read_text("utf-8")
    text = file.read_text("utf-8")
    assert "\n  status: translated\n  # before: by: Ana Ruiz\n  # before: on: 2026-11-24\n" in text
    assert text.count("Ana Ruiz") == 1
    _fill(file, "sections.overview.text")
    write(_again(done), "fever", "es", confirm=False)
    assert "Ana Ruiz" not in file.read_text("utf-8")


def test_confirming_notes_the_source_and_changes_nothing_else(done: Desk) -> None:
    desk = _english(done, "Drink.", "Drink up.")
    assert read_handout(desk, "fever", "es").stale == ("sections.overview.text",)
    file = desk.project.folder / FILE
    before = file.read_text("utf-8").splitlines()
    assert write(_again(desk), "fever", "es", confirm=True) == (file, ())
    after = file.read_text("utf-8").splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    assert changed[0][1].strip().startswith("sections.overview.text: ")
    assert read_handout(_again(desk), "fever", "es").stale == ()


def test_the_command_tells_what_is_to_be_filled_in(done: Desk) -> None:
    desk = _english(done, "title: Fever", "title: High fever")
    words = ["translate", "fever", "es", "--project", str(desk.project.folder)]
    said = CliRunner().invoke(main, words)
    assert said.exit_code == 0
    assert said.output == "handouts/fever/es.yaml: 1 to fill in\n  title\n"
    said = CliRunner().invoke(main, [*words, "--confirm"])
    assert said.output == "handouts/fever/es.yaml: 0 to fill in\n"


@pytest.mark.parametrize(
    ("topic", "language", "code", "status"),
    [
        ("fevr", "es", "unknown-topic", 2),
        ("fever", "xx", "unknown-language", 2),
        ("fever", "../en", "unknown-language", 2),
        ("fever", "en", "no-source", 3),
    ],
)
def test_what_cannot_be_translated_is_refused_and_nothing_written(
    desk: Desk, topic: str, language: str, code: str, status: int
) -> None:
    folder = desk.project.folder
    before = sorted(folder.rglob("*"))
    words = ["translate", topic, language, "--project", str(folder)]
    said = CliRunner().invoke(main, words)
    assert said.exit_code == status
    assert f"[{code}]" in said.output
    assert sorted(folder.rglob("*")) == before


def test_a_text_of_its_own_is_not_overwritten(desk: Desk) -> None:
    file = desk.project.folder / FILE
    own = article_text(title="Propio")
    file.write_text(own, "utf-8")
    (found,) = findings_of(lambda: write(_again(desk), "fever", "es", confirm=False))
    assert found.code in ("not-a-translation", "no-source")
    assert "of: en," in found.remedy
    assert file.read_text("utf-8") == own


def test_the_remedy_names_the_language_that_there_is(write_project: WriteProject) -> None:
    files = {f"handouts/fever/{name}.yaml": article_text() for name in ("es", "fr")}
    desk = Desk(write_project(files))
    (found,) = findings_of(lambda: write(desk, "fever", "fr", confirm=False))
    assert "“translation: {of: es, status: translated}”" in found.remedy
    (found,) = check_project(desk)
    assert (found.code, "{of: es, status" in found.remedy) == ("two-originals", True)


def test_an_address_that_a_translator_has_made_sure_of_stays(done: Desk) -> None:
    file = done.project.folder / FILE
    confirmed = '\n  confirmed: {references.1: ["https://x.org/es"]}\n  source:\n'
    text = file.read_text("utf-8").replace("https://x.org", "https://x.org/es")
    file.write_text(text.replace("\n  source:\n", confirmed), "utf-8")
    write(_again(done), "fever", "es", confirm=False)
    assert "    url: https://x.org/es\n" in file.read_text("utf-8")


def test_a_source_comes_back_as_its_author_wrote_it(desk: Desk) -> None:
    article = read_handout(desk, "fever", "en").article
    lines = [line for section in article.sections.values() for line in written(section.text)]
    found = [line.strip() for line in ENGLISH.splitlines()]
    assert len(lines) > 10
    for line in lines:
        assert line in found or f"text: {line}" in found
    assert digests(article).keys() == {*SPANISH, "references.1"}


def test_what_is_half_translated_stays_and_is_to_be_filled_in(desk: Desk) -> None:
    file, _ = write(desk, "fever", "es", confirm=False)
    _fill(file, *(name for name in SPANISH if name != "sections.when_to_see_a_doctor.urgent"))
    text = file.read_text("utf-8")
    text = text.replace('    urgent: ""', "    urgent:\n      - Más de 40 °C")
    text = text.replace("\n\n      - [ ] Pregunte", "")
    file.write_text(text, "utf-8")
    _, to_fill = write(_again(desk), "fever", "es", confirm=False)
    assert to_fill == ("sections.after.text", "sections.when_to_see_a_doctor.urgent")
    text = file.read_text("utf-8")
    assert "    # source: - A stiff neck\n    urgent:\n      - Más de 40 °C\n" in text
    assert "    # source: - [ ] Ask\n    text: |\n      | Cuándo | Dosis |\n" in text
    assert "# before" not in text
    write(_again(desk), "fever", "es", confirm=False)
    assert file.read_text("utf-8") == text


def test_empty_fields_leave_no_old_words(desk: Desk) -> None:
    file, _ = write(desk, "fever", "es", confirm=False)
    before = file.read_text("utf-8")
    write(_again(desk), "fever", "es", confirm=False)
    assert file.read_text("utf-8") == before


def test_a_reference_left_as_it_was_is_renewed(done: Desk) -> None:
    file = done.project.folder / FILE
    _, to_fill = write(_english(done, "'A \"good\" book.'", "A better book."), "fever", "es", False)
    assert to_fill == ()
    assert '  - text: "A better book."\n    url: https://x.org\n' in file.read_text("utf-8")
    assert read_handout(_again(done), "fever", "es").stale == ()


def test_a_reference_that_was_translated_is_emptied(done: Desk) -> None:
    file = done.project.folder / FILE
    text = file.read_text("utf-8").replace('"A \\"good\\" book."', "Un buen libro.")
    file.write_text(text, "utf-8")
    assert write(_again(done), "fever", "es", confirm=False)[1] == ()
    assert "text: Un buen libro." in file.read_text("utf-8")
    desk = _english(done, "'A \"good\" book.'", "A better book.")
    _, to_fill = write(desk, "fever", "es", confirm=False)
    assert to_fill == ("references.1",)
    told = (
        '  # source: A better book.\n  # before: text: Un buen libro.\n  - text: ""\n    url: https'
    )
    assert told in file.read_text("utf-8")


def test_an_address_that_is_new_is_put_in(done: Desk) -> None:
    """Also where the words are the translator's; a reference too many is for a person to delete."""
    file = done.project.folder / FILE
    text = file.read_text("utf-8").replace('"A \\"good\\" book."', "Un buen libro.")
    file.write_text(text.replace("https://x.org", "https://y.org"), "utf-8")
    write(_again(done), "fever", "es", confirm=False)
    assert "  - text: Un buen libro.\n    url: https://x.org\n" in file.read_text("utf-8")
    more = file.read_text("utf-8").replace("references:\n", "references:\n  - text: Otro.\n")
    file.write_text(more, "utf-8")
    write(_again(done), "fever", "es", confirm=False)
    text = file.read_text("utf-8")
    assert "  - text: Otro.\n    url: https://x.org\n  - text: Un buen libro.\n" in text
    (found,) = findings_of(lambda: read_handout(_again(done), "fever", "es"))
    assert (found.code, found.remedy) == ("reference-count", "Delete what the source has not.")


def test_what_is_confirmed_stays_where_its_passage_does(done: Desk) -> None:
    file = done.project.folder / FILE
    confirmed = 'confirmed: {title: ["5"], faq.1.answer: ["24 h"]}'
    text = file.read_text("utf-8").replace(
        "status: translated", f"status: translated\n  {confirmed}"
    )
    file.write_text(text, "utf-8")
    write(_english(done, "title: Fever", "title: High fever"), "fever", "es", confirm=False)
    kept = '    # before: title: ["5"]\n    faq.1.answer: ["24 h"]\n  source:\n'
    assert f"\n  confirmed:\n{kept}" in file.read_text("utf-8")
    write(_again(done), "fever", "es", confirm=True)
    assert 'faq.1.answer: ["24 h"]' in file.read_text("utf-8")
    write(_english(done, "for 24 hours", "a day"), "fever", "es", confirm=False)
    assert "  # before: confirmed:\n  # before:   " in file.read_text("utf-8")
    assert _made_from(done).get("confirmed") is None


def test_it_is_made_from_the_text_that_the_file_names(write_project: WriteProject) -> None:
    """Not from English, where the English is a translation too, or another was named."""
    spanish = article_text(title="Fiebre")
    english = article_text(title="Fever", translation="{of: es, status: machine}")
    files = {"handouts/fever/es.yaml": spanish, "handouts/fever/en.yaml": english}
    desk = Desk(write_project(files))
    file, _ = write(desk, "fever", "fr", confirm=False)
    assert "# source: Fiebre\n" in file.read_text("utf-8")
    assert "\n  of: es\n" in file.read_text("utf-8")
    assert file.read_text("utf-8").count("# source: It is small.") == 1


def test_the_text_itself_is_no_translation_whatever_the_others_lack(done: Desk) -> None:
    file = done.project.folder / FILE
    file.write_text(file.read_text("utf-8").replace("title: Fiebre", "titel: Fiebre"), "utf-8")
    found = findings_of(lambda: write(_again(done), "fever", "en", confirm=False))
    assert [(f.code, f.place.file) for f in found] == [
        ("not-a-translation", "handouts/fever/en.yaml")
    ]


def test_how_to_add_a_language_is_told(desk: Desk) -> None:
    (found,) = findings_of(lambda: write(desk, "fever", "pl", confirm=False))
    assert "copy templates/labels/en.yaml to templates/labels/pl.yaml" in found.remedy
    (found,) = findings_of(lambda: write(desk, "fever", "../pl", confirm=False))
    assert "pl.yaml" not in found.remedy


def test_a_translator_stays_told_of_while_it_is_half_filled(desk: Desk) -> None:
    file, _ = write(desk, "fever", "es", confirm=False)
    text = file.read_text("utf-8").replace(
        "status: translated\n", "status: translated\n  by: Ana Ruiz  # me\n"
    )
    file.write_text(text, "utf-8")
    write(_again(desk), "fever", "es", confirm=False)
    assert file.read_text("utf-8") == text


def test_the_file_stays_where_it_is_refused(done: Desk) -> None:
    file = done.project.folder / FILE
    for text, code in (
        (file.read_text("utf-8") + "title: Otra\n", "duplicate-key"),
        (file.read_text("utf-8").replace("Fiebre", "Fie\u2028bre"), "invisible-character"),
        (file.read_text("utf-8").replace("of: en", "of: de"), "no-source"),
        (file.read_text("utf-8") + "  - x\n", "yaml-syntax"),
    ):
        file.write_bytes(text.encode())
        found = findings_of(lambda: write(_again(done), "fever", "es", confirm=False))
        assert [finding.code for finding in found] == [code]
        assert file.read_bytes() == text.encode()


def test_a_file_that_is_up_to_date_is_not_written(done: Desk) -> None:
    file = done.project.folder / FILE
    write(_again(done), "fever", "es", confirm=False)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes(), file.stat().st_mtime_ns, file.stat().st_ino
    write(_again(done), "fever", "es", confirm=False)
    assert (file.read_bytes(), file.stat().st_mtime_ns, file.stat().st_ino) == before
    write(_english(done, "title: Fever", "title: High fever"), "fever", "es", confirm=False)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf# yaml-language-server")
    assert file.read_bytes().count(b"\n") == file.read_bytes().count(b"\r\n")


def test_the_command_tells_what_is_to_be_compared(done: Desk) -> None:
    file = done.project.folder / FILE
    noted = re.sub(r'(?m)^    title: "[0-9a-f]+"\n', "", file.read_text("utf-8"))
    file.write_text(noted, "utf-8")
    words = ["translate", "fever", "es", "--project", str(done.project.folder)]
    said = CliRunner().invoke(main, words)
    assert "es.yaml: 0 to fill in\n1 to compare with the source" in said.output
    assert "\n  title\n" in said.output
    assert "translate fever es --confirm”" in said.output
    assert "\n# source: Fever\ntitle: Fiebre\n" in file.read_text("utf-8")
