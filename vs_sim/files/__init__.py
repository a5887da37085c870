"""Reading what others wrote: scenarios, overrides, personas and populations, every fault with its place."""
