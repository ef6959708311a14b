"""S3-042: a default retention has a mode and one period."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_MOST = {"Days": 36500, "Years": 100}


def judge(retention: Property, _: View) -> Iterator[Fault]:
    """A fault for a missing mode, for no period or two, and for one that S3 does not take."""
    periods = [name for name in _MOST if retention.has(name)]
    if len(periods) == 2 or (not periods and not retention.has("DefaultEventHold")):
        yield Fault(retention, f"The default retention has {' and '.join(periods) or 'neither Days nor Years'}.")
    if periods and not retention.has("Mode"):
        yield Fault(retention, "The default retention has no Mode.")
    for name in periods:
        if not 1 <= retention[name].number <= _MOST[name]:
            yield Fault(retention[name], f"The default retention is {retention[name].shown} {name}.")


TRUTH = Truth(
    id="S3-042",
    title="A default retention has a Mode and either Days or Years, of at least one and at most a century",
    why="S3 answers MalformedXML or InvalidArgument to the Object Lock configuration, and the bucket is not made.",
    fix="Write Mode: GOVERNANCE or COMPLIANCE and either Days (1 to 36500) or Years (1 to 100).",
    source="resource schema AWS::S3::Bucket, DefaultRetention (mode and period; Days or Years, not both); botocore s3"
    " PutObjectLockConfiguration",
    about=("AWS::S3::Bucket",),
    at="ObjectLockConfiguration.Rule.DefaultRetention",
    judge=judge,
)
