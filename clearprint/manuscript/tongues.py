"""Which language a text is in, by its most common words; and what is there to print it with."""

from __future__ import annotations

from pathlib import Path

from clearprint.findings import Finding, Place, Refused
from clearprint.manuscript.outline import Manuscript, Note
from clearprint.manuscript.words import words
from clearprint.orders import Desk
from clearprint.wording import load_wording

UNLIKELY = 0.06  # of a text's words; a language's own common words are a tenth and more
LIKELY = 0.08
MUCH_MORE = 2.5  # times as many common words of another language
FEWEST = 40  # words; fewer do not tell a language
MANY = 150  # words; a shorter text may be a list, which has no common words

_NO_LABELS = (
    "Nobody has written the fixed words of “{language}”, such as “Page 1 of 2”, so this text "
    "cannot be checked or printed yet. {remedy}"
)
_ADD = "Copy templates/labels/en.yaml to templates/labels/{language}.yaml, and translate it."
_RENAME = "There are those of “{near}”: import it with --language {near}, or write your own."
_BESIDE = (
    "Is this a translation of {others}? Then say so, or it counts as a text of its own. "
    "“translated” is one that a translator made, “machine” one that nobody has read:"
)


def check_language(desk: Desk, manuscript: Manuscript, language: str, sure: bool) -> list[Note]:
    """What to tell where a text is plainly in another language than the one that was named.

    Raises Refused where nobody named one: English is only what is taken for granted.
    """
    told = _plain_words(manuscript)
    shares = {name: _share(desk, told, name) for name in _worded(desk)}
    own = shares.pop(language, None)
    other = max(shares, key=lambda name: shares[name], default="")
    is_other = bool(other) and shares[other] > max(LIKELY, MUCH_MORE * (own or 0))
    is_strange = own is not None and own < UNLIKELY and len(told) >= MANY
    if own is None or len(told) < FEWEST or not (is_other or is_strange):
        return []
    problem = f"The text does not look like “{language}”"
    problem += f", but like “{other}”." if is_other else "."
    if sure:
        return [Note(f"{problem} Is the language right?")]
    guess = other if is_other else "…"
    remedy = f"Name its language: --language {guess}. If it is: --language {language}."
    raise Refused([Finding("import-language", Place(manuscript.name), problem, remedy)])


def labels_note(desk: Desk, language: str) -> list[Note]:
    """What to tell where a language has no labels."""
    known = desk.project.languages()
    if language in known:
        return []
    base = language.split("-")[0]
    near = next((name for name in known if name.split("-")[0] == base), None)
    remedy = _RENAME.format(near=near) if near else _ADD.format(language=language)
    return [Note(_NO_LABELS.format(language=language, remedy=remedy))]


def translation_note(desk: Desk, topic: str, language: str) -> tuple[str, list[str]] | None:
    """What to ask where a topic has a text already: the question, and the lines of the answer."""
    others = [name for name in desk.project.handouts().get(topic, {}) if name != language]
    if not others:
        return None
    source = "en" if "en" in others else others[0]
    shown = ", ".join(f"{name}.yaml" for name in others)
    answer = ["translation:", f"  of: {source}", "  status: translated"]
    return _BESIDE.format(others=shown), answer


def _worded(desk: Desk) -> list[str]:
    return [Path(name).stem for name in desk.project.files("wording/*.yaml")]


def _plain_words(manuscript: Manuscript) -> list[str]:
    """The words of a text that are made of letters."""
    return [word for word in words(manuscript.text) if word[0].isalpha()]


def _share(desk: Desk, told: list[str], language: str) -> float:
    """How much of a text is made of a language's most common words."""
    common = set(load_wording(desk.project, language).common)
    return sum(word in common for word in told) / max(1, len(told))
