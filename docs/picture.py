"""Draw the pictures of README and writers.md: `python docs/picture.py` after a build."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from clearprint.project import SHIPPED

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
FILE = SHIPPED / "handouts" / "pseudoprogression" / "en.yaml"
TYPE = SHIPPED / "styles/fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Regular.ttf"
WIDTH = 480  # pixels of a page
LEADING = 12  # pixels
GAP, EDGE = 24, 1  # pixels between the pages, and of the line around each
DESK, LINE = "#d8dde3", "#8a929c"


def main() -> None:
    """Draw the pages of a handout, and a text on its way to one."""
    pages = [page for name, count in PAGES.items() for page in drawn(PRINTED / name, count)]
    _beside(pages, PICTURE)
    (sheet,) = drawn(PRINTED / "en/pseudoprogression.one-page.pdf", 1)
    _beside([written(TEXT, sheet.height), written(FILE, sheet.height), sheet], WRITING)


def _beside(pages: list[Image.Image], file: Path) -> None:
    """Put pages side by side into one picture."""
    height = max(page.height for page in pages)
    size = (len(pages) * (WIDTH + GAP) + GAP, height + 2 * GAP)
    picture = Image.new("RGB", size, DESK)
    for number, page in enumerate(pages):
        picture.paste(page, (GAP + number * (WIDTH + GAP), GAP))
    picture.quantize(64).save(file, optimize=True)


def written(file: Path, height: int) -> Image.Image:
    """The beginning of a text file, as a page."""
    page = Image.new("RGB", (WIDTH, height), "white")
    draw, type_ = ImageDraw.Draw(page), ImageFont.truetype(TYPE, 9.5)
    lines = file.read_text("utf-8").splitlines()
    for number, line in enumerate(lines[: (height - 2 * GAP) // LEADING]):
        draw.text((GAP, GAP + LEADING * number), line, "black", type_)
    draw.rectangle((0, 0, WIDTH - 1, height - 1), outline=LINE)
    return page


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
