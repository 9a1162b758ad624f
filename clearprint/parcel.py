"""What a machine of a cluster receives: the program and a project, in one archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from clearprint.clinic import FILE as PROFILE
from clearprint.clinic import load_clinic
from clearprint.project import SHIPPED, Project

_TABLES = ("templates/**/*", "styles/**/*", "*.yaml", "*.svg", "*.png")
_OURS, _THEIRS = ("clearprint/**/*.py", *_TABLES), ("handouts/*/**/*", *_TABLES)


def packed(project: Project) -> bytes:
    """The program and a project in one archive."""
    data = io.BytesIO()
    wanted = [("program", SHIPPED, _OURS), ("project", project.folder, _THEIRS)]
    with zipfile.ZipFile(
        data, "w", zipfile.ZIP_DEFLATED, compresslevel=1, strict_timestamps=False
    ) as archive:
        for name, folder, patterns in wanted:
            files = {file for pattern in patterns for file in folder.glob(pattern)}
            for file in sorted({*files, *_logo(folder)}):
                if file.is_file():
                    archive.write(file, f"{name}/{file.relative_to(folder).as_posix()}")
    return data.getvalue()


def _logo(folder: Path) -> Iterator[Path]:
    """The logo that the profile in a folder names, which may stand further down."""
    if (folder / PROFILE).is_file() and (logo := load_clinic(Project(folder)).logo):
        yield folder / logo
