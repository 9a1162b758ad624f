"""Acronyms that a reader meets before anybody has said what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearprint.copychecks.check import Check, Hit
from clearprint.passages import Copy, Passage

_ACRONYM = re.compile(
    r"(?<![\w./@&-])(?P<letters>[A-ZÁÉÍÓÚÑ]{2,6})(?=s?(?:['’]s?)?(?![\w/@&]|\.\w|-\w))"
)
_STAGE = re.compile("[IVX]+[ABC]?")
_KNOWN = {
    # Better known by their letters than by their words.
    *("MRI", "CT", "PET", "DNA", "RNA", "ADN", "ARN", "HIV", "AIDS", "VIH", "SIDA", "USA", "US"),
    *("UK", "EU", "EE", "UU", "TV", "ID", "OK", "AM", "PM", "COVID", "CD", "ER", "IV", "RM", "TC"),
    *("IRM", "TEP", "PDF", "QR", "SMS", "FAQ", "UV", "GPS", "PIN", "DVD", "DEET", "DASH", "SARS"),
    # Doses, told by other checks; blood groups; compass points and states in addresses.
    *("IU", "UI", "QD", "QOD", "MSO", "MS", "MG", "ML", "AB", "NW", "NE", "SW", "SE", "DC", "NY"),
    # Bodies that are called by their letters, and what they publish.
    *("CDC", "NCI", "NIH", "NHS", "WHO", "FDA", "EPA", "NLM", "HHS", "CMS", "AHRQ", "ACS", "AHA"),
    *("PDQ", "OMS", "OPS", "UNICEF", "NICE", "OSHA", "USDA", "VA", "PMID", "ISBN", "URL"),
}
SHOUTED = {
    # Words that somebody wrote in capitals.
    *("OR", "AND", "NOT", "NO", "DO", "IF", "ALL", "ANY", "START", "STOP", "HELP", "TEXT", "CALL"),
    *("YES", "ON", "OFF", "IN", "IT", "IS", "BE", "BUT", "MUST", "NEVER", "ALWAYS", "ONLY", "MORE"),
    *("LESS", "THE", "YOU", "YOUR", "THIS", "WILL", "CAN", "MAY", "BEFORE", "AFTER", "BOTH"),
    *("NOTE", "DATE", "NAME", "SAFE", "SIDE", "STAY", "RICE", "FAST", "NOTA", "LLAME", "ES"),
    *("SON", "SI", "SÍ", "NUNCA", "SOLO", "SÓLO", "TODOS", "TODO", "LA", "EL", "NE", "PAS", "NON"),
    *("NICHT", "KEIN", "BITTE", "NÃO", "НЕ"),
}
_KIND = (
    r"(?:types?|kinds?|forms?|groups?|class|diseases?|disorders?|conditions?|syndromes?|illness|"
    r"infections?|cancers?|tumou?rs?|virus(?:es)?|bacteria|germs?|genes?|proteins?|hormones?|"
    r"enzymes?|lipoproteins?|cholesterol|chemicals?|substances?|vitamins?|minerals?|tests?|exams?|"
    r"scans?|procedures?|surger(?:y|ies)|treatments?|therap(?:y|ies)|medicines?|drugs?|vaccines?|"
    r"tipos?|formas?|grupos?|enfermedad(?:es)?|trastornos?|afección|afecciones|infección|"
    r"infecciones|cáncer(?:es)?|tumor(?:es)?|proteínas?|gen(?:es)?|hormonas?|pruebas?|examen|"
    r"exámenes|medicamentos?|tratamientos?|vacunas?|enzimas?)"
)
_OF_A_CELL = (
    r"(?:genes?|proteins?|receptors?|mutations?|enzymes?|kinases?|antibod(?:y|ies)|methylation|"
    r"proteínas?|gen|receptor(?:es)?|mutación|mutaciones|enzimas?|anticuerpos?|metilación)"
)
_WORD = r"(?!(?:with|for|by|in|to|from|on|at|not|never|no|con|por|para|en)\b)[\w\"“”'’-]+\s"
_SAYS_WHAT = re.compile(
    r"(?:s|['’]s)?(?:\s\((?!see\b|vea\b)|\s?[–—]\s|"
    r", (?:an?|the|which|una?)\s|\s(?:stands?|means?|significan?|is short)\b|"
    rf"(?:,? (?:and |or |y |o )?[A-Z]{{2,6}}s?)*\s(?:are|son)\s(?:{_WORD}){{0,3}}{_KIND}\b|"
    rf"\s(?:is (?:an?|the|one of)|es una?|es el|es la)\s(?:{_WORD}){{0,3}}{_KIND}\b|"
    rf"\s(?:and|or|y|u|o) (?:other|otr[oa]s)\s|"
    rf"(?:,? (?:and|or|y|o) [A-Z][A-Z0-9]+)?\s(?:{_OF_A_CELL}|cholesterol|diet|eating)\b)"
)
"""What follows an acronym where it is explained, or told to be some kind of thing."""
_CALLED = r"(?:called|known as|abbreviated|llamad[oa]s?|conocid[oa]s? como|siglas?(?: en \w+)?,?)"
_IS_NAMED = re.compile(
    rf"(?:\w[^()]*\((?:(?:also |or |o |por sus? )?{_CALLED}\s(?:[^\s()]+\s){{0,2}})?"
    rf"(?:[A-Z]{{2,6}}s? (?:or|o) )?|[\"“]|\b{_CALLED}\s(?:an?\s|the\s)?|"
    rf"\b{_CALLED}\s[^.,;()]{{0,40}} (?:or|o) |"
    rf"\b{_OF_A_CELL}\s(?:(?:of|in|de|del|called)\s(?:the\s|gen\s)?)?|"
    rf"\b{_KIND} (?:such as|like|como) |\b(?:type|kind|form|tipo|forma)s?\b[^.,;:()]{{0,40}}, )$"
)
"""What stands before an acronym where it is given as a name."""
_TO_A_NUMBER = re.compile(r"\s(?:to|al)\s\d|\s\d+-\d")  # “text HEAL to 88788”, “CA 19-9”
_IS_A_PLACE = re.compile(r"\b[A-Z]\w+, $")  # “Bethesda, MD”
_ENTRY, _TEXT = re.compile(r"(?:\w+\s)?"), re.compile(r"[^.:]{0,40}:\s")  # “DIEP flap: Tissue …”
_IN_A_ROW = re.compile(r",[^,.;:()]*, (?:or|o) $")  # “ulcers, gas, or GERD”
_OR = re.compile(r"s?, (?:or|o)\s(?=[a-záéíóú])")
_NEAR = 300  # letters
_SMALL = {"of", "and", "the", "for", "in", "to", "a", "de", "del", "la", "el", "los", "las", "y"}


def _look(copy: Copy) -> Iterator[Hit]:
    """In the full text, and on the one-page sheet, which prints the brief instead of it."""
    yield from (hit for _, hit in _unexplained(copy.full, ""))
    on_sheet = _unexplained(copy.sheet, " on the one-page sheet")
    yield from (hit for passage, hit in on_sheet if passage.brief)


def _unexplained(passages: tuple[Passage, ...], where: str) -> Iterator[tuple[Passage, Hit]]:
    """The first use of each acronym that nothing before it explains."""
    explained: set[str] = set()
    first: dict[str, tuple[Passage, int]] = {}
    late: set[str] = set()
    said = ""
    for passage in passages:
        for found in _ACRONYM.finditer(passage.text):
            letters = _singular(found["letters"], explained)
            if letters in explained or _is_none(letters, passage.text, found):
                continue
            before = f"{said} {_around(passage.text, found)[0]}"
            if _is_explained(passage, found) or _spells(before, letters):
                explained.add(letters)
                if letters in first and not _in_one_sentence(*first[letters], passage, found):
                    late.add(letters)
                else:
                    first.pop(letters, None)
            elif not _is_heading(passage):
                first.setdefault(letters, (passage, found.start()))
        said = f"{said} {passage.text}" if _is_heading(passage) else said
    for letters, (passage, offset) in first.items():
        when = "before it is explained" if letters in late else "and never explained"
        yield passage, Hit(passage.at(offset), f"“{letters}” is used{where} {when}.")


def _in_one_sentence(first: Passage, offset: int, passage: Passage, found: re.Match[str]) -> bool:
    between = passage.text[offset : found.start()]
    return first is passage and not re.search(r"[.!?]\s", between)


def _around(text: str, found: re.Match[str]) -> tuple[str, str]:
    """What stands before an acronym and behind it, near enough to explain it."""
    return text[max(0, found.start() - _NEAR) : found.start()], text[found.end() :][:_NEAR]


def _is_heading(passage: Passage) -> bool:
    """Whether it only names what is then told: a title, a heading, a question."""
    is_question = passage.kind == "sentence" and passage.faq
    return passage.kind in ("title", "heading") or passage.section == "subtitle" or is_question


def _singular(letters: str, explained: set[str]) -> str:
    """The acronym without a plural’s S in capitals, as in “NSAIDS”."""
    known = letters[-1] == "S" and letters[:-1] in _KNOWN | explained
    return letters[:-1] if known else letters


def _is_none(letters: str, text: str, found: re.Match[str]) -> bool:
    """Whether letters are no acronym that has to be explained."""
    return (
        letters in _KNOWN | SHOUTED
        or bool(_STAGE.fullmatch(letters))
        or bool(_TO_A_NUMBER.match(text, found.end()))
        or (len(letters) == 2 and bool(_IS_A_PLACE.search(_around(text, found)[0])))
        or _is_shouted(text, found)
    )


def _is_shouted(text: str, found: re.Match[str]) -> bool:
    """Whether the word beside it is in capitals as well: that is another check's."""
    before, after = _around(text, found)
    beside = re.search(r"(\w+) $", before), re.match(r" (\w+)", after)
    return any(word and len(word[1]) > 1 and word[1].isupper() for word in beside)


