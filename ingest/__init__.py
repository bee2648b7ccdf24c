"""Bytes in, typed text out.

`read_bytes` and `read_path` give documents or named failures; `split` gives their passages and
`sentences` the units that carry evidence. Format libraries are imported when first needed.
"""

from ingest.limits import Limits
from ingest.passages import SPLITTER, split
from ingest.reading import read_bytes, read_path
from ingest.sentences import sentences

__all__ = ["SPLITTER", "Limits", "read_bytes", "read_path", "sentences", "split"]
