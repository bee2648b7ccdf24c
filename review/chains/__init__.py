"""Chains that should hold across documents: links that a text names and nothing gives."""

from review.chains.observe import observe

__all__ = ["observe"]
