"""One file per way to reach a model; the file's stem is its name in YAML."""
