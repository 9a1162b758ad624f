"""Nothing is lost, nothing comes twice: odd texts come in whole, a faulty reader is caught."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import findings_of
from hypothesis import example, given, settings
from hypothesis import strategies as st
from manuscripts import TODAY, imported, kept_in, without_notes

from clearprint.body import Paragraph, Run
from clearprint.manuscript import intake, placing, yamlfile
from clearprint.manuscript.draft import Draft, Origin
from clearprint.manuscript.intake import import_file
from clearprint.orders import Desk
from clearprint.project import Project

TEXT = "# Asthma\n\n## Overview\n\nTake 4 mg. Then 2 mg.\n\n- One\n- Two\n\n## Symptoms\n\nCough.\n"


def with_overview(draft: Draft, *lines: str) -> Draft:
    """A draft whose overview has other paragraphs, and says that they are what came in."""
    blocks = tuple(Paragraph((Run(line),)) for line in lines)
    first, *others = draft.sections
    changed = replace(first, blocks=blocks, origin=Origin((first.origin.texts[0], *lines)))
    return replace(draft, sections=(changed, *others))


@pytest.mark.parametrize(
    ("lines", "code", "told"),
    [
        (("Take 4 mg. Then 2 mg.", "One"), "import-lost", "“two”"),
        (("Take 4 mg. Then mg.", "One", "Two"), "import-lost", "“2”"),
        (("Take 4 mg. Then 2 mg.", "One", "Two", "Two"), "import-added", "“two”"),
        (("Take 4 mg. Then 22 mg.", "One", "Two"), "import-added", "“22”"),
        (("Take 2 mg. Then 4 mg.", "One", "Two"), "import-changed", "order"),
        (("One", "Two", "Take 4 mg. Then 2 mg."), "import-changed", "order"),
    ],
)
def test_a_reader_that_loses_adds_or_turns_words_is_caught(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    lines: tuple[str, ...],
    code: str,
    told: str,
) -> None:
    """Counted from the file itself: what the reader says of it does not help."""
    place = placing.place
    monkeypatch.setattr(intake, "place", lambda *given: with_overview(place(*given), *lines))
    found = findings_of(lambda: imported(desk, "a.md", TEXT))
    assert code in {finding.code for finding in found}
    assert any(told in finding.problem for finding in found if finding.code == code)
    assert list((desk.project.folder / "handouts").iterdir()) == []


def test_a_text_that_would_not_be_read_back_is_no_traceback(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = yamlfile.written
    broken = "    text: |\n      <b>x</b>"
    monkeypatch.setattr(
        intake, "written", lambda *given: written(*given).replace("    text: |", broken, 1)
    )
    (finding,) = findings_of(lambda: imported(desk, "a.md", TEXT))
    assert finding.code == "import-changed"


_PARTS = (
    *(
        "take",
        "4 mg",
        "1,000",
        "38.5 °C",
        "**bold**",
        "*em*",
        "_x_",
        "2*5",
        "3*2",
        "x_y_z",
        "__i__",
    ),
    *("[NHS](https://nhs.uk)", "<https://a.org>", "[](https://x.org)", "[e](<https://x.org/a b>)"),
    *("https://x.org/a_b", "a@b.org", "[x](sms:1)", "[a](https://x.org/ü)", "![i](p.png)", "[^1]"),
    *("`code`", "<5", ">3", "&amp;", "&deg;", "<phone number>", "<b>x</b>", "<br>", "<time>"),
    *("10<sup>9</sup>/L", "~~no~~", "<!-- c -->", "\\*", "1.", "2)", "(3)", "a.", "-", "•", "**"),
    *("[ ]", "[x]", "☐", "☒", "____", "___", "|", "a|b", "#", ">", "```", "½", "中文", "العربية"),
    *("हिन्दी", "😀", "\u00a0", "Term: text", "Why?", "No.", "5:1", "C:\\x", "Q:", "A:"),
)
_STARTS = (
    *("", "", "", "- ", "* ", "1. ", "2. ", "10. ", "> ", "# ", "## ", "### ", "    ", "  - "),
    *(
        "   1. ",
        "| ",
        "•  ",
        "- [ ] ",
        "- [x] ",
        "[ ] ",
        "Term: ",
        "+ ",
        "| a | b |\n|---|---|\n| ",
    ),
    *("[^1]: ", "[r]: ", "Q: ", "A: ", "---\n", "===\n", "____\n", "  a. ", "1) "),
)
_HEADINGS = (
    *("Overview", "Symptoms:", "FAQ", "Can I?", "References", "Quick facts", "Disclaimer"),
    *("When to see a doctor", "My own", "1. CAUSES"),
)
_LINES = st.builds(
    lambda start, parts, gap: f"{start}{' '.join(parts)}{gap}",
    st.sampled_from(_STARTS),
    st.lists(st.sampled_from(_PARTS), min_size=1, max_size=8),
    st.sampled_from(("\n", "\n\n")),
)
_HEADED = st.builds(
    lambda level, heading: f"{'#' * level} {heading}\n\n",
    st.integers(1, 3),
    st.sampled_from(_HEADINGS),
)
TEXTS = st.lists(st.one_of(_LINES, _LINES, _HEADED), min_size=1, max_size=12).map("".join)
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_LABELS = ("overview", "symptoms", "causes", "references", "quick", "facts", "disclaimer")
_MARKS = {"sup", "time", "amp", "deg", "copy", "title"}  # of Markdown and HTML, no words


@settings(max_examples=150)
@given(TEXTS, st.sampled_from(("a.md", "a.txt")))
@example("- [x] Eat\n- [ ] Drink\n", "a.md")
@example("1. [ ] Eat\n", "a.md")
@example("| a | b |\n|---|---|\n| 1 | 2 |\n\n- [ ] Eat\n", "a.md")
@example("## [a](https://x.org) [a](https://x.org)\n", "a.md")
@example("2. 2) ___\n", "a.md")
def test_odd_texts_neither_crash_nor_lose_a_word(text: str, name: str) -> None:
    written = f"Title of it\n\n{text.replace('# ', '') if name == 'a.txt' else text}"
    with TemporaryDirectory() as folder:
        project = Project(Path(folder))
        (project.folder / "handouts").mkdir()
        file = project.folder / name
        file.write_text(written, "utf-8")
        made = import_file(Desk(project), file, "en", "odd", TODAY, sure=True)
        text = without_notes((project.folder / made.file).read_text("utf-8"))
    have = Counter(_LETTERS.findall("\n".join([text, *kept_in(text)]).casefold()))
    labels = Counter(_LABELS)
    lost = Counter(_LETTERS.findall(written.casefold())) - have - labels - labels
    assert {word for word in lost if word not in _MARKS} <= {"frequently", "faq", "see", "when"}
