"""Draw the README's picture of the printed pages: `python docs/picture.py` after a build."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image

from clearprint.project import SHIPPED

PRINTED = SHIPPED / "output"
PAGES = {  # the PDFs, and how many pages of each
    "en/pseudoprogression.one-page.pdf": 1,
    "en/pseudoprogression.two-page.pdf": 2,
    "en/pseudoprogression.large-print.pdf": 1,
    "ar/pseudoprogression.bilingual.pdf": 1,
}
PICTURE = Path(__file__).with_name("pages.png")
WIDTH = 480  # pixels of a page
GAP, EDGE = 24, 1  # pixels between the pages, and of the line around each
DESK, LINE = "#d8dde3", "#8a929c"


def main() -> None:
    """Put the first pages of each PDF side by side into one picture."""
    pages = [page for name, count in PAGES.items() for page in drawn(PRINTED / name, count)]
    height = max(page.height for page in pages)
    size = (len(pages) * (WIDTH + GAP) + GAP, height + 2 * GAP)
    picture = Image.new("RGB", size, DESK)
    for number, page in enumerate(pages):
        picture.paste(page, (GAP + number * (WIDTH + GAP), GAP))
    picture.quantize(64).save(PICTURE, optimize=True)


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
