"""Bytes in, typed text out.

`read_bytes`, `read_path` and `read_paths` give documents or named failures; `split` gives their
passages and `sentences` the units that carry evidence; `instruction_like` tells words that speak
to a model; `profile_text` finds the device profile among the files. Format libraries are imported
when first needed.
"""

from ingest.instructions import instruction_like
from ingest.limits import Limits
from ingest.many import read_paths
from ingest.passages import SPLITTER, split
from ingest.profile_files import profile_text
from ingest.reading import files_of, load_file, read_bytes, read_path
from ingest.sentences import sentences

__all__ = [
    "SPLITTER",
    "Limits",
    "files_of",
    "instruction_like",
    "load_file",
    "profile_text",
    "read_bytes",
    "read_path",
    "read_paths",
    "sentences",
    "split",
]
