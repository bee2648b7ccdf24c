"""Runs suites, and puts their results beside a stored baseline."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType

from domain.errors import RequestError
from eval.beir import read_collection
from eval.manifest import manifest
from eval.results import Measured, SuiteResult
from eval.suites import (
    answers,
    chains,
    citations,
    conflicts,
    gaps,
    injection,
    law,
    mapping,
    parsing,
    questions,
    retrieval,
    verdicts,
)
from review.assembly import Workbench

Baseline = Mapping[str, Mapping[str, float]]
"""The value of each measure, by suite and name."""

SUITES: Mapping[str, Callable[[Workbench], SuiteResult]] = MappingProxyType(
    {
        "verdicts": verdicts.run,
        "mapping": mapping.run,
        "citations": citations.run,
        "gaps": gaps.run,
        "conflicts": conflicts.run,
        "chains": chains.run,
        "law": law.run,
        "questions": questions.run,
        "answers": answers.run,
        "injection": injection.run,
        "parsing": parsing.run,
        "retrieval": retrieval.run,
    }
)

NO_MODEL = "no model is set; set CITEMARK_MODEL=provider:name, then run again with --model"


@dataclass(frozen=True, slots=True)
class Run:
    """All results of one run with what they depend on."""

    manifest: Mapping[str, str]
    results: tuple[SuiteResult, ...]


def run_suites(bench: Workbench, names: Sequence[str] = ()) -> Run:
    """Run the named suites, all where none is named; raises `RequestError` for a strange name."""
    if strange := [name for name in names if name not in SUITES]:
        known = ", ".join(SUITES)
        raise RequestError(f"{strange[0]!r} is no suite; there are {known}")
    chosen = [name for name in SUITES if not names or name in names]
    return Run(manifest(bench), tuple(SUITES[name](bench) for name in chosen))


def run_files(bench: Workbench, corpus: Path, queries: Path, qrels: Path) -> Run:
    """The suite `retrieval` over a corpus of one's own; raises `RequestError` for bad files."""
    collection = read_collection(corpus, queries, qrels)
    return Run(manifest(bench), (retrieval.run_collection(bench, collection),))


def worsened(run: Run, baseline: Baseline) -> list[str]:
    """The figures that fell behind the baseline, as `suite: measure`."""
    return [
        f"{result.suite}: {name}"
        for result in run.results
        for name, measure in result.measures.items()
        if worse(measure, baseline.get(result.suite, {}).get(name))
    ]


def run_json(run: Run) -> str:
    """The run as JSON, figures to four digits."""
    suites = {
        result.suite: {
            "measures": {name: _figures(m) for name, m in result.measures.items()},
            "unscored": result.unscored,
            "skipped": result.skipped,
            "note": result.note,
            "misses": [asdict(miss) for miss in result.misses],
        }
        for result in run.results
    }
    content = {"manifest": dict(run.manifest), "suites": suites}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read_baseline(path: Path) -> Baseline:
    """The values of an earlier run; raises `RequestError` where the file is not one."""
    try:
        suites = json.loads(path.read_text("utf-8"))["suites"]
        return {
            suite: {name: float(m["value"]) for name, m in part["measures"].items()}
            for suite, part in suites.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RequestError(
            f"{path.name}: not the JSON of an earlier run ({error}); write one with --out"
        ) from error


def worse(measure: Measured, before: float | None) -> bool:
    """Whether a figure fell behind the baseline, beyond rounding."""
    if before is None:
        return False
    change = measure.value - before
    return (change if measure.lower else -change) > _ROUNDING


_ROUNDING = 0.00005


def _figures(measure: Measured) -> dict[str, float | int | bool]:
    return {
        "value": round(measure.value, 4),
        "low": round(measure.low, 4),
        "high": round(measure.high, 4),
        "cases": measure.cases,
        "lower is better": measure.lower,
    }
