"""Who takes part: populations, quotas, tables of persons."""
