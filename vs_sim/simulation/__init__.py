"""From a scenario to a run: check, estimate the cost, hold, resume."""
