"""Every glyph says its own letters, in the place where programs look for them.

Search, copying and most programs read glyphs, not tags. In Hindi and Arabic several letters become
one glyph, or one letter several, and the character map that WeasyPrint writes then loses letters or
names wrong ones, with every validator passing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import pydyf
from weasyprint.document import Document
from weasyprint.draw import text as drawing
from weasyprint.pdf import fonts
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, pango

from clearprint.codes import Codes, Sign, draw_outlines, rewritten
from clearprint.fontfile import JOINERS
from clearprint.hooks import replaced
from clearprint.spoken import leftward_texts, texts_beside

# Invisible letters that tell programs, which order a line by themselves, where its direction turns.
RIGHT_TO_LEFT, LEFT_TO_RIGHT = "\N{ARABIC LETTER MARK}", "\N{LEFT-TO-RIGHT MARK}"
NOTHING = "\N{WORD JOINER}"  # PDF/UA wants a character for every glyph


class Run(NamedTuple):
    """Text of one font and one direction; glyph by glyph in visual order, in Pango's units."""

    font: Font
    size: float
    leftward: bool
    letters: bytes
    starts: list[int]  # where in the letters a glyph's cluster starts
    glyphs: list[int]
    widths: list[int]
    beside: list[int]  # how far off its place a glyph is drawn
    below: list[int]


@dataclass(slots=True)
class Cluster:
    """Letters that became signs together; the signs are in visual order."""

    letters: str
    leftward: bool
    signs: list[Sign] = field(default_factory=list)


@contextmanager
def faithful_glyphs(document: Document) -> Iterator[None]:
    """Make every glyph say its own letters, in the place where programs look for them.

    Works around: the character map keeps what a glyph said when it was first used, and gives the
    letters of a cluster to one of its glyphs; programs turn a line round letter by letter, the
    letters of a ligature too.
    """
    leftward, beside = leftward_texts(document), texts_beside(document)
    codes = Codes()
    draw = drawing.draw_first_line

    def draw_first_line(stream: Any, box: Any, overflow: str, ellipsis: Any, matrix: Any) -> Any:
        # A shortened text is not the one that was laid out.
        if overflow == "ellipsis" or ellipsis != "none" or not box.text.strip():
            return draw(stream, box, overflow, ellipsis, matrix)
        runs = runs_of(stream, box.pango_layout)
        foreign = leftward and box not in leftward and is_open(box.text)
        if not foreign and box not in leftward and all(is_plain(run) for run in runs):
            return draw(stream, box, overflow, ellipsis, matrix)
        clusters = clusters_of(runs)
        share_letters(clusters)
        if box in leftward:
            fence(clusters)
            if box in beside:
                part(clusters)
        elif foreign:
            close(clusters)
        signs = [sign for cluster in clusters for sign in cluster.signs]
        words = box.pango_layout.text
        whole = read_instead(stream, words) if is_tangled(clusters) else nullcontext()
        with whole, rewritten(stream, signs, codes):
            emojis = draw(stream, box, overflow, ellipsis, matrix)
        draw_outlines(stream, [sign for sign in signs if sign.outlined], matrix)
        return emojis

    build = codes.builder(fonts._build_vector_font_dictionary)
    with (
        replaced(drawing, "draw_first_line", draw_first_line),
        replaced(fonts, "_build_vector_font_dictionary", build),
        replaced(Font, "clean", codes.cleaner(Font.clean)),
    ):
        yield


