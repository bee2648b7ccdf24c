"""Bytes in, typed text out.

`read_bytes`, `read_path` and `read_paths` give documents or named failures; `split` gives their
passages and `sentences` the units that carry evidence; `instruction_like` tells words that speak
to a model, `hidden_text` and `speaking_to_models` the places of a document that a reader must be
told of; `profile_text` finds the device profile among the files. Format libraries are imported
when first needed.
"""

from ingest.instructions import instruction_like
from ingest.limits import Limits
from ingest.many import read_paths
from ingest.passages import SPLITTER, split
from ingest.profile_files import profile_text
from ingest.reading import files_of, load_file, read_bytes, read_path
from ingest.sentences import sentences
from ingest.warnings import FindPlaces, hidden_text, speaking_to_models

__all__ = [
    "SPLITTER",
    "FindPlaces",
    "Limits",
    "files_of",
    "hidden_text",
    "instruction_like",
    "load_file",
    "profile_text",
    "read_bytes",
    "read_path",
    "read_paths",
    "sentences",
    "speaking_to_models",
    "split",
]
