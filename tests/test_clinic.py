"""A clinic profile is checked like an article, and its logo can reach nothing."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from conftest import WriteProject, article_text, findings_of
from proofs import take

from clearprint.clinic import Clinic, load_clinic, logo_file
from clearprint.findings import Finding
from clearprint.orders import Order
from clearprint.picture import LARGEST, svg_fault
from clearprint.project import SHIPPED

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
SHAPES = (
    '<defs><linearGradient id="g"><stop offset="0" style="stop-color:#123"/></linearGradient>'
    "</defs>"
    '<g transform="translate(1)"><path fill="url(#g)" clip-path="url( \'#g\' )" d="M0 0h9v9z"/></g>'
)


def png(width: int, height: int) -> bytes:
    """The smallest PNG of a size: its head is all that is looked at."""
    head = b"IHDR" + struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def read(write_project: WriteProject, profile: str, **files: str | bytes) -> Clinic:
    named = {name.replace("_", "."): content for name, content in files.items()}
    return load_clinic(write_project({"clinic.yaml": profile, **named}))


def fault_in(write_project: WriteProject, profile: str, **files: str | bytes) -> Finding:
    (finding,) = findings_of(lambda: read(write_project, profile, **files))
    return finding


def test_every_field_is_optional(write_project: WriteProject) -> None:
    assert load_clinic(write_project({"handouts/a/en.yaml": ""})) == Clinic()
    assert Clinic().phone is None


@pytest.mark.parametrize("profile", ["", "# name: A\n", "{}", "\n\n"])
def test_a_profile_with_nothing_in_it_is_neutral(write_project: WriteProject, profile: str) -> None:
    assert read(write_project, profile) == Clinic()


def test_a_whole_profile(write_project: WriteProject) -> None:
    profile = (
        'name: Riverside\naddress: [100 River Street, "Springfield, IL"]\nphone: 555-0100\n'
        "after_hours: (555) 010-0199\nemergency: 911\nweb: https://example.org\nlogo: logo.svg\n"
        'accent: "#123456"\npaper: a4\nunreviewed: refuse\n'
    )
    clinic = read(write_project, profile, logo_svg=SVG.format(SHAPES))
    assert clinic.address == ("100 River Street", "Springfield, IL")
    assert (clinic.emergency, clinic.after_hours) == ("911", "(555) 010-0199")
    assert (clinic.accent, clinic.paper, clinic.unreviewed) == ("#123456", "a4", "refuse")


def test_the_examples_in_the_shipped_profile_are_right(write_project: WriteProject) -> None:
    shipped = (SHIPPED / "clinic.yaml").read_text("utf-8")
    lines = [line.removeprefix("# ") for line in shipped.split("\n") if ":" in line]
    assert len(lines) >= len(Clinic.model_fields)
    clinic = read(write_project, "\n".join(lines), logo_svg=SVG.format(SHAPES))
    assert all(getattr(clinic, name) for name in Clinic.model_fields)


@pytest.mark.parametrize(
    "number",
    [
        *("911", "112", "555-0100", "+1 555 010 0199", "(555) 010-0199", "+44 (0)20 7946 0018"),
        *("555.010.0199", "030/1234567", "555-0100 x12", "555-0100, ext. 12", "٩١١"),
    ],
)
def test_telephone_numbers_as_people_write_them(write_project: WriteProject, number: str) -> None:
    assert read(write_project, f"phone: {number}").phone == number


@pytest.mark.parametrize(
    "number",
    [
        "call us",
        "javascript:alert(1)",
        "1",
        "{{ 7*7 }}",
        "555-0100 or 555-0199",
        "5" * 41,
        "()",
        "-1",
    ],
)
def test_what_nobody_can_dial_is_refused(write_project: WriteProject, number: str) -> None:
    found = fault_in(write_project, f"name: A\nafter_hours: '{number}'")
    assert (str(found.place), found.code) == ("clinic.yaml:2:14", "phone")


@pytest.mark.parametrize(
    ("accent", "ratio"), [("#767676", "4.5"), ("#ff0000", "4.0"), ("#FFFFFF", "1.0")]
)
def test_an_accent_too_light_is_refused(
    write_project: WriteProject, accent: str, ratio: str
) -> None:
    found = fault_in(write_project, f'paper: a4\naccent: "{accent}"')
    assert str(found) == (
        f"clinic.yaml:2:9: The accent {accent} has a contrast of {ratio}:1 on white. "
        "Choose a darker one: at least 7:1. [accent-contrast]"
    )


@pytest.mark.parametrize("accent", ["#595959", "#000000", "#1F3D6D"])
def test_a_dark_accent_is_taken(write_project: WriteProject, accent: str) -> None:
    assert read(write_project, f"accent: '{accent}'").accent == accent


@pytest.mark.parametrize(
    "accent", ["navy", "#123", "#12345g", "123456", "#1234567", "url(x)", "#fff;}"]
)
def test_what_is_no_colour_is_refused(write_project: WriteProject, accent: str) -> None:
    assert fault_in(write_project, f"accent: '{accent}'").code == "accent-form"


def test_a_colour_without_quotes_is_a_comment_and_refused(write_project: WriteProject) -> None:
    found = findings_of(lambda: read(write_project, "accent: #1f3d6d"))
    assert [finding.code for finding in found] == ["empty", "words-in-comment"]


def test_all_faults_are_told_at_once(write_project: WriteProject) -> None:
    profile = (
        "nam: A\nphone: no\nweb: file:///etc/passwd\naccent: red\npaper: a5\naddress: B\nname:\n"
    )
    found = findings_of(lambda: read(write_project, profile))
    assert [(finding.place.line, finding.code) for finding in found] == [
        (1, "unknown-key"),
        (2, "phone"),
        (3, "wrong-form"),
        (4, "accent-form"),
        (5, "wrong-word"),
        (6, "wrong-type"),
        (7, "empty"),
    ]


@pytest.mark.parametrize(
    ("profile", "at"),
    [
        (f"name: {'A' * 81}", (1, 7)),
        (f"address:\n  - A\n  - {'B ' * 41}", (3, 5)),
        ("address:\n" + "  - A\n" * 7, (2, 3)),
    ],
)
def test_what_leaves_no_room_for_a_title_is_refused(
    write_project: WriteProject, profile: str, at: tuple[int, int]
) -> None:
    """Else the text would be blamed for a sheet that overflows."""
    found = fault_in(write_project, profile)
    assert (found.code, (found.place.line, found.place.column)) == ("too-long", at)
    assert "at most" in found.remedy
    fewer = f"name: {'A' * 80}\naddress:\n" + "  - A\n" * 6
    assert len(read(write_project, fewer).address) == 6


def test_a_word_alone_is_no_profile(write_project: WriteProject) -> None:
    found = fault_in(write_project, "Riverside")
    assert found.code == "not-a-mapping"
    assert found.remedy.startswith("Start with one of its keys: name, address, phone,")


def test_text_is_text(write_project: WriteProject) -> None:
    name = '{{ 7*7 }} <script>alert(1)</script> <img src="file:///etc/passwd">'
    assert read(write_project, f"name: '{name}'").name == name


def test_an_alias_is_no_neutral_profile(write_project: WriteProject) -> None:
    assert fault_in(write_project, "*a").code == "alias"


# The logo


@pytest.mark.parametrize("shapes", ["", SHAPES, "<title>A</title><!-- words -->"])
def test_a_plain_svg_is_taken(write_project: WriteProject, shapes: str) -> None:
    project = write_project({"clinic.yaml": "logo: logo.svg", "logo.svg": SVG.format(shapes)})
    clinic = load_clinic(project)
    assert logo_file(project, clinic) == (project.folder / "logo.svg").resolve()


def test_a_png_is_taken(write_project: WriteProject) -> None:
    assert read(write_project, "logo: logo.png", logo_png=png(900, 300)).logo == "logo.png"


def test_no_logo_is_no_file(write_project: WriteProject) -> None:
    project = write_project({"clinic.yaml": "name: A"})
    assert logo_file(project, load_clinic(project)) is None


ENTITY = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
CLOSED = "declares a document type, entities or a style sheet: these pull other files in."


@pytest.mark.parametrize(
    ("svg", "fault"),
    [
        (ENTITY + SVG.format("<title>&x;</title>"), CLOSED),
        (LAUGHS + SVG.format("<title>&b;</title>"), CLOSED),
        (ENTITY.lower() + SVG.format(""), CLOSED),
        ('<?xml-stylesheet href="https://example.org/x.css"?>' + SVG.format(""), CLOSED),
        (SVG.format('<image href="https://example.org/x.png"/>'), "contains <image>."),
        (SVG.format('<image href="file:///etc/passwd"/>'), "contains <image>."),
        (SVG.format('<x:image xmlns:x="urn:x"/>'), "contains <image>."),
        (SVG.format('<feImage href="x.png"/>'), "contains <feImage>."),
        (SVG.format("<script>alert(1)</script>"), "contains <script>."),
        (SVG.format("<style>@import url(x)</style>"), "contains <style>."),
        (SVG.format("<foreignObject/>"), "contains <foreignObject>."),
        (SVG.format('<use href="x.svg#y"/>'), "contains <use>."),
        (SVG.format("<text>A</text>"), "contains <text>."),
        (SVG.format('<g onload="alert(1)"/>'), "contains onload=“alert(1)”."),
        (SVG.format('<g ONLOAD="alert(1)"/>'), "contains onload=“alert(1)”."),
        (
            SVG.format('<g xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="x"/>'),
            "contains href=“x”.",
        ),
        (SVG.format('<g src="x.png"/>'), "contains src=“x.png”."),
        (SVG.format('<g fill="url(https://x.org/y)"/>'), "contains fill=“url(https://x.org/y)”."),
        (SVG.format("<g fill=\"URL( 'x.svg#y')\"/>"), "contains fill=“URL( 'x.svg#y')”."),
        (SVG.format('<g style="fill:u\\72l(x)"/>'), "contains style=“fill:u\\72l(x)”."),
        (SVG.format("<g>"), "is not valid SVG: mismatched tag: line 1, column 63."),
        ("<svg/>", "is not an SVG picture."),
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', "is not an SVG picture."),
        ("", "is not valid SVG: no element found: line 1, column 0."),
    ],
)
def test_an_svg_that_reaches_out_or_runs_is_refused(
    write_project: WriteProject, svg: str, fault: str
) -> None:
    found = fault_in(write_project, "name: A\nlogo: logo.svg", logo_svg=svg)
    assert (str(found.place), found.code) == ("clinic.yaml:2:7", "logo")
    assert found.problem == f"The logo {fault}"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "latin-1"])
def test_no_encoding_hides_an_entity(encoding: str) -> None:
    svg = f'<?xml version="1.0" encoding="{encoding}"?>{ENTITY}<svg>é</svg>'
    assert svg_fault(svg.encode(encoding)) == "is not UTF-8 text."


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_an_encoding_without_a_mark_hides_nothing_either(encoding: str) -> None:
    assert svg_fault(f"{ENTITY}<svg/>".encode(encoding)) == "is not UTF-8 text."


def test_a_logo_outside_of_the_project_is_refused(write_project: WriteProject) -> None:
    for name in ("../logo.svg", "/etc/passwd", "a/../../logo.svg"):
        found = fault_in(write_project, f"logo: {name}")
        assert found.problem == "The logo lies outside of its folder."


def test_a_link_to_a_logo_outside_is_refused(write_project: WriteProject, tmp_path: Path) -> None:
    outside = tmp_path / "outside.svg"
    outside.write_text(SVG.format(""))
    project = write_project({"clinic.yaml": "logo: logo.svg"})
    (project.folder / "logo.svg").symlink_to(outside)
    (found,) = findings_of(lambda: load_clinic(project))
    assert found.problem == "The logo lies outside of its folder."


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("logo.svg", "The logo “logo.svg” is not there."),
        (".", "The logo “project” is not there."),
        ("clinic.yaml", "The logo is neither SVG nor PNG."),
    ],
)
def test_a_logo_that_is_none_is_refused(
    write_project: WriteProject, name: str, problem: str
) -> None:
    assert fault_in(write_project, f"logo: {name}").problem == problem


def test_a_logo_too_large_is_refused_unread(
    write_project: WriteProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write_project({"clinic.yaml": "logo: logo.png", "logo.png": ""})
    with (project.folder / "logo.png").open("wb") as stream:
        stream.truncate(LARGEST + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    (found,) = findings_of(lambda: load_clinic(project))
    assert "300,001 bytes" in found.problem


@pytest.mark.parametrize("size", [(4_001, 10), (10, 100_000)])
def test_a_png_that_unpacks_to_too_much_is_refused(
    write_project: WriteProject, size: tuple[int, int]
) -> None:
    found = fault_in(write_project, "logo: logo.png", logo_png=png(*size))
    assert found.problem == f"The logo is {max(size):,} pixels long."


# A profile that is filled in to the last line

FILLED = """name: Riverside Regional Medical Center, Neuro-Oncology Clinic
address: [100 River Street, Suite 400, "Springfield, IL 62701"]
phone: (555) 010-0100
after_hours: (555) 010-0199
emergency: "911"
web: https://www.riverside-neuro-oncology.example.org
logo: logo.svg
"""
ONLINE = "https://www.riverside-neuro-oncology.example.org/handouts/small-things"
ARABIC = {
    "title": "ورم",
    "sections": """
  overview: {text: هو ورم صغير.}
  when_to_see_a_doctor: {text: اتصل بنا., urgent: [ألم شديد]}""",
}


@pytest.mark.parametrize("edition", ["one-page", "two-page", "large-print"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_all_of_it_has_room_on_the_sheet(
    write_project: WriteProject, language: str, edition: str
) -> None:
    """A logo that says its shape and no size, and addresses longer than half a line."""
    words = ARABIC if language == "ar" else {}
    article = article_text(web=ONLINE, disclaimer="ok", **words)
    logo = SVG.replace("0 0 9 9", "0 0 120 40").format('<path d="M0 0h120v40H0z"/>')
    files = {"clinic.yaml": FILLED, "logo.svg": logo, f"handouts/small/{language}.yaml": article}
    proof = take(write_project(files), Order("small", language, edition))
    assert proof.judged() == []
    page = proof.finished.pages[0]
    if edition != "large-print":
        middle = page.width / 2
        address = [t for t in page.texts if "oncology" in t.words and "/" not in t.words]
        assert address
        assert all((t.box.right < middle) == (language == "en") for t in address)


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("language", ["es", "fr", "ru"])
def test_a_phone_number_is_on_one_line(
    write_project: WriteProject, language: str, paper: str
) -> None:
    """Below its label, where that is long: a digit that goes alone is dialled without it."""
    numbers = {"phone": "(555) 010-0100 ext. 12", "after_hours": "+52 55 5555 0100"}
    profile = "\n".join(f"{key}: {number}" for key, number in numbers.items())
    files = {f"handouts/small/{language}.yaml": article_text(), "clinic.yaml": profile}
    proof = take(write_project(files), Order("small", language, "two-page", None, paper))
    assert proof.judged() == []
    drawn = [text.words.replace("\u2060", "") for text in proof.finished.pages[0].texts]
    assert set(numbers.values()) <= set(drawn)


@pytest.mark.parametrize(
    ("language", "title"), [("ar", "الصيام والأدوية"), ("vi", "Ấn tượng về Ẫ"), ("en", "ÅÉ Big")]
)
def test_tall_letters_of_a_title_are_where_printers_reach(
    write_project: WriteProject, language: str, title: str
) -> None:
    project = write_project({f"handouts/small/{language}.yaml": article_text(title=title)})
    assert take(project, Order("small", language, "one-page")).judged() == []
