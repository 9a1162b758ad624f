#!/usr/bin/env python3
"""Print patient handouts: `python make_pdf.py --help`."""

import sys

try:
    from clearprint.cli import main
except ModuleNotFoundError as error:
    if (error.name or "").startswith("clearprint"):
        raise
    sys.exit(
        f"The library “{error.name}” is missing in this Python.\n"
        "Run “python3 bootstrap.py” once: it sets everything up, and builds the handouts."
    )

if __name__ == "__main__":
    main()
