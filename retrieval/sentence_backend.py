"""The packaged model run by sentence-transformers: the reference for `OnnxBackend`."""

import os
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from retrieval.model_files import MINILM, PackagedModel

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH = 16


class SentenceTransformerBackend:
    """Runs a packaged model with sentence-transformers on the processor; no network, no code.

    Takes seconds to import and about twice the processor's time of `OnnxBackend`; runs any model
    that sentence-transformers knows.
    """

    def __init__(self, model: PackagedModel = MINILM) -> None:
        self._packaged = model
        self._lock = Lock()
        self._loaded: SentenceTransformer | None = None

    @property
    def name(self) -> str:
        """The model and the first digits of its weights' hash."""
        return self._packaged.name

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return self._packaged.dimensions

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of the texts; raises `InstallationError` where the model is not pinned."""
        with self._lock:
            self._loaded = self._loaded or self._load()
            encoded = self._loaded.encode(
                list(texts), batch_size=_BATCH, show_progress_bar=False, convert_to_numpy=True
            )
        return np.asarray(encoded, dtype=np.float32)

    def _load(self) -> "SentenceTransformer":
        folder = self._packaged.verified_folder()
        os.environ["HF_HUB_OFFLINE"] = "1"
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 (seconds to import)
        from transformers.utils import logging  # noqa: PLC0415

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        return SentenceTransformer(
            str(folder),
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )
