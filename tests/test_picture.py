"""Figures: pictures that nothing can reach through, printed, described and kept track of."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

import pikepdf
import pytest
from conftest import WriteProject, article_text, findings_of
from proofs import Proof, small, take
from verapdf import failures

from clearprint.freshness import Fingerprints
from clearprint.orders import Desk, Order
from clearprint.picture import LARGEST, LARGEST_SIDE, picture_fault, svg_fault
from clearprint.project import Project
from clearprint.validate import read_handout

ALT, CAPTION = "A round thing in the middle", "How round it is"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{}</svg>'
ROUND = SVG.format('<circle cx="100" cy="50" r="40" fill="none" stroke="#000"/>')
FIGURE = f"""
      file: round.svg
      alt: {ALT}
      caption: {CAPTION}"""


def png(width: int, height: int) -> bytes:
    """A black picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">2I5B", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" * (width + 1) for _ in range(height)))
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def _article(figure: str = FIGURE, text: str = "It is small.", **parts: str) -> str:
    sections = f"""
  overview:
    text: {text}
    figure:{figure}
  when_to_see_a_doctor:
    text: Call when it hurts.
    urgent:
      - Great pain"""
    return article_text(sections=sections, **parts)


def _files(**more: str | bytes) -> dict[str, str | bytes]:
    return {"handouts/small/en.yaml": _article(), "handouts/small/round.svg": ROUND, **more}


def _read(project: Project) -> object:
    return read_handout(Desk(project), "small", "en")


# What may be printed


def test_a_plain_picture_is_good(tmp_path: Path) -> None:
    (tmp_path / "round.svg").write_text(ROUND)
    (tmp_path / "black.png").write_bytes(png(4, 4))
    assert picture_fault(tmp_path / "round.svg", tmp_path) is None
    assert picture_fault(tmp_path / "black.png", tmp_path) is None


def test_a_picture_that_may_not_be_printed_is_told_with_its_remedy(tmp_path: Path) -> None:
    folder = tmp_path / "topic"
    folder.mkdir()
    (tmp_path / "out.svg").write_text(ROUND)
    (folder / "linked.svg").symlink_to(tmp_path / "out.svg")
    (folder / "words.svg").write_text("It is small.")
    (folder / "words.txt").write_text("It is small.")
    (folder / "large.png").write_bytes(png(LARGEST_SIDE + 1, 1))
    (folder / "heavy.svg").touch()
    os.truncate(folder / "heavy.svg", LARGEST + 1)
    told = {
        name: picture_fault(folder / name, folder)
        for name in (
            *("../out.svg", "linked.svg", "none.svg", "words.svg"),
            *("words.txt", "large.png", "heavy.svg"),
        )
    }
    problems = {name: fault[0] for name, fault in told.items() if fault}
    remedies = [fault[1] for fault in told.values() if fault]
    assert problems.pop("words.svg").startswith("is not valid SVG: ")
    assert problems == {
        "../out.svg": "lies outside of its folder.",
        "linked.svg": "lies outside of its folder.",
        "none.svg": "“none.svg” is not there.",
        "words.txt": "is neither SVG nor PNG.",
        "large.png": f"is {LARGEST_SIDE + 1:,} pixels long.",
        "heavy.svg": f"has {LARGEST + 1:,} bytes.",
    }
    assert all(remedies)


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="file:///etc/passwd"/>',
        '<a href="https://example.org"><circle r="9"/></a>',
        "<style>@import url(https://example.org/a.css)</style>",
        '<circle r="9" style="fill: url(https://example.org/a.svg#b)"/>',
        '<circle r="9" onload="alert(1)"/>',
        "<script>alert(1)</script>",
        "<text>Words that no reader of the page would get</text>",
    ],
)
def test_a_picture_that_reaches_out_or_has_words_is_refused(
    write_project: WriteProject, inside: str
) -> None:
    assert svg_fault(SVG.format(inside).encode())
    project = write_project(_files(**{"handouts/small/round.svg": SVG.format(inside)}))
    (found,) = findings_of(lambda: _read(project))
    assert (found.code, found.place.file) == ("figure", "handouts/small/en.yaml")
    assert found.problem.startswith("The figure contains ")


