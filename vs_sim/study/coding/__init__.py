"""Coding dialogues: schemes, rules, classifiers, models, agreement."""
