"""Many runs of one plan: which cells there are, where and in what order they are held, and what they say together."""
