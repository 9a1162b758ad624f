"""What stands in a right-to-left line as an isolate of its own, to be read from left to right.

A bidirectional line prints “10 mg” as “mg 10” and “2–3” as “3–2” (Unicode Standard Annex 9); in a
handout those are a dose and a range. Isolates stand from right to left, as the words around them
do, so one that goes on too far turns a line round as well: in “until day 5. 10 mg is the dose” one
isolate from 5 to 10 would have the reader meet the 10 first. Each is as long as it must be.

Without a space it reaches from the first letter or digit to the last, and takes in the sign,
bracket or mark that clings to either: −5, $50, 65+, HER2-, 50%, (+966), Temodar®.

Over a space it goes on
- from a number to its unit, and from a word to a word: 10 mg, 5 %, National Cancer Institute;
- from a word to a number of its phrase: Temozolomide 100 mg, type 2 diabetes, Omega 3. Not to one
  that counts what comes next, as in MRI 2 مرات, nor from a unit, as in 5 mg 2 حبة;
- from digits to digits of one number: 555 010 0199, 5 000, 1 1/2;
- into brackets that hold nothing from right to left: MRI (T1), 10 mg (5 mL);
- over a sign of arithmetic: 120 / 80, 2 × 5 mg, HbA1c < 7%.

It never goes on over a stop, comma, colon, semicolon or dash with a space behind it: there the
sentence pauses, and what comes next stands to the left. A line with none but left-to-right words
is one isolate, an English address for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import bidirectional

from clearprint.wordshape import STOPS, UNIT, Passage, is_right_to_left, shape_of

LEFT_TO_RIGHT_MARK = "\N{LEFT-TO-RIGHT MARK}"

_BRACKETS = dict(zip(")]}”’", "([{“‘", strict=True))
_CLOSING = {opening: closing for closing, opening in _BRACKETS.items()}
_OPERATORS = "/×*+=<>≤≥≈±&→"

_SOLID = "LNFB"  # shapes of letters, digits, fractions and spaces to write on: see wordshape
_BEFORE = (
    rf"(?:(?<![R{_SOLID}])[-−–](?=C?[NFB])"  # not the hyphen of a Hebrew prefix
    rf"|(?<![R{_SOLID}])[+×@]|[#°]|[<>≤≥≈±~C]s?(?=[-−–+]?[NFBC]))*"
)
_BEHIND = rf"(?:s?[CP](?![{_SOLID}])|[′″®™©]|°(?!R)|\+(?![R{_SOLID}]))*"
_ATOM = re.compile(rf"{_BEFORE}(?P<core>[{_SOLID}](?:[^sR{STOPS}]*[{_SOLID}])?){_BEHIND}")
_MARKER = re.compile(rf"[-−](?![R{_SOLID}])")  # HER2-, but not “1-”, which counts in Arabic
_TITLE = re.compile(r"(?:^|[^\w.])(?:Dr|Mr|Mrs|Ms|Prof|St|vs)$")
_NUMBERED = re.compile(r"(?:^|[^\w.])(?:[Ee]xt|No)$")
_GENUS = re.compile(r"(?<![\w°])(?<!\d )[A-Z]$")  # E. coli


def isolates(
    text: str, turned: bool = False, passages: Iterable[Passage] = ()
) -> list[tuple[int, int]]:
    """Where each isolate of a line starts and ends.

    `turned` says that it stands in a right-to-left document: there “10 mg” alone in a cell needs
    it as much as among other words. Elsewhere a line without right-to-left letters has none. Each
    of the `passages` stays in one piece.
    """
    if not turned and not is_right_to_left(text):
        return []
    shape = shape_of(text, passages)
    if not turned and "R" not in shape:
        return []  # what runs from right to left are whole passages
    atoms = _atoms(text, shape)
    if not re.search("[R؟،؛]", shape) and _has_words(shape, atoms):
        return [_stripped(text)]
    runs: list[tuple[_Atom, ...]] = []
    for atom in atoms:
        if runs and _goes_on(text, shape, runs[-1], atom):
            runs[-1] = (*runs[-1], atom)
        else:
            runs.append((atom,))
    return [_bounds(shape, run) for run in runs]


def marked_places(text: str) -> list[int]:
    """Where a left-to-right text needs a left-to-right mark.

    Between Arabic-Indic digits a dash, space or bracket would be taken for right-to-left text, and
    turn “٣–٥” round within its isolate: a mark behind the first ones prevents it.
    """
    return [
        index
        for index in range(1, len(text))
        if bidirectional(text[index - 1]) == "AN" and bidirectional(text[index]) not in ("AN", "L")
    ]


@dataclass(frozen=True)
class _Atom:
    """What goes on over no space: its letters and digits, with the signs that cling to them."""

    start: int
    end: int
    has_letters: bool
    is_number: bool  # starts with a digit, or is a space to write on
    is_times: bool  # the x of “2 x 5”

    @property
    def is_plain_number(self) -> bool:
        """Whether it is a number without a unit."""
        return self.is_number and not self.has_letters


def _atoms(text: str, shape: str) -> list[_Atom]:
    found = []
    for match in _ATOM.finditer(shape):
        core, end = match["core"], match.end()
        if "L" in core and _MARKER.match(shape, end):
            end += 1
        is_times = text[match.start("core") : match.end("core")] in ("x", "X")
        found.append(_Atom(match.start(), end, "L" in core, core[0] in "NFB", is_times))
    return found


def _has_words(shape: str, atoms: list[_Atom]) -> bool:
    """Whether there is a word that is no unit."""
    units = {
        atom
        for number, atom in pairwise(atoms)
        if number.is_plain_number and not shape[number.end : atom.start].strip("s")
    }
    return any(atom.has_letters and not atom.is_number and atom not in units for atom in atoms)


def _stripped(text: str) -> tuple[int, int]:
    """Where a text starts and ends, without the colon of a label."""
    end = len(text.rstrip().rstrip(":").rstrip())
    return len(text) - len(text.lstrip()), end


def _bounds(shape: str, run: tuple[_Atom, ...]) -> tuple[int, int]:
    """Where a run starts and ends, with the other one of each bracket that it has one of."""
    start, end = run[0].start, max(atom.end for atom in run)

    def lacks(one: str, other: str) -> bool:
        return shape.count(one, start, end) < shape.count(other, start, end)

    while (opening := _BRACKETS.get(shape[end : end + 1])) and lacks(shape[end], opening):
        end += 1
    while (
        start and (closing := _CLOSING.get(shape[start - 1])) and lacks(shape[start - 1], closing)
    ):
        start -= 1
    return start, end


def _goes_on(text: str, shape: str, run: tuple[_Atom, ...], atom: _Atom) -> bool:
    """Whether an isolate goes on to what comes next."""
    start, end = _bounds(shape, run)
    between = shape[end : atom.start]
    opening = atom.start - 1
    if atom.start < _end_of_brackets(shape, start, end):
        return True
    if not between.strip("s"):
        return shape[atom.start] in _OPERATORS or _is_of_phrase(shape, run, atom)
    if between.strip("s") in {*_OPERATORS}:
        return True
    if re.fullmatch(r"s+[(\[{“‘]", between):
        return _end_of_bracket(shape, opening) > 0
    if re.fullmatch(r"['’]s+", between):
        return not atom.is_number
    return between == ".s" and _is_abbreviation(text[start:end], text[atom.start], atom)


def _is_of_phrase(shape: str, run: tuple[_Atom, ...], atom: _Atom) -> bool:
    """Whether what comes after a space is of the same phrase."""
    *before, last = run
    if not atom.is_number:
        return True
    if last.is_times:
        return bool(before)
    ends_in_unit = last.is_number or (before and before[-1].is_plain_number)
    if not last.has_letters or ends_in_unit:
        return False
    if atom.has_letters or UNIT.match(shape, atom.end):
        return True
    is_blank = shape[atom.end - 1] == "B"
    return not is_blank and not re.match("s*R", shape[atom.end :])


def _end_of_brackets(shape: str, start: int, end: int) -> int:
    """Where the bracket ends that a run is still within; 0 where it is within none."""
    return max(
        (_end_of_bracket(shape, at) for at in range(start, end) if shape[at] in _CLOSING), default=0
    )


def _end_of_bracket(shape: str, opening: int) -> int:
    """Where a bracket ends; 0 where it does not, or has more than left-to-right words in it."""
    one, other, depth = shape[opening], _CLOSING[shape[opening]], 0
    for index in range(opening, len(shape)):
        letter = shape[index]
        if letter == "R" or letter in STOPS:
            return 0
        depth += (letter == one) - (letter == other)
        if not depth:
            return index
    return 0


def _is_abbreviation(before: str, letter: str, atom: _Atom) -> bool:
    """Whether a full stop is that of a title, a genus or the word before a number."""
    if atom.is_number:
        return _NUMBERED.search(before) is not None
    return bool(_TITLE.search(before) or (letter.islower() and _GENUS.search(before)))
