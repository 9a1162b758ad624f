"""Titles and headings that do not say what comes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearprint.copychecks.check import Check, in_passages
from clearprint.passages import Copy, Passage

_EMPTY = {
    *("information", "general information", "more information", "additional information", "about"),
    *(
        "further information",
        "other information",
        "other",
        "introduction",
        "miscellaneous",
        "notes",
    ),
    *("details", "facts", "general", "background", "more", "important", "good to know"),
    *(
        "información",
        "información general",
        "más información",
        "otra información",
        "otros",
        "notas",
    ),
    *("información adicional", "introducción", "generalidades", "detalles", "datos", "acerca de"),
    *("informations", "informations générales", "informations complémentaires", "généralités"),
    *("plus d’informations", "plus d'informations", "autres", "remarques", "divers", "à propos"),
    *("informationen", "allgemeine informationen", "weitere informationen", "allgemeines"),
    *("zusätzliche informationen", "sonstiges", "weiteres", "hinweise", "einleitung", "einführung"),
    *("informazioni", "informazioni generali", "ulteriori informazioni", "altre informazioni"),
    *("generalità", "altro", "introduzione", "note", "informações", "informações gerais", "outros"),
    *("mais informações", "outras informações", "introdução", "информация", "общая информация"),
    *("дополнительная информация", "введение", "прочее", "разное", "примечания", "подробности"),
    *("معلومات", "معلومات عامة", "معلومات إضافية", "مزيد من المعلومات", "مقدمة", "أخرى", "ملاحظات"),
    *(
        "信息",
        "一般信息",
        "基本信息",
        "其他",
        "其他信息",
        "更多信息",
        "简介",
        "介绍",
        "说明",
        "备注",
    ),
    *("정보", "일반 정보", "추가 정보", "기타", "기타 정보", "소개", "참고", "안내", "thông tin"),
    *("thông tin chung", "thông tin khác", "thông tin thêm", "giới thiệu", "khác", "ghi chú"),
    *("जानकारी", "सामान्य जानकारी", "अन्य", "अन्य जानकारी", "अतिरिक्त जानकारी", "परिचय", "विवरण"),
}
_EMPTY_TITLE = re.compile(
    r"(?i).+ (?:and you|y usted|et vous|und sie|e lei|e você|и вы|và (?:bạn|quý vị)|और आप|وأنت)|"
    r".+[与和]您|patient (?:information|handout|leaflet)|information (?:leaflet|sheet)|"
    r"información para (?:el paciente|pacientes)|informations? (?:pour les patients|patients?)"
)


def _heading(passage: Passage, _: Copy) -> Iterator[tuple[int, str, str]]:
    words = passage.text.strip(" .:!").lower()
    if passage.kind == "heading" and words in _EMPTY:
        yield 0, f"The heading “{passage.text}” does not say what comes.", ""
    if passage.kind == "title" and _EMPTY_TITLE.fullmatch(words):
        yield 0, f"The title “{passage.text}” does not say what the handout is for.", ""


CHECKS = (
    Check(
        "empty-heading",
        "People look for what they need by the headings. “Information” helps nobody find it.",
        "AHRQ PEMAT-P, items 1 and 9: informative headers; titles such as “Mammograms and You” do "
        "not make the purpose evident.",
        "Say what the reader learns or does there, such as “What to take with you”.",
        "sections:\n  overview: {text: It is small.}\n"
        "  when_to_see_a_doctor: {text: Call us., urgent: [Pain]}\n"
        "  more: {heading: General information, text: Eat well.}",
        "sections:\n  overview: {text: It is small.}\n"
        "  when_to_see_a_doctor: {text: Call us., urgent: [Pain]}\n"
        "  more: {heading: What you can eat, text: Eat well.}",
        in_passages(_heading),
    ),
)
