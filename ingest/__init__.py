"""Bytes in, typed text out.

`read_bytes`, `read_path` and `read_paths` give documents or named failures; `split` gives their
passages and `sentences` the units that carry evidence; `instruction_like` tells words that speak
to a model. Format libraries are imported when first needed.
"""

from ingest.instructions import instruction_like
from ingest.limits import Limits
from ingest.many import read_paths
from ingest.passages import SPLITTER, split
from ingest.reading import read_bytes, read_path
from ingest.sentences import sentences

__all__ = [
    "SPLITTER",
    "Limits",
    "instruction_like",
    "read_bytes",
    "read_path",
    "read_paths",
    "sentences",
    "split",
]