def runs_of(stream: Any, layout: Any) -> list[Run]:
    """The runs of a line, from left to right."""
    line, _ = layout.get_first_line()
    text, link, runs = layout.text.encode(), line.runs[0], []
    room = ffi.sizeof("PangoGlyphInfo")
    while link != ffi.NULL:
        item, glyphs, link = link.data.item, link.data.glyphs, link.next
        font, size = stream.add_font(item.analysis.font)
        count = glyphs.num_glyphs
        numbers = memoryview(ffi.buffer(glyphs.glyphs, count * room)).cast("i").tolist()
        columns = [numbers[i :: room // 4] for i in range(4)]  # glyph, width, x_offset, y_offset
        starts = ffi.unpack(glyphs.log_clusters, count)
        letters = text[item.offset : item.offset + item.length]
        runs.append(Run(font, size, bool(item.analysis.level % 2), letters, starts, *columns))
    return runs


def is_plain(run: Run) -> bool:
    """Whether each letter is a glyph of its own, beside the last, that never said another letter.

    Enters what the glyphs say where that is still free, as WeasyPrint would.
    """
    letters = run.letters.decode()
    apart = min(run.widths) > 0 and not any(run.beside) and not any(run.below)
    one_by_one = len(run.glyphs) == len(letters) and max(run.glyphs) < run.font.glyph_count
    if run.leftward or not apart or not one_by_one:
        return False
    says = run.font.to_unicode.setdefault
    return all(says(glyph, said) == said for glyph, said in zip(run.glyphs, letters, strict=True))


def clusters_of(runs: list[Run]) -> list[Cluster]:
    """The clusters of a line, from left to right."""
    clusters, x = [], 0
    for run in runs:
        ends = dict(pairwise(sorted({*run.starts, len(run.letters)})))
        for i, start in enumerate(run.starts):
            if i == 0 or start != run.starts[i - 1]:
                clusters.append(Cluster(run.letters[start : ends[start]].decode(), run.leftward))
            if run.glyphs[i] != pango.PANGO_GLYPH_EMPTY:
                place = x + run.beside[i], run.below[i], run.widths[i]
                clusters[-1].signs.append(Sign(run.glyphs[i], run.font, run.size, *place))
            x += run.widths[i]
    return clusters


def share_letters(clusters: list[Cluster]) -> None:
    """Give each sign its letters."""
    marks: list[str] = []
    last: Sign | None = None
    for cluster, following in pairwise([*clusters, Cluster("", leftward=False)]):
        signs = cluster.signs
        if not signs:
            if last and cluster.letters in JOINERS:
                last.right.append(cluster.letters)
            continue
        last = signs[-1]
        if any(sign.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG for sign in signs):
            continue
        if not cluster.leftward:
            share_rightward(cluster)
        elif is_mark(cluster) and following.leftward and following.signs:
            for sign in signs:
                sign.outlined = True
            marks += reversed(cluster.letters)
        else:
            share_leftward(cluster, marks)
            marks = []


def is_mark(cluster: Cluster) -> bool:
    """Whether a cluster is vowel marks only, set above or below another one.

    Its base, right of it, says them, and they are drawn as shapes, which is no text: poppler and
    pdfium break a line at raised text.
    """
    return all(map(unicodedata.combining, cluster.letters)) and not any(
        sign.advance for sign in cluster.signs
    )


def share_rightward(cluster: Cluster) -> None:
    """Let the first sign say what is left when every other one says a letter."""
    letters, count = cluster.letters, len(cluster.signs)
    if len(letters) < count:
        letters = unicodedata.normalize("NFD", letters)
    head = max(1, len(letters) - count + 1)
    says = [letters[:head], *letters[head:], *[NOTHING] * (count - len(letters))]
    for sign, said in zip(cluster.signs, says, strict=True):
        sign.says = said


def share_leftward(cluster: Cluster, marks: list[str]) -> None:
    """Let each sign say one letter, the last letter left; further letters are said left of them.

    Vowel marks that share the cluster of their base are drawn as shapes, and said by it, too.
    """
    for sign in marks_over(cluster):
        sign.outlined = True
    signs = [sign for sign in cluster.signs if not sign.outlined]
    letters, count = cluster.letters[::-1], len(signs)
    letters = NOTHING * (count - len(letters)) + letters
    beside, own = letters[: len(letters) - count], letters[len(letters) - count :]
    signs[0].left = [*marks, *beside]
    for sign, said in zip(signs, own, strict=True):
        sign.says = said


def marks_over(cluster: Cluster) -> list[Sign]:
    """The signs of a cluster that are set above or below its other ones."""
    over = [sign for sign in cluster.signs if not sign.advance]
    is_marked = any(map(unicodedata.combining, cluster.letters))
    return over if is_marked and len(over) < len(cluster.signs) else []


def fence(clusters: list[Cluster]) -> None:
    """Fence what has no direction of its own in a right-to-left line, and what runs rightward.

    Works around: poppler takes a comma or a number, with the space beside it, for left-to-right
    text; pdfium turns brackets round.
    """
    nothing = Cluster("", leftward=True)
    for before, cluster, after in zip(
        [nothing, *clusters], clusters, [*clusters[1:], nothing], strict=False
    ):
        letter, signs = cluster.letters[:1], cluster.signs
        if not signs or letter.isspace():
            continue
        if not cluster.leftward:
            if before.leftward:
                signs[0].left.insert(0, RIGHT_TO_LEFT)
            if after.leftward:
                signs[-1].right += [LEFT_TO_RIGHT, RIGHT_TO_LEFT]
        elif unicodedata.bidirectional(letter) not in ("R", "AL", "NSM"):
            is_bracket = unicodedata.mirrored(letter)
            signs[0].left.insert(0, RIGHT_TO_LEFT)
            signs[-1].right.append(LEFT_TO_RIGHT if is_bracket else RIGHT_TO_LEFT)


def part(clusters: list[Cluster]) -> None:
    """End a right-to-left passage with a space that is not drawn.

    Works around: pypdf sees no space between it and a passage that follows at the left of it.
    """
    signs = next((cluster.signs for cluster in clusters if cluster.signs), [])
    for sign in signs[:1]:
        sign.left[:0] = [RIGHT_TO_LEFT, " "]


def is_open(text: str) -> bool:
    """Whether a text ends with what has no direction of its own, such as a bracket."""
    return unicodedata.bidirectional(text.rstrip()[-1]) not in ("L", "EN", "ES", "ET", "CS")


def close(clusters: list[Cluster]) -> None:
    """End a left-to-right line with a mark, if there are right-to-left ones in the document.

    Works around: poppler puts a closing bracket before such a line.
    """
    for cluster in reversed(clusters):
        if cluster.signs and not cluster.letters.isspace():
            cluster.signs[-1].right.append(LEFT_TO_RIGHT)
            return


def is_tangled(clusters: list[Cluster]) -> bool:
    """Whether signs stand over or before each other, so that programs need the line as a whole.

    Not for right-to-left text: programs would turn it round.
    """
    several = any(len(cluster.signs) > 1 for cluster in clusters)
    marked = any(unicodedata.category(x)[0] == "M" for cluster in clusters for x in cluster.letters)
    return (several or marked) and not any(cluster.leftward for cluster in clusters)


@contextmanager
def read_instead(stream: Any, text: str) -> Iterator[None]:
    """Let this text be read instead of what is drawn meanwhile."""
    replacement = pydyf.Dictionary({"ActualText": pydyf.String(text)})
    stream.begin_marked_content("Span", replacement)
    yield
    stream.end_marked_content()
