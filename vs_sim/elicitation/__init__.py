"""Asking well: a question becomes a prompt, and a model's answer becomes a distribution of answers."""
