"""What each finding means: `check --explain CODE`, and docs/findings.md, from the same tables.

`python -m clearprint.explain` prints docs/findings.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from clearprint.checks import CHECKS
from clearprint.copychecks.check import Check
from clearprint.findings import Finding, did_you_mean
from clearprint.meanings import MEANINGS, OF_A_BUILD, OF_AN_IMPORT, OF_THE_PDF


def codes() -> list[str]:
    """Every code that is explained."""
    return sorted(
        {*(check.code for check in CHECKS), *MEANINGS, *OF_A_BUILD, *OF_AN_IMPORT, *OF_THE_PDF}
    )


def explain(code: str) -> str:
    """What a finding means, in a few lines; raises KeyError with the nearest code."""
    for check in CHECKS:
        if check.code == code:
            return "\n".join(_advice(check))
    for table in (MEANINGS, OF_A_BUILD, OF_AN_IMPORT, OF_THE_PDF):
        if code in table:
            return table[code]
    raise KeyError(f"There is no finding “{code}”. {did_you_mean(code, codes())}")


def reasons(found: Iterable[Finding]) -> dict[str, dict[str, str]]:
    """Why each piece of advice is given, and where the rule comes from; by code, each once."""
    checks = {check.code: check for check in CHECKS}
    told = dict.fromkeys(finding.code for finding in found if finding.code in checks)
    return {code: {"reason": checks[code].reason, "source": checks[code].source} for code in told}


def _advice(check: Check) -> Iterator[str]:
    yield f"Why: {check.reason}"
    yield f"What to do: {check.remedy}"
    yield f"Source: {check.source}"
    yield f"Caught: {_example(check.catches)}"
    yield f"Passed: {_example(check.passes)}"
    if check.languages:
        yield f"Languages: {', '.join(check.languages)}"


def _example(text: str) -> str:
    words = re.sub(r"\s*\n\s*", " / ", text.strip())
    return words if len(words) <= 300 else words[:299].rsplit(" ", 1)[0] + " …"


def document() -> str:
    """All findings, as the page that is kept in docs/."""
    parts = [
        "# What each finding means",
        "Made from the checks by `python -m clearprint.explain > docs/findings.md`. The same is "
        "told by `python3 make_pdf.py check --explain CODE`.",
        "## Advice on the words",
        "Nothing of this stops a build unless `clinic.yaml` says `advice: refuse`.",
    ]
    for check in CHECKS:
        lines = (f"- {line}" for line in _advice(check))
        parts.append(f"### {check.code}\n\n" + "\n".join(lines))
    for heading, table in (
        ("Faults of a file", MEANINGS),
        ("Faults of the finished PDF", OF_THE_PDF),
        ("What can happen to a build", OF_A_BUILD),
        ("What can happen to an import", OF_AN_IMPORT),
    ):
        rows = "\n".join(f"| {code} | {meaning} |" for code, meaning in sorted(table.items()))
        parts.append(f"## {heading}\n\n| code | what it means |\n|---|---|\n{rows}")
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    print(document(), end="")
