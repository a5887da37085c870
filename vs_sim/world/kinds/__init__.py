"""One file per kind of scenario; the file's stem is its name in YAML."""
