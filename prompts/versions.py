"""The versions of everything that is said to a model."""

from prompts import answer, conflicts, judge


def templates() -> tuple[str, ...]:
    """Every template with its hash, as manifests name them."""
    return (answer.template(), judge.template(), conflicts.template())
