"""Corpora of human conversations: the contract, and one folder per corpus."""
