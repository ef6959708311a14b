"""What the migration's state machine does: it locks, records, drains the source, and asks and tells people.

It runs in the target region. What ends the migration is raised, under a name that the state machine catches.
"""

from collections.abc import Callable

from parts.draining import drain, drain_parameter, undrain
from parts.lock import lock, release
from parts.quick_clients import env, state_table
from parts.recalling import recalled
from parts.requests import request_approval, request_cutover
from parts.settings import SETTINGS, wrong
from parts.state_writes import StaleExecutionError, change, stamp
from parts.telling import announce, notify, reason
from parts.workflow import Json, SettingsError, carry_out

PHASES = [
    "VALIDATED", "MOVING", "VERIFYING", "AWAITING_APPROVAL", "DRAINING", "CUTTING_OVER", "OBSERVING",
    "COMPLETE", "REJECTED", "FAILED", "ROLLED_BACK",
]  # fmt: skip


def validate(event: Json) -> Json:
    """The settings of this execution, which from now on holds the lock; ``fence`` counts those that held it."""
    if not isinstance(event["input"], dict):
        raise SettingsError("The input of the execution is an object of settings; {} takes all by default.")
    given = dict(event["input"])
    take_over = str(given.pop("takeOver", ""))
    problems = [problem for name, value in given.items() if (problem := wrong(name, value))]
    if problems:
        raise SettingsError("The input of the execution: " + "; ".join(problems))
    settings = {name: default for name, (default, _, _) in SETTINGS.items()} | given | event["fixed"]
    return {"settings": settings, "fence": lock(event["execution"], take_over)}


def record(event: Json) -> Json:
    """Write the phase that begins, unless something later is written there, and announce it."""
    phase = event["phase"]
    written = change(
        "update_item",
        "WORKFLOW",
        "attribute_not_exists(Fence) OR Fence < :fence OR (Fence = :fence AND #rank <= :rank)",
        {":phase": phase, ":rank": PHASES.index(phase), **stamp(event)},
        UpdateExpression="SET Phase = :phase, #rank = :rank, Fence = :fence, Execution = :me, UpdatedAt = :now",
        ExpressionAttributeNames={"#rank": "Rank"},
    )
    if not written:
        later = recalled(state_table(), "WORKFLOW")["Phase"]
        raise StaleExecutionError(f"{phase} is not written over {later}, which is later")
    announce("PHASE_CHANGED", {"phase": phase, "execution": event["execution"], "reason": reason(event)})
    return {"phase": phase}


def advise(event: Json) -> Json:
    """Tell the operators what the rollback left to them."""
    source, left = env("SOURCE_REGION"), event["rollback"]
    lines = [f"The migration was rolled back: {reason(event)}"]
    if left.get("activeRegionChanged"):
        lines.append(f"ActiveRegion was changed already. Update the StackSet with ActiveRegion={source}.")
    if "activeRegionChanged" not in left:
        lines.append(f"{source} may still be drained ({left['Error']}), and ActiveRegion be changed. In {source}, set")
        lines.append(f"{drain_parameter(source)} to false; see that ActiveRegion of the StackSet is {source}.")
    announce("ROLLBACK_ADVICE", {"advice": lines[1:]})
    notify("act on the rollback", lines)
    return {}


TASKS: dict[str, Callable[[Json], Json]] = {
    task.__name__: task
    for task in (validate, release, record, request_approval, request_cutover, drain, undrain, advise)
}


def handler(event: Json, _context: object) -> Json:
    """Do the task that the event names. Raises the errors above; any other is a fault of this function's own."""
    return carry_out(TASKS, event)
