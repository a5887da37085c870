"""Simulated beside human data: measures, scorecards, contrasts."""
