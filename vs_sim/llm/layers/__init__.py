"""Layers between the gateway and a backend, from the outside in: replay, retry, limit, budget."""
