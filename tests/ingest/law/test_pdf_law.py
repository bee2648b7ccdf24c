"""A toy act set as the Official Journal sets it: hanging numbers, centred headings, notes."""

import io
from datetime import date

import pytest
from reportlab.pdfgen.canvas import Canvas

from domain.errors import LawTextError
from domain.pinpoint import Act
from ingest.law import parse_oj_pdf, provisions_of
from ingest.law.raw import RawLaw

MARGIN, HANG, POINT, LINE, GAP = 68.0, 102.0, 116.0, 10.5, 21.0
WIDE = (
    "of clay that was dug by hand and was left to dry for so long "
    "that it was as hard as stone that was blue"
)


class Print:
    """Writes lines from the top of a page down."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self._canvas = Canvas(self._buffer, pagesize=(595.276, 841.89))
        self._y = 750.0
        self._notes: list[str] = []

    def centred(self, text: str, font: str = "Helvetica-Bold") -> "Print":
        self._y -= GAP
        self._canvas.setFont(font, 9.5)
        self._canvas.drawCentredString(297.6, self._y, text)
        return self

    def line(self, x: float, text: str, gap: float = GAP) -> "Print":
        self._y -= gap
        self._canvas.setFont("Helvetica", 9.5)
        self._canvas.drawString(x, self._y, text)
        return self

    def more(self, x: float, text: str) -> "Print":
        return self.line(x, text, LINE)

    def marked(self, x: float, marker: str, text: str, to: float = POINT) -> "Print":
        self.line(x, marker)
        self._canvas.drawString(to, self._y, text)
        return self

    def noted(self, x: float, before: str, after: str, note: str) -> "Print":
        self.line(x, f"{before} (")
        end = x + self._canvas.stringWidth(f"{before} (", "Helvetica", 9.5)
        self._canvas.setFont("Helvetica", 5.5)
        self._canvas.drawString(end + 0.3, self._y + 3, "1")
        self._canvas.setFont("Helvetica", 9.5)
        self._canvas.drawString(end + 4, self._y, f"){after}")
        self._notes.append(note)
        return self

    def turn(self) -> "Print":
        self._canvas.setFont("Helvetica", 8)
        self._canvas.drawString(42, 785, "3.2.2031 EN Official Journal of the European Union L 7/1")
        for note in self._notes:
            self._canvas.drawString(MARGIN, 60, note)
        self._notes = []
        self._canvas.showPage()
        self._y = 750.0
        return self

    def bytes(self) -> bytes:
        self.turn()
        self._canvas.save()
        return self._buffer.getvalue()


def front() -> Print:
    toy = Print().centred("REGULATION (EU) 2031/7").centred("on pots")
    toy.line(MARGIN, "Whereas:").marked(MARGIN, "(1)", "Pots matter.", 94.5)
    toy.marked(MARGIN, "(2)", "So do jars.", 94.5)
    return toy.line(MARGIN, "HAVE ADOPTED THIS REGULATION:")


def read(toy: Print) -> RawLaw:
    return parse_oj_pdf(toy.bytes(), "pots.pdf")


def texts(toy: Print) -> dict[str, str]:
    return {str(p): one.words for p, one in provisions_of(Act.AIA, read(toy).units).items()}


def headed(toy: Print, number: int) -> Print:
    return toy.centred(f"Article {number}", "Times-Italic").centred("Pots and jars")


def test_title_day_and_recitals() -> None:
    raw = read(headed(front(), 1).line(MARGIN, "Pots are round."))
    assert raw.title == "REGULATION (EU) 2031/7 on pots"
    assert raw.as_of == date(2031, 2, 3)
    assert [unit.key for unit in raw.units] == ["rec-1", "rec-2", "art-1"]
    assert raw.units[-1].heading == "Pots and jars"


def test_an_article_nests_by_indent_and_takes_closing_words_back() -> None:
    toy = headed(front(), 1).marked(MARGIN, "1.", "Pots are:", 82)
    toy.marked(MARGIN, "(a)", "round", 82).marked(82.3, "(i)", "inside", 96)
    toy.marked(MARGIN, "(b)", "red", 82).line(MARGIN, "unless cracked.")
    toy.marked(MARGIN, "2.", "Jars are tall.", 82)
    found = texts(toy)
    assert found["aia.art-1.1"] == "Pots are:\nunless cracked."
    assert found["aia.art-1.1.a"] == "round"
    assert found["aia.art-1.1.a.i"] == "inside"
    assert found["aia.art-1.1.b"] == "red"
    assert found["aia.art-1.2"] == "Jars are tall."


def test_only_the_next_number_begins_a_paragraph_of_an_article() -> None:
    toy = headed(front(), 1).marked(MARGIN, "1.", "Pots.", 82)
    toy.line(MARGIN, "\u20187. Quoted.").line(MARGIN, "9. of these").line(MARGIN, "2 Jars.")
    found = texts(toy)
    assert sorted(one for one in found if "art" in one) == [
        "aia.art-1",
        "aia.art-1.1",
        "aia.art-1.2",
    ]
    assert found["aia.art-1.2"] == "Jars."


def test_an_annex_hangs_its_sections_and_keeps_its_parts() -> None:
    toy = headed(front(), 1).line(MARGIN, "Pots.").centred("ANNEX II", "Times-Italic")
    toy.centred("KILNS").centred("PART A").centred("DOORS")
    toy.marked(MARGIN, "1.", "Hinges", HANG).marked(MARGIN, "1.1.", "A hinge turns:", HANG)
    toy.marked(HANG, "(a)", "slowly").line(HANG, "and stays.").line(MARGIN, "That is all.")
    found = provisions_of(Act.AIA, read(toy).units)
    told = {
        str(p).removeprefix("aia.annex-ii"): one for p, one in found.items() if "annex" in str(p)
    }
    assert told[""].heading == "KILNS"
    assert (told[".part-a"].heading, told[".part-a"].closing) == ("DOORS", "That is all.")
    assert told[".1"].heading == "Hinges"
    assert told[".1.1"].words == "A hinge turns:\nand stays."
    assert told[".1.1.a"].text == "slowly"


def test_footnotes_and_running_heads_are_left_out() -> None:
    toy = headed(front(), 1).noted(MARGIN, "Pots of the council", ", all.", "(1) A note on pots.")
    assert texts(toy)["aia.art-1"] == "Pots of the council, all."


def test_a_paragraph_goes_on_over_the_turn_of_a_page() -> None:
    toy = headed(front(), 1).line(MARGIN, f"Pots are made {WIDE}").turn()
    toy.line(MARGIN, "and then fired.").line(MARGIN, "Jars too.")
    assert texts(toy)["aia.art-1"] == f"Pots are made {WIDE} and then fired.\nJars too."


def test_a_broken_word_is_joined_and_a_compound_keeps_its_hyphen() -> None:
    toy = headed(front(), 1).line(MARGIN, "Earthenware is hand-made ware.")
    toy.line(MARGIN, "Some is earthen-").more(MARGIN, "ware and hand-").more(MARGIN, "made.")
    assert texts(toy)["aia.art-1"].endswith("Some is earthenware and hand-made.")


@pytest.mark.parametrize("toy", [Print(), Print().line(MARGIN, "Pots.")])
def test_a_pdf_that_is_no_act_is_refused(toy: Print) -> None:
    with pytest.raises(LawTextError, match=r"pots\.pdf"):
        read(toy)
