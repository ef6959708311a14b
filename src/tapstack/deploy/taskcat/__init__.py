"""Deployment by taskcat: the launcher around real, unmodified taskcat, which lives in an environment of its own."""
