"""S3-008: replication time control is complete."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(destination: Property, _: View) -> Iterator[Fault]:
    """A fault for time control without metrics, for a threshold without it, and for minutes other than 15."""
    time, metrics = destination["ReplicationTime"], destination["Metrics"]
    if time.given and time["Status"].equals("Enabled"):
        if not metrics.given:
            yield Fault(time, "ReplicationTime has no Metrics beside it.")
        elif not metrics["Status"].equals("Enabled"):
            yield Fault(metrics["Status"], "ReplicationTime is Enabled and its Metrics are not.")
    elif metrics["EventThreshold"].given:
        yield Fault(metrics["EventThreshold"], "Metrics have an EventThreshold, and no ReplicationTime is Enabled.")
    for minutes in (time["Time.Minutes"], metrics["EventThreshold.Minutes"]):
        if minutes.given and minutes.number != 15:
            yield Fault(minutes, f"{minutes.label} is {minutes.shown}; only 15 is valid.")


TRUTH = Truth(
    id="S3-008",
    title="Replication time control has enabled Metrics, an event threshold has time control, and minutes are 15",
    why="S3 refuses the replication configuration, and the bucket is not made.",
    fix="Write ReplicationTime: {Status: Enabled, Time: {Minutes: 15}} and Metrics: {Status: Enabled,"
    " EventThreshold: {Minutes: 15}}.",
    source="resource schema AWS::S3::Bucket, ReplicationTime (must be specified together with Metrics) and"
    " ReplicationTimeValue.Minutes (valid value: 15); pulumi/pulumi-aws#5806 quotes the refusal of an"
    " event threshold without time control",
    about=("AWS::S3::Bucket",),
    at="ReplicationConfiguration.Rules[].Destination",
    judge=judge,
)
