"""`python -m eval.embedding_digest [count]`: the digest of some sentences' vectors.

Where two machines print the same, their vectors are the same bytes. An older processor can be
tried in an emulator: `qemu-x86_64 -cpu Haswell-v4 .venv/bin/python -m eval.embedding_digest 20`.
"""

import sys
from hashlib import sha256

from eval.embedding_steps import sentences
from retrieval.onnx_backend import OnnxBackend

_USUAL = 100


def main() -> None:
    """Print it, and how many sentences it is over."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else _USUAL
    backend = OnnxBackend(threads=1)
    vectors = backend.encode(sentences()[:count])
    digest = sha256(vectors.tobytes()).hexdigest()
    sys.stdout.write(f"{digest[:16]} ({len(vectors)} sentences, {backend.name})\n")


if __name__ == "__main__":
    main()
