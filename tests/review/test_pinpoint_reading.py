"""Places as people write them."""

import pytest

from domain.pinpoint import Act, Pinpoint
from review.pinpoint_reading import acts_by_name, read_pinpoints

WRITTEN = {
    "Art 10(9) MDR": "mdr.art-10.9",
    "Art10(9) MDR": "mdr.art-10.9",
    "art. 10.9 mdr": "mdr.art-10.9",
    "MDR 10(9)": "mdr.art-10.9",
    "AIA 14(4)(b)": "aia.art-14.4.b",
    "AI Act 9": "aia.art-9",
    "Article 10 paragraph 9 point (a) MDR": "mdr.art-10.9.a",
    "paragraph 9 of Article 10 of the MDR": "mdr.art-10.9",
    "point (f) of Article 10(2) AI Act": "aia.art-10.2.f",
    "Article 13(3)(b)(ii) of Regulation (EU) 2024/1689": "aia.art-13.3.b.ii",
    "Article 10a of Regulation (EU) 2017/745": "mdr.art-10a",
    "article 61 of the Medical Device Regulation": "mdr.art-61",
    "in vitro diagnostic medical devices regulation art. 56(1)": "ivdr.art-56.1",
    "the artificial intelligence act, article 9(5)": "aia.art-9.5",
    "annex iv point 2 g AIA": "aia.annex-iv.2.g",
    "annex iv 2(g) AI Act": "aia.annex-iv.2.g",
    "point 2(g) of Annex IV to the AI Act": "aia.annex-iv.2.g",
    "AI Act Annex VIII section A point 3": "aia.annex-viii.sec-a.3",
    "Section 3 of Annex I MDR": "mdr.annex-i.3",
    "MDR Annex I section 23.4 letter (b)": "mdr.annex-i.23.4.b",
    "MDR Annex XIV Part A 2": "mdr.annex-xiv.2",
    "MDR Annex VI Part C 2": "mdr.annex-vi.part-c.2",
    "MDR annex XV chapter II section 2": "mdr.annex-xv.ch-2.2",
    "IVDR GSPR 16.2": "ivdr.annex-i.16.2",
    "MDR annex 2 6.1(b)": "mdr.annex-ii.6.1.b",
    "annex ii section 1.1 letter d MDR": "mdr.annex-ii.1.1.d",
    "recital 19 MDR": "mdr.rec-19",
    "mdr.annex-i.17.2": "mdr.annex-i.17.2",
}


@pytest.mark.parametrize(("written", "meant"), WRITTEN.items(), ids=WRITTEN)
def test_reads_a_place_with_its_act(written: str, meant: str) -> None:
    assert list(map(str, read_pinpoints(written))) == [meant]


def test_a_place_without_an_act_may_be_of_any() -> None:
    assert set(read_pinpoints("Art 10(9)")) == {Pinpoint.parse(f"{a}.art-10.9") for a in Act}
    assert set(map(str, read_pinpoints("GSPR 17.2"))) == {"mdr.annex-i.17.2", "ivdr.annex-i.17.2"}
    assert set(map(str, read_pinpoints("annex iv point 2 g"))) == {
        f"{act}.annex-iv.2.g" for act in Act
    }


def test_each_place_is_of_the_act_beside_it() -> None:
    asked = "Does MDR Art. 10(9) replace Article 17 of the AI Act?"
    assert list(map(str, read_pinpoints(asked))) == ["mdr.art-10.9", "aia.art-17"]


def test_a_sentence_is_no_letter_and_a_number_no_place() -> None:
    assert list(map(str, read_pinpoints("What does Article 9 AI Act ask a manufacturer?"))) == [
        "aia.art-9"
    ]
    assert list(map(str, read_pinpoints("Is Annex I a checklist under the MDR?"))) == [
        "mdr.annex-i"
    ]
    assert not read_pinpoints("How many of the 17 MDR rules are part of class II?")


def test_names_of_acts() -> None:
    assert acts_by_name("the Medical Devices Regulation and the AI Act") == {Act.MDR, Act.AIA}
    assert acts_by_name("in vitro diagnostic medical devices regulation") == {Act.IVDR}
    assert not acts_by_name("a medical device with AI")
