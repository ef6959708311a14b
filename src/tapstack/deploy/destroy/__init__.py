"""Stacks deleted in the reverse order of regions; data stays unless each store is named: ``tapstack destroy``."""
