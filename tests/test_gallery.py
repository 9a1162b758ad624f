"""The page that shows what is there: true, whole, and of use to everybody, in a real browser."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from browser import ENTER, TAB, Browser, browser
from conftest import WriteProject, findings_of
from hands import pdf_of

from clearprint import gallery
from clearprint.gallery import PAGE, write
from clearprint.manifest import Ledger
from clearprint.orders import Desk, Order
from clearprint.pictures import PICTURES, draw, keep, picture_of
from clearprint.project import Project
from clearprint.publish import digest

PNG = b"\x89PNG\r\n\x1a\n"


def record_of(order: Order, pdf: bytes, **more: Any) -> dict[str, Any]:
    """What the manifest says of a PDF."""
    return {
        "topic": order.topic,
        "language": order.language,
        "edition": order.edition,
        "paper": "letter",
        "title": order.topic.title(),
        "pages": 2,
        "size": 12.25,
        "tight": False,
        "notes": 0,
        "left_out": [],
        "review": "unreviewed",
        "translation": None,
        "stale": [],
        "bytes": len(pdf),
        "sha256": digest(pdf),
        "sheet": "s",
        "fingerprint": "f",
        **more,
    }


class Folder:
    """An output folder with some PDFs in it."""

    def __init__(self, path: Path) -> None:
        self.path, self.ledger, self.desk = path, Ledger(path), Desk(Project())

    def add(
        self, topic: str, language: str, edition: str, *asked: float | str | None, **more: Any
    ) -> str:
        """Put a PDF into it, with its picture, and give its name; `asked` is size and paper."""
        order = Order(topic, language, edition, *asked)  # type: ignore[arg-type]
        pdf = pdf_of(f"{order.name} {more}")
        record = record_of(order, pdf, **more)
        keep(self.path, order.name, record, draw(pdf))
        self.ledger.publish(order.name, pdf, record)
        return order.name

    def write(self) -> str:
        """Write the page, and give its text."""
        self.ledger.merge()
        write(self.desk, self.path, self.ledger.records)
        return (self.path / PAGE).read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder of two topics, one of them in three languages."""
    found = Folder(tmp_path / "out put")
    for language, title in (("en", "Burns"), ("es", "Quemaduras"), ("ar", "حروق")):
        translation = None if language == "en" else "machine"
        for edition in ("large-print", "one-page"):
            found.add("burns", language, edition, title=title, translation=translation)
    found.add("asthma", "en", "one-page", review="reviewed", left_out=["Causes"], pages=1)
    return found


class Links(HTMLParser):
    """What a page links to and shows."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {"a": [], "img": [], "other": []}
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note its address."""
        for name, value in attributes:
            if name in ("href", "src") and value and not value.startswith("#"):
                self.found.get(tag, self.found["other"]).append(unquote(value))


