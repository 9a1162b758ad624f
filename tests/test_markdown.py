"""Markdown as people write it: no dose, sign or word of it is taken for a mark and dropped."""

from __future__ import annotations

import pytest
from manuscripts import article_of, body_of, imported, kept_in, overview, printed_in, text_of

from clearprint.orders import Desk


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("Take 2*5 mg and 3*2 mg.", r"Take 2\*5 mg and 3\*2 mg."),
        ("Call <phone number> now.", r"Call \<phone number> now."),
        ("Take it at <time>.", r"Take it at \<time>."),
        (
            "If your pain is <four or your fever is>38",
            r"If your pain is \<four or your fever is>38",
        ),
        ("10<sup>9</sup>/L and H<sub>2</sub>O", "10⁹/L and H₂O"),
        ("<b>Do</b> not.<br>Stop.", "**Do** not.\n\nStop."),
        ("> 38 degrees: call", r"\> 38 degrees: call"),
        ("+ 5 mg extra", r"\+ 5 mg extra"),
        ("Name: ____ Date: ___/___", "Name: ____ Date: ___/___"),
        ("____________", "____________"),
        ("- ____\n- b", "- ____\n- b"),
        ("[a](https://x.org/ü)", "[a](https://x.org/ü)"),
        ("[e](<https://x.org/a b>)", "[e](<https://x.org/a b>)"),
        ("[](https://x.org)", "[https://x.org](https://x.org)"),
        ("See https://x.org/a_b_c now.", "See https://x.org/a_b_c now."),
        ("**a** b **c**d", r"**a** b \*\*c\*\*d"),
        ("1. a\n1. b\n1. c", "1. a\n2. b\n3. c"),
        ("1. a\n3. c", "1\\. a\n\n3\\. c"),
        ("在这里\n不会", "在这里不会"),
        ("Temp >38 &deg;C", "Temp >38 °C"),
        ("- a\n- [ ] b", "- a\n\n* [ ] b"),
        ("- [ ] a\n- [ ] b", "- [ ] a\n- [ ] b"),
        ("1. [ ] a\n2. [ ] b", "- [ ] 1\\. a\n- [ ] 2\\. b"),
        ("[ ] a\n[ ] b", "- [ ] a\n- [ ] b"),
        ("1. Wash\n   - soap\n   - water\n2. Dry", "1. Wash: soap; water\n2. Dry"),
        ("- a\n\n1. b\n2. c", "- a\n\n1. b\n2. c"),
        ("a\\\nb", "a\n\nb"),
        ("• a\n• b **c**\n  d\n• e", "- a\n- b **c** d\n- e"),
        ("Bring:\n• a\n• b", "Bring:\n\n- a\n- b"),
    ],
)
def test_what_is_written_is_what_comes_in(desk: Desk, written: str, made: str) -> None:
    assert body_of(overview(desk, "a.md", written)) == made


def test_a_table_in_html_is_pointed_at(desk: Desk) -> None:
    rows = "<tr><td>Noon</td><td>2 mg</td></tr>"
    text = overview(desk, "a.md", f"<table>{rows}</table>")
    assert body_of(text) == "Noon 2 mg"
    assert "A table in HTML stood here" in text


@pytest.mark.parametrize(
    ("written", "kept", "place"),
    [
        ("Take ~~40 mg~~ 4 mg.", "40 mg", "struck out, after “Take”"),
        ("Take <!-- or two? --> one.", "or two?", "A comment, after “Take”"),
        ("Look: ![a chart](c.png)", "a chart c.png", "A picture, after “Look:”"),
        ("Take two.[^1]\n\n[^1]: With food.", "With food.", "A footnote, after “Take two.”"),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "3", "Cells too many"),
        ("[a](sms:1)", "sms:1", "target of a link"),
        ("See.\n\n[r]: https://x.org", "[r]: https://x.org", "A link that the text does not use"),
    ],
)
def test_what_has_no_place_is_kept_where_it_stood(
    desk: Desk, written: str, kept: str, place: str
) -> None:
    text = overview(desk, "a.md", written)
    assert kept in kept_in(text)
    assert place in " ".join(text.split())
    assert kept not in printed_in(text)


def test_a_table_stays_one_beside_a_list(desk: Desk) -> None:
    text = overview(desk, "a.md", "| Drug | Dose |\n|-|-|\n| Omeprazole | |\n\n- Call us")
    assert body_of(text).split("\n") == [
        *("| Drug | Dose |", "|---|---|", "| Omeprazole |  |", "", "- Call us"),
    ]
    assert "Where it means “none”" in " ".join(text.replace("#", "").split())


def test_a_ticked_box_is_told_and_an_empty_one_kept(desk: Desk) -> None:
    text = overview(desk, "a.md", "- [x] Eat\n- [ ] Drink")
    assert body_of(text) == "- Eat\n\n* [ ] Drink"
    assert "“Eat” was ticked" in text


def test_a_range_at_the_end_of_a_line_is_no_list(desk: Desk) -> None:
    text = overview(desk, "a.md", "Take between 3\n- 5 mg a day")
    assert body_of(text) == "Take between 3 - 5 mg a day"
    assert "Line 6 starts like a list item, “- 5 mg a day”" in text


def test_the_lines_before_a_text_may_have_its_title(desk: Desk) -> None:
    text = "---\ntitle: Steroids\nauthor: Ann\n---\n\n## Overview\n\nThey help.\n"
    made = imported(desk, "a.md", text)
    assert made.topic == "steroids"
    assert "  overview:" in text_of(desk, made)
    assert kept_in(text_of(desk, made)) == ["author: Ann"]


def test_a_reference_keeps_its_address(desk: Desk) -> None:
    text = (
        "# Asthma\n\n## Overview\n\nHard to breathe.\n\n## When to see a doctor\n\nSoon.\n\n"
        "## References\n\n1. NHS. Steroids. <https://www.nhs.uk/steroids>\n2. [NCI](https://c.gov)\n"
    )
    sources = article_of(desk, imported(desk, "a.md", text)).references
    assert [(source.text, source.url) for source in sources] == [
        ("NHS. Steroids.", "https://www.nhs.uk/steroids"),
        ("NCI", "https://c.gov"),
    ]


def test_where_a_heading_links_to_is_kept_only_where_it_is_not_printed(desk: Desk) -> None:
    text = text_of(desk, imported(desk, "a.md", "# T\n\n## See <https://a.org>\n\nx\n"))
    assert "linked to" not in text
    text = text_of(desk, imported(desk, "b.md", "# U\n\n## See [it](https://a.org)\n\nx\n"))
    assert "Where “it” linked to" in text


def test_bold_lines_are_headings_where_there_are_no_others(desk: Desk) -> None:
    made = imported(desk, "a.md", "# Asthma\n\n**Overview**\n\nHard.\n\n**Symptoms**\n\nCough.\n")
    assert [section.key for section in made.draft.sections] == ["overview", "symptoms"]
