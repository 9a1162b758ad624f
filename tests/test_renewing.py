"""A translator's file is brought up to date, and not a letter that was not to change is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from conftest import article_text, findings_of
from conftest import node_of as parsed
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from clearprint.amending import Amendments, page_of
from clearprint.article import Article
from clearprint.quoting import key, quoted
from clearprint.renewing import is_ours
from clearprint.schema import read
from clearprint.textblocks import BODIES, digests
from clearprint.translating import Source, confirmed, renewed

KEYS = ("own", "faq about driving", "section 1.5", "a: b #c", 'say "no"', "x.text", "y.figure", "-")
"""Names of sections; YAML takes some in quotes only, and some look like the path of a block."""

LINE = re.compile(r'\s*(- )?(\w+|"(\\.|[^"])*"):( (\||""))?( +#.*)?')
DIGEST = re.compile(r'\s+(\S+|"(\\.|[^"])*"): "[0-9a-f]{10}"')
COMMENTS = ("# Ask Ana.", "#", "# text: |", "# ñ: \u200c, 你", "# sources: none", "#  a: b")
BESIDE = ("", "", "  # Ana: ok?", "   # {")
WORDS = ("Hola", "Dos  palabras", "¿Qué es?", "你好: no", "it's # 1", 'a "b" \\c', "@x", "{y}")


@dataclass
class Written:
    """A translator's file line by line, each with the block it belongs to; none is a person's."""

    lines: list[tuple[str, str]] = field(default_factory=list)

    def put(self, text: str, block: str = "") -> None:
        """Write a line."""
        self.lines.append((text, block))


def _english(keys: list[str], changed: set[str]) -> Source:
    """A source with some sections of its own; the blocks that are `changed` have other words."""

    def words(name: str) -> str:
        return quoted(f"Words of {name.replace('.', ' ')[:20]}{' now' if name in changed else ''}")

    parts = []
    for name in (*keys, "overview", "when_to_see_a_doctor"):
        path = f"sections.{name}"
        parts += [f"\n  {key(name)}:", f"    heading: {words(f'{path}.heading')}"]
        parts += [f"    text: {words(f'{path}.text')}", f"    brief: {words(f'{path}.brief')}"]
    parts.append(f"    urgent: [{words('sections.when_to_see_a_doctor.urgent')}]")
    asked = f"\n  - question: {words('faq.1.question')}\n    answer: {words('faq.1.answer')}"
    text = article_text(title=words("title"), sections="\n".join(parts), faq=asked)
    return Source(read(Article, parsed(text)), "en")


class _Writer:
    """Writes a translation as translators do: in any order, with any quotes and comments."""

    def __init__(self, data: st.DataObject, source: Source, left_out: set[str]) -> None:
        self.data, self.names, self.left_out = data, list(digests(source.article)), left_out
        self.noted = digests(source.article)
        self.file = Written()

    def pick(self, *choices: str) -> str:
        return self.data.draw(st.sampled_from(choices))

    def between(self, indent: str) -> None:
        for _ in range(self.data.draw(st.integers(0, 2))):
            comment = self.pick("", *COMMENTS)
            self.file.put(f"{indent}{comment}" if comment else self.pick("", "  "))

    def scalar(self, name: str, indent: str, start: str = "") -> None:
        """A field in one of the ways to write it."""
        written, words = name.rpartition(".")[2], self.pick(*WORDS)
        style = self.pick("plain", "quoted", "single", "literal", "folded", "empty")
        if self.data.draw(st.booleans()):
            self.file.put(f"{indent}# source: the old words", name)
        self.between(indent)
        head = f"{indent}{start}{self.pick(written, quoted(written))}:"
        inner = f"{indent}{'  ' if start else ''}   "
        beside = self.pick(*BESIDE)
        if style in ("literal", "folded"):
            self.file.put(f"{head} {'|' if style == 'literal' else '>-'}{beside}", name)
            self.file.put(f"{inner}{words}", name)
            if written not in BODIES and self.data.draw(st.booleans()):
                self.file.put(f"{inner}# source: no comment", name)
            self.file.lines += [("", "")] * self.data.draw(st.integers(0, 2))
            return
        escaped = words.replace("'", "''")
        told = {"plain": "Sin comillas", "single": f"'{escaped}'", "empty": '""'}
        if style == "empty":
            self.left_out.add(name)
        self.file.put(f"{head} {told.get(style, quoted(words))}{beside}", name)

    def section(self, name: str) -> None:
        path = f"sections.{name}."
        self.file.put(f"  {self.pick(key(name), quoted(name))}:{self.pick(*BESIDE)}")
        fields = [n for n in self.names if n.startswith(path) and n not in self.left_out]
        for block in self.data.draw(st.permutations(fields)):
            if block.endswith(".urgent"):
                self.file.put("    urgent:", block)
                self.file.put(f"    - Dolor{self.pick(*BESIDE)}", block)
            else:
                self.scalar(block, "    ")

    def whole(self, sections: list[str]) -> Written:
        parts = ["title", "sections", "faq", "references", "version", "review", "translation"]
        for part in self.data.draw(st.permutations(parts)):
            self.between("")
            getattr(self, f"part_{part}", self.plain)(part, sections)
        self.between("")
        return self.file

    def plain(self, part: str, _: list[str]) -> None:
        told = {"version": 'version: "1.0"  # mine\npublished: 2026-11-24', "references":
                "references:\n- {text: A book.}  # kept"}  # fmt: skip
        for line in told.get(part, "review: {status: unreviewed}").split("\n"):
            self.file.put(line)

    def part_title(self, *_: object) -> None:
        if "title" not in self.left_out:
            self.scalar("title", "")

    def part_sections(self, _: str, sections: list[str]) -> None:
        self.file.put("sections:")
        for name in self.data.draw(st.permutations(sections)):
            self.section(name)

    def part_faq(self, *_: object) -> None:
        self.file.put("faq:")
        self.scalar("faq.1.question", "  ", "- ")
        if "faq.1.answer" not in self.left_out:
            self.scalar("faq.1.answer", "    ")

    def part_translation(self, *_: object) -> None:
        self.file.put("translation:  # by Ana")
        self.file.put("  source:")
        for name, now in self.noted.items():
            self.file.put(f"    {key(name)}: {quoted(now)}", name)
        self.between("    ")
        self.file.put("  of: en")
        self.file.put("  status: machine")


@settings(max_examples=150, phases=[Phase.generate])
@given(st.data())
def test_what_is_not_to_change_stays_to_the_letter(data: st.DataObject) -> None:
    keys = data.draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=3))
    before = _english(keys, set())
    names = [name for name in digests(before.article) if not name.startswith("references")]
    changed = set(data.draw(st.lists(st.sampled_from(names), unique=True, max_size=4)))
    missing = {
        n for n in data.draw(st.lists(st.sampled_from(names), max_size=3)) if "faq.1.q" not in n
    }
    writer = _Writer(data, before, missing)
    file = writer.whole([*keys, "overview", "when_to_see_a_doctor"])
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    text = end.join(line for line, _ in file.lines) + data.draw(st.sampled_from(["", end]))

    made = renewed(page_of(text, "es.yaml"), _english(keys, changed))

    present = {block for _, block in file.lines}
    stale = (changed & present) - missing
    lines = made.text.split(end)
    kept = [line for line, block in file.lines if block not in changed and not _made(line, block)]
    assert [line for line in lines if line and not _ours(line)] == [line for line in kept if line]
    assert lines.count("") >= [line for line, _ in file.lines].count("")
    assert set(made.to_fill) == stale | missing
    for line, block in file.lines:
        if block in stale and not is_ours(line) and not DIGEST.fullmatch(line):
            words = line.split("  # ")[0].split("   # ")[0].strip().removeprefix("- ")
            assert any(is_ours(each) and words in each for each in lines)
    again = renewed(page_of(made.text, "es.yaml"), _english(keys, changed))
    assert again.text == made.text
    assert set(again.to_fill) == set(made.to_fill)


def _made(line: str, block: str) -> bool:
    """Whether a line of a translator's file is one that the program made."""
    return (bool(block) and _ours(line)) or bool(LINE.fullmatch(line))


