"""The wording of every prompt, one readable template each."""
