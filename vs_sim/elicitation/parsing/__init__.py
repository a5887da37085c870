"""The reader of answers: what a model wrote becomes a distribution or an error with a reason."""
