"""The words of one DOCX paragraph, sorted into shown, deleted and hidden."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from ingest.documents.docx_hidden import is_hidden
from ingest.documents.docx_styles import Style, W, is_on, value

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DELETED = {f"{W}del", f"{W}moveFrom"}
_SKIPPED = {
    f"{W}{name}" for name in ("pPr", "rPr", "sectPr", "instrText", "delInstrText", "fldChar")
}
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}


@dataclass(slots=True)
class Words:
    """What a paragraph holds. `boxes` are the contents of text boxes, `notes` footnote ids."""

    shown: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    all_bold: bool = True
    style: Style = field(default_factory=Style)

    @property
    def text(self) -> str:
        """The shown words."""
        return "".join(self.shown).strip()


def paragraph_words(
    paragraph: etree._Element, styles: Mapping[str, Style], *, deleted: bool = False
) -> Words:
    """Walk a paragraph; `deleted` where the whole of it was deleted with tracking on."""
    words = Words(style=styles.get(value(paragraph.find(f"{W}pPr/{W}pStyle")), Style()))
    _walk(paragraph, words, styles, (deleted, False))
    return words


def shown_children(element: etree._Element) -> Iterator[etree._Element]:
    """The children, with one branch only of alternative content."""
    for child in element:
        if child.tag == f"{_MC}AlternateContent":
            branch = next(iter(child), None)
            yield from () if branch is None else branch
        elif isinstance(child.tag, str):
            yield child


def _walk(
    element: etree._Element, words: Words, styles: Mapping[str, Style], state: tuple[bool, bool]
) -> None:
    deleted, hidden = state
    for child in shown_children(element):
        tag = child.tag
        if tag in _SKIPPED:
            continue
        if tag in {f"{W}t", f"{W}delText"} or tag in _SIGNS:
            _put(
                words, _SIGNS.get(tag) or child.text or "", tag == f"{W}delText" or deleted, hidden
            )
        elif tag == f"{W}txbxContent":
            words.boxes.append(child)
        elif tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            words.notes.append((tag.removeprefix(W).removesuffix("Reference"), _id(child)))
        elif tag == f"{W}r":
            _walk(child, words, styles, (deleted, hidden or is_hidden(child, words.style, styles)))
            words.all_bold &= _run_is_bold(child, styles) or _is_blank(child)
        else:
            _walk(child, words, styles, (deleted or tag in _DELETED, hidden))


def _put(words: Words, text: str, deleted: bool, hidden: bool) -> None:
    target = words.deleted if deleted else words.hidden if hidden else words.shown
    target.append(text)


def _id(element: etree._Element) -> str:
    return element.get(f"{W}id", "")


def _run_style(run: etree._Element, styles: Mapping[str, Style]) -> Style:
    return styles.get(value(run.find(f"{W}rPr/{W}rStyle")), Style())


def _run_is_bold(run: etree._Element, styles: Mapping[str, Style]) -> bool:
    return is_on(run.find(f"{W}rPr/{W}b")) or _run_style(run, styles).bold


def _is_blank(element: etree._Element) -> bool:
    return not any(str(text).strip() for text in element.itertext())
