"""What was held, in the formats of others: one file a format."""
