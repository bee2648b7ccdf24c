"""Chains that should hold across documents: links that a text names and nothing gives."""

from review.chains.observe import broken_links, observe

__all__ = ["broken_links", "observe"]
