"""Physical names: what they look like, and where they may be only once."""
