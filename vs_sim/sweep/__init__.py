"""Many runs of one plan: its cells, where and in what order they are run, and their joint results."""
