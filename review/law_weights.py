"""How much each sign counts when provisions are ordered for a question."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight for each sign of `review.law_signs`; fitted by `eval/fit_law.py`.

    Ranks: `words` of a provision under its headings, `own_words` without them, `meaning` and
    `row_words` of the obligation on it, `treated` by the topic of the question. Each of the first
    four also counts by its score, the best one being 1 (`_score`). From the units around it:
    `parent_meaning`, `child_meaning`, `child_words`, and `family`, how many points of it are
    among the first. And what it is: a `recital`, of an act that the question is not about
    (`other_act`), a place of the question's `topic`, a `row` of the catalogue, one that is `core`,
    `deep` inside its article, or `deleted`.
    """

    words: float = 0.27
    own_words: float = 0.19
    meaning: float = 0.23
    row_words: float = 0.13
    treated: float = 0.53
    words_score: float = 0.41
    own_words_score: float = 0.40
    meaning_score: float = 0.26
    row_words_score: float = 0.19
    parent_meaning: float = 0.28
    child_meaning: float = 0.33
    child_words: float = 0.25
    family: float = 0.27
    recital: float = -0.35
    other_act: float = -0.53
    topic: float = 0.70
    row: float = -0.24
    core: float = 0.22
    deep: float = -0.45
    deleted: float = -0.13
