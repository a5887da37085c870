"""Uncertainty: intervals, sampling noise, equivalence, power."""
