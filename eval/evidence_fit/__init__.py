"""Learns from examples which sentences answer a criterion: `python -m eval.evidence_fit`."""
