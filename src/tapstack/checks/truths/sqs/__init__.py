"""Queues, their dead-letter queues, their policies."""
