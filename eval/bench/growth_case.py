"""`python -m eval.bench.growth_case PART SIZE FILES GIB`: one size of `eval.bench.growth`.

Prints its figures as JSON: the processor's seconds under each name, which a busy machine changes
little, and the most memory held in MiB.
"""

import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from eval.bench.growth_dossiers import dossiers
from eval.bench.growth_passages import mapping
from eval.bench.growth_search import CASES
from review.batch.memory import peak_bytes

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]

_GIBIBYTE, _MEBIBYTE = 2**30, 2**20


def main() -> None:
    """Measure and print."""
    part, size, files, memory = sys.argv[1], *map(int, sys.argv[2:5])
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_DATA, (memory * _GIBIBYTE,) * 2)
    with tempfile.TemporaryDirectory() as folder:
        found = dict(_figures(part, Path(folder), size, files))
    found["most memory, MiB"] = peak_bytes() / _MEBIBYTE
    sys.stdout.write(json.dumps(found))


def _figures(part: str, folder: Path, size: int, files: int) -> Iterable[tuple[str, float]]:
    if part == "dossiers":
        return dossiers(folder, size, files).items()
    return mapping(size).items() if part == "mapping" else CASES[part](folder, size)


if __name__ == "__main__":
    main()
