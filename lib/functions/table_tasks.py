"""Tasks of the migration that move the items which were there before: export, backfill, catch-up.

The state machine calls ``handler`` with ``{"task": NAME, "settings": {...}}``, the backfill also with ``next``. Every
task may run twice, and after a crash half way.
"""

from collections.abc import Callable
from typing import Any

from parts.backfill import backfill_table
from parts.followed_table import abandon_table, finish_table, prepare_table
from parts.slices import deadline_of
from parts.table_export import check_export, export_table
from parts.workflow import Json, carry_out

TASKS: dict[str, Callable[[Json], Json]] = {
    "prepare_table": prepare_table,
    "export_table": export_table,
    "check_export": check_export,
    "backfill_table": backfill_table,
    "finish_table": finish_table,
    "abandon_table": abandon_table,
}


def handler(event: Json, context: Any) -> Json:
    """Carry out one task; what the state machine sends and gets."""
    return carry_out(TASKS, {**event, "deadline": deadline_of(context)})
