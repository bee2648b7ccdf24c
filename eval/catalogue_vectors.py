"""`make vectors`: vectors of our own texts, computed once and packaged with citemark."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from regulations.asked import load_asked
from regulations.catalogue import load_catalogue
from retrieval.embedding import Embedder, Vectors, text_key
from retrieval.mapping import obligation_text
from retrieval.seeded import ASKED, CATALOGUE

TARGET = Path(__file__).parents[1] / "retrieval" / "data"


def main() -> None:
    """Embed the catalogue and the questions that people ask, and write both files."""
    embedder = Embedder()
    for name, texts in ((CATALOGUE, catalogue_texts()), (ASKED, asked_texts())):
        kept = sorted(texts)
        vectors = embedder.embed(kept)
        _write(name, embedder.name, kept, vectors if name == CATALOGUE else _as_bytes(vectors))


def catalogue_texts() -> set[str]:
    """The texts under which obligations are searched."""
    return {obligation_text(row) for row in load_catalogue().obligations.values()}


def asked_texts() -> set[str]:
    """The questions that people ask."""
    return {question for some in load_asked().values() for question in some}


def _as_bytes(vectors: Vectors) -> NDArray[np.int8]:
    """A quarter of the size; a cosine moves by less than a hundredth."""
    greatest = np.abs(vectors).max(axis=1, keepdims=True)
    return np.asarray(np.round(vectors / greatest * 127), dtype=np.int8)


def _write(
    name: str, model: str, texts: Sequence[str], vectors: Vectors | NDArray[np.int8]
) -> None:
    np.savez_compressed(
        TARGET / name,
        model=np.array(model),
        keys=np.array([text_key(text) for text in texts]),
        vectors=vectors,
    )


if __name__ == "__main__":
    main()
