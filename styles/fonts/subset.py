"""Make the fonts in this folder from the npm packages they come in; PROVENANCE.md says how.

Small families are copied whole. The large ones keep the characters their languages are written with
and lose the rest. Nothing here looks at a clock, so the same packages give the same bytes.
"""

import hashlib
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

HERE = Path(__file__).parent
WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}

# Unicode blocks, each as (first, last).
LATIN_1 = [(0x0020, 0x007E), (0x00A0, 0x00FF)]
PUNCTUATION = [(0x2000, 0x206F), (0x2122, 0x2122), (0x20AC, 0x20AC)]
EUROPEAN = [
    *LATIN_1,
    *PUNCTUATION,
    (0x0100, 0x024F),  # Latin Extended-A and -B
    (0x02B0, 0x036F),  # modifier letters, combining marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x052F),  # Cyrillic, with the letters of the languages of Central Asia
    (0x1E00, 0x1EFF),  # Latin Extended Additional: Vietnamese
    (0x2070, 0x20CF),  # superscripts, subscripts, currencies
    (0x2100, 0x218F),  # letterlike symbols, fractions
    (0x2190, 0x22FF),  # arrows, mathematics: the few the font has
    (0x25A0, 0x25FF),  # geometric shapes
    (0xFB00, 0xFB06),  # Latin ligatures
    (0xFFFD, 0xFFFD),
]
GRID = 256  # a unit is 0.04 mm at 28 pt, a dot of a printer; ideographs then weigh a fifth less
HANJA = {*range(0x4E00, 0xA000), *range(0xF900, 0xFB00)}


class Family(NamedTuple):
    """A family: its folder, its name in file names, the characters kept (None: all), its grid."""

    folder: str
    name: str
    keep: frozenset[int] | None = None
    grid: int | None = None  # units an em are scaled to


def characters(blocks: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Every code point of these blocks."""
    return frozenset(code for first, last in blocks for code in range(first, last + 1))


def charset(codec: str) -> frozenset[int]:
    """Every code point the two-byte part of a national character set, in its EUC form, can say."""
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xFF) for cell in range(0xA1, 0xFF))
    return frozenset(ord(text) for pair in pairs if len(text := pair.decode(codec, "ignore")) == 1)


def families() -> list[Family]:
    """The families of this folder."""
    basic = characters([*LATIN_1, *PUNCTUATION])
    return [
        Family("atkinson-hyperlegible-next", "AtkinsonHyperlegibleNext"),
        Family("noto-sans", "NotoSans", characters(EUROPEAN)),
        Family("noto-sans-devanagari", "NotoSansDevanagari"),
        Family("noto-sans-kr", "NotoSansKR", (charset("euc_kr") - HANJA) | basic),
        Family("noto-sans-sc", "NotoSansSC", charset("gb2312") | basic, GRID),
        Family("source-sans-3", "SourceSans3"),
        Family("vazirmatn", "Vazirmatn"),
    ]


def write_subset(source: Path, target: Path, keep: Iterable[int], grid: int | None) -> None:
    """Write the font with these characters only, its names and all its layout features kept."""
    options = Options(
        layout_features=["*"],
        name_IDs=["*"],
        name_languages=["*"],
        notdef_outline=True,
        recalc_timestamp=False,  # `head.modified` stays: two runs give the same bytes
    )
    font = load_font(str(source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=keep)
    subsetter.subset(font)
    if grid:
        scale_upem(font, grid)
    save_font(font, str(target), options)


def make(family: Family, packages: Path) -> Iterable[Path]:
    """Write the files of one family, and its licence."""
    package = packages / f"expo-google-fonts-{family.folder}"
    folder = HERE / family.folder
    folder.mkdir(exist_ok=True)
    shutil.copyfile(package / "LICENSE_FONT", folder / "OFL.txt")
    for weight, inside in WEIGHTS.items():
        source = package / inside / f"{family.name}_{inside}.ttf"
        target = folder / f"{family.name}-{weight}.ttf"
        if family.keep is None:
            shutil.copyfile(source, target)
        else:
            write_subset(source, target, family.keep, family.grid)
        yield target


def describe(path: Path) -> str:
    """The columns of PROVENANCE.md that are read from the file itself."""
    with TTFont(path, lazy=True) as font:
        names, count = font["name"], len(font.getBestCmap())
        version = names.getDebugName(5).split(";")[0].removeprefix("Version ")
        family, weight = names.getDebugName(1), names.getDebugName(2)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"| {family} | `{path.name}` | {weight} | {version} | {count:,} | `{digest}` |"


def main() -> None:
    """Make every file, and print a row of PROVENANCE.md for each."""
    if len(sys.argv) != 2:
        sys.exit("usage: python subset.py FOLDER-OF-UNPACKED-PACKAGES")
    for family in families():
        for path in make(family, Path(sys.argv[1])):
            print(describe(path))


if __name__ == "__main__":
    main()
