"""Benchmarks: how long each step takes. Never a test; absolute times mean little elsewhere."""
