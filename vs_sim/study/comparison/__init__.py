"""Simulated answers compared with human data: measures, scorecards, contrasts."""
