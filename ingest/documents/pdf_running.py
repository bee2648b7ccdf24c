"""Running heads and feet: what stands at the same place on most pages, and page numbers."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.documents.pdf_page import RawPage, Run

Key = tuple[int, str]

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-\u2013\u2014\s|]*(?:page|p\.|seite)?\s*(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|/|von)\s*\d{1,4})?[-\u2013\u2014\s|]*",
    re.IGNORECASE,
)
_ZONE = 0.12
_NUMBER_ZONE = 0.09
_SHARE = 0.5


def split_running(pages: Sequence[RawPage]) -> list[tuple[list[Run], list[Run]]]:
    """For each page the runs of its body and its running heads and feet."""
    seen = Counter(key for page in pages for key in {_key(run) for run in _margin(page)})
    least = max(2, round(len(pages) * _SHARE))
    usual = {key for key, count in seen.items() if count >= least}
    parts = [_split(page, usual) for page in pages]
    bare = sum(1 for body, running in parts if running and not body)
    if len(pages) == 1 or 2 * bare > len(pages):
        return [_split(page, set()) for page in pages]
    return parts


def _split(page: RawPage, usual: set[Key]) -> tuple[list[Run], list[Run]]:
    margin = {id(run) for run in _margin(page)}
    body: list[Run] = []
    running: list[Run] = []
    for run in page.runs:
        repeated = id(run) in margin and _key(run) in usual
        (running if repeated or _is_page_number(run, page) else body).append(run)
    return body, running


def _margin(page: RawPage) -> list[Run]:
    low, high = page.height * _ZONE, page.height * (1 - _ZONE)
    return [run for run in page.runs if run.y < low or run.y > high]


def _key(run: Run) -> Key:
    return round(run.y / 4), _DIGITS.sub("#", run.text)


def _is_page_number(run: Run, page: RawPage) -> bool:
    """Whether it reads as a page number and stands at the edge, away from other lines' words."""
    at_edge = not page.height * _NUMBER_ZONE < run.y < page.height * (1 - _NUMBER_ZONE)
    if not at_edge or not _PAGE_NUMBER.fullmatch(run.text):
        return False
    near = (abs(other.y - run.y) for other in page.runs if other is not run)
    return not any(0 < distance < run.height for distance in near)