def words_of(text: str) -> str:
    """The words of a page."""
    body = text.split("<main")[1].split("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_every_pdf_is_linked_to_and_has_its_picture(folder: Folder) -> None:
    links = Links(folder.write()).found
    assert sorted(links["a"]) == sorted(folder.ledger.records)
    assert len(links["img"]) == len(folder.ledger.records) == 7
    assert all((folder.path / name).is_file() for name in links["a"])
    assert all((folder.path / name).read_bytes().startswith(PNG) for name in links["img"])
    assert links["other"] == []


def test_it_needs_nothing_from_elsewhere(folder: Folder) -> None:
    text = folder.write()
    assert "://" not in text
    assert "url(" not in text
    assert "@import" not in text


def test_it_is_in_the_order_of_topics_and_languages(folder: Folder) -> None:
    headings = re.findall(r"<h([23])[^>]*>(.*?)</h", folder.write(), re.DOTALL)
    told = [(level, re.sub(r"<[^>]+>", "", text)) for level, text in headings]
    assert told == [
        ("2", "Asthma"),
        ("3", "English"),
        ("2", "Burns"),
        ("3", "English"),
        ("3", "Arabic العربية: حروق"),
        ("3", "Spanish español: Quemaduras"),
    ]


def test_it_says_what_staff_must_know(folder: Folder) -> None:
    folder.add("croup", "en", "two-page", translation="translated", stale=["title", "faq.1"])
    words = words_of(folder.write())
    asthma = words[: words.index("Burns")]
    assert "One-page sheet PDF, 1 page, Letter, 12.25 pt, 0 KB Reviewed" in asthma
    assert "Leaves out: Causes" in asthma
    assert "Not yet reviewed by a clinician" not in asthma
    assert "Machine translation, not yet reviewed" not in asthma
    assert words.count("Machine translation, not yet reviewed") == 4
    croup = words[words.index("Croup") :]
    assert "Translation not yet reviewed" in croup
    assert "Its source has changed since it was translated: 2 passages (title, faq.1)" in croup


def test_it_says_what_a_translator_has_confirmed(folder: Folder) -> None:
    folder.add("croup", "es", "two-page", translation="translated", confirmed=["24 h", "7"])
    words = words_of(folder.write())
    assert words.count("Numbers told in another way than in its source: 24 h, 7") == 1


def test_other_sizes_and_papers_are_told_apart(folder: Folder) -> None:
    folder.add("croup", "en", "large-print", 20.5)
    folder.add("croup", "en", "large-print", None, "a4", paper="a4")
    found = re.findall(r"<b>(.*?)</b>", folder.write())
    assert found[-2:] == ["Large print, 20.5 pt", "Large print, A4"]


def test_words_of_other_languages_say_so(folder: Folder) -> None:
    text = folder.write()
    assert '<span lang="ar" dir="rtl">حروق</span>' in text
    assert '<span lang="es" dir="ltr">Quemaduras</span>' in text


def test_what_an_author_wrote_is_no_markup(folder: Folder) -> None:
    folder.add("x", "en", "one-page", title='<script>alert("x")</script>')
    text = folder.write()
    assert text.count("<script>") == 1
    assert "&lt;script&gt;alert(" in text


def test_odd_names_are_linked_to_as_well(folder: Folder) -> None:
    name = folder.add("a #1 50%? é", "en", "one-page")
    assert name in Links(folder.write()).found["a"]
    assert 'href="en/a%20%231%2050%25%3F%20%C3%A9.one-page.pdf"' in folder.write()


def test_a_language_without_labels_is_shown_by_its_tag(folder: Folder) -> None:
    folder.add("burns", "tlh", "one-page")
    assert "<h3>tlh</h3>" in folder.write()


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    assert "There are no handouts here yet." in Folder(tmp_path).write()


def test_it_is_written_where_something_is_new_and_else_not(folder: Folder) -> None:
    first, page = folder.write(), folder.path / PAGE
    before = page.stat().st_mtime_ns
    assert folder.write() == first
    assert page.stat().st_mtime_ns == before
    folder.add("asthma", "en", "two-page")
    second = folder.write()
    assert second != first
    folder.ledger.remove("en/asthma.two-page.pdf")
    assert folder.write() == first
    page.write_text("cut", "utf-8")
    assert folder.write() == first


def test_a_clinics_own_style_and_name_count(folder: Folder, tmp_path: Path) -> None:
    first = folder.write()
    project = tmp_path / "project"
    (project / "styles").mkdir(parents=True)
    (project / "styles" / "gallery.css").write_text("p { color: red }", "utf-8")
    (project / "clinic.yaml").write_text("name: A & B", "utf-8")
    folder.desk = Desk(Project(project))
    second = folder.write()
    assert "p { color: red }" in second
    assert "<p>A &amp; B</p>" in second
    assert first != second


def test_pictures_change_with_their_pdfs_and_old_ones_go(folder: Folder) -> None:
    def pictures() -> set[str]:
        return {f.relative_to(folder.path).as_posix() for f in folder.path.rglob("*.png")}

    folder.write()
    before = pictures()
    name = folder.add("asthma", "en", "one-page", pages=9)
    folder.write()
    assert len(pictures()) == len(before) == 7
    (new,), (old,) = pictures() - before, before - pictures()
    assert new == picture_of(name, folder.ledger.records[name])
    assert old.startswith(f"{PICTURES}/en/asthma.one-page.")


def test_missing_pictures_are_drawn_again(folder: Folder) -> None:
    folder.write()
    before = {file: file.read_bytes() for file in folder.path.rglob("*.png")}
    shutil.rmtree(folder.path / PICTURES)
    folder.write()
    assert {file: file.read_bytes() for file in folder.path.rglob("*.png")} == before


def test_a_damaged_pdf_is_not_shown_and_stops_nothing(folder: Folder) -> None:
    name = "en/asthma.one-page.pdf"
    (folder.path / name).write_bytes(b"no PDF")
    (folder.path / picture_of(name, folder.ledger.records[name])).unlink()
    assert name not in Links(folder.write()).found["a"]
    assert "en/burns.one-page.pdf" in Links(folder.write()).found["a"]


@pytest.mark.parametrize("name", [gallery.TEMPLATE, gallery.STYLE])
def test_a_file_of_its_own_that_cannot_be_read_is_told(
    folder: Folder, write_project: WriteProject, name: str
) -> None:
    folder.desk = Desk(write_project({name: b"\xff"}))
    (found,) = findings_of(folder.write)
    assert (found.code, found.place.file) == ("unreadable", name)
    assert "not UTF-8" in found.problem


def test_a_pdf_that_is_gone_is_not_shown(folder: Folder) -> None:
    (folder.path / "en/asthma.one-page.pdf").unlink()
    assert "asthma" not in folder.write().lower()


# In a real browser, from the file system


@pytest.fixture
def window(folder: Folder) -> Iterator[Browser]:
    """The page, opened."""
    folder.write()
    with browser() as found:
        found.open(folder.path / PAGE)
        yield found


def shown_links(window: Browser) -> list[str]:
    """The names of the PDFs that can be seen."""
    found = [element for element in window.all(".card a") if window.is_shown(element)]
    return [window.name(element) for element in found]


def test_it_opens_without_a_server_and_without_a_fault(window: Browser) -> None:
    assert window.run("document.title") == "Patient handouts"
    window.run("document.querySelectorAll('img').forEach(i => i.loading = 'eager')")
    decoded = "Promise.all([...document.images].map(i => i.decode().then(() => i.naturalWidth)))"
    assert window.run(decoded) == [306] * 7
    links = window.run("[...document.querySelectorAll('.card a')].map(a => a.href)")
    assert len(links) == 7
    assert all(Path(unquote(link.removeprefix("file://"))).is_file() for link in links)
    said = window.ask("POST", "se/log", type="browser")
    assert [line for line in said if line["level"] != "INFO"] == []


def test_a_screen_reader_hears_what_each_link_is(window: Browser) -> None:
    names = shown_links(window)
    assert names[0] == "Asthma, English: One-page sheet"
    assert "Burns, Arabic: Large print" in names
    assert len(set(names)) == len(names) == 7
    assert {window.role(element) for element in window.all(".card a")} == {"link"}
    # the pictures say nothing that the words beside them do not
    assert {window.role(element) for element in window.all("img")} <= {"none", "presentation"}
    assert [window.role(e) for e in window.all("main, form, nav, #count")] == [
        *("search", "status", "navigation", "main"),
    ]
    controls = window.all("#narrow input, #narrow select")
    assert [(window.role(element), window.name(element)) for element in controls] == [
        ("searchbox", "Find a topic or language"),
        ("combobox", "Language"),
        ("combobox", "Edition"),
        ("combobox", "State"),
    ]


def test_headings_lead_through_it(window: Browser) -> None:
    levels = window.run("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])")
    assert levels == [1, 2, 3, 2, 3, 3, 3]
    regions = window.all("section.topic")
    assert [window.name(region) for region in regions] == ["Asthma", "Burns"]


def test_the_keyboard_reaches_everything_and_shows_where_it_is(window: Browser) -> None:
    reached, outlines = [], []
    for _ in range(40):
        window.press(TAB)
        if window.run("document.activeElement === document.body"):
            break
        reached.append(window.name(window.focused))
        outlines.append(window.run("getComputedStyle(document.activeElement).outlineStyle"))
    assert reached[:6] == [
        "Skip to the handouts",
        "Find a topic or language",
        *("Language", "Edition", "State", "2 topics"),
    ]
    assert reached[6:] == shown_links(window)
    assert "none" not in outlines


def test_the_first_key_skips_to_the_handouts(window: Browser) -> None:
    window.press(TAB)
    assert window.is_shown(window.focused)
    window.press(ENTER)
    assert window.role(window.focused) == "main"
    window.press(TAB)
    assert window.name(window.focused) == "Asthma, English: One-page sheet"


def test_the_list_of_topics_leads_to_them(window: Browser) -> None:
    window.press(*[TAB] * 6)
    window.press(ENTER)
    window.press(TAB, TAB)
    assert window.name(window.focused) == "Burns"
    window.press(ENTER)
    assert window.run("location.hash") == "#topic-2"


@pytest.mark.parametrize(
    ("words", "count"),
    [("burns", 6), ("spanish", 2), ("español BURNS", 2), ("Espanol quemadúras", 2), ("xyz", 0)],
)
def test_typing_narrows_it_down_and_says_how_far(window: Browser, words: str, count: int) -> None:
    window.press(TAB, TAB, *words)
    assert len(shown_links(window)) == count
    (status,) = window.all("#count")
    assert window.ask("GET", f"element/{status}/text") == f"{count} of 7 PDFs"
    shown = [element for element in window.all("h2, h3") if window.is_shown(element)]
    assert bool(shown) == bool(count)


@pytest.mark.parametrize(
    ("choice", "option", "count"),
    [
        ("language", "Arabic", 2),
        ("edition", "Large print", 3),
        ("state", "Machine translation, not yet reviewed", 4),
        ("state", "Leaves out", 1),
    ],
)
def test_choices_narrow_it_down(window: Browser, choice: str, option: str, count: int) -> None:
    place = ["language", "edition", "state"].index(choice)
    window.press(*[TAB] * (3 + place), *option)
    assert window.run(f"document.getElementById('{choice}').value") == option
    assert len(shown_links(window)) == count


def test_without_scripts_everything_is_there(folder: Folder) -> None:
    folder.write()
    with browser(scripts=False) as window:
        window.open(folder.path / PAGE)
        assert len(shown_links(window)) == 7
        (form,) = window.all("#narrow")
        assert not window.is_shown(form)


@pytest.mark.parametrize("width", [320, 390, 500])
def test_on_a_narrow_screen_nothing_has_to_be_scrolled_sideways(folder: Folder, width: int) -> None:
    folder.add("croup", "en", "two-page", title="Laryngotracheobronchitis" * 3)
    folder.write()
    with browser() as window:
        # as a telephone: a window cannot be made so narrow
        screen = {"width": width, "height": 700, "deviceScaleFactor": 2, "mobile": True}
        told = {"cmd": "Emulation.setDeviceMetricsOverride", "params": screen}
        window.ask("POST", "goog/cdp/execute", **told)
        window.open(folder.path / PAGE)
        assert (
            window.run("[window.innerWidth, document.documentElement.scrollWidth]") == [width] * 2
        )
        right = "[...document.querySelectorAll('body *')].map(e => e.getBoundingClientRect().right)"
        assert window.run(f"Math.max(...{right})") <= width
        assert len(shown_links(window)) == 8


def test_what_may_not_be_used_says_so_to_everybody(folder: Folder) -> None:
    for state in ("stale", "refused", "withdrawn"):
        folder.add("croup", "en", "two-page", None, "a4", title=state, state=state)
        folder.ledger.mark("en/croup.two-page.a4.pdf", state)
        folder.write()
        with browser() as window:
            window.open(folder.path / PAGE)
            (warning,) = window.all(".warning")
            assert window.is_shown(warning)
            said = window.ask("GET", f"element/{warning}/text")
            assert said in window.run("document.querySelector('.unfit a').textContent")
            assert said.split(":")[0] == ("Withdrawn" if state == "withdrawn" else "Out of date")
            window.press(*[TAB] * 5, *said[:3])
            assert len(shown_links(window)) == 1


def test_what_is_damaged_or_gone_is_not_shown(folder: Folder) -> None:
    shutil.rmtree(folder.path / PICTURES)
    (folder.path / "en/asthma.one-page.pdf").write_bytes(b"%PDF-1.7 cut")
    text = folder.write()
    assert "asthma" not in text.lower()
    assert len(Links(text).found["img"]) == 6
    folder.ledger.mark("en/burns.one-page.pdf", "damaged")
    assert len(Links(folder.write()).found["img"]) == 5


def test_an_overdue_review_is_told_from_the_day_on(folder: Folder) -> None:
    folder.add("croup", "en", "two-page", review="reviewed", due="2026-11-24")
    folder.desk = Desk(Project(), date(2026, 11, 24))
    first = folder.write()
    assert "Review overdue" not in first
    folder.desk = Desk(Project(), date(2026, 11, 25))
    assert words_of(folder.write()).count("Review overdue: since 2026-11-24 Reviewed") == 1


def test_a_profile_with_a_fault_keeps_nothing_from_being_shown(
    folder: Folder, tmp_path: Path
) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "clinic.yaml").write_text("phon: 1", "utf-8")
    folder.desk = Desk(Project(tmp_path / "project"))
    assert len(Links(folder.write()).found["img"]) == 7


def test_the_picture_is_of_the_first_page() -> None:
    assert draw(pdf_of("a")).startswith(PNG)
    assert draw(pdf_of("a")) == draw(pdf_of("b"))


def test_what_it_is_made_from_is_asked_first(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing is new, templates are not even looked at: that takes time."""
    folder.write()
    monkeypatch.setattr(gallery, "_page", None)
    folder.write()
