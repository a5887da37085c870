"""Batches: requests that providers answer within a day for half the price."""
