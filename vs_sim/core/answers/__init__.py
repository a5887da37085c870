"""The types of answer: one file each, found by the key under which a scenario names it."""
