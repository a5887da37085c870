"""How fast, how close to the limit, and how sturdy: `python -m tests.bench` prints a table of ratios."""
