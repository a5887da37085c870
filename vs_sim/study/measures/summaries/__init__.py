"""Summaries of a distribution, compared by their difference."""
