"""LOG-04: what refuses data, or piles it up, wakes somebody: tables, streams, dead-letter queues, state machines."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tapstack.checks.controls.control import ControlCheck
from tapstack.checks.controls.observability.alarms import is_alarmed
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property

GLOBAL_TABLE, STREAM, MACHINE = "AWS::DynamoDB::GlobalTable", "AWS::Kinesis::Stream", "AWS::StepFunctions::StateMachine"
Wanted = tuple[str, str, tuple[tuple[str, ...], ...]]
# Namespace, dimension, and what must be watched: one of each group of metrics.
WANTED: Mapping[str, Wanted] = MappingProxyType(
    {
        GLOBAL_TABLE: ("AWS/DynamoDB", "TableName", (("WriteThrottleEvents", "ThrottledRequests"),)),
        STREAM: ("AWS/Kinesis", "StreamName", (("WriteProvisionedThroughputExceeded",),)),
        MACHINE: ("AWS/States", "StateMachineArn", (("ExecutionsFailed",), ("ExecutionsTimedOut",))),
    }
)


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each group of metrics of which no alarm watches one, in each region that has the resource."""
    item = properties.item
    namespace, dimension, groups = WANTED[item.type]
    asked = [(region, group) for region in item.regions for group in groups]
    yield from one_by_one(asked, lambda one: _watched(properties, namespace, one[1], dimension, one[0], view))


def _watched(
    at: Property, namespace: str, group: tuple[str, ...], dimension: str, region: str, view: View
) -> Iterator[Fault]:
    if region not in view.regions:
        raise NotKnown(f"what watches {at.item.logical_id} in {region}, outside the set, is not known")
    if not is_alarmed(at.item, namespace, group, dimension, region, view):
        yield Fault(at, f"No alarm in {region} watches {' or '.join(group)} of {at.item.logical_id}.")


CONTROL = ControlCheck(
    name="DATA_PATH_REFUSALS_ALARMED",
    title="An alarm watches whether a global table or stream refuses writes, and whether a state machine fails",
    why="Trades are refused or a migration stands still, and nobody knows.",
    fix="Add an alarm on the metric in each region that has the resource.",
    source="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html;"
    " https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html;"
    " https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html; which of them are required"
    " is this control's own",
    controls=("LOG-04",),
    about=(*WANTED,),
    judge=judge,
)
