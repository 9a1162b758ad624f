"""Acronyms and medical words that a reader meets before they are explained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearprint.copychecks.check import Check, Hit
from clearprint.passages import Copy

_ACRONYM = re.compile(r"(?<![\w./@-])[A-ZÁÉÍÓÚÑ]{2,6}(?=s?(?![\w/@.]\w|\w))")
_KNOWN = {
    # Better known by their letters than by their words, or no acronyms at all.
    *("MRI", "CT", "PET", "DNA", "RNA", "ADN", "ARN", "HIV", "AIDS", "VIH", "SIDA", "USA", "US"),
    *("UK", "EU", "EE", "UU", "UU.", "NHS", "TV", "ID", "OK", "AM", "PM", "AB", "COVID", "CD"),
    *("ER", "IV", "II", "III", "VI", "VII", "VIII", "IX", "XI", "XII", "RM", "TC", "IRM", "TEP"),
    *("IU", "UI", "QD", "QOD", "MSO", "MS", "MG", "ML", "NO", "DO", "NOT", "PDF", "QR", "SMS"),
    *("FAQ", "UV", "GPS", "PIN", "DC", "NY", "DVD"),
}
_STAGE = re.compile("[IVX]+[ABC]?")
_EXPLAINS = (
    r"\s*(?:\(|:|–|—|, or\b|,? (?:is (?:a|an|the|short|when)|are|stands?|means?) |"
    r", which|, o |, ou )"
)
_NAMES = (
    r"(?:\(|[\"“]|\b(?:called|or|also|known as|llamad[oa]s?|o|ou|siglas?(?: en \w+)?,?)\s"
    r"(?:(?:an?|the|el|la|también \w+)\s)?)"
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


def _acronyms(copy: Copy) -> Iterator[Hit]:
    """The first use of each, where neither it nor anything before it says what it means."""
    seen: set[str] = set()
    for passage in copy.full:
        if passage.kind == "title" or passage.text.isupper():
            continue
        for found in _ACRONYM.finditer(passage.text):
            acronym = found.group()
            if (
                acronym in _KNOWN
                or _STAGE.fullmatch(acronym)
                or acronym in seen
                or _is_shouted(passage.text, found)
            ):
                continue
            seen.add(acronym)
            if not _is_explained(passage.text, acronym, found):
                later = _explained_later(copy, acronym)
                when = "before it is explained" if later else "and never explained"
                yield Hit(passage.at(found.start()), f"“{acronym}” is used {when}.")


def _is_shouted(text: str, found: re.Match[str]) -> bool:
    """Whether the word beside it is in capitals as well: that is another check's."""
    beside = re.search(r"(\w+) $", text[: found.start()]), re.match(r" (\w+)", text[found.end() :])
    return any(word and len(word[1]) > 1 and word[1].isupper() for word in beside)


def _explained_later(copy: Copy, acronym: str) -> bool:
    texts = (passage.text for passage in copy.full)
    return any(re.search(rf"\({re.escape(acronym)}s?\)", text) for text in texts)


def _is_explained(text: str, acronym: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()], text[found.end() :]
    in_words = re.match(rf"s?{_EXPLAINS}", after) or re.search(_NAMES + r"$", before)
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", text)).upper()
    return bool(in_words) or acronym in initials


def _medical(copy: Copy) -> Iterator[Hit]:
    """The first use of each word, where its passage does not say what it means."""
    for term, plain_words in _TERMS[copy.spoken].items():
        pattern = re.compile(rf"(?i)(?<![\w-]){term}(?:s|es)?(?![\w-])")
        for passage in copy.full:
            if found := pattern.search(passage.text):
                if passage.kind != "title" and not _is_glossed(passage.text, found, plain_words):
                    problem = f"“{found.group()}” is a word that few patients know."
                    remedy = f"Write “{plain_words}”, or put that beside it in brackets."
                    yield Hit(passage.at(found.start()), problem, remedy)
                break


def _is_glossed(text: str, found: re.Match[str], plain_words: str) -> bool:
    """Whether a word in everyday words stands beside it, or it is set off as a term."""
    before, after = text[: found.start()], text[found.end() :]
    set_off = re.match(_EXPLAINS, after) or re.search(_BEFORE + r"$", before)
    return bool(set_off) or plain_words.lower() in text.lower()


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
        _acronyms,
        ("en", "es"),
    ),
    Check(
        "term",
        "Words that are daily bread to us are a foreign language to patients.",
        "AHRQ PEMAT-P, items 3 and 4: everyday language, and medical terms defined; CDC Clear "
        "Communication Index, item 7.",
        "Use the everyday word, or explain it at its first use.",
        "You may have edema of the legs.",
        "You may have edema (swelling) of the legs.",
        _medical,
        tuple(_TERMS),
    ),
)
