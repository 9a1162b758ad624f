"""Links that say nothing where they cannot be clicked: on paper, and in a screen reader's list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearprint.copychecks.check import Check, in_passages
from clearprint.passages import Copy, Passage

_HERE = {
    *(
        "here",
        "click here",
        "tap here",
        "this link",
        "link",
        "click",
        "read more",
        "more",
        "details",
    ),
    *("learn more", "more information", "this page", "this website", "website", "find out more"),
    *("aquí", "haga clic aquí", "haz clic aquí", "pulse aquí", "este enlace", "enlace", "más"),
    *(
        "leer más",
        "ver más",
        "más información",
        "ici",
        "cliquez ici",
        "ce lien",
        "lien",
        "lire plus",
    ),
    *(
        "en savoir plus",
        "plus d’informations",
        "plus d'informations",
        "hier",
        "hier klicken",
        "mehr",
    ),
    *("mehr informationen", "weiterlesen", "dieser link", "qui", "clicca qui", "leggi di più"),
    *("maggiori informazioni", "scopri di più", "aqui", "clique aqui", "saiba mais", "leia mais"),
    *("mais informações", "здесь", "тут", "нажмите здесь", "ссылка", "подробнее", "читать далее"),
    *("هنا", "انقر هنا", "اضغط هنا", "المزيد", "مزيد من المعلومات", "هذا الرابط", "الرابط"),
    *("这里", "此处", "点击这里", "点击此处", "更多", "更多信息", "了解更多", "链接"),
    *("여기", "여기를 클릭", "여기를 클릭하세요", "더 보기", "자세히 보기", "자세한 정보", "링크"),
    *("đây", "tại đây", "ở đây", "bấm vào đây", "nhấp vào đây", "xem thêm", "thêm thông tin"),
    *("यहाँ", "यहां", "यहाँ क्लिक करें", "यहां क्लिक करें", "और पढ़ें", "अधिक जानकारी", "लिंक"),
}
_CLICK = re.compile(
    r"(?i)(?<!\ba )(?<!\w)(?:"
    r"(?:click|tap|press)(?: on)? (?:here|(?:the|this) link)\b|follow (?:this|the) link\b|"
    r"click(?: on)? (?:the (?:button|icon|image|picture|tab)|below)\b|"
    r"(?:haga|haz|hacer|dé) clic\b|(?:pulse|toque) (?:aquí|el enlace)|"
    r"cliquez (?:ici|sur)\b|hier klicken\b|klicken sie (?:bitte )?(?:hier|auf)\b|"
    r"clicca(?:re|te)? (?:qui|su)\b|fai clic\b|clique (?:aqui|em|no|na)\b|"
    r"(?:нажмите|щ[её]лкните|кликните) (?:здесь|сюда|на ссылку)"
    r")|انقر|اضغط هنا|点击|单击|点这里|클릭|여기를 누르|क्लिक कर|"
    r"(?:nhấp|bấm|nhấn) (?:chuột )?(?:vào )?(?:đây|liên kết)"
)


def _link(passage: Passage, _: Copy) -> Iterator[tuple[int, str, str]]:
    told = False
    for link in passage.links:
        if link.strip(" .:!»>。").lower() in _HERE:
            told = True
            problem = f"The link “{link}” says nothing about where it leads."
            yield passage.text.find(link), problem, ""
    if not told and (found := _CLICK.search(passage.text)):
        yield found.start(), f"Nobody can “{found.group()}” on paper.", ""


CHECKS = (
    Check(
        "click-here",
        "On paper nobody can click, and a screen reader that lists the links reads “here, here”.",
        "W3C, WCAG 2.1, success criterion 2.4.4: the purpose of a link is clear from its words.",
        "Make the name of the page the link, such as “MedlinePlus on asthma”.",
        "For more, [click here](https://medlineplus.gov/asthma.html).",
        "For more, see [MedlinePlus on asthma](https://medlineplus.gov/asthma.html). You may hear "
        "a click here and there.",
        in_passages(_link),
    ),
)
