"""The chapters of the acts' articles: which article belongs to which."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from domain.errors import CatalogueError
from domain.pinpoint import Act, Pinpoint
from regulations.data_files import DATA, read_mapping

_ARTICLE = re.compile(r"art-(\d+)[a-z]*")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of an act; `name` says in our words what it is about."""

    act: Act
    number: str
    first: int
    name: str


@lru_cache(maxsize=3)
def chapters(act: Act) -> tuple[Chapter, ...]:
    """The chapters of an act, in order; raises `CatalogueError` where the data are wrong."""
    rows = cast("list[dict[str, object]]", read_mapping(DATA / "chapters.yaml")[act.value])
    try:
        found = tuple(
            Chapter(act, str(row["number"]), cast("int", row["first"]), str(row["name"]))
            for row in rows
        )
    except (KeyError, TypeError) as error:
        raise CatalogueError(f"chapters.yaml: {act.value}: {error}; mend the data file") from error
    return found


def chapter_of(place: Pinpoint) -> Chapter | None:
    """The chapter that holds an article or a unit of one, None for annexes and recitals."""
    article = _ARTICLE.fullmatch(place.path[0])
    if article is None:
        return None
    number = int(article[1])
    return [one for one in chapters(place.act) if one.first <= number][-1]
