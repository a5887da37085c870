"""Comparisons of the arms of an experiment: what a dialogue changes, beside what changes without it."""
