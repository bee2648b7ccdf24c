"""Any corpus and questions in BEIR form, by words, by meaning and by both.

Without files it runs over our own catalogue: the titles of obligations are the texts, their
first criteria the questions, and the right answer is the obligation that the criterion belongs
to. That says little of documents; it shows when a form of search breaks.
"""

from collections.abc import Mapping, Sequence

from eval.beir import Collection
from eval.measures import average_precision, ndcg, rate, recall, reciprocal_rank
from eval.results import Measured, Miss, SuiteResult, measured
from review.assembly import Workbench
from review.search_forms import SearchForms

_TOP = 10
_DEPTH = 100


def run(bench: Workbench) -> SuiteResult:
    """Measure over the catalogue."""
    return run_collection(bench, catalogue_collection(bench))


def catalogue_collection(bench: Workbench) -> Collection:
    """The core obligations as a collection."""
    rows = [
        r for r in bench.catalogue.obligations.values() if r.tier.value == "core" and r.criteria
    ]
    return Collection(
        {row.id: row.title for row in rows},
        {row.id: row.criteria[0].text for row in rows},
        {row.id: {row.id: 1.0} for row in rows},
    )


def run_collection(bench: Workbench, collection: Collection) -> SuiteResult:
    """Measure over a collection. Queries without a graded text are left out as unscored."""
    forms = SearchForms(collection.texts, bench.embedder)
    asked = {key: text for key, text in collection.queries.items() if collection.grades.get(key)}
    found: dict[str, dict[str, list[str]]] = {}
    for key, text in asked.items():
        for form, hits in forms.search(text, _DEPTH).items():
            found.setdefault(form, {})[key] = [hit.id for hit in hits]
    measures: dict[str, Measured] = {}
    for form, rankings in found.items():
        measures |= _measures(form, rankings, collection.grades)
    misses = _misses(found.get("fused", {}), collection)
    return SuiteResult("retrieval", measures, misses, len(collection.queries) - len(asked))


def _measures(
    form: str, rankings: Mapping[str, Sequence[str]], grades: Mapping[str, Mapping[str, float]]
) -> dict[str, Measured]:
    pairs = [(ids, grades[key]) for key, ids in rankings.items()]
    scores = {
        "Recall@10": [recall(ids, tuple(wanted), _TOP) for ids, wanted in pairs],
        "MAP@10": [average_precision(ids, tuple(wanted), _TOP) for ids, wanted in pairs],
        "nDCG@10": [ndcg(ids, wanted, _TOP) for ids, wanted in pairs],
        "MRR": [reciprocal_rank(ids, tuple(wanted)) for ids, wanted in pairs],
    }
    return {f"{form}/{name}": measured(values, rate) for name, values in scores.items()}


def _misses(rankings: Mapping[str, Sequence[str]], collection: Collection) -> list[Miss]:
    return [
        Miss(key, "not in ten", collection.queries[key][:200])
        for key, ids in rankings.items()
        if not recall(ids, tuple(collection.grades[key]), _TOP)
    ]
