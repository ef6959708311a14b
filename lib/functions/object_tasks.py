"""Tasks of the migration that move the objects which were there before, by S3 Batch Replication.

The state machine calls ``handler`` with ``{"task": NAME, "settings": {...}}``, of some tasks with ``attempt``, from 1.
Every task may run twice, and after a crash half way.
"""

from collections.abc import Callable
from typing import Any

from parts.replication_jobs import check_objects, start_objects
from parts.replication_rule import prepare_objects, restore_objects
from parts.workflow import Json, carry_out

TASKS: dict[str, Callable[[Json], Json]] = {
    "prepare_objects": prepare_objects,
    "start_objects": start_objects,
    "check_objects": check_objects,
    "restore_objects": restore_objects,
}


def handler(event: Json, _: Any) -> Json:
    """Carry out one task; what the state machine sends and gets."""
    return carry_out(TASKS, event)
