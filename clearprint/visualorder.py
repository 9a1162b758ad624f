"""Is a right-to-left line seen in an order that the eye may read? Judged by where its letters are.

What must be read from left to right is a property of the text, and is found here by rules that are
not those by which the line was set: what has no space in it, with its sign; a number and its unit;
a telephone number; words that follow each other; words and a bracket. Where the sentence pauses, or
a right-to-left word stands between, what comes next must stand further left. Elsewhere, as between
“MRI” and “2”, either will do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, product
from typing import NamedTuple

from clearprint.wordshape import is_right_to_left

BLANK = "___"
"""What stands for a space to write on."""

_LEFT_TO_RIGHT = re.compile(
    "[^\\W\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]"
)
_PAUSE = re.compile(r"(?:\s?[%‰])?[^\w\s]*[.,:;!?…][^\w\s]*\s")
_DASH = re.compile(r"(?:\s?[%‰])?[^\w\s]*\s+[-–—−]\s")
_BETWEEN = re.compile(r"\s+(?:[/×*+=<≤±≈&→]\s+|[/°])")  # what they belong together over
_APART = "(?<![A-Za-zÀ-ӿ\\d_.,:/–-])"  # an Arabic word may be joined to what follows
_GROUPS = r"(?:(?!(?<= \d{4}) \d\d(?!\d)) \(?\d{2,4}\)?(?![\d:,/]))*(?:[.–-]\d{2,4})*(?!\d)"
_TELEPHONES = (
    re.compile(rf"(?<![A-Za-zÀ-ӿ\d_])(?:\(?\+\(?|\()\d{{1,4}}\)?{_GROUPS}"),
    re.compile(rf"{_APART}\d{{1,4}}{_GROUPS}"),
)
_GROUPED = re.compile(_APART + r"\d{1,3}(?:(?: \d{3})+| \d/\d{1,2})(?![\d/–-])")
_BRACKET = re.compile(r"(?:(?<=[\w)%°+])|(?<=\w-)) ([(\[{][^()\[\]{}]*[)\]}])")
_SIGN = re.compile(
    r"(?:^|(?<=[\s(\[{«“‘]))(?:[-−–](?=$|[$€£¥₪])|[+±<≤≈~#$€£¥₪])+$"
    "|(?<=[\u05d0-\u064a])[±<≤≈~#$€£¥₪]+$"
)
_SIGN_BEHIND = re.compile(r"(?:[$€£¥₪%‰′″®]|°(?!\w)|\+(?!\w))+")
_MARKER_BEHIND = re.compile(r"[-−](?!\w)")
_SHORT = {  # what a full stop shortens before a word, and before a number
    "a": re.compile(r"(?<![°\dA-Za-zÀ-ӿ])(?:(?<!\d )[^\W\d_]|Dr|Mr|Mrs|Ms|Prof|St|vs)$"),
    "0": re.compile(r"(?<![°A-Za-zÀ-ӿ])(?:[Ee]xt|No)$"),
    "_": re.compile(r"(?<![°A-Za-zÀ-ӿ])(?:[Ee]xt|No)$"),
}
_PLAIN_NUMBER = re.compile(r"(?:^|[^\w])[\d_](?:[\d_.,:/–-]*[\d_])?$")
_ADDRESS = re.compile(r"(?:://|www\.|\w\.\w+/)\S*$")
_UNBROKEN = re.compile(r"(?=\D*\d)\S+(?:(?<=\d) [^\W\d_]{1,3}[\w/]*)?")
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_MIRRORED = str.maketrans(">≥\u2044", "<≤/")
_BRACKETS = str.maketrans(")]}", "([{")  # PDFium mirrors those that stand in a turned line
_MANY = 8  # links that may be seen either way; a line with more is judged part by part only


class Said(NamedTuple):
    """Words of a line in their logical order; a `passage` is one of a left-to-right language."""

    words: str
    passage: bool = False


def turned_round(said: Sequence[Said], seen: str, leftward: bool = True) -> list[str]:
    """What of a line is seen in an order that nobody can read it in.

    `seen` is what the eye meets from left to right. `leftward` says that the line is known to run
    from right to left, as one of Latin words alone is not.
    """
    if not any(_LEFT_TO_RIGHT.search(words) for words, _ in said):
        return []
    line = _line(said)
    eye = _folded(seen)
    met = _squeezed(eye)
    parts = [part for part, squeezed, count in line.parts() if met.count(squeezed) < count]
    if not parts and not line.is_seen_in([token.text for token in _tokens(eye)], leftward):
        parts = [line.text]
    return [part.strip() for part in dict.fromkeys(parts)]


def numbers_turned_round(words: str, seen: str) -> list[str]:
    """The same for the numbers of words whose lines are not known; none is broken over two."""
    met = _squeezed(_folded(seen))
    return [
        part
        for part, squeezed, count in _line([Said(words)]).parts()
        if _UNBROKEN.fullmatch(part) and met.count(squeezed) < count
    ]


class _Token(NamedTuple):
    kind: str  # of digits, of letters, or a space to write on: 0 a _
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class _Line:
    """A line, what in it is read from left to right, and how each of these goes on to the next.

    `links` has True where they must follow each other from left to right, False where the second
    must be further left, None where either will do.
    """

    text: str
    tokens: tuple[_Token, ...]
    links: tuple[bool | None, ...]

    def parts(self) -> list[tuple[str, str, int]]:
        """What must be seen as it is written, with the signs and brackets that cling to it.

        Each as it is written, without its spaces, and how often it must be seen.
        """
        ends = (_with_signs(self.text, *run) for run in self._runs(self.links))
        texts = [self.text[start:end] for start, end in ends if end - start > 1]
        whole = "\n".join(map(_squeezed, texts))
        return [(text, _squeezed(text), whole.count(_squeezed(text))) for text in texts]

    def is_seen_in(self, met: list[str], leftward: bool) -> bool:
        """Whether what the eye meets stands in an order that the line may have.

        Where it is not the same, there is nothing to say about its order; others see that.
        """
        wanted = [token.text for token in self.tokens]
        if sorted(met) != sorted(wanted) or self.links.count(None) > _MANY:
            return True
        if not leftward and met == wanted:
            return True
        choices = [(True, False) if link is None else (link,) for link in self.links]
        return any(met == self._order(links) for links in product(*choices))

    def _order(self, links: Sequence[bool]) -> list[str]:
        """The tokens from left to right, where each run stands left of the one before."""
        runs = reversed(self._runs(links))
        return [t.text for start, end in runs for t in self.tokens if start <= t.start < end]

    def _runs(self, links: Sequence[bool | None]) -> list[tuple[int, int]]:
        """Where that which follows each other from left to right starts and ends."""
        runs: list[tuple[int, int]] = []
        for token, link in zip(self.tokens, [None, *links], strict=False):
            start = runs.pop()[0] if link else token.start
            runs.append((start, token.end))
        return runs


def _line(said: Sequence[Said]) -> _Line:
    """A line in its parts."""
    pieces = [(_folded(words), passage) for words, passage in said]
    text, at = "".join(words for words, _ in pieces), 0
    whole = list(_numbers(text))
    for words, passage in pieces:
        whole += [(at, at + len(words))] * passage
        at += len(words)
    tokens = list(_tokens(text))
    links = tuple(_link(text, one, other, whole) for one, other in pairwise(tokens))
    return _Line(text, tuple(tokens), links)


def _link(text: str, one: _Token, other: _Token, whole: list[tuple[int, int]]) -> bool | None:
    """How one token goes on to the next: see `_Line`."""
    between = text[one.end : other.start]
    if any(start <= one.start and other.end <= end for start, end in whole):
        return True
    if is_right_to_left(between) or any(stop in between for stop in "،«»"):
        return False
    if not re.search(r"\s", between) or _BETWEEN.fullmatch(between):
        return True
    if not between.strip():
        return True if other.kind == "a" else _may_count(text, one)
    in_bracket = _is_in_bracket(text, other.start)
    if _PAUSE.match(between) or _DASH.match(between):
        is_short = between[0] == "." and _SHORT[other.kind].search(text[: one.end])
        return None if in_bracket or is_short else False
    is_number = any(start < other.start <= end for start, end in whole)
    return True if in_bracket and not is_number and re.fullmatch(r" [(\[{]", between) else None


def _may_count(text: str, one: _Token) -> bool | None:
    """How a word or number goes on to a number: not at all from a unit, a date or a time."""
    *before, chunk = re.split(r"(\s+)", text[: one.end])
    number = before[-2] if len(before) > 1 else ""
    if one.kind == "a":
        has_unit = chunk[0].isdecimal() or bool(_PLAIN_NUMBER.search(number))
        is_word = chunk in ("x", "X") or is_right_to_left(chunk)  # “8:00 وTemozolomide 100 mg”
        return False if has_unit and not is_word else None
    return False if re.search("[/:]", chunk) else None


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers are that have spaces in them."""
    for found in _GROUPED.finditer(text):
        yield found.span()
    for found in chain.from_iterable(pattern.finditer(text) for pattern in _TELEPHONES):
        groups = [len(group) for group in re.findall(r"\d+", found.group())]
        is_dose = re.match(" ?[a-zA-Zμ°%]", text[found.end() :])
        is_one = found.group()[0] in "+(0" or (groups in ([3, 3, 4], [3, 4]) and not is_dose)
        if is_one and 7 <= sum(groups) <= 15:
            yield found.span()


