"""The simulated account behind AWS's own API: ``tapstack serve``."""
