"""What happens in the rounds of a society: who gathers, what is remembered, who changes role, which ties change."""
