"""Controls of residency: which data may be where, and with which keys."""