def _is_explained(passage: Passage, found: re.Match[str]) -> bool:
    before, after = _around(passage.text, found)
    is_entry = passage.kind == "item" and _ENTRY.fullmatch(before) and _TEXT.match(after)
    other_words = _OR.match(after) and not before.endswith(", ")  # “GERD, or acid reflux”
    other_name = before.endswith((", or ", ", o ")) and not _IN_A_ROW.search(before)
    soon = re.match(r"[^.!?]{0,150}?\(([^()]+)\)", after)  # “a PSA test (prostate-specific …)”
    spelled = soon and _spells(soon[1], found["letters"])
    told = _SAYS_WHAT.match(after) or _IS_NAMED.search(before)
    return bool(is_entry or told or other_words or other_name or spelled)


def _spells(text: str, letters: str) -> bool:
    """Whether words that stand side by side have an acronym's letters as their initials."""
    words = re.findall(r"[^\W\d_]+", text)
    every = "".join(word[0] for word in words).upper()
    large = "".join(word[0] for word in words if word.lower() not in _SMALL).upper()
    return len(letters) > 2 and (letters in every or letters in large)


CHECKS = (
    Check(
        "acronym",
        "Letters mean nothing to someone who has not been told what they stand for.",
        "CDC Clear Communication Index, item 7: acronyms are spelled out at first use; AHRQ "
        "PEMAT-P, item 4.",
        "At its first use write it out, with the letters in brackets after it.",
        "Your GFR is low.",
        "Your glomerular filtration rate (GFR) is low. GFR tells how well your kidneys work. You "
        "may need an MRI. Chronic obstructive pulmonary disease, or COPD, is common.",
        _look,
        ("en", "es"),
    ),
)
