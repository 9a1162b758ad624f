"""Plain text to pieces: heading, list or paragraph, where nothing but the lines says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from clearprint.body import Run
from clearprint.manuscript.outline import Manuscript, Piece, one_line, words

_BULLET = re.compile(r"\s*(?:[•▪◦●○∙‣⁃■□–—*·-]|[oO](?=\s{2,}))\s+(?=\S)")
_STEP = re.compile(r"\s*\(?(\d{1,3})[.)]\s+(?=\S)")
_UNDERLINE = re.compile(r"\s*(=|-|_|\*)\1{2,}\s*")
_END = ".!?…。！？।॥۔؟።፡፧፨։;:：；,،、，"
_ASKING = "?？؟፧;"
_LONGEST_HEADING = 100  # letters, or a sixth as many words; a longer line is a paragraph
_LONGEST_QUESTION = 180
_WRAPPED = 120  # letters; a file with a longer line has a paragraph on each


@dataclass(frozen=True)
class _Line:
    text: str
    gap: bool  # a blank line stands before it


def read_plain(name: str, text: str, lead_ins: tuple[str, ...], known: Known) -> Manuscript:
    """The pieces of a plain text; `known` tells a heading that somebody has a name for."""
    pieces = list(_pieces(list(_lines(text))))
    title = pieces.pop(0) if pieces and can_be_title(pieces[0]) else None
    told = with_headings(pieces, lead_ins, known)
    return Manuscript(name, title.text if title else None, tuple(told), listless_words(text))


Known = Callable[[str], bool]


def asks(text: str) -> bool:
    """Whether a text is a question."""
    return text.rstrip("»”\"' ").endswith(tuple(_ASKING))


def listless_words(text: str) -> tuple[str, ...]:
    """All words of the file but the marks and numbers of its lists."""
    lines = (line for line in text.split("\n") if not _UNDERLINE.fullmatch(line))
    return tuple(word for line in lines for word in words(_unmarked(line)))


def _unmarked(line: str) -> str:
    mark = _BULLET.match(line) or _STEP.match(line)
    return line[mark.end() :] if mark else line


def _lines(text: str) -> Iterator[_Line]:
    gap = True
    for line in text.split("\n"):
        if not line.strip() or _UNDERLINE.fullmatch(line):
            gap = True
        else:
            yield _Line(line, gap)
            gap = False


def _pieces(lines: list[_Line]) -> Iterator[Piece]:
    """A piece for each paragraph and list item; lines that were only wrapped are put together."""
    wrapped = all(len(line.text) <= _WRAPPED for line in lines)
    found: list[Piece] = []
    for line in lines:
        piece = typed_piece(line.text)
        if found and not line.gap and piece.kind == "paragraph" and wrapped:
            found[-1] = _joined(found[-1], piece)
        else:
            found.append(piece)
    yield from found


def typed_piece(line: str) -> Piece:
    """A line as a list item, where it starts with a bullet or a number, or as a paragraph."""
    if mark := _BULLET.match(line):
        return Piece("bullet", (Run(one_line(line[mark.end() :])),))
    if mark := _STEP.match(line):
        return Piece("step", (Run(one_line(line[mark.end() :])),), number=int(mark.group(1)))
    return Piece("paragraph", (Run(one_line(line)),))


def _joined(piece: Piece, more: Piece) -> Piece:
    """A piece and the line it goes on with; scripts without spaces get none."""
    spaceless = re.search(r"[\u3000-\u9fff\uff00-\uffef]$", piece.text)
    gap = "" if spaceless and re.match(r"[\u3000-\u9fff\uff00-\uffef]", more.text) else " "
    return replace(piece, runs=(Run(f"{piece.text}{gap}{more.text}"),))


def can_be_title(piece: Piece) -> bool:
    """Whether a file's first piece is its title."""
    return piece.kind == "paragraph" and len(piece.text) <= 150


def with_headings(pieces: list[Piece], lead_ins: tuple[str, ...], known: Known) -> Iterator[Piece]:
    """The same pieces, with headings told from paragraphs.

    `lead_ins` are how a line ends that a list follows, beside a colon.
    """
    position = 0
    before = False  # whether a list was announced
    while position < len(pieces):
        run = _candidates(pieces, position, lead_ins)
        if not run:
            before = _announces(pieces[position], lead_ins)
            yield pieces[position]
            position += 1
            continue
        followed = position + len(run) < len(pieces)
        yield from _judged(run, before, followed, known)
        before = False
        position += len(run)


def _candidates(pieces: list[Piece], start: int, lead_ins: tuple[str, ...]) -> list[Piece]:
    """The short lines from `start` on that look like headings, one after another."""
    found: list[Piece] = []
    for piece in pieces[start:]:
        if not _looks_like_heading(piece) or _announces(piece, lead_ins):
            break
        found.append(piece)
    return found


def _announces(piece: Piece, lead_ins: tuple[str, ...]) -> bool:
    """Whether a list must follow a piece."""
    ends = tuple(f" {words}" for words in lead_ins)
    return piece.text.endswith((":", "：", "፡", *ends))


def _looks_like_heading(piece: Piece) -> bool:
    text = piece.text
    longest = _LONGEST_QUESTION if asks(text) else _LONGEST_HEADING
    if piece.kind != "paragraph" or len(text) > longest or len(text.split()) * 6 > longest:
        return False
    if "://" in text or "@" in text or not any(letter.isalpha() for letter in text):
        return False
    first = next(letter for letter in text if letter.isalnum())
    within = re.search(r"[.!。！؟?？]\s+\S", text)
    return not first.islower() and not within and (not text.endswith(tuple(_END)) or asks(text))


_PERHAPS_HEADING = "This is read as a heading: there is no full stop, and text follows."
_PERHAPS_LIST = "These short lines are read as paragraphs. Put “- ” before each that is a bullet."


def _judged(run: list[Piece], listing: bool, followed: bool, known: Known) -> Iterator[Piece]:
    """Which of some short lines are headings.

    A known heading and a question are. The last before a text is, unless a list was announced:
    then the short lines are what became of its items. Those before it are paragraphs; but of two
    the first is a heading with the second below it.
    """
    sure = [known(piece.text) or asks(piece.text) for piece in run]
    below = False  # the line before is a heading
    told = False
    for index, piece in enumerate(run):
        last = index == len(run) - 1
        guessed = not listing and followed and (last or (len(run) == 2 and not sure[1]))
        if known(piece.text) or (sure[index] and not _one_of_many(sure, index)):
            yield replace(piece, kind="heading")
            below = True
        elif guessed:
            level = piece.level + below
            yield replace(piece, kind="heading", level=level, sure=False, note=_PERHAPS_HEADING)
            below = True
        else:
            note = None if told or len(run) == 1 else _PERHAPS_LIST
            told = told or note is not None
            below = False
            yield replace(piece, note=note, sure=False)


def _one_of_many(sure: list[bool], index: int) -> bool:
    """Whether a question stands among others without a text between them: none has an answer."""
    return (index + 1 < len(sure) and sure[index + 1]) or (index > 1 and all(sure[:index]))
