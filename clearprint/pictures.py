"""The small pictures of PDFs that stand in the output folder, and what a PDF says of its maker."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

from clearprint.orders import order_of
from clearprint.publish import Record, put

PICTURES = "pictures"


def picture_of(name: str, record: Record) -> str:
    """Where the picture of a PDF goes: its name changes with the PDF, so it is never an old one."""
    return f"{PICTURES}/{name.removesuffix('.pdf')}.{record['sha256'][:12]}.png"


def is_picture(name: str) -> bool:
    """Whether a file of this name may be the picture of a PDF."""
    found = re.fullmatch(rf"{PICTURES}/(.+)\.[0-9a-f]{{12}}\.png", name)
    return bool(found and order_of(f"{found[1]}.pdf"))


def is_ours(file: Path) -> bool:
    """Whether a file is a PDF that says that we made it."""
    readback = importlib.import_module("clearprint.readback")
    try:
        return bool(readback.creator(file.read_bytes()) == "Clearprint")
    except OSError:
        return False


def draw(pdf: bytes) -> bytes:
    """The first page of a PDF as a small PNG."""
    readback = importlib.import_module("clearprint.readback")  # PDFium, only where needed
    picture: bytes = readback.picture(pdf)
    return picture


def keep(output: Path, name: str, record: Record, picture: bytes) -> None:
    """Put the picture of a PDF in its place; raises Refused."""
    put(picture, output / picture_of(name, record))
