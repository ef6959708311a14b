"""Emptying and deleting what a retained delete left: ``tapstack purge``."""
