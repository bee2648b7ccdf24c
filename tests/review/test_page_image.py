import io
from functools import lru_cache

import pytest
from PIL import Image

import ingest
import samples
from domain.document import BlockKind, Document, Span
from review.page_drawing import letters
from review.page_image import page_image

NAME = "ARO-010_oversight_logging_accuracy.pdf"
MARK = (255, 226, 92)


@lru_cache(maxsize=1)
def sample() -> tuple[Document, bytes]:
    data = (samples.dossier_path() / NAME).read_bytes()
    (document,) = ingest.read_bytes(NAME, data)
    assert isinstance(document, Document)
    return document, data


def marked_pixels(png: bytes) -> int:
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    return sum(count for count, colour in picture.getcolors(1 << 20) or [] if colour == MARK)


@pytest.mark.parametrize("kind", [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.TABLE_ROW])
def test_cited_words_are_marked_on_their_page(kind: BlockKind) -> None:
    document, data = sample()
    block = next(b for b in document.blocks if b.kind is kind and b.page and b.page > 1)
    assert block.page is not None
    picture = page_image(document, data, block.page, block.span)
    assert picture is not None
    assert picture.marked
    assert marked_pixels(picture.png) > 200


def test_words_that_do_not_stand_there_are_not_marked() -> None:
    document, data = sample()
    first, other = document.pages[0], document.pages[2]
    picture = page_image(
        document, data, first.number, Span(other.span.start, other.span.start + 80)
    )
    assert picture is not None
    assert not picture.marked
    assert marked_pixels(picture.png) == 0


def test_a_page_that_is_not_there_and_bytes_that_are_no_pdf_give_no_picture() -> None:
    document, data = sample()
    assert page_image(document, data, 999, Span(0, 5)) is None
    assert page_image(document, b"%PDF-1.4 broken", 1, Span(0, 5)) is None


def test_letters_leave_out_what_line_ends_change() -> None:
    assert letters("soft-\nware  develop\u00adment") == letters("software development")
