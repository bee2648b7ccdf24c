"""All questions of a review put to a model: several at once, within a budget of tokens.

The questions go out in waves. Whether a wave is within the budget follows from the answers before
it, never from the clock or the number of threads: the same answers give the same review.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from domain.chat import Usage
from domain.ports import Progress
from prompts.size import input_tokens, most_tokens
from review.assisted.exchange import ATTEMPTS, Exchange
from review.assisted.judging import Question, Told, judge
from review.assisted.order import Assist, usual_answer

_WAVE = 8
_IN_A_ROW = 3
BEYOND = "beyond the budget of tokens: citemark's own rules judged this row alone"


@dataclass(frozen=True, slots=True)
class Asked:
    """What came back: for each question what was told, in order."""

    told: tuple[Told, ...]
    usage: Usage = field(default_factory=Usage)
    retries: int = 0


def ask_all(questions: Sequence[Question], assist: Assist, progress: Progress) -> Asked:
    """Put the questions in order; what is not asked says why."""
    told: list[Told] = []
    spent = 0
    while len(told) < len(questions):
        wave = questions[len(told) :][:_WAVE]
        wave = wave[: within(wave, assist.budget - spent)]
        if stop := _given_up(told) if wave else BEYOND:
            told += [Exchange(None, stop)] * (len(questions) - len(told))
            break
        answers = _put(wave, assist)
        spent += sum(map(_spent, wave, answers))
        told += answers
        progress(len(told), len(questions), f"the model reads {wave[-1].topic}")
    usage = sum((one.usage for one in told), Usage())
    return Asked(tuple(told), usage, sum(one.retries for one in told))


def within(questions: Sequence[Question], room: int) -> int:
    """How many of the questions, from the first on, are sure to stay within so many tokens."""
    for count, question in enumerate(questions):
        room -= ATTEMPTS * most_tokens(question.request())
        if room < 0:
            return count
    return len(questions)


def reached(questions: Sequence[Question], budget: int) -> int:
    """How many of the questions, from the first on, the budget is expected to reach."""
    for count, question in enumerate(questions):
        budget -= expected([question]).tokens
        if budget < 0:
            return count
    return len(questions)


def expected(questions: Sequence[Question]) -> Usage:
    """What the questions will take where each is answered at once and at the usual length."""
    requests = [question.request() for question in questions]
    criteria = sum(len(question.lead.asked) for question in questions)
    return Usage(len(requests), sum(map(input_tokens, requests)), usual_answer(criteria))


def _put(questions: Sequence[Question], assist: Assist) -> list[Told]:
    with ThreadPoolExecutor(assist.parallel) as pool:
        return list(pool.map(lambda question: judge(question, assist.model), questions))


def _spent(question: Question, told: Told) -> int:
    """Tokens of a question as the provider counts them, as we estimate where it tells none."""
    if told.usage.answers and not told.usage.tokens:
        return told.usage.answers * most_tokens(question.request())
    return told.usage.tokens


def _given_up(told: Sequence[Told]) -> str:
    """Why no more is asked: the server fails every time; "" where it does not."""
    last = told[-_IN_A_ROW:]
    if len(last) < _IN_A_ROW or not all(one.passing for one in last):
        return ""
    return f"not asked, as the model failed {_IN_A_ROW} times in a row: {last[-1].fault}"