def _ours(line: str) -> bool:
    return is_ours(line) or bool(DIGEST.fullmatch(line) or LINE.fullmatch(line))


SOURCE = Source(
    read(Article, parsed(article_text(title="Fever", faq="\n  - question: Why?\n    answer: So."))),
    "en",
)
HAND_MADE = """\
title: Fiebre
sections:
  overview:
    text: Es pequeña.
  when_to_see_a_doctor:
    text: Llame.
    urgent: [Dolor]
faq:
- question: ¿Por qué?
  answer: Así.
references:
- {text: Un libro.}
version: "1.0"
published: 2026-11-24
review: {status: unreviewed}
"""


def _renewed(text: str) -> str:
    return renewed(page_of(text, "es.yaml"), SOURCE).text


def test_words_that_nobody_noted_a_source_for_are_kept_and_to_be_compared() -> None:
    text = f"{HAND_MADE}translation: {{of: en, status: translated}}  # by Ana\n# end"
    made = renewed(page_of(text, "es.yaml"), SOURCE)
    assert made.to_fill == ()
    assert made.to_compare == tuple(digests(SOURCE.article))
    assert [line for line in made.text.split("\n") if not is_ours(line)] == text.split("\n")
    noted = confirmed(page_of(made.text, "es.yaml"), SOURCE)
    end = "translation:  # by Ana\n  of: en\n  status: translated\n  source:\n    title: "
    assert end in noted
    assert noted.endswith("\n# end")
    assert _renewed(noted) == confirmed(page_of(text, "es.yaml"), SOURCE)


