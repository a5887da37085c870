"""Measures, one a file: its stem is its name."""
