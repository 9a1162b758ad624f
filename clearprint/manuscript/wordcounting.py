"""All words of a Word file, counted from its raw XML: without the readers, to check them."""

from __future__ import annotations

import html
import re
import zipfile
from io import BytesIO

from clearprint.manuscript.counting import POINTED, Raw, unmarked
from clearprint.manuscript.symbols import letters
from clearprint.manuscript.words import cleaned

_TAG = re.compile(
    r"<([/!?]?)(?:[\w.-]+:)?([\w.-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>([^<]*)", re.DOTALL
)
_ATTRIBUTE = re.compile(r"(?:^|\s)(?:[\w.-]+:)?(\w+)=(?:\"([^\"]*)\"|'([^']*)')")
_SAYING = {
    "docPr": ("title", "descr"),
    **dict.fromkeys(("shape", "rect", "group"), ("title", "alt")),
    "textpath": ("string",),
    "listItem": ("displayText",),
}
_LETTERS = ("t", "delText", "v")
_SPACED = {
    "tab",
    "ptab",
    "br",
    "cr",
    "f",
    "num",
    "den",
    "rad",
    "nary",
    "d",
    "m",
    "mr",
    "func",
    "limLow",
}
_PARTED = {"p", "tc", "txbxContent", "docPr", "listItem", "pt"}
_SIGNS = {"noBreakHyphen": "-", "den": "/"}
_TEXTS = re.compile(
    r"word/(footnotes|endnotes|comments|header\d*|footer\d*|diagrams/data\d*|charts/chart\d*)\.xml"
)


def raw_word(data: bytes) -> Raw:
    """What a Word file says: the text of its parts, letter by letter as their XML has it."""
    least, most, links = [], [], list[str]()
    with zipfile.ZipFile(BytesIO(data)) as package:
        main = _main(package)
        for name in package.namelist():
            if name == main or _TEXTS.fullmatch(name):
                xml = _part(package, name)
                text, moved = _Xml(xml).read()
                least.append(text)
                most.append(f"{text}\n{moved}")
                links += _links(package, name, xml)
    most += links
    whole = POINTED.sub(r"\1", "\n".join(dict.fromkeys(least)))
    whole = "\n".join(map(unmarked, whole.split("\n")))
    return Raw(cleaned(whole), (cleaned("\n".join(most)),), tuple(links))


def _main(package: zipfile.ZipFile) -> str:
    """The name of the part with the text itself."""
    for tag in _TAG.finditer(_part(package, "_rels/.rels")):
        told = {key: a or b for key, a, b in _ATTRIBUTE.findall(tag[3])}
        if told.get("Type", "").endswith("/officeDocument"):
            return str(told.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _part(package: zipfile.ZipFile, name: str) -> str:
    """The XML of a part; nothing where there is none."""
    try:
        return package.read(name).decode("utf-8-sig", "replace")
    except KeyError:
        return ""


def _links(package: zipfile.ZipFile, name: str, xml: str) -> list[str]:
    """Where the links of a part go."""
    folder, _, file = name.rpartition("/")
    found = []
    for tag in _TAG.finditer(_part(package, f"{folder}/_rels/{file}.rels")):
        told = {key: html.unescape(a or b) for key, a, b in _ATTRIBUTE.findall(tag[3])}
        used = re.search(rf"\bid=[\"']{re.escape(told.get('Id', '?'))}[\"']", xml)
        if told.get("Type", "").endswith("/hyperlink") and used:
            found.append(told.get("Target", ""))
    return found


class _Xml:
    """Goes through the marks of a part one by one."""

    def __init__(self, xml: str) -> None:
        self.xml = xml
        self.open: list[str] = []
        self.texts: list[str] = []
        self.again: list[str] = []
        self.says: list[bool] = []  # whether the first of what stands there twice says anything
        self.apart: list[str] = []  # deleted, struck out, hidden
        self.why = self.why_before = ""
        self.font = ""

    def read(self) -> tuple[str, str]:
        """The text, and what was moved or stands there a second time for old Words."""
        for found in _TAG.finditer(self.xml):
            closing, name, inside, text = found.groups()
            if closing in ("!", "?"):
                continue
            if name in _SPACED | _PARTED:
                self._say(" " if name in _SPACED else "\n")
            if closing:
                self._close(name)
                continue
            self._attributes(name, inside)
            if name == "AlternateContent":
                self.says.append(False)
            if not inside.endswith("/"):
                self.open.append(name)
                if name in _LETTERS:
                    self._say(letters(self.font, html.unescape(text)))
                elif name == "instrText":
                    self.again.append(html.unescape(text))
        return "".join([*self.texts, "\n", *self.apart]), "".join(self.again)

    def _close(self, name: str) -> None:
        if name in self.open:
            while self.open.pop() != name:
                pass
        if name == "AlternateContent" and self.says:
            self.says.pop()

    def _say(self, text: str) -> None:
        second = "Fallback" in self.open and any(self.says)
        if text.strip() and self.says and "Fallback" not in self.open and self.open[-1] == "t":
            self.says = [True] * len(self.says)
        if second or "moveFrom" in self.open:
            self.again.append(text)
            return
        why = "del" if "del" in self.open else self.why if "r" in self.open else ""
        if why != self.why_before:  # what is apart for another reason is no part of the word
            self.apart.append(" ")
            self.why_before = why
        (self.apart if why else self.texts).append(text)

    def _attributes(self, name: str, inside: str) -> None:
        """What an element says in its attributes."""
        told = {key: html.unescape(a or b) for key, a, b in _ATTRIBUTE.findall(inside)}
        for words in dict.fromkeys(told[key] for key in _SAYING.get(name, ()) if told.get(key)):
            self._say(f"{words}\n")
        if name in _SIGNS:
            self._say(_SIGNS[name])
        elif name == "sym":
            self._say(letters(told.get("font", ""), _sign(told.get("char", ""))))
        elif name == "r":
            self.font = self.why = ""
        elif name in ("strike", "dstrike", "vanish") and "r" in self.open:
            if told.get("val") not in ("0", "false", "off"):
                self.why = "vanish" if name == "vanish" and not self.why else "strike"
        elif name == "rFonts":
            self.font = told.get("ascii", "")


def _sign(code: str) -> str:
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else "\uf000"
