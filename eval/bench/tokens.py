"""`python -m eval.bench.tokens`: what a model's reading of the sample takes, beside the naive way.

No model is asked: the requests are made and measured. The naive way sends the whole dossier with
every obligation, as tools do that were looked at. Writes the figures as JSON.
"""

import json
import sys
import tempfile
from pathlib import Path

import samples
from prompts.size import input_tokens
from regulations.profile import load_profile
from review.assembly import Workbench
from review.second_reading import beside
from review.settings import Settings

_CHARACTERS_A_TOKEN = 3.5


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, Workbench(Settings(data=Path(folder))) as bench:
        figures = measured(bench)
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


def measured(bench: Workbench) -> dict[str, float]:
    """Calls and input tokens of one reading of the sample dossier."""
    corpus = bench.read([samples.dossier_path()])
    made = bench.review(corpus, load_profile(samples.device_path()))
    reading = beside(bench, made, corpus)
    sizes = [input_tokens(reading.question(group).request()) for group in reading.groups]
    rows = sum(len(group.rows) for group in reading.groups)
    whole = sum(len(document.text) for document in corpus.documents) / _CHARACTERS_A_TOKEN
    naive = round(whole * rows)
    return {
        "rows": rows,
        "calls": len(sizes),
        "input tokens": sum(sizes),
        "input tokens a call, mean": round(sum(sizes) / len(sizes)),
        "input tokens a call, most": max(sizes),
        "naive: whole dossier with every row, input tokens": naive,
        "times fewer": round(naive / sum(sizes), 1),
    }


if __name__ == "__main__":
    main()
