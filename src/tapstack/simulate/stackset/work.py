"""What an operation does to instances: at one target, and in their statuses.

Source: botocore cloudformation, shapes StackInstance (Status) and StackInstanceComprehensiveStatus; the user guide,
"StackSets concepts", status codes, and "Troubleshooting": the instance of a failed stack is OUTDATED, and stays. What
AWS does where an operation names an INOPERABLE instance, other than UpdateStackSet, is not told: here it fails there.
An import that failed leaves its instance INOPERABLE until it is tried again with success.
"""

from __future__ import annotations

from collections.abc import Sequence

from tapstack.simulate.clock import Steps
from tapstack.simulate.stackset.contract import Carrier, Outcome, Target
from tapstack.simulate.stackset.model import Operation, Result, StackInstance, StackSet
from tapstack.simulate.stackset.statuses import (
    CURRENT,
    DELETE,
    DETECT_DRIFT,
    FAILED,
    FAILED_IMPORT,
    IMPORT,
    INOPERABLE,
    OUTDATED,
    PENDING,
)

_GONE = "The stack instance does not exist any more"
_UNSTABLE = "The stack instance is INOPERABLE: delete it, with RetainStacks if its stack cannot be deleted"


def expect(stack_set: StackSet, operation: Operation, targets: Sequence[Target]) -> None:
    """The targets of an operation that begins; none of their stacks is up to date until it is made so."""
    order = operation.preferences.ordered([target.region for target in targets])
    operation.targets = tuple(target for region in order for target in targets if target.region == region)
    operation.results = {target: Result(target) for target in operation.targets}
    for target in operation.targets:
        if instance := stack_set.instances.get(target):
            instance.detailed, instance.reason, instance.last_operation = PENDING, "", operation.id
            if operation.action not in (DELETE, DETECT_DRIFT):
                outdate(instance)


def outdate(instance: StackInstance) -> None:
    """The instance's stack is not what the set wants any more."""
    if instance.status != INOPERABLE:
        instance.status = OUTDATED


def follow(stack_set: StackSet, operation: Operation, result: Result) -> None:
    """The instance's detailed status is that of the result, INOPERABLE where a deletion has failed."""
    if instance := stack_set.instances.get(result.target):
        unstable = result.status == FAILED and instance.status == INOPERABLE
        failed = FAILED_IMPORT if operation.action == IMPORT else INOPERABLE
        instance.detailed = failed if unstable else result.status
        instance.reason = result.reason


def work(carrier: Carrier, stack_set: StackSet, operation: Operation, target: Target) -> Steps[Outcome]:
    """Carry an operation out at one target."""
    instance = stack_set.instances.get(target)
    if instance is None:
        return Outcome(operation.action == DELETE, "" if operation.action == DELETE else _GONE)
    if operation.action == DELETE:
        return (yield from _remove(carrier, stack_set, instance, retain=operation.retain))
    if operation.action == DETECT_DRIFT:
        return (yield from _detect(carrier, stack_set, instance))
    if operation.action == IMPORT:
        return (yield from _adopt(carrier, stack_set, instance))
    if instance.status == INOPERABLE:
        return Outcome(False, _UNSTABLE, instance.stack_id)
    outcome = yield from carrier.put(stack_set, instance)
    instance.stack_id = outcome.stack_id
    if outcome.succeeded:
        instance.status = CURRENT
    return outcome


def _remove(carrier: Carrier, stack_set: StackSet, instance: StackInstance, *, retain: bool) -> Steps[Outcome]:
    outcome = Outcome(True) if retain else (yield from carrier.remove(stack_set, instance))
    if outcome.succeeded:
        del stack_set.instances[instance.target]
    else:
        instance.status, instance.stack_id = INOPERABLE, outcome.stack_id
    return outcome


def _detect(carrier: Carrier, stack_set: StackSet, instance: StackInstance) -> Steps[Outcome]:
    outcome = yield from carrier.detect(stack_set, instance)
    instance.drift = outcome.drift or instance.drift
    return outcome


def _adopt(carrier: Carrier, stack_set: StackSet, instance: StackInstance) -> Steps[Outcome]:
    outcome = yield from carrier.adopt(stack_set, instance)
    if outcome.succeeded:
        instance.status = CURRENT if outcome.current else OUTDATED
        instance.overrides = dict(instance.overrides if outcome.overrides is None else outcome.overrides)
    else:
        instance.status = INOPERABLE
    return outcome
