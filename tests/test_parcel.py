"""What a machine of a cluster receives."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from conftest import WriteProject, article_text
from test_picture import SVG

from clearprint.parcel import packed


def test_all_that_a_sheet_shows_goes_along(write_project: WriteProject, tmp_path: Path) -> None:
    """A logo in a folder of its own, and a topic that is kept elsewhere."""
    project = write_project({"clinic.yaml": "logo: brand/logo.svg", "brand/logo.svg": SVG})
    share = tmp_path / "share"
    share.mkdir()
    (share / "en.yaml").write_text(article_text())
    (project.folder / "handouts").mkdir()
    (project.folder / "handouts/small").symlink_to(share)
    with zipfile.ZipFile(io.BytesIO(packed(project))) as archive:
        names = archive.namelist()
    for name in ("clinic.yaml", "brand/logo.svg", "handouts/small/en.yaml"):
        assert f"project/{name}" in names
    assert "program/clinic.yaml" in names  # for a project without one
