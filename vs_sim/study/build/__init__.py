"""Commands that make the shipped aggregates of human data."""
