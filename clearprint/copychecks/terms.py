"""Medical words that a reader meets before they are explained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearprint.copychecks.check import Check, Hit
from clearprint.passages import Copy, Passage

_EXPLAINS = (
    r"\s*(?:\(|:|–|—|, or\b|,? (?:is (?:a|an|the|short|when)|are|stands?|means?) |"
    r", which|, o |, ou )"
)
_BEFORE = (
    r"(?:\(|\bor |\bo |\bou |\bcalled |\bknown as |\bllamad[oa]s? |\bappelée? |\bas |\bthe |[\"“])"
)

_TERMS = {
    "en": {
        "hypertension": "high blood pressure",
        "edema": "swelling",
        "oedema": "swelling",
        "myocardial infarction": "heart attack",
        "dyspnea": "trouble breathing",
        "pruritus": "itching",
        "hemorrhage": "heavy bleeding",
        "analgesic": "pain medicine",
        "antipyretic": "medicine for fever",
        "contraindicated": "not safe",
        "etiology": "cause",
        "idiopathic": "with no known cause",
        "prophylaxis": "prevention",
        "emesis": "vomiting",
        "subcutaneous": "under the skin",
        "sublingual": "under the tongue",
        "renal": "kidney",
        "hepatic": "liver",
        "erythema": "redness",
        "syncope": "fainting",
        "ambulate": "walk",
        "comorbidity": "other illness",
        "sequelae": "after-effects",
        "febrile": "with fever",
    },
    "es": {
        "disnea": "dificultad para respirar",
        "edema": "hinchazón",
        "cefalea": "dolor de cabeza",
        "astenia": "cansancio",
        "prurito": "picazón",
        "eritema": "enrojecimiento",
        "profilaxis": "prevención",
        "etiología": "causa",
        "idiopático": "sin causa conocida",
        "subcutáneo": "debajo de la piel",
        "emesis": "vómitos",
        "disuria": "dolor al orinar",
        "epistaxis": "sangrado de la nariz",
        "síncope": "desmayo",
        "antipirético": "para la fiebre",
    },
}


def _look(copy: Copy) -> Iterator[Hit]:
    """In the full text, and on the one-page sheet, which prints the brief instead of it."""
    for term, plain_words in _TERMS[copy.spoken].items():
        pattern = re.compile(rf"(?i)(?<![\w-]){term}(?:s|es)?(?![\w-])")
        yield from (hit for _, hit in _unexplained(copy.full, pattern, plain_words))
        on_sheet = _unexplained(copy.sheet, pattern, plain_words)
        yield from (hit for passage, hit in on_sheet if passage.brief)


def _unexplained(
    passages: tuple[Passage, ...], pattern: re.Pattern[str], plain_words: str
) -> Iterator[tuple[Passage, Hit]]:
    """The first use of a word, where its passage does not say what it means."""
    first = next((p for p in passages if pattern.search(p.text)), None)
    found = first and pattern.search(first.text)
    if not first or not found or first.kind == "title":
        return
    if not _is_glossed(first.text, found, plain_words):
        problem = f"“{found.group()}” is a word that few patients know."
        remedy = f"Write “{plain_words}”, or put that beside it in brackets."
        yield first, Hit(first.at(found.start()), problem, remedy)


def _is_glossed(text: str, found: re.Match[str], plain_words: str) -> bool:
    """Whether a word in everyday words stands beside it, or it is set off as a term."""
    before, after = text[: found.start()], text[found.end() :]
    set_off = re.match(_EXPLAINS, after) or re.search(_BEFORE + r"$", before)
    in_brackets = re.search(r"\([^()]*$", before) and re.match(r"[^()]*\)", after)
    return bool(set_off or in_brackets) or plain_words.lower() in text.lower()


CHECKS = (
    Check(
        "term",
        "Words that are daily bread to us are a foreign language to patients.",
        "AHRQ PEMAT-P, items 3 and 4: everyday language, and medical terms defined; CDC Clear "
        "Communication Index, item 7.",
        "Use the everyday word, or explain it at its first use.",
        "You may have edema of the legs.",
        "You may have edema (swelling) of the legs.",
        _look,
        tuple(_TERMS),
    ),
)
