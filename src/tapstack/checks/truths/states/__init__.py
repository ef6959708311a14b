"""State machines: what their definitions say."""
