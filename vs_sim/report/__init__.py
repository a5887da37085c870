"""Showing a run: tables for the terminal, and one page that needs no network."""
