"""Documents as text that keeps its place."""

from dataclasses import dataclass
from enum import StrEnum

from domain.errors import FailureReason


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive) of a text, `0 <= start <= end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that runs backwards."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}:{self.end} runs backwards")

    def of(self, text: str) -> str:
        """The characters of that span."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


class BlockKind(StrEnum):
    """What a piece of a document is; decides what may count as evidence."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_HEADER = "table header"
    TABLE_ROW = "table row"
    ADVICE = "template advice"
    CODE = "code"
    CONTENTS = "table of contents"
    RUNNING = "page header or footer"
    COMMENT = "comment"
    DELETED = "deleted text"
    HIDDEN = "hidden text"


@dataclass(frozen=True, slots=True)
class Block:
    """One structural piece of a document.

    `section` is the path of headings above it, outermost first. For a table row, `cells` are the
    spans of its cells and `headers` the column headers as text, both left to right. `lead_in` is
    the span of the sentence that opens the list an item stands in. `page` counts from 1, None
    where the format has no pages. `number` is what the file's program counts and shows before
    the words ("4.2", "b)"), where it is not among the characters of the file.
    """

    kind: BlockKind
    span: Span
    section: tuple[str, ...] = ()
    page: int | None = None
    cells: tuple[Span, ...] = ()
    headers: tuple[str, ...] = ()
    lead_in: Span | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paged document.

    `readable` is False where no text could be taken from it; `recognised` is True where its text
    lies unseen over a picture of the page, as a scanner's text recognition (OCR) leaves it.
    """

    number: int
    span: Span
    readable: bool
    note: str = ""
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A file as text with its places. `id` is the sha256 of its bytes: same bytes, same id.

    Blocks are in reading order, do not overlap and lie inside the text; every character that is
    not white space is in one block. `pages` is empty for formats without pages. `warnings` are
    sentences on what was not read or is out of the ordinary.
    """

    id: str
    name: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    title: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def unreadable_pages(self) -> tuple[int, ...]:
        """Numbers of the pages without readable text."""
        return tuple(page.number for page in self.pages if not page.readable)

    def page_at(self, offset: int) -> int | None:
        """The page that holds the character at `offset`, None where there are no pages."""
        for page in self.pages:
            if page.span.start <= offset < page.span.end:
                return page.number
        return self.pages[-1].number if self.pages else None


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """A file that could not be read, with the reason and the next step."""

    name: str
    reason: FailureReason
    detail: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of blocks of one document that belong together.

    `document.text[span] == text`, and the passages of a document tile it: their spans join end
    to end from 0 to its length. `context` is the heading path, table header or lead-in that a
    reader has in mind here; it is searched with the passage and never quoted as its words.
    """

    document: str
    index: int
    span: Span
    text: str
    section: tuple[str, ...] = ()
    page: int | None = None
    context: str = ""
    blocks: tuple[Block, ...] = ()

    @property
    def id(self) -> str:
        """A name that is the same for the same bytes and splitter."""
        return f"{self.document[:16]}-{self.index:05d}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, table row or list item: the unit that carries evidence.

    `span` is in the document's text. `block` is the block it stands in.
    """

    document: str
    span: Span
    text: str
    block: Block
