"""What WeasyPrint 70 leaves out of a tagged PDF, put in while it writes one.

The private parts of WeasyPrint that this reaches into are named at each hook, with what is missing
upstream (https://github.com/Kozea/WeasyPrint/issues/2482); a test fails on the day WeasyPrint does
it itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.etree import ElementTree

import pydyf
from weasyprint.document import Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import tags as weasyprint_tags
from weasyprint.pdf.stream import Stream

from clearprint.glyphs import faithful_glyphs
from clearprint.hooks import replaced
from clearprint.spoken import leftward_texts, said, spaced_texts, speaks_for_itself

PDFA_EXTENSION = """
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
    xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


_POINTS = 0.75  # in a pixel of the typesetter


def write_pdf(document: Document) -> bytes:
    """The document as PDF/UA-1 and PDF/A-2a at once, with tags that say what was printed."""
    _declare_both_standards(document)
    _tidy_anchors(document)
    marks = _Marks(document)
    with marks.watching(), faithful_glyphs(document):
        pdf: bytes = document.write_pdf(pdf_variant="pdf/a-2a", finisher=marks.finish)
    return pdf


def _tidy_anchors(document: Document) -> None:
    """A link is one, whatever it is made of, and a bookmark has none of the signs in its heading.

    WeasyPrint makes a link of every element in a link as well.
    """
    for page in document.pages:
        page.links[:] = [link for link in page.links if link[3].element.tag == "a"]
        page.bookmarks[:] = [(level, said(label), *rest) for level, label, *rest in page.bookmarks]


def _declare_both_standards(document: Document) -> None:
    """WeasyPrint writes one standard's identifier (issue 2783); PDF/A wants the other described."""
    metadata = document.metadata
    made = metadata.generate_rdf_metadata

    def both(variant: str, version: int, conformance: str) -> bytes:
        rdf: bytes = made(variant, version, conformance)
        ElementTree.fromstring(f"<both>{PDFA_EXTENSION}</both>")  # noqa: S314 (our own constant)
        return rdf.replace(b"</rdf:RDF>", PDFA_EXTENSION.encode() + b"</rdf:RDF>")

    metadata.generate_rdf_metadata = both


class _Marks:
    """Which text was drawn under which mark, page by page, and what the tags must say of it."""

    def __init__(self, document: Document) -> None:
        self.spaced, self.leftward = spaced_texts(document), leftward_texts(document)
        self.texts: list[dict[int, Any]] = []
        self.running: set[Any] = set()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch WeasyPrint paint and tag, for as long as one PDF is written."""
        paint, marked, build = Page.paint, Stream.marked, weasyprint_tags._build_box_tree

        def paint_page(page: Page, stream: Stream, scale: float = 1) -> None:
            margins = (b for b in page._page_box.children if isinstance(b, boxes.MarginBox))
            self.running = {inner for margin in margins for inner in margin.descendants()}
            self.texts.append({})
            paint(page, stream, scale)

        @contextmanager
        def mark(stream: Stream, box: Any, tag: str) -> Iterator[None]:
            """Running feet become pagination artifacts; WeasyPrint leaves them in no tree."""
            if box in self.running:
                kind = pydyf.Dictionary({"Type": "/Pagination"})
                pydyf.Stream.begin_marked_content(stream, "Artifact", kind)
                try:
                    yield
                finally:
                    pydyf.Stream.end_marked_content(stream)
                return
            with marked(stream, box, tag):
                self.texts[-1][stream._tags[box]["mcid"]] = box
                yield

        def build_tree(box: Any, *rest: Any) -> Iterator[Any]:
            return iter(()) if isinstance(box, boxes.MarginBox) else build(box, *rest)

        with (
            replaced(Page, "paint", paint_page),
            replaced(Stream, "marked", mark),
            replaced(weasyprint_tags, "_build_box_tree", build_tree),
        ):
            yield

    def finish(self, document: Document, pdf: pydyf.PDF) -> None:
        """Before the trailer is written: words, languages and link descriptions into the tags."""
        objects = {o.reference: o for o in pdf.objects if isinstance(o, pydyf.Dictionary)}
        root = objects[pdf.catalog["StructTreeRoot"]]
        numbers = objects[root["ParentTree"]]["Nums"]
        tree = dict(zip(numbers[::2], numbers[1::2], strict=True))
        mixed = {reference for reference in objects if _is_mixed_link(reference, objects)}
        for page, texts in enumerate(self.texts):
            lines: dict[str, list[Any]] = defaultdict(list)
            for mark, box in sorted(texts.items()):
                if isinstance(box, boxes.TextBox):
                    reference = tree[page][mark]
                    if reference in mixed:
                        reference = _add_level(pdf, objects, reference, mark)
                    lines[reference].append(box)
                    tree[page][mark] = (
                        _add_level(pdf, objects, reference, mark)
                        if box in self.leftward
                        else reference
                    )
            for reference, drawn in lines.items():
                self._say(objects[reference], drawn, document.metadata.lang)
        _describe_links(document)
        _place_figures(document, pdf)

    def _say(self, element: pydyf.Dictionary, drawn: list[Any], language: str) -> None:
        """Put a line's words, in logical order, and its language on its structure element.

        Glyphs do not always name their letters; what stands here is read instead (ISO 32000-1,
        14.9.4). A space to write on has no letters: its words stand in the sheet's aria-label, and
        are always said.
        """
        labels = [box.element.get("aria-label") for box in drawn]
        words = "".join(
            (label or said(box.text)) + " " * (box in self.spaced)
            for box, label in zip(drawn, labels, strict=True)
        )
        if words and (any(labels) or not speaks_for_itself(words)):
            element["ActualText"] = pydyf.String(words)
        inner = drawn[0].style["lang"]
        if inner and inner != language:
            element["Lang"] = pydyf.String(inner)


def _is_mixed_link(reference: bytes, objects: dict[bytes, pydyf.Dictionary]) -> bool:
    """Whether words stand in a link beside elements; they need one of their own, to be said."""
    element = objects[reference]
    if element.get("S") != "/Link":
        return False
    return any("S" in objects[kid] for kid in element["K"] if isinstance(kid, bytes))


def _add_level(
    pdf: pydyf.PDF, objects: dict[bytes, pydyf.Dictionary], outer: bytes, mark: int
) -> bytes:
    """Put marked content one structure element deeper.

    MuPDF takes the words of the innermost element for its glyphs, which in right-to-left text stand
    in visual order.
    """
    around = objects[outer]
    inner = pydyf.Dictionary({**around, "S": "/Span", "K": pydyf.Array([mark]), "P": outer})
    pdf.add_object(inner)
    around["K"][around["K"].index(mark)] = inner.reference
    objects[inner.reference] = inner
    reference: bytes = inner.reference
    return reference


def _place_figures(document: Document, pdf: pydyf.PDF) -> None:
    """Where a figure stands, in points from below; WeasyPrint writes its own pixels from above."""
    for figure in pdf.objects:
        if isinstance(figure, pydyf.Dictionary) and figure.get("S") == "/Figure":
            page = document.pages[pdf.page_references.index(figure["Pg"])]
            left, top, right, bottom = figure["A"]["BBox"]
            edges = left, page.height - bottom, right, page.height - top
            figure["A"]["BBox"] = pydyf.Array([edge * _POINTS for edge in edges])


def _describe_links(document: Document) -> None:
    """A link is described by its words; WeasyPrint takes its address."""
    for page in document.pages:
        for _, _, _, box in page.links:
            if box.link_annotation and (words := said("".join(box.element.itertext())).strip()):
                box.link_annotation["Contents"] = pydyf.String(words)
