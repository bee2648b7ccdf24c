import pytest

from domain.errors import LawTextError
from ingest.law import read_law

OTHER = (
    '<html><body><p class="oj-hd-date">3.2.2031</p><div id="tit_1">'
    "<p>REGULATION (EU) 2031/7 ON POTS, AMENDING REGULATION (EU) 2017/745</p></div>"
    '<div id="art_1"><p class="oj-ti-art">Article 1</p><p>Pots.</p></div></body></html>'
)


def test_another_act_is_refused_though_its_title_names_one_of_ours() -> None:
    with pytest.raises(LawTextError, match="not the MDR, the IVDR or the AI Act but 'REGULATION"):
        read_law("pots.html", OTHER.encode())


@pytest.mark.parametrize(
    "data", [b"", b"pots", b"<html><body>Article 1</body></html>", b"\x00\xff"]
)
def test_an_unknown_form_is_refused(data: bytes) -> None:
    with pytest.raises(LawTextError, match="not an official text in a form that is known"):
        read_law("pots.bin", data)


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"%PDF-1.7 broken", b"<ACT", b"oj-ti-art"])
def test_a_damaged_file_of_a_known_form_is_refused(data: bytes) -> None:
    with pytest.raises(LawTextError, match=r"pots\.bin"):
        read_law("pots.bin", data)


def test_the_form_is_told_from_the_content_not_from_the_name() -> None:
    with pytest.raises(LawTextError, match="not the MDR"):
        read_law("pots.pdf", OTHER.encode())
