"""Functions, what runs them, and who may."""
