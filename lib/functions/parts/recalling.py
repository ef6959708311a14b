"""What the state table holds; apart from what is written, which not every function that writes may read."""

from typing import Any

from parts.state_table import step_key


def recalled(table: Any, step: str) -> dict[str, Any]:
    """What the state table holds of a step; empty if nothing."""
    return dict(table.get_item(Key=step_key(step), ConsistentRead=True).get("Item", {}))
