"""Short sets of documents: are broken chains found, and none invented?

About half of the cases hold a broken link, the others differ from one in a detail that makes it
whole. `chains.jsonl` grew with the rules; `chains_blind.jsonl` was labelled before the rules had
read it, and is measured apart; so is `chains_reworded.jsonl`, claims whose results are told in
other words than theirs. Measured for `dev` (tuned on) and `test` (not):

- recall: broken links for which an observation of that kind names what it is about;
- precision: observations that are of a broken link.

On the whole dossiers, `false alarms a dossier` counts observations that
`eval/gold/chains_dossiers.yaml` does not list as right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

import ingest
from domain.device import DeviceProfile, Framework
from domain.observation import Observation, ObservationKind
from eval.gold_files import Row, gold_rows
from eval.planted import Dossier, dossiers
from eval.results import Measured, Miss, SuiteResult, by_part, count, share
from review.assembly import Workbench
from review.chains import observe
from review.corpus import Corpus
from review.reading import corpus_of

_PROFILE = DeviceProfile("Device", "1.0", Framework.MDR, "IIb", {})

_FILES = (("", "chains"), ("blind ", "chains_blind"), ("reworded ", "chains_reworded"))
"""What the measures of a file of cases begin with, and its name."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """One case: which of the expected links were found, and which observations are of one."""

    name: str
    found: tuple[tuple[str, bool], ...]
    right: tuple[tuple[str, bool], ...]


def run(_bench: Workbench) -> SuiteResult:
    """Put every case and every dossier to the reading of chains."""
    cases = run_cases()
    measures = dict(cases.measures)
    alarms = {dossier.name: _false_alarms(dossier) for dossier in dossiers()}
    for name, told in alarms.items():
        measures[f"{name}/false alarms"] = count(len(told), 1)
    misses = [Miss(name, "false alarm", one) for name, told in alarms.items() for one in told]
    return SuiteResult("chains", measures, [*cases.misses, *misses])


def run_cases() -> SuiteResult:
    """The cases alone, without the dossiers."""
    measures: dict[str, Measured] = {}
    misses: list[Miss] = []
    for prefix, name in _FILES:
        read = [_outcome(row) for row in gold_rows(name)]
        for part, cases in by_part(read, lambda outcome: outcome.name).items():
            measures |= _measures(f"{prefix}{part}", cases)
        misses += [miss for outcome in read for miss in _misses(outcome)]
    return SuiteResult("chains", measures, misses)


def _measures(part: str, cases: Sequence[_Outcome]) -> dict[str, Measured]:
    return {
        f"{part}/recall": share([ok for case in cases for _, ok in case.found]),
        f"{part}/precision": share([ok for case in cases for _, ok in case.right]),
    }


def _outcome(row: Row) -> _Outcome:
    corpus = _corpus(row)
    seen = observe(corpus, _PROFILE)
    found = tuple(
        (_wanted(want), any(_is(one, want, corpus) for one in seen)) for want in row["expected"]
    )
    right = tuple(
        (_line(one), any(_is(one, want, corpus) for want in row["expected"])) for one in seen
    )
    return _Outcome(str(row["id"]), found, right)


def _wanted(want: Row) -> str:
    return f"{want['kind']}: {want.get('about') or want['words']}"


def _kind(name: str) -> ObservationKind:
    return ObservationKind[name.upper().replace("-", "_")]


def _is(seen: Observation, want: Row, corpus: Corpus) -> bool:
    """Whether it is of that kind and names what it is about, or cites a place with the words."""
    if seen.kind is not _kind(want["kind"]):
        return False
    if about := want.get("about"):
        return about.casefold() in f"{seen.subject} {seen.missing}".casefold()
    cited = (place.span.of(corpus.document(place.document).text) for place in seen.citations)
    return any(str(want["words"]) in text for text in cited)


def _line(seen: Observation) -> str:
    return f"{seen.kind.name.lower().replace('_', '-')}: {seen.subject} ({seen.missing})"


def _corpus(row: Row) -> Corpus:
    parts = [
        part
        for made in row["documents"]
        for part in ingest.read_bytes(made["name"], made["text"].encode())
    ]
    return corpus_of(parts)


def _false_alarms(dossier: Dossier) -> list[str]:
    paths = sorted(path for path in dossier.documents.iterdir() if path.is_file())
    parts = [part for path in paths for part in ingest.read_path(path)]
    right = set(_labelled().get(dossier.name, ()))
    return [
        line for one in observe(corpus_of(parts), _PROFILE) if (line := _line(one)) not in right
    ]


def _labelled() -> Mapping[str, Sequence[str]]:
    text = (files("eval") / "gold" / "chains_dossiers.yaml").read_text("utf-8")
    labelled: Any = yaml.safe_load(text)
    return {str(name): [str(line) for line in lines] for name, lines in labelled.items()}


def _misses(outcome: _Outcome) -> list[Miss]:
    lost = [Miss(outcome.name, "broken link missed", told) for told, ok in outcome.found if not ok]
    return lost + [Miss(outcome.name, "false alarm", told) for told, ok in outcome.right if not ok]
