"""Questions of law: is the right provision among the first?

A hit is one of the pinpoints of the gold, exactly: the paragraph that holds the right point, or a
point of the right paragraph, is no hit unless the gold names it. BM25 over the provisions' own
words runs beside the search, on the same questions. A question that the texts do not answer, or
that rests on a false premise, is right when the answer abstains.
"""

from collections.abc import Callable, Sequence

from eval.gold_files import Row, gold_rows
from eval.measures import hit, rate, reciprocal_rank
from eval.results import Measured, Miss, SuiteResult, by_part, measured, share
from eval.shared import official_texts
from review.answering import answer
from review.assembly import Workbench
from review.law import LawShelf
from review.law_search import LawSearch
from review.library import Library

_DEPTH = 20
_Ranking = tuple[Row, tuple[str, ...]]


def run(bench: Workbench) -> SuiteResult:
    """Search for every question."""
    texts = official_texts()
    if texts is None:
        return SuiteResult("law", skipped="the official texts in ../shared/regulations are absent")
    search = bench.law.search_over(texts)
    library = Library(search, LawShelf(texts), bench.catalogue)
    measures: dict[str, Measured] = {}
    misses: list[Miss] = []
    for part, rows in by_part(gold_rows("questions"), lambda row: str(row["id"])).items():
        found = [_ranking(row, search) for row in rows if row["answerable"]]
        plain = [_by_words(row, search) for row in rows if row["answerable"]]
        measures |= _rank_measures(part, found) | _rank_measures(f"{part} BM25 alone", plain)
        silent = [(row, answer(str(row["question"]), library).abstained) for row in rows]
        measures |= _abstentions(part, silent)
        misses += [_miss(part, row, ids) for row, ids in found if not _top(5)((row, ids))]
    return SuiteResult("law", measures, misses)


def _ranking(row: Row, search: LawSearch) -> _Ranking:
    return row, tuple(h.id for h in search.search(str(row["question"]), _DEPTH))


def _by_words(row: Row, search: LawSearch) -> _Ranking:
    return row, tuple(h.id for h in search.by_words(str(row["question"]), _DEPTH))


def _rank_measures(name: str, found: Sequence[_Ranking]) -> dict[str, Measured]:
    return {
        f"{name}/hit@5": share([_top(5)(one) for one in found]),
        f"{name}/hit@1": share([_top(1)(one) for one in found]),
        f"{name}/MRR": measured(
            [reciprocal_rank(ids, row["pinpoints"]) for row, ids in found], rate
        ),
    }


def _top(k: int) -> Callable[[_Ranking], float]:
    return lambda one: hit(one[1], one[0]["pinpoints"], k)


def _abstentions(part: str, found: Sequence[tuple[Row, bool]]) -> dict[str, Measured]:
    kinds = {
        "abstains where the texts do not answer": "unanswerable",
        "abstains on a false premise": "false premise",
    }
    measures = {
        f"{part}/{name}": share([silent for row, silent in found if row["type"] == kind])
        for name, kind in kinds.items()
    }
    wrongly = [silent for row, silent in found if row["answerable"]]
    return {**measures, f"{part}/abstains though answerable": share(wrongly, lower=True)}


def _miss(part: str, row: Row, ids: Sequence[str]) -> Miss:
    wanted = " ".join(row["pinpoints"])
    return Miss(str(row["id"]), f"{part} not in five", f"{row['question']} [{wanted}] {ids[:5]}")