def test_what_stands_below_a_key_is_no_matter_of_translate() -> None:
    text = f"{HAND_MADE}translation: {{of: en, status: {{a: b}}}}\n"
    made = confirmed(page_of(text, "es.yaml"), SOURCE)
    assert "translation:\n  of: en\n  status: {a: b}\n  source:\n" in made
    assert "Node" not in made


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("overview:\n    text: Es pequeña.", "overview: {}", "in-braces", 3),
        ("overview:\n    text: Es pequeña.", "overview: {brief: x}", "in-braces", 3),
        ("overview:\n    text: Es pequeña.", "overview: Hola", "wrong-type", 3),
        ("title: Fiebre", "? title\n: Fiebre", "in-braces", 1),
        ("- question: ¿Por qué?\n  answer: Así.", "  ¿Por qué?", "wrong-type", 9),
        ("- question: ¿Por qué?\n  answer: Así.", "- ¿Por qué?", "in-braces", 9),
        ("- {text: Un libro.}", "  []", "in-braces", 12),
        ("# end", "translation: {status: machine,  # Ana\n  by: Ana}", "in-braces", 16),
        ("# end", "translation: en", "wrong-type", 16),
    ],
)
def test_what_cannot_be_added_to_is_told_with_its_line(
    old: str, new: str, code: str, line: int
) -> None:
    text = f"{HAND_MADE}# end\n"
    assert text.count(old) == 1
    page = page_of(text.replace(old, new), "es.yaml")
    (found,) = findings_of(lambda: renewed(page, SOURCE))
    assert (found.code, found.place.line) == (code, line)


def test_old_words_stay_until_there_are_new_ones() -> None:
    """Also where the source changes a second time before anybody has written them."""
    first = confirmed(
        page_of(f"{HAND_MADE}translation: {{of: en, status: machine}}\n", "x"), SOURCE
    )
    for words in ("So now.", "So then."):
        faq = f"\n  - question: Why?\n    answer: {words}"
        article = read(Article, parsed(article_text(title="Fever", faq=faq)))
        made = renewed(page_of(first, "es.yaml"), Source(article, "en"))
        assert made.to_fill == ("faq.1.answer",)
        told = f"  # source: {words}\n  # before: answer: Así.\n  answer: |\n"
        assert told in made.text or told.replace("  # before: answer: Así.\n", "") in made.text
        assert made.text.count("Así.") == 1
        first = made.text


