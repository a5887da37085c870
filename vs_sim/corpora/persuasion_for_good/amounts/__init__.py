"""Amounts of money that people say in a conversation: found, understood in context, and chosen among."""
