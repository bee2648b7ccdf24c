"""`make vectors`: the catalogue's vectors, computed once and packaged with citemark."""

from pathlib import Path

import numpy as np

from regulations.catalogue import load_catalogue
from retrieval.embedding import Embedder, text_key
from retrieval.mapping import obligation_text

TARGET = Path(__file__).parents[1] / "retrieval" / "data" / "catalogue_vectors.npz"


def main() -> None:
    """Embed every text of the catalogue and write keys, vectors and the model's name."""
    texts = sorted(catalogue_texts())
    embedder = Embedder()
    np.savez_compressed(
        TARGET,
        model=np.array(embedder.name),
        keys=np.array([text_key(text) for text in texts]),
        vectors=embedder.embed(texts).astype("<f4"),
    )


def catalogue_texts() -> set[str]:
    """The texts under which obligations are searched."""
    rows = load_catalogue().obligations.values()
    return {obligation_text(row) for row in rows}


if __name__ == "__main__":
    main()
