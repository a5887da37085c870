"""Forecasts of what a real person does next, scored against what the person did."""
