"""Headings that say nothing, links that say nothing on paper, and words in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearprint.copychecks.check import Check, in_passages
from clearprint.passages import Copy, Passage

_EMPTY = {
    *("information", "general information", "more information", "other", "other information"),
    *("introduction", "miscellaneous", "notes", "details", "facts", "general", "background"),
    *("more", "important", "información", "información general", "más información", "otros"),
    *("otra información", "introducción", "generalidades", "notas", "detalles", "datos"),
    *("informations", "informations générales", "généralités", "autres", "remarques"),
    *("informationen", "allgemeines", "sonstiges", "weiteres", "hinweise", "einleitung"),
    *("informazioni", "generalità", "altro", "introduzione", "note", "informações", "outros"),
    *("введение", "информация", "общая информация", "прочее", "разное"),
}
_EMPTY_TITLE = re.compile(
    r"(?i)(.+ and you|patient (information|handout|leaflet)|information (leaflet|sheet)|"
    r"información para (el paciente|pacientes)|.+ y usted)"
)
_HERE = {
    *("here", "click here", "this link", "link", "read more", "more", "learn more", "this page"),
    *("aquí", "haga clic aquí", "este enlace", "más", "leer más", "ver más", "ici", "cliquez ici"),
    *("hier", "hier klicken", "qui", "clicca qui", "aqui", "clique aqui", "здесь", "тут"),
}
_CLICK = re.compile(
    r"(?i)(?<!\ba )\b(click (here|on|the link)|(haga|haz) clic|cliquez (ici|sur)|hier klicken|"
    r"clicca(re)? qui|clique aqui|нажмите здесь)\b"
)
_CAPITALS = re.compile(r"[^\W\d_]{2,}(?:[ ,;!-]+[^\W\d_]{2,}){2,}")


def _heading(passage: Passage, _: Copy) -> Iterator[tuple[int, str, str]]:
    words = passage.text.strip(" .:!").lower()
    if passage.kind == "heading" and words in _EMPTY:
        yield 0, f"The heading “{passage.text}” does not say what comes.", ""
    if passage.kind == "title" and _EMPTY_TITLE.fullmatch(words):
        yield 0, f"The title “{passage.text}” does not say what the handout is for.", ""


def _link(passage: Passage, _: Copy) -> Iterator[tuple[int, str, str]]:
    told = False
    for link in passage.links:
        if link.strip(" .:!»>").lower() in _HERE:
            told = True
            yield (
                passage.text.find(link),
                f"The link “{link}” says nothing about where it leads.",
                "",
            )
    if not told and (found := _CLICK.search(passage.text)):
        yield found.start(), f"Nobody can “{found.group()}” on paper.", ""


def _capitals(passage: Passage, _: Copy) -> Iterator[tuple[int, str, str]]:
    for found in _CAPITALS.finditer(passage.text):
        run = _longest_run(found.group())
        if len(run) >= 3 and any(len(word) > 3 for word in run):
            offset = found.start() + found.group().find(run[0])
            yield offset, f"“{' '.join(run)}” is all in capitals.", ""


def _longest_run(text: str) -> list[str]:
    """The longest row of words in capitals."""
    best: list[str] = []
    row: list[str] = []
    for word in re.findall(r"[^\W\d_]+", text):
        row = [*row, word] if word.isupper() and len(word) > 1 else []
        best = max(best, row, key=len)
    return best


CHECKS = (
    Check(
        "empty-heading",
        "People look for what they need by the headings. “Information” helps nobody find it.",
        "AHRQ PEMAT-P, items 1 and 9: informative headers; titles such as “Mammograms and You” do "
        "not make the purpose evident.",
        "Say what the reader learns or does there, such as “What to take with you”.",
        "sections:\n  overview: {text: It is small.}\n"
        "  when_to_see_a_doctor: {text: Call us., urgent: [Pain]}\n"
        "  more: {heading: General information, text: Eat well.}",
        "sections:\n  overview: {text: It is small.}\n"
        "  when_to_see_a_doctor: {text: Call us., urgent: [Pain]}\n"
        "  more: {heading: What you can eat, text: Eat well.}",
        in_passages(_heading),
    ),
    Check(
        "click-here",
        "On paper nobody can click, and a screen reader that lists the links reads “here, here”.",
        "W3C, WCAG 2.1, success criterion 2.4.4: the purpose of a link is clear from its words.",
        "Make the name of the page the link, such as “MedlinePlus on asthma”.",
        "For more, [click here](https://medlineplus.gov/asthma.html).",
        "For more, see [MedlinePlus on asthma](https://medlineplus.gov/asthma.html). You may hear "
        "a click here and there.",
        in_passages(_link),
    ),
    Check(
        "all-capitals",
        "Words in capitals have no shape, and are slow to read for those who see badly.",
        "UKAAF and RNIB: no large blocks of capitals; CMS Toolkit 6: no all caps. Told from three "
        "words on.",
        "Write it in small letters, and make it **bold** if it matters.",
        "DO NOT STOP your tablets.",
        "**Do not stop** your tablets. You may have an MRI, CT or PET.",
        in_passages(_capitals),
    ),
)
