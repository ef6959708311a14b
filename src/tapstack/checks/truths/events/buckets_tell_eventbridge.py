"""EVENTS-005: A rule for objects of a bucket finds the bucket's notifications to EventBridge switched on."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.events.patterns import document
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault for each bucket that the pattern names and that tells EventBridge nothing."""
    found = document(site)
    if found is None or found["source"].raw != ["aws.s3"] or not _objects(found["detail-type"]):
        return
    names = found["detail.bucket.name"]
    for name in names.items if isinstance(names.raw, list) else ():
        bucket = None if isinstance(name.raw, dict | list) else view.find(name, "AWS::S3::Bucket")
        if bucket is None:
            continue
        config = bucket["NotificationConfiguration.EventBridgeConfiguration"]
        if not config.given or config["EventBridgeEnabled"].equals("false"):
            yield Fault(name, f"{bucket} sends no events to EventBridge.")


def _objects(kinds: Property) -> bool:
    """Whether the pattern is for what S3 itself tells, not CloudTrail."""
    texts = [kind.raw for kind in kinds.items] if isinstance(kinds.raw, list) else []
    return not any(isinstance(text, str) and "CloudTrail" in text for text in texts)


TRUTH = Truth(
    id="EVENTS-005",
    title="A rule for objects of a bucket finds the bucket's notifications to EventBridge switched on",
    why="S3 sends object events to EventBridge only if the bucket says so: else the rule never fires, silently.",
    fix="Add NotificationConfiguration: {EventBridgeConfiguration: {EventBridgeEnabled: true}} to the bucket.",
    source="Amazon S3 User Guide, Using EventBridge (must be enabled on the bucket); resource schema"
    " AWS::S3::Bucket, EventBridgeConfiguration",
    about=("AWS::Events::Rule",),
    at="EventPattern",
    judge=judge,
    later=True,
)
