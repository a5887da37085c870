"""Societies on networks: what is measured of them over rounds, and what rules describe them."""