@pytest.mark.parametrize(
    "box", ["0 0 a b", "0 0 10", "", "0 0 10px 10px", "0 0 100% 100%", "0 0 1e999 1", "0 0 -1 1"]
)
def test_a_picture_has_a_box_of_four_numbers(box: str) -> None:
    assert svg_fault(ROUND.replace("0 0 200 100", box).encode()) == (
        f"has a viewBox that is not four numbers: “{box}”."
    )
    inside = f'<marker viewBox="{box}"/>'
    assert svg_fault(SVG.format(inside).encode())


@pytest.mark.parametrize("box", ["0,0,200,100", " -.5 0 2e2  1.5 ", "0 0 0 0"])
def test_the_numbers_may_be_written_in_any_way(box: str) -> None:
    assert svg_fault(ROUND.replace("0 0 200 100", box).encode()) is None


def test_a_picture_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop.svg").symlink_to("loop.svg")
    for name, why in (("loop.svg", "leads back to itself"), (f"{'a' * 300}.svg", "too long")):
        problem, remedy = picture_fault(tmp_path / name, tmp_path) or ("", "")
        assert problem.startswith("cannot be read: ")
        assert why in problem
        assert remedy


def test_a_picture_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "round.svg").write_text(ROUND)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    problem, _ = picture_fault(tmp_path / "round.svg", tmp_path) or ("", "")
    assert problem == "cannot be read: Permission denied."


def test_a_figure_that_is_not_there_is_told_at_its_line(write_project: WriteProject) -> None:
    article = _article()
    project = write_project({"handouts/small/en.yaml": article})
    (found,) = findings_of(lambda: _read(project))
    line = article.split("\n").index("      file: round.svg") + 1
    assert (found.code, found.place.line) == ("figure", line)
    assert found.problem == "The figure “round.svg” is not there."
    assert "“small”" in found.remedy


@pytest.mark.parametrize(
    "name", ["../round.svg", "/etc/passwd", "a/round.svg", "Round.SVG", "a.gif"]
)
def test_a_figure_has_a_plain_name(write_project: WriteProject, name: str) -> None:
    article = _article(FIGURE.replace("round.svg", f'"{name}"'))
    project = write_project({"handouts/small/en.yaml": article})
    assert "figure-name" in {found.code for found in findings_of(lambda: _read(project))}


@pytest.mark.parametrize("key", ["alt", "caption", "file"])
def test_a_figure_is_described(write_project: WriteProject, key: str) -> None:
    lines = [line for line in FIGURE.split("\n") if not line.strip().startswith(f"{key}:")]
    project = write_project(_files(**{"handouts/small/en.yaml": _article("\n".join(lines))}))
    (found,) = findings_of(lambda: _read(project))
    assert (found.code, found.problem) == ("missing-key", f"“{key}” is missing.")


# Printing


@pytest.mark.parametrize("edition", ["one-page", "two-page", "large-print"])
@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_figure_passes_every_judge(write_project: WriteProject, edition: str, kind: str) -> None:
    files = _files(**{"handouts/small/round.png": png(80, 40)})
    files["handouts/small/en.yaml"] = _article(FIGURE.replace("svg", kind))
    proof = small(write_project(files), edition)
    assert proof.judged() == []
    assert failures(proof.pdf) == []
    assert len(proof.pdf) < 60_000


def test_a_figure_is_tagged_with_its_words_and_its_place(write_project: WriteProject) -> None:
    proof = small(write_project(_files()), "two-page")
    (figure,) = _figures(proof)
    assert str(figure.Alt) == ALT
    (drawn,) = [shape for page in proof.finished.pages for shape in page.shapes if shape.mark]
    left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
    assert left <= drawn.box.left < drawn.box.right <= right
    assert bottom <= drawn.box.bottom < drawn.box.top <= top
    height = float(proof.opened.pages[0].mediabox[3])
    assert 0 < top - bottom < height / 4


def test_its_caption_is_read_after_it(write_project: WriteProject) -> None:
    proof = small(write_project(_files()), "two-page")
    kinds = [(tag.kind, tag.words or tag.alternative) for tag in proof.finished.pages[0].tags]
    said = [words.strip() for _, words in kinds if words.strip()]
    place = said.index(ALT)
    assert said[place - 1] == "It is small."
    assert said[place + 1] == CAPTION


def test_text_and_figure_stand_side_by_side(write_project: WriteProject) -> None:
    proof = small(write_project(_files()), "two-page")
    (page, *_) = proof.finished.pages
    (drawn,) = [shape.box for shape in page.shapes if shape.mark is not None]
    text = next(text.box for text in page.texts if text.words.startswith("It is small"))
    assert text.right < page.width / 2 < drawn.left
    assert drawn.bottom < text.top < drawn.top + 20


