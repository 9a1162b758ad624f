"""What writers call the sections is known in each language that has labels."""

from __future__ import annotations

import pytest

from clearprint.manuscript.headings import Headings, key_of
from clearprint.orders import Desk
from clearprint.project import SHIPPED, Project
from clearprint.wording import load_wording

DESK = Desk(Project(SHIPPED))
LANGUAGES = DESK.project.languages()


def headings(language: str, title: str = "") -> Headings:
    return Headings(DESK.labels(language), load_wording(DESK.project, language), title)


WHEN = "when_to_see_a_doctor"


@pytest.mark.parametrize(
    ("language", "title", "heading", "means"),
    [
        *(
            ("en", "", heading, WHEN)
            for heading in (
                *("When should I call?", "When to call 911", "When should I get medical help?"),
                *("When should I seek medical help?", "When to go to the emergency room"),
                *("Call us if", "Warning signs", "WHEN TO CALL:"),
                *(
                    "When should I get medical help for my period pain?",
                    "When do I need to see a doctor",
                ),
            )
        ),
        ("en", "", "What is it?", "overview"),
        ("en", "", "Key points", "quick_facts"),
        ("en", "", "Home care", "what_to_do"),
        ("en", "", "2.1 Side effects", "side_effects"),
        ("en", "Brain swelling", "What causes brain swelling?", "causes"),
        ("es", "", "¿Qué es?", "overview"),
        ("es", "", "Cuándo acudir a urgencias", WHEN),
        ("es", "", "Señales de alarma", WHEN),
        ("fr", "", "En bref", "quick_facts"),
        ("fr", "", "Signes et symptômes", "symptoms"),
        ("fr", "", "Quand consulter ?", WHEN),
        ("fr", "", "À quel moment dois-je contacter le 111 (NHS) ?", WHEN),
        ("fr", "", "Sources", "references"),
        ("fr", "", "Avertissement", "disclaimer"),
        ("fr", "La migraine", "Qu’est-ce que la migraine ?", "overview"),
        ("vi", "", "Dấu hiệu và triệu chứng", "symptoms"),
        ("vi", "", "Khi nào cần đi khám?", WHEN),
        ("vi", "Hen suyễn", "Hen suyễn là gì?", "overview"),
        ("ru", "", "Признаки и симптомы", "symptoms"),
        ("ru", "", "Когда обращаться к врачу?", WHEN),
        ("ru", "", "Литература", "references"),
        ("zh-Hans", "", "简介", "overview"),
        ("zh-Hans", "", "什么时候看医生？", WHEN),
        ("zh-Hans", "", "参考文献", "references"),
        ("zh-Hans", "偏头痛", "什么是偏头痛？", "overview"),
        ("ko", "", "징후와 증상", "symptoms"),
        ("ko", "", "언제 병원에 가야 하나요?", WHEN),
        ("ko", "", "면책 조항", "disclaimer"),
        ("ko", "", "참고 문헌", "references"),
        ("ru", "", "Обзор", "overview"),
        ("en", "", "🚨 When to Call 911", WHEN),
        ("en", "", "2. Symptoms 🤒", "symptoms"),
        ("ar", "", "العلامات والأعراض", "symptoms"),
        ("ar", "", "متى تراجع الطبيب؟", WHEN),
        ("ar", "", "المصادر", "references"),
        ("hi", "", "संकेत और लक्षण", "symptoms"),
        ("hi", "", "डॉक्टर से कब मिलें?", WHEN),
        ("hi", "", "स्रोत", "references"),
    ],
)
def test_a_usual_heading_is_known(language: str, title: str, heading: str, means: str) -> None:
    known = headings(language, title)
    assert (known.part(heading) or known.section(heading)) == means


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_knows_its_own_labels_and_has_words_of_its_own(language: str) -> None:
    labels, wording = DESK.labels(language), load_wording(DESK.project, language)
    known = headings(language)
    for key, heading in labels.headings.items():
        assert known.section(heading) == key
        assert wording.headings.get(key), key
    assert set(wording.headings) == set(labels.headings)
    assert all(len(getattr(wording.parts, part)) > 1 for part in ("faq", "references"))
    assert len(wording.common) > 15
    assert wording.asked
    assert wording.answered
    assert wording.urgent.emergency


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_heading_means_two_things(language: str) -> None:
    wording = load_wording(DESK.project, language)
    said = [heading.casefold() for texts in wording.headings.values() for heading in texts] + [
        heading.casefold()
        for part in ("quick_facts", "faq", "references", "disclaimer")
        for heading in getattr(wording.parts, part)
    ]
    assert sorted(heading for heading in set(said) if said.count(heading) > 1) == []


@pytest.mark.parametrize(
    "heading", ["Symptoms of it may include", "What other problems can it cause?", "Dating"]
)
def test_what_only_looks_alike_is_not_named(heading: str) -> None:
    assert not headings("en").named(heading)


@pytest.mark.parametrize(
    ("title", "key"),
    [("Taking it", "taking_it_2"), ("5 mg tablets", "about_5_mg_tablets"), ("111", "about_111")],
)
def test_a_key_is_a_name_of_its_own(title: str, key: str) -> None:
    assert key_of(title, {"taking_it"}) == key
