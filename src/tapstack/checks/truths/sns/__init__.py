"""Topics and subscriptions."""
