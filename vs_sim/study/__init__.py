"""Comparing a run with people: references, measures, estimates and verdicts."""
