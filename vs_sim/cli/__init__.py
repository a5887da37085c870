"""The command line: arguments become calls of the public functions; only here is anything printed."""
