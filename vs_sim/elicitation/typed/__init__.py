"""Answers with a type: amounts, points of a scale, options, checked against the question."""
