"""Where speakers meet: the only room that knows Mesa."""
