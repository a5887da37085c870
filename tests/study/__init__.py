"""Comparing with people."""
