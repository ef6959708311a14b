"""What is written down once, so that a task that runs again finds what it did before."""

from typing import Any

from parts.clients import patience
from parts.state_table import state_tables, step_key

state = state_tables(patience(connect=3, read=10, attempts=4))


def once(step: str, *, forget: str = "", **values: Any) -> dict[str, Any]:
    """Write down for ``step`` what is not yet; gives all that is. ``forget`` is taken out."""
    sets = ", ".join(f"#{name} = if_not_exists(#{name}, :{name})" for name in values)
    answer = state().update_item(
        Key=step_key(step),
        UpdateExpression=f"SET {sets}" + (f" REMOVE {forget}" if forget else ""),
        ExpressionAttributeNames={f"#{name}": name for name in values},
        ExpressionAttributeValues={f":{name}": value for name, value in values.items()},
        ReturnValues="ALL_NEW",
    )
    return dict(answer["Attributes"])
