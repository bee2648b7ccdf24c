"""A text as lines that can be looked ahead at and taken as spans."""

import re

from domain.document import Span

CAPTION = re.compile(
    r"(?:table|figure|fig\.?|tab\.?|tabelle|abbildung|abb\.?|tableau|chart|diagram)\s+"
    r"(?:[A-Z]{1,2}[-.]?)?\d+[a-z]?(?:[-.]\d+[a-z]?)*(?:\s*[:.\u2013\u2014|-]\s*|\s*$|\s+(?=[A-Z(]))",
    re.IGNORECASE,
)
"""How a line begins that names a table or figure; not a sentence that speaks of one."""


class Lines:
    """The lines of a text and a place in them."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._lines = source.split("\n")
        self._starts = [0]
        for line in self._lines[:-1]:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._at = 0

    @property
    def done(self) -> bool:
        """Whether all lines are taken."""
        return self._at >= len(self._lines)

    @property
    def left(self) -> int:
        """How many lines are not taken yet."""
        return len(self._lines) - self._at

    @property
    def text(self) -> str:
        """The next line."""
        return self.peek(0)

    @property
    def start(self) -> int:
        """Where the next line starts."""
        return self._starts[self._at]

    def peek(self, count: int) -> str:
        """The line `count` after the next one."""
        return self._lines[self._at + count]

    def skip(self, count: int) -> None:
        """Pass over lines."""
        self._at += count

    def take(self, count: int) -> Span:
        """Pass over lines and return their span, without the white space at both ends."""
        lines = self._lines[self._at : self._at + count]
        start = self._starts[self._at]
        self._at += count
        whole = "\n".join(lines)
        body = whole.strip()
        begin = start + (len(whole) - len(whole.lstrip()) if body else 0)
        return Span(begin, begin + len(body))
