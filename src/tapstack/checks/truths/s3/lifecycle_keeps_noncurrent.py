"""S3-030: where objects of a versioned bucket expire, their old versions do too."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.lifecycle import noncurrent_expiration
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(rules: Property, _: View) -> Iterator[Fault]:
    """A fault where enabled rules expire current versions and none noncurrent ones."""
    if not rules.item["VersioningConfiguration.Status"].equals("Enabled"):
        return
    enabled = [rule for rule in rules.items if rule["Status"].equals("Enabled")]
    expiring = [rule for rule in enabled if rule.has("ExpirationInDays") or rule.has("ExpirationDate")]
    if expiring and not any(noncurrent_expiration(rule).given for rule in enabled):
        yield Fault(expiring[0], "Objects expire in a versioned bucket, and no rule expires noncurrent versions.")


TRUTH = Truth(
    id="S3-030",
    title="Rules of a versioned bucket that expire objects expire noncurrent versions too",
    why="Expiration only puts a delete marker on top: every byte stays, is paid for, and keeps the bucket undeletable.",
    fix="Add a rule with NoncurrentVersionExpiration.",
    source="assumption: who expires objects means to be rid of them (S3 user guide, Expiring objects, tells what"
    " expiration does in versioned buckets)",
    about=("AWS::S3::Bucket",),
    at="LifecycleConfiguration.Rules",
    severity=Severity.WARNING,
    judge=judge,
)
