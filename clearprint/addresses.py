"""Web addresses, e-mail addresses and phone numbers as a text writes them."""

from __future__ import annotations

import re

from clearprint.readings import Figure, Reading
from clearprint.units import Vocabulary

_PATH = r"[\w./?=&#%~:@+,;!$'*()À-ɏ-]*[\w/À-ɏ]"
_NAME = r"(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+"
_LONG = r"(?:[a-z\d][a-z\d-]*[a-z\d]\.)+[a-z]{2,}"  # no “e.g.”
_KNOWN = r"(?:com|edu|gov|info|int|net|org)(?:\.[a-z]{2})?"
ADDRESS = re.compile(
    rf"(?a:(?i:(?:https?://|www\.){_PATH}"
    r"|[\w.+-]+@[\w-]+\.[\w.]*\w"
    rf"|(?<![\w.-])(?:{_NAME}{_KNOWN}(?!\.?[\w-])(?:/{_PATH})?|{_LONG}/{_PATH}))"
    rf"|(?<![\w.-]){_LONG}(?!\.?[\w-]))"
)
"""An address; where it starts with no https:// or www., by an ending that is known, or by the path
behind it, or by its small letters: “example.health”."""

PHONE = re.compile(r"(?<![A-Za-z\d.,])\+?\(?\d{1,4}\)?(?:[ .–-]\(?\d{2,4}\)?){1,4}(?![A-Za-z\d])")
_FEWEST = 7  # digits of a phone number; a range such as 10-20 is two numbers


def address(written: str) -> Figure:
    """An address; https:// and www. do not matter, nor capitals before the path."""
    bare = re.sub(r"^(?i:https?://)?(?i:www\.)?", "", written).rstrip("/")
    host, slash, path = bare.partition("/")
    return Figure(written, frozenset([Reading(f"{host.lower()}{slash}{path}")]))


def phone(found: re.Match[str], words: Vocabulary) -> Figure | None:
    """A phone number; what may as well be a range, such as 500-1000, has its numbers as parts.

    None where it has too few digits, or where a unit follows: “500-1000 mg”, “555-010-0199 24 h”.
    """
    written = found.group()
    if words.has_unit(found.string, found.end()):
        shorter = re.sub(r" \(?\d+\)?$", "", written)
        if shorter == written and len(re.findall(r"\d+", written)) == 2:
            return None
        written = shorter
    groups = re.findall(r"\d+", written)
    if sum(map(len, groups)) < _FEWEST:
        return None
    is_plain = written[0] not in "(+" and len(groups) == 2
    parts = [Figure(group, frozenset([Reading(group.lstrip("0") or "0")])) for group in groups]
    readings = frozenset([Reading("".join(groups).lstrip("0"))])
    return Figure(written, readings, tuple(parts) if is_plain else ())