def test_a_comment_below_is_not_taken_for_the_text() -> None:
    text = f"{HAND_MADE}translation: {{of: en, status: machine}}\n"
    text = text.replace("pequeña.", "pequeña.\n      # Ask Ana.")
    article = read(Article, parsed(article_text(title="Fever")))
    noted = confirmed(page_of(text, "x"), Source(article, "en"))
    other = article_text(title="Fever").replace("It is small.", "It is big.")
    made = renewed(page_of(noted, "x"), Source(read(Article, parsed(other)), "en"))
    assert '    text: ""\n      # Ask Ana.\n' in made.text
    without = HAND_MADE.replace("  answer: Así.", "\n     # Ask")
    made = renewed(page_of(f"{without}translation: {{of: en}}\n", "x"), SOURCE)
    assert '  answer: ""\n\n     # Ask\n' in made.text


def test_a_file_in_which_a_word_would_be_lost_is_refused() -> None:
    text = HAND_MADE.replace("overview:\n    text: Es pequeña.", 'overview: ""')
    (found,) = findings_of(lambda: _renewed(f"{text}translation: {{of: en}}\n"))
    assert (found.code, found.place.file) == ("in-braces", "es.yaml")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Fiebre", "Fieber"),
        ("Llame", ""),
        ("  answer: Así.", "  answer: x"),
        ('urgent: ""', "urgent: x"),
    ],
)
def test_what_was_made_is_read_again(old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is wrong with the program itself, no word is lost, and none is put in."""
    text = f"{HAND_MADE}translation: {{of: en}}\n".replace("answer: Así.", 'answer: ""')
    text = text.replace("    urgent: [Dolor]\n", "")
    made = Amendments.made
    monkeypatch.setattr(
        Amendments, "made", lambda changes: made(changes).replace(old.replace("Así.", '""'), new)
    )
    (found,) = findings_of(lambda: _renewed(text))
    assert found.code == "in-braces"


def test_a_reference_in_the_old_words_of_its_source_has_the_new_ones() -> None:
    text = HAND_MADE.replace("{text: Un libro.}", "text: >-  # kept\n    A\n    book.  ")
    noted = confirmed(page_of(f"{text}translation: {{of: en, status: machine}}\n", "x"), SOURCE)
    other = article_text(title="Fever", references="\n  - text: 'The \"book\".'")
    made = renewed(page_of(noted, "x"), Source(read(Article, parsed(other)), "en"))
    assert '- text: "The \\"book\\"."  # kept\nversion' in made.text


def test_a_picture_goes_with_its_words() -> None:
    def source(file: str, alt: str) -> Source:
        figure = f"It is small.\n    figure: {{file: {file}, alt: {alt}, caption: C}}"
        text = article_text(title="Fever").replace("It is small.", figure)
        return Source(read(Article, parsed(text)), "en")

    picture = "pequeña.\n    figure:\n      file: mine.svg\n      alt: A\n      caption: C"
    text = f"{HAND_MADE}translation: {{of: en, status: machine}}\n".replace("pequeña.", picture)
    noted = confirmed(page_of(text, "x"), source("a.svg", "One"))
    assert renewed(page_of(noted, "x"), source("b.svg", "One")).text == noted
    other = renewed(page_of(noted.replace('title: "', 'title: "old'), "x"), source("b.svg", "One"))
    assert "      file: mine.svg\n" in other.text
    made = renewed(page_of(noted, "x"), source("b.svg", "Two")).text
    assert "      file: b.svg\n      # source: Two\n      # before: alt: A\n" in made
