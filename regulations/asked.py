"""What people ask: questions in everyday words, by the provision that answers them.

`data/asked/` holds them by act and chapter. They are our own words, written from the texts and
without a look at the questions that search is measured with.
"""

from collections.abc import Mapping
from functools import lru_cache

from domain.errors import CatalogueError
from regulations.data_files import DATA, read_mapping, shown, texts


@lru_cache(maxsize=1)
def load_asked() -> Mapping[str, tuple[str, ...]]:
    """The questions of every provision that has some, by its pinpoint.

    Raises `CatalogueError` where a provision has none or stands in two files.
    """
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((DATA / "asked").rglob("*.yaml")):
        for place, rows in read_mapping(path).items():
            if place in found or not texts(rows):
                raise CatalogueError(f"{shown(path)}: {place}: stands twice or has no questions")
            found[place] = texts(rows)
    return found
