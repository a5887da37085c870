"""Codings that apply to any task, because they read private answers and not the text."""
