"""What is there now: ``tapstack status``."""
