"""Reading what others wrote."""
