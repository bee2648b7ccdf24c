import io
import zipfile
from datetime import date

import pytest

from domain.errors import LawTextError
from domain.pinpoint import Act
from ingest.law import parse_formex, provisions_of
from ingest.law.raw import RawLaw

TITLE = "<TITLE><TI><P><HT TYPE='UC'>Regulation</HT> (EU) 2031/7</P><P>on pots</P></TI></TITLE>"
BIB = '<BIB.INSTANCE><DATE ISO="20310203">x</DATE></BIB.INSTANCE>'


def article(identifier: str, body: str) -> str:
    title = f"<TI.ART>Article {identifier.lstrip('0').lower()}</TI.ART><STI.ART>Pots</STI.ART>"
    return f'<ARTICLE IDENTIFIER="{identifier}">{title}{body}</ARTICLE>'


def act(*articles: str, recitals: str = "") -> bytes:
    terms = f"<ENACTING.TERMS>{''.join(articles)}</ENACTING.TERMS>"
    return f"<ACT>{BIB}{TITLE}<GR.CONSID>{recitals}</GR.CONSID>{terms}</ACT>".encode()


def annex(name: str, contents: str) -> bytes:
    title = f"<TITLE><TI><P>ANNEX {name}</P></TI><STI><P>Kilns</P></STI></TITLE>"
    return f"<ANNEX>{title}<CONTENTS>{contents}</CONTENTS></ANNEX>".encode()


def package(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(f"{name}.fmx.xml", data)
    return buffer.getvalue()


def texts(raw: RawLaw) -> dict[str, str]:
    return {str(place): one.words for place, one in provisions_of(Act.AIA, raw.units).items()}


def test_paragraphs_lists_and_items() -> None:
    inner = "<P><LIST><ITEM><NP><NO.P>(i)</NO.P><TXT>lids</TXT></NP></ITEM></LIST></P>"
    item = f"<ITEM><NP><NO.P>(a)</NO.P><TXT>with</TXT>{inner}</NP></ITEM>"
    alinea = f"<ALINEA><P>Pots:</P><LIST>{item}</LIST><P>and jars.</P></ALINEA>"
    found = texts(
        parse_formex(act(article("013", f"<PARAG><NO.PARAG>1.</NO.PARAG>{alinea}</PARAG>")))
    )
    assert found["aia.art-13.1"] == "Pots:\nand jars."
    assert found["aia.art-13.1.a"] == "with"
    assert found["aia.art-13.1.a.i"] == "lids"


def test_inserted_articles_and_change_marks() -> None:
    mark = "<?CLG.MDFO ID='O1' ACTION='INSERTED'?>"
    dash = f"<LIST><ITEM>{mark}<P>red</P></ITEM></LIST>"
    found = texts(
        parse_formex(act(article("006A", f"<ALINEA><P>Pots{mark} are</P>{dash}</ALINEA>")))
    )
    assert found == {"aia.art-6a": "Pots are", "aia.art-6a.indent-1": "red"}


def test_quoted_amendments_make_no_provision() -> None:
    inner = article("001", "<PARAG><NO.PARAG>1.</NO.PARAG><ALINEA>Old pots.</ALINEA></PARAG>")
    marked = f"<QUOT.START CODE='2018'/>{inner}<QUOT.END CODE='2019'/>"
    quote = f"<ALINEA><P>Add:</P><QUOT.S>{marked}</QUOT.S></ALINEA>"
    found = texts(parse_formex(act(article("001", "<ALINEA>New.</ALINEA>"), article("002", quote))))
    assert sorted(found) == ["aia.art-1", "aia.art-2"]
    assert found["aia.art-2"].startswith("Add:\n\u2018")
    assert "1. Old pots." in found["aia.art-2"]


def test_notes_quotes_and_numbers() -> None:
    body = (
        "<ALINEA>The <QUOT.START CODE='2018'/>pot<QUOT.END CODE='2019'/><NOTE><P>A note</P></NOTE>"
        ", <FT TYPE='NUMBER'>35000000</FT> of them<IE/>.</ALINEA>"
    )
    found = texts(parse_formex(act(article("001", body))))
    assert found["aia.art-1"] == "The \u2018pot\u2019, 35 000 000 of them."


def test_a_package_holds_annexes_recitals_and_the_day() -> None:
    section = (
        "<GR.SEQ><TITLE><TI><NP><NO.P>1.</NO.P><TXT>Doors</TXT></NP></TI></TITLE>"
        "<NP><NO.P>1.1.</NO.P><TXT>A door shuts.</TXT></NP></GR.SEQ>"
        "<TBL><CORPUS><ROW><CELL>2. Clay</CELL><CELL>Cup</CELL></ROW></CORPUS></TBL>"
    )
    recital = "<CONSID><NP><NO.P>(1)</NO.P><TXT>Pots matter.</TXT></NP></CONSID>"
    doc = b'<DOC><PUBLICATION.REF><DATE ISO="20310304">x</DATE></PUBLICATION.REF></DOC>'
    raw = parse_formex(
        package(
            a=act(article("001", "<ALINEA>A</ALINEA>"), recitals=recital),
            b=annex("IV", section),
            c=doc,
        )
    )
    assert raw.as_of == date(2031, 3, 4)
    assert raw.title == "REGULATION (EU) 2031/7 on pots"
    assert texts(raw) == {
        "aia.rec-1": "Pots matter.",
        "aia.art-1": "A",
        "aia.annex-iv": "",
        "aia.annex-iv.1": "2. Clay Cup",
        "aia.annex-iv.1.1": "A door shuts.",
    }


def test_a_consolidated_act_tells_its_day_and_number() -> None:
    info = '<INFO.CONSLEG CONSLEG.REF="2031R0007" START.DATE="20320105"/>'
    terms = f"<ENACTING.TERMS>{article('001', '<ALINEA>A</ALINEA>')}</ENACTING.TERMS>"
    raw = parse_formex(f"<CONS.ACT>{info}<CONS.DOC>{TITLE}{terms}</CONS.DOC></CONS.ACT>".encode())
    assert (raw.celex, raw.form) == ("02031R0007-20320105", "consolidated-formex")
    assert raw.as_of == date(2032, 1, 5)
    assert raw.title == "REGULATION (EU) 2031/7 on pots"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 broken", "damaged"),
        (package(a=b"<DOC/>"), "no act inside"),
        (b"<ACT><TITLE>", "not well-formed"),
        (f"<ACT>{TITLE}</ACT>".encode(), "its date"),
        (act(article("X", "")), "unknown identifier"),
        (package(a=act(), b=b"<ANNEX><TITLE><TI><P>ANNEX</P></TI></TITLE></ANNEX>"), "no number"),
    ],
)
def test_what_is_no_act_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(LawTextError, match=reason):
        parse_formex(data, "pots.zip")


def test_a_package_of_many_files_is_refused() -> None:
    with pytest.raises(LawTextError, match="more than 200 files"):
        parse_formex(package(**{f"f{number}": b"<DOC/>" for number in range(201)}), "pots.zip")


def test_an_entity_is_not_resolved() -> None:
    data = act(article("001", "<ALINEA>A &leak;</ALINEA>"))
    declared = b'<!DOCTYPE ACT [<!ENTITY leak SYSTEM "file:///etc/hostname">]>' + data
    assert texts(parse_formex(declared))["aia.art-1"] == "A"
