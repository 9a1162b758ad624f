"""A QR code as vectors, for a sheet's web address."""

from __future__ import annotations

import segno

ERROR = "m"  # 15 % of it may be soiled: enough for paper (facts: M or Q for print)
BORDER = 4  # modules of quiet zone that ISO/IEC 18004 asks for


def qr_code(address: str) -> str:
    """SVG of the code, with the address as its title; it fills the box it is put in."""
    code = segno.make(address, error=ERROR, micro=False)
    return str(
        code.svg_inline(border=BORDER, omitsize=True, title=address, svgclass="qr", lineclass=None)
    )
