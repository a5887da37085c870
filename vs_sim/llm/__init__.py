"""Talking to a model: flows ask, the gateway waits, layers guard, backends reach out."""