def test_a_figure_is_in_large_print_as_wide_as_the_text(write_project: WriteProject) -> None:
    wide = SVG.format('<path d="M0 0h200v100H0z"/>')
    files = _files(**{"handouts/small/round.svg": wide})
    proof = small(write_project(files), "large-print")
    (page, *_) = proof.finished.pages
    (drawn,) = [shape.box for shape in page.shapes if shape.mark is not None]
    assert drawn.right - drawn.left == pytest.approx(page.width - 40 * 72 / 25.4, abs=2)


@pytest.mark.parametrize("inside", ["", '<path d="M 0 0 L zz"/>'])
def test_a_figure_that_shows_nothing_stops_the_press(
    write_project: WriteProject, inside: str
) -> None:
    files = _files(**{"handouts/small/round.svg": SVG.format(inside)})
    proof = small(write_project(files), "two-page")
    assert proof.codes() == {"undrawn"}
    assert ALT in proof.judged()[0].problem


@pytest.mark.parametrize("lost", ['alt="{{ shown.alt }}"', "{{ shown.caption | keep }}"])
def test_a_figure_that_loses_its_words_stops_the_press(
    write_project: WriteProject, lost: str
) -> None:
    parts = (Project().folder / "templates/parts.html").read_text("utf-8")
    assert parts.count(lost) == 1
    changed = parts.replace(lost, 'alt="Something"' if "alt" in lost else "")
    proof = small(write_project(_files(**{"templates/parts.html": changed})), "two-page")
    assert "missing" in proof.codes()


def test_words_of_a_figure_are_escaped(write_project: WriteProject) -> None:
    alt = '"><img src="file:///etc/passwd">'
    figure = f"\n      file: round.svg\n      alt: '{alt}'\n      caption: '<b>{{{{ 7*7 }}}}</b>'"
    files = _files(**{"handouts/small/en.yaml": _article(figure)})
    proof = small(write_project(files), "two-page")
    assert proof.judged() == []
    (found,) = _figures(proof)
    assert str(found.Alt) == alt
    assert "<b>{{ 7*7 }}</b>" in proof.tags.text


def test_a_figure_beside_a_translation_is_printed_once(write_project: WriteProject) -> None:
    spanish = FIGURE.replace(ALT, "Una cosa redonda").replace(CAPTION, "Es redonda")
    translation = "\n  of: en\n  status: machine"
    article = _article(spanish, "Es pequeña.", translation=translation)
    project = write_project(_files(**{"handouts/small/es.yaml": article}))
    proof = take(project, Order("small", "es", "bilingual"))
    assert proof.judged() == []
    assert failures(proof.pdf) == []
    (figure,) = _figures(proof)
    assert str(figure.Alt) == "Una cosa redonda"
    assert proof.tags.text.index("Es redonda") < proof.tags.text.index(CAPTION)


def test_a_translation_describes_the_figure_too(write_project: WriteProject) -> None:
    translation = "\n  of: en\n  status: machine"
    article = _article(translation=translation).replace(f"      caption: {CAPTION}\n", "")
    assert CAPTION not in article
    project = write_project(_files(**{"handouts/small/es.yaml": article}))
    found = findings_of(lambda: read_handout(Desk(project), "small", "es"))
    assert "missing-key" in {finding.code for finding in found}


# Keeping track


def _fingerprint(project: Project) -> str:
    desk = Desk(project)
    return Fingerprints(desk).of(Order("small", "en", "two-page"))


def test_another_picture_is_another_sheet(write_project: WriteProject) -> None:
    project = write_project(_files(**{"handouts/small/other.svg": ROUND}))
    first, sheet = _fingerprint(project), small(project, "two-page").record["sheet"]
    assert _fingerprint(project) == first
    (project.folder / "handouts/small/other.svg").write_text(SVG.format(""))
    assert _fingerprint(project) == first  # no handout names it
    (project.folder / "handouts/small/round.svg").write_text(ROUND.replace("40", "45"))
    assert _fingerprint(project) != first
    assert small(project, "two-page").record["sheet"] != sheet


def test_the_same_picture_gives_the_same_bytes(write_project: WriteProject) -> None:
    project = write_project(_files())
    assert small(project, "two-page").pdf == small(project, "two-page").pdf


def _figures(proof: Proof) -> list[pikepdf.Dictionary]:
    return [
        thing
        for thing in proof.opened.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == pikepdf.Name.Figure
    ]
