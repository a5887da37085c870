"""One file per opinion rule; the file's stem is its name in `model: rule/NAME`."""
