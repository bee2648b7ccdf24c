"""The versions of everything that is said to a model."""

from prompts import answer, chains, conflicts, judge


def templates() -> tuple[str, ...]:
    """Every template with its hash, as manifests name them."""
    return (answer.template(), judge.template(), conflicts.template(), chains.template())
