"""Draw the pictures of README and writers.md: `python docs/picture.py` after a build."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import wrap

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from clearprint.manuscript.intake import import_file
from clearprint.orders import Desk
from clearprint.project import SHIPPED, Project

PRINTED = SHIPPED / "output"
PAGES = {  # the PDFs, and how many pages of each
    "en/pseudoprogression.one-page.pdf": 1,
    "en/pseudoprogression.two-page.pdf": 2,
    "en/pseudoprogression.large-print.pdf": 1,
    "ar/pseudoprogression.bilingual.pdf": 1,
}
PICTURE = Path(__file__).with_name("pages.png")
WRITING = Path(__file__).with_name("writers.png")
TEXT = SHIPPED / "tests" / "data" / "pseudoprogression.txt"
TYPE = SHIPPED / "styles/fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Regular.ttf"
WIDTH = 480  # pixels of a page
LEADING = 12  # pixels
LETTERS = 100  # of a line of a file
DAY = date(2026, 11, 24)
GAP, EDGE = 24, 1  # pixels between the pages, and of the line around each
DESK, LINE = "#d8dde3", "#8a929c"


def main() -> None:
    """Draw the pages of a handout, and a text on its way to one."""
    pages = [page for name, count in PAGES.items() for page in drawn(PRINTED / name, count)]
    _beside(pages, PICTURE)
    (sheet,) = drawn(PRINTED / "en/pseudoprogression.one-page.pdf", 1)
    texts = TEXT.read_text("utf-8"), brought_in(TEXT)
    _beside([*(written(text, sheet.height) for text in texts), sheet], WRITING)


def brought_in(file: Path) -> str:
    """The handout's file that a writer's text becomes, before anybody has decided anything."""
    with TemporaryDirectory() as folder:
        made = import_file(Desk(Project(Path(folder))), file, "en", None, DAY)
        return Path(folder, made.file).read_text("utf-8")


def _beside(pages: list[Image.Image], file: Path) -> None:
    """Put pages side by side into one picture."""
    height = max(page.height for page in pages)
    size = (len(pages) * (WIDTH + GAP) + GAP, height + 2 * GAP)
    picture = Image.new("RGB", size, DESK)
    for number, page in enumerate(pages):
        picture.paste(page, (GAP + number * (WIDTH + GAP), GAP))
    picture.quantize(64).save(file, optimize=True)


def written(text: str, height: int) -> Image.Image:
    """The beginning of a text, as a page; a long line goes on below itself, as an editor has it."""
    page = Image.new("RGB", (WIDTH, height), "white")
    draw, type_ = ImageDraw.Draw(page), ImageFont.truetype(TYPE, 9.5)
    lines = [part for line in text.splitlines() for part in _wrapped(line)]
    for number, line in enumerate(lines[: (height - 2 * GAP) // LEADING]):
        draw.text((GAP, GAP + LEADING * number), line, "black", type_)
    draw.rectangle((0, 0, WIDTH - 1, height - 1), outline=LINE)
    return page


def _wrapped(line: str) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()))
    found = wrap(line, LETTERS, subsequent_indent=indent, drop_whitespace=True)
    return found or [""]


def drawn(pdf: Path, count: int) -> list[Image.Image]:
    """The first pages of a PDF, each with a thin line around it."""
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in list(document)[:count]:
        scale = (WIDTH - 2 * EDGE) / page.get_width()
        framed = Image.new("RGB", (WIDTH, round(page.get_height() * scale) + 2 * EDGE), LINE)
        framed.paste(page.render(scale=scale).to_pil(), (EDGE, EDGE))
        pages.append(framed)
    return pages


if __name__ == "__main__":
    main()
