"""What documents of each type speak of: the data of `data/document_types.yaml`."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

import yaml

from domain.errors import CatalogueError


@lru_cache(maxsize=1)
def document_types() -> Mapping[str, str]:
    """A description by code of document type; raises `CatalogueError` where the data is wrong."""
    source = files("retrieval") / "data" / "document_types.yaml"
    read = yaml.safe_load(source.read_text(encoding="utf-8"))
    if not isinstance(read, dict) or not all(isinstance(text, str) for text in read.values()):
        raise CatalogueError("retrieval/data/document_types.yaml must map codes to sentences")
    return read
