"""Reads Formex 4: an act package (ZIP), its main file alone, and consolidated acts (`CONS.ACT`).

Change marks of a consolidated text are processing instructions and leave no trace. Quoted
amendments (`QUOT.S`) are text of the unit that quotes them, footnotes (`NOTE`) are dropped.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime

from domain.errors import LawTextError
from ingest.law.archive import xml_files
from ingest.law.markup import (
    Element,
    blocks_in,
    children,
    inline_text,
    paragraph,
    parse_xml,
)
from ingest.law.raw import Block, Item, RawLaw, Title, Unit
from ingest.law.words import NOTE_MARK, clean

_IDENTIFIER = re.compile(r"0*(\d+)([A-Z]*)")
_ANNEX = re.compile(r"[A-Z]+ ([IVX]+)\b")
_HOLDERS = frozenset(
    {"P", "ALINEA", "TXT", "CONTENTS", "GR.TBL", "CORPUS", "TBL", "LIST", "GR.SEQ"}
)


def parse_formex(data: bytes, name: str = "file") -> RawLaw:
    """Read a package or a single file into units; raises `LawTextError` where it is no act."""
    files = xml_files(data, name) if data.startswith(b"PK") else {name: data}
    roots = [parse_xml(content, part) for part, content in sorted(files.items())]
    act = next((one for one in roots if one.tag in {"ACT", "CONS.ACT"}), None)
    if act is None:
        raise LawTextError(f"{name}: no act inside; take the whole Formex package from EUR-Lex")
    units = [*_recitals(act), *_articles(act)]
    units += [_annex(one) for root in roots for one in root.iter("ANNEX", "CONS.ANNEX")]
    title = " ".join(_words(p) for p in act.iterfind(".//TITLE/TI/P"))
    return _raw_law(act, roots, tuple(units), title, name)


def _raw_law(
    act: Element, roots: list[Element], units: tuple[Unit, ...], title: str, name: str
) -> RawLaw:
    consolidation = act.find(".//INFO.CONSLEG")
    if consolidation is None:
        return RawLaw(_own_title(act) or title, "formex", _published(roots, act, name), units)
    as_of = _day(consolidation.get("START.DATE") or "", name)
    celex = f"0{consolidation.get('CONSLEG.REF')}-{as_of:%Y%m%d}"
    return RawLaw(_own_title(act) or title, "consolidated-formex", as_of, units, celex)


def _own_title(act: Element) -> str:
    path = "./TITLE/TI/P" if act.tag == "ACT" else ".//CONS.DOC/TITLE/TI/P"
    return " ".join(map(_words, act.iterfind(path)))


def _published(roots: list[Element], act: Element, name: str) -> date:
    for root in roots:
        if (found := root.find(".//PUBLICATION.REF/DATE")) is not None:
            return _day(found.get("ISO") or "", name)
    signed = act.find("./BIB.INSTANCE/DATE")
    return _day(signed.get("ISO") if signed is not None else "", name)


def _day(iso: str, name: str) -> date:
    try:
        return datetime.strptime(iso, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as error:
        raise LawTextError(f"{name}: the file does not say its date; take it again") from error


def _recitals(act: Element) -> Iterator[Unit]:
    for element in act.iter("CONSID"):
        for block in _blocks(element):
            if isinstance(block, Item):
                number = block.marker.strip("()")
                yield Unit(f"rec-{number}", block.marker, "", block.blocks)


def _articles(act: Element) -> Iterator[Unit]:
    for element in act.iter("ARTICLE"):
        if next(element.iterancestors("QUOT.S"), None) is not None:
            continue
        key = _key(element.get("IDENTIFIER") or "")
        heading = " ".join(map(_words, element.iterfind("STI.ART")))
        blocks = [
            block
            for child in children(element)
            if child.tag not in {"TI.ART", "STI.ART"}
            for block in (_block(child) or ())
        ]
        number = clean(_raw(element.find("TI.ART")))
        yield Unit(f"art-{key}", number, heading, tuple(blocks))


def _key(identifier: str) -> str:
    if not (found := _IDENTIFIER.fullmatch(identifier)):
        raise LawTextError(f"an article has the unknown identifier {identifier!r}")
    return found[1] + found[2].lower()


def _annex(element: Element) -> Unit:
    titles = [_words(p) for p in element.iterfind("./TITLE//P")]
    number = _ANNEX.search(titles[0]) if titles else None
    if not number:
        raise LawTextError(f"an annex has no number in its title {titles[:1]}")
    blocks = tuple(_blocks(element.find("CONTENTS")))
    return Unit(f"annex-{number[1].lower()}", titles[0], " ".join(titles[1:]), blocks)


def _blocks(element: Element) -> Iterator[Block]:
    return blocks_in(element, _inline, _block)


def _block(element: Element) -> Iterator[Block] | None:
    if element.tag in _HOLDERS:
        return _blocks(element)
    if element.tag == "QUOT.S" and not _has_structure(element):
        return None
    reader = _READERS.get(element.tag)
    return reader(element) if reader else None


def _has_structure(element: Element) -> bool:
    return next(element.iter("P", "PARAG", "NP", "ALINEA", "ARTICLE", "LIST"), None) is not None


def _numbered(element: Element) -> Iterator[Block]:
    marker, *rest = children(element)
    blocks = tuple(block for one in rest for block in _blocks_or_words(one))
    yield Item(_words(marker), blocks)


def _blocks_or_words(element: Element) -> Iterator[Block]:
    found = _block(element)
    return paragraph(_raw(element)) if found is None else found


def _item(element: Element) -> Iterator[Block]:
    blocks = tuple(_blocks(element))
    numbered = len(blocks) == 1 and isinstance(blocks[0], Item)
    yield from blocks if numbered else [Item("—", blocks)]


def _titles(element: Element) -> Iterator[Block]:
    for line in element.iter("P", "NP"):
        if text := _words(line):
            yield Title(text)


def _one_paragraph(element: Element) -> Iterator[Block]:
    return paragraph(_raw(element), row=element.tag == "ROW")


_READERS: dict[str, Callable[[Element], Iterator[Block]]] = {
    "PARAG": _numbered,
    "NP": _numbered,
    "ITEM": _item,
    "TITLE": _titles,
    "QUOT.S": _one_paragraph,
    "ROW": _one_paragraph,
    "GR.NOTES": lambda _: iter(()),
}


def _inline(element: Element) -> str | None:
    words: str | None = None
    match element.tag:
        case "NOTE":
            words = NOTE_MARK
        case "QUOT.START" | "QUOT.END":
            words = chr(int(element.get("CODE") or "27", 16))
        case "IE":
            words = ""
        case "FT" if element.get("TYPE") == "NUMBER":
            words = _grouped(element.text or "")
        case "HT" if element.get("TYPE") == "UC":
            words = inline_text(element, _inline).upper()
        case "NO.P" | "NO.PARAG":
            words = f"{inline_text(element, _inline)} "
    return words


def _grouped(number: str) -> str:
    return f"{int(number):,}".replace(",", " ") if number.isdigit() else number


def _raw(element: Element) -> str:
    return inline_text(element, _inline)


def _words(element: Element) -> str:
    return clean(_raw(element))
