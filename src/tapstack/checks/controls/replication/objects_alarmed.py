"""REP-11: an alarm tells when objects are replicated late, and when they are not."""

from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck
from tapstack.checks.controls.observability.alarms import is_followed, names
from tapstack.checks.controls.replication.rules import BUCKET, destination_of, rules_of
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_LATE = ("ReplicationLatency", "OperationsPendingReplication", "BytesPendingReplication")
_FAILED = ("OperationsFailedReplication",)


def judge(bucket: Property, view: View) -> Iterator[Fault]:
    """A fault for each enabled rule that is not measured, or of whose measures no alarm tells."""
    yield from one_by_one(rules_of(bucket), lambda rule: _rule(rule, view))


def _rule(rule: Property, view: View) -> Iterator[Fault]:
    measured = rule["Destination.Metrics.Status"]
    if not measured.given or not measured.equals("Enabled"):
        yield Fault(rule, f"Replication of {rule.item} by {rule['Id'].shown or 'a rule'} has no Metrics to watch.")
        return
    yield from one_by_one((_LATE, _FAILED), lambda metrics: _watched(rule, metrics, view))


def _watched(rule: Property, metrics: tuple[str, ...], view: View) -> Iterator[Fault]:
    """Late is told in the region of the destination, failed in that of the source."""
    destination = destination_of(rule, view)
    region = rule.item.region if metrics == _FAILED else destination.region
    wanted = {
        "SourceBucket": names(rule.item, view),
        "DestinationBucket": names(destination, view),
        "RuleId": lambda value: rule["Id"].given and value.equals(rule["Id"]),
    }
    if not is_followed("AWS/S3", metrics, wanted, region, view):
        what = f"{' or '.join(metrics)} of {rule['Id'].shown or 'a rule without Id'} from {rule.item} to {destination}"
        yield Fault(rule, f"No alarm in {region} watches {what}.")


CONTROL = ControlCheck(
    name="S3_REPLICATION_ALARMED",
    title="Alarms watch whether objects are replicated late, and whether they are not replicated",
    why="The copy falls behind, or objects never arrive, and it is found out when the copy is needed.",
    fix="Add alarms on ReplicationLatency in the destination's region and on OperationsFailedReplication in the"
    " source's, each with SourceBucket, DestinationBucket and RuleId.",
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html (which metric is published in which"
    " region); which of them are required is this control's own",
    controls=("REP-11",),
    about=(BUCKET,),
    judge=judge,
)
