"""How much each sign counts when provisions are ordered for a question."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight for each sign of `review.law_signs`; fitted by `eval/fit_law.py`.

    Ranks: `words` of a provision under its headings, `own_words` without them, `meaning` and
    `row_words` of the obligation on it, `asked` and `asked_words` by meaning and words of the
    questions that it answers, `treated` by the topic of the question. Each of the first six also
    counts by its score (`_score`). From the units around it: `parent_meaning`, `child_meaning`,
    `child_words`, `parent_asked`, `child_asked`, and `family`, how many points of it are among
    the first. And what it is: a `recital`, of an act that the question is not about
    (`other_act`), a place of the question's `topic`, a `row` of the catalogue, one that is `core`,
    `deep` inside its article, or `deleted`.
    """

    words: float = 0.2
    own_words: float = 0.1
    meaning: float = -0.07
    row_words: float = 0.07
    asked: float = 0.52
    asked_words: float = 0.28
    treated: float = 0.42
    words_score: float = 0.29
    own_words_score: float = 0.3
    meaning_score: float = 0.11
    row_words_score: float = 0.08
    asked_score: float = 0.34
    asked_words_score: float = 0.44
    parent_meaning: float = 0.05
    child_meaning: float = 0.06
    child_words: float = 0.08
    parent_asked: float = 0.23
    child_asked: float = 0.24
    family: float = 0.12
    recital: float = -0.11
    other_act: float = -0.41
    topic: float = 0.58
    row: float = -0.03
    core: float = 0.11
    deep: float = -0.38
    deleted: float = -0.07