def _is_in_bracket(text: str, place: int) -> bool:
    """Whether a place is in a bracket behind left-to-right words that holds nothing else."""
    return any(
        found.start(1) < place < found.end(1)
        and not is_right_to_left(text[found.start() - 1] + found.group(1))
        for found in _BRACKET.finditer(text)
    )


def _with_signs(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a part starts and ends with its signs and brackets, and those that are around it."""
    if (found := _SIGN.search(text[:start])) and not text[start].isalpha():
        start = found.start()
    before = -1
    while before != end:
        before = end
        if found := _SIGN_BEHIND.match(text, end):
            end = found.end()
        chunk = text[start:end].split()[-1]
        if text[end : end + 1] == "/" and _ADDRESS.search(chunk):
            end += 1
        if _MARKER_BEHIND.match(text, end) and re.search(r"[^\W\d_]", chunk):
            end += 1
        for one, other in _CLOSING.items():
            open_ones = text.count(one, start, end) - text.count(other, start, end)
            if open_ones > 0 and text[end : end + 1] == other:
                end += 1
            elif open_ones < 0 and start and text[start - 1] == one:
                start -= 1
    while start and _CLOSING.get(text[start - 1]) == text[end : end + 1]:
        start, end = start - 1, end + 1
    return start, end


def _tokens(text: str) -> Iterator[_Token]:
    """Numbers, left-to-right words and spaces to write on."""
    start, kind = 0, ""
    for index, letter in enumerate(text + " "):
        now = _kind(letter, kind)
        if now != kind:
            if kind:
                yield _Token(kind, BLANK if kind == "_" else text[start:index], start, index)
            start, kind = index, now


def _kind(letter: str, before: str) -> str:
    if letter.isdecimal():
        return "0"
    if letter == "_":
        return "_"
    if unicodedata.combining(letter):
        return before
    return "a" if letter.isalpha() and unicodedata.bidirectional(letter) == "L" else ""


def _squeezed(text: str) -> str:
    return "".join(text.split()).translate(_BRACKETS)


def _folded(text: str) -> str:
    """A text in one form, without the letters that only steer a line."""
    plain = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return "".join(plain).translate(_MIRRORED)
