"""Measures of persons, their traits and their repeated dialogues."""
