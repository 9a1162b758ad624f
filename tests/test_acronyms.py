"""Acronyms are told where nobody explained them first, and only there."""

from __future__ import annotations

import pytest
from copies import told

BRIEFED = """sections:
  overview:
    text: Your glomerular filtration rate (GFR) is low.
    brief: {brief}
  when_to_see_a_doctor: {{text: Call us., urgent: [Pain]}}"""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Your GFR is low.", "“GFR” is used and never explained."),
        ("A glomerular filtration rate.\n\nIt is GFR.", "“GFR” is used and never explained."),
        ("Your GFR 30 is low.", "“GFR” is used and never explained."),
        ("NSAIDs are not safe for you.", "“NSAID” is used and never explained."),
        ("The ICU is a busy place.", "“ICU” is used and never explained."),
        ("COPD is treated with medicines.", "“COPD” is used and never explained."),
        ("Emphysema is a type of COPD.", "“COPD” is used and never explained."),
        ("Ask about your COPD treatment.", "“COPD” is used and never explained."),
        ("You may have ulcers, GERD, or gas.", "“GERD” is used and never explained."),
        ("You may have ulcers, gas, or GERD.", "“GERD” is used and never explained."),
        (
            "COPD is common. Chronic obstructive pulmonary disease (COPD) is bad.",
            "“COPD” is used before it is explained.",
        ),
        (
            "Your GFR may drop.\n\nThe glomerular filtration rate (GFR) tells more.",
            "“GFR” is used before it is explained.",
        ),
    ],
)
def test_what_nobody_explained_first_is_told(text: str, problem: str) -> None:
    assert [finding.problem for finding in told(text, "acronym")] == [problem]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It is the Lung Heart Group's (LHG's) base. Ask LHG.", "en"),
        ("LDL stands for low-density lipoprotein.", "en"),
        ("One type of lipoprotein, LDL, is called bad.", "en"),
        ("HDL, LDL, and VLDL are lipoproteins.", "en"),
        ("PD-1 is a protein. BRAF proteins help. The SARS-CoV-2 virus.", "en"),
        ("MGMT-methylated gliomas, with a FGFR gene, grow.", "en"),
        ("Los gliomas con metilación de MGMT. La proteína VEGF.", "es"),
        ("- DIEP flap: Tissue from the belly.\n- A TUG: Tissue from the thigh.", "en"),
        ("- Colgajo TRAM: tejido del abdomen.", "es"),
        ("Ask the CDC Testing Locator, the NCI and the PDQ, or use DEET.", "en"),
        ("Are there drugs for HIVS?", "en"),
        ("Take this OR that, by texting HEAL to 88788.", "en"),
        ("It is on Main Avenue, NW, and in Bethesda, MD: a clinic.", "en"),
        ("It is an electrocardiogram (also called an EKG or ECG).", "en"),
        ("COPD and other lung diseases hurt, such as COPD.", "en"),
        ("A chronic obstructive pulmonary disease is bad. COPD makes you cough.", "en"),
        ("Un colgajo (llamado también colgajo SIEP) ayuda.", "es"),
        ("Ask about the IUD, a small device.", "en"),
        ("A test for CA 19-9 may help.", "en"),
        ("BRAF kinase inhibitors, and changes in the BRCA and TP53 genes.", "en"),
        ("You may get a PSA blood test (prostate-specific antigen test).", "en"),
        ("Upper GI series, which show the upper GI (gastrointestinal) tract.", "en"),
        ("It is also known as pulmonary rehab or PR, and PR helps.", "en"),
        ("Non-steroidal medicines (NSAIDs) help. You should not take NSAIDS.", "en"),
    ],
)
def test_what_is_explained_or_known_passes(text: str, language: str) -> None:
    assert told(text, "acronym", language) == []


def test_a_heading_uses_no_acronym_and_may_explain_one() -> None:
    own = "sections: \n  gfr: {{heading: {0}, text: A GFR counts.}}\n  overview: {{text: Good.}}"
    assert told(own.format("Your glomerular filtration rate"), "acronym") == []
    assert len(told(own.format("Your GFR"), "acronym")) == 1
    question = "faq: \n  - {question: What is GFR?, answer: GFR stands for a filtration rate.}"
    assert told(question, "acronym") == []


def test_the_one_page_sheet_is_read_on_its_own() -> None:
    (found,) = told(BRIEFED.format(brief="Your GFR is low."), "acronym")
    assert found.problem == "“GFR” is used on the one-page sheet and never explained."
    assert found.place.line == 5
    assert told(BRIEFED.format(brief="Your filtration rate (GFR) is low."), "acronym") == []
    assert told(BRIEFED.format(brief="Rest."), "acronym") == []
    both = BRIEFED.format(brief="Rest.") + "\n  causes: {text: Your ALT is high.}"
    assert [found.place.line for found in told(both, "acronym")] == [7]
