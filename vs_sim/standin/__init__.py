"""A stand-in model with a known law: messages in, text out. It is not a language model."""
