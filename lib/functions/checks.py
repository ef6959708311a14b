"""What the migration's state machine looks at: do both regions agree, is the source drained, is the target well.

It runs in the target region and changes nothing. A check answers what it found; what ends the migration is raised.
"""

from collections.abc import Callable

from parts.observation import check_drained, observe
from parts.stack_check import check_contract
from parts.verification import verify_backup, verify_replication, verify_table
from parts.workflow import Json, carry_out

TASKS: dict[str, Callable[[Json], Json]] = {
    task.__name__: task
    for task in (check_contract, verify_replication, verify_table, verify_backup, check_drained, observe)
}


def handler(event: Json, _context: object) -> Json:
    """Do the task that the event names. Raises the errors above; any other is a fault of this function's own."""
    return carry_out(TASKS, event)
