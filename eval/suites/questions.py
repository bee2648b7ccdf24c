"""Questions of law put to the answer that a user gets: cited, verified, or refused with its reason.

Without a model these are the extractive answers; where the workbench has a model, its own stand
beside them under `with the model/`. A right answer cites one of the pinpoints of the gold, exactly.
Questions that the texts do not settle must be said to be so; those that rest on something that is
not so must have it named. The part `dev` was tuned on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from domain.finding import Answer, ProvisionCitation
from eval.gold_files import Row, gold_rows
from eval.results import Measured, Miss, SuiteResult, by_part, count, share
from eval.shared import official_texts
from review.answering import answer
from review.assembly import Workbench
from review.assisted.answering import assisted_answer
from review.law import LawShelf
from review.library import Library
from review.stating import OURS

_FILES = ("questions", "questions_settled")
_BESIDE = "with the model/"


@dataclass(frozen=True, slots=True)
class _Answered:
    row: Row
    answer: Answer
    verified: bool

    @property
    def right(self) -> bool:
        """Whether a pinpoint of the gold is cited."""
        return bool(cited_places(self.answer) & set(self.row["pinpoints"]))


def run(bench: Workbench) -> SuiteResult:
    """Answer every question."""
    texts = official_texts()
    if texts is None:
        absent = "the official texts in ../shared/regulations are absent"
        return SuiteResult("questions", skipped=absent)
    shelf = LawShelf(texts)
    library = Library(bench.law.search_over(texts), shelf, bench.catalogue)
    measures, misses = _put(lambda question: answer(question, library), shelf)
    if (model := bench.model) is None:
        return SuiteResult("questions", measures, misses)
    beside, more = _put(lambda question: assisted_answer(question, library, model), shelf)
    measures |= {f"{_BESIDE}{name}": measure for name, measure in beside.items()}
    misses += [replace(miss, kind=f"{_BESIDE}{miss.kind}") for miss in more]
    return SuiteResult("questions", measures, misses, note=f"the model: {model.name}")


def _put(ask: Callable[[str], Answer], shelf: LawShelf) -> tuple[dict[str, Measured], list[Miss]]:
    """All questions, put in one way: the figures of each part, and what was answered wrongly."""
    rows = [row for name in _FILES for row in gold_rows(name)]
    measures: dict[str, Measured] = {}
    misses: list[Miss] = []
    for part, some in by_part(rows, lambda row: str(row["id"])).items():
        found = [_answered(row, ask(str(row["question"])), shelf) for row in some]
        measures |= {f"{part}/{name}": measure for name, measure in _measures(found).items()}
        misses += [_miss(part, one) for one in found if not _fine(one)]
    return measures, misses


def cited_places(given: Answer) -> set[str]:
    """The pinpoints that an answer cites."""
    cited = (c for statement in given.statements for c in statement.citations)
    return {str(c.pinpoint) for c in cited if isinstance(c, ProvisionCitation)}


def _answered(row: Row, given: Answer, shelf: LawShelf) -> _Answered:
    return _Answered(row, given, all_read_back(given, shelf))


def all_read_back(given: Answer, shelf: LawShelf) -> bool:
    """Whether every place that is shown is one of the texts at hand, and unaltered where quoted."""
    for statement in (*given.statements, *given.nearest):
        quotes = [
            shelf.quote_place(c.pinpoint)
            for c in statement.citations
            if isinstance(c, ProvisionCitation)
        ]
        words = [quote.words for quote in quotes]
        if statement.text.endswith(OURS):
            continue
        if not words or None in words:
            return False
        if not given.model.model and statement.text not in words:
            return False
    return True


def _measures(found: Sequence[_Answered]) -> dict[str, Measured]:
    answerable = [one for one in found if one.row["answerable"]]
    unanswerable = [one for one in found if one.row["type"] == "unanswerable"]
    premises = [one for one in found if one.row["type"] == "false premise"]
    figures = {
        "a right pinpoint is cited": share([one.right for one in answerable]),
        "citations verified": share([one.verified for one in found]),
        "abstains where the texts do not settle it": share([_open(one) for one in unanswerable]),
        "false premise named": share([bool(one.answer.premises) for one in premises]),
        "answerable wrongly refused": share(
            [one.answer.abstained for one in answerable], lower=True
        ),
    }
    return figures | _tokens(found)


def _tokens(found: Sequence[_Answered]) -> dict[str, Measured]:
    """Tokens, in and out, of a question that was put to a model; nothing where none was."""
    asked = [one.answer.model.usage.tokens for one in found if one.answer.model.model]
    if not asked:
        return {}
    return {"tokens a question": count(sum(asked) / len(asked), len(asked))}


def _open(one: _Answered) -> bool:
    return one.answer.abstained and not one.answer.premises


def _fine(one: _Answered) -> bool:
    if one.row["answerable"]:
        return one.right and one.verified
    return bool(one.answer.premises) if one.row["type"] == "false premise" else _open(one)


def _miss(part: str, one: _Answered) -> Miss:
    cited = " ".join(sorted(cited_places(one.answer)))
    wanted = " ".join(one.row["pinpoints"])
    told = f"{one.row['question']} [{wanted}] {one.answer.reason or cited}"
    return Miss(str(one.row["id"]), f"{part} {one.row['type']}", told)
