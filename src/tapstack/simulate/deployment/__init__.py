"""A StackSet deployed into the simulated account, and what came of it."""
