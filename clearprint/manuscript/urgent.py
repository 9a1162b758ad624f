"""The signs that need emergency care, set apart from the sentence or the list that tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clearprint.body import Block, Bullets, Paragraph, Run, plain
from clearprint.labels import Labels
from clearprint.manuscript.draft import Signs
from clearprint.wording import Wording


@dataclass(frozen=True)
class Finder:
    """What tells such a sentence in a language."""

    leads: tuple[str, ...]
    joins: tuple[str, ...]
    last: tuple[str, ...]
    emergency: tuple[str, ...] = ()
    describing: tuple[str, ...] = ()
    no_sign: tuple[str, ...] = ()

    @classmethod
    def of(cls, labels: Labels | None, wording: Wording) -> Finder:
        """The finder of a language."""
        own = (labels.words.urgent_lead,) if labels else ()
        urgent = wording.urgent
        leads = (*own, *urgent.leads)
        return cls(
            leads,
            urgent.joins,
            urgent.last,
            (*leads, *urgent.emergency),
            urgent.describing,
            urgent.no_sign,
        )

    def set_apart(self, blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], Signs | None]:
        """The blocks without the first such sentence or list, and the signs in it.

        Where something in it is bold or a link, it stays, for a list of signs has neither.
        """
        for position, block in enumerate(blocks):
            if not isinstance(block, Paragraph) or len(block.runs) != 1 or block.runs[0].bold:
                continue
            after = blocks[position + 1] if position + 1 < len(blocks) else None
            for start, sentence in _sentences(plain(block.runs)):
                rest = plain(block.runs)[:start], plain(block.runs)[start + len(sentence) :]
                if signs := self._in_sentence(sentence):
                    return _without(blocks, position, rest, 1), signs
                if isinstance(after, Bullets) and not rest[1] and self._announces(sentence):
                    if any(run.bold or run.href for line in after.lines for run in line):
                        continue
                    told = tuple(_capital(plain(line).rstrip(".;,")) for line in after.lines)
                    whole = " ".join([sentence, *(plain(line) for line in after.lines)])
                    return _without(blocks, position, rest, 2), Signs(told, None, whole)
        return blocks, None

    def _lead(self, sentence: str) -> int:
        """How many letters the lead of a sentence has; 0 where there is none."""
        folded = sentence.casefold()
        found = [len(lead) for lead in self.leads if folded.startswith(lead.casefold())]
        return max(found, default=0)

    def _announces(self, sentence: str) -> bool:
        lead = self._lead(sentence)
        return bool(lead) and sentence[lead:].strip() in (":", "：")

    def _in_sentence(self, sentence: str) -> Signs | None:
        if not (lead := self._lead(sentence)) or sentence.count("(") != sentence.count(")"):
            return None
        told = sentence[lead:].strip(" :：").rstrip(".。")
        note = None
        for join in self.joins:
            before, found, after = told.partition(f", {join} ")
            if found:
                told, note = before, _capital(f"{after}.")
                break
        signs = list(self._split(told))
        if len(signs) < 2 or any(map(self._is_no_sign, signs)):
            return None
        return Signs(tuple(map(_capital, signs)), note, sentence)

    def _split(self, told: str) -> Iterator[str]:
        """The parts of a list in a sentence, at its commas outside of brackets and numbers."""
        for part in re.split(r"(?:(?<!\d)[,،、，]|[,،、，](?!\d)|[;；])\s*(?![^()]*\))", told):
            words = part.strip()
            for last in self.last:
                words = re.sub(rf"^{re.escape(last)}\s+", "", words, flags=re.IGNORECASE)
            if words:
                yield words

    def _is_no_sign(self, part: str) -> bool:
        """Whether a part is a condition, something to do, or an adjective that lost its noun.

        The sentence then stays as it is: whoever reads it knows better.
        """
        folded = part.casefold()
        starts = any(re.match(rf"{re.escape(w.casefold())}\b", folded) for w in self.no_sign)
        return starts or folded.split()[-1] in self.describing


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence with where it starts."""
    for found in re.finditer(r"\S.*?(?:[.!?…](?=\s)|[。！？]|$)", text):
        yield found.start(), found.group()


def _without(
    blocks: tuple[Block, ...], position: int, rest: tuple[str, str], taken: int
) -> tuple[Block, ...]:
    words = " ".join(part for part in map(str.strip, rest) if part)
    left = (Paragraph((Run(words),)),) if words else ()
    return (*blocks[:position], *left, *blocks[position + taken :])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
