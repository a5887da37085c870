"""A stand-in model with a known answer distribution: messages in, text out. It is not a language model."""
