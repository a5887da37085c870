"""The command line: arguments become calls of the API; only here is anything printed."""
