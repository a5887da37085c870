"""Distances between a simulated and a human distribution."""
