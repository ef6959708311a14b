"""S3-104: a notification filters by one prefix and one suffix at most."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.notifications import notifications
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(configuration: Property, _: View) -> Iterator[Fault]:
    """A fault for a second prefix or suffix, and for rules of another name."""
    for one in notifications(configuration):
        seen = set[str]()
        for rule in one.at["Filter.S3Key.Rules"].items:
            name = rule["Name"].text.lower()
            if name not in ("prefix", "suffix"):
                yield Fault(rule["Name"], f"A filter rule is named {rule['Name'].shown}.")
            elif name in seen:
                yield Fault(rule, f"The filter has a second {name}.")
            seen.add(name)


TRUTH = Truth(
    id="S3-104",
    title="A notification filter has at most one prefix and one suffix",
    why="S3 answers InvalidArgument to the notifications, and the bucket is not made.",
    fix="Write a configuration for each prefix or suffix.",
    source="botocore s3, FilterRule.Name (prefix or suffix); S3 user guide, Configuring event notifications using"
    " object key name filtering",
    about=("AWS::S3::Bucket",),
    at="NotificationConfiguration",
    judge=judge,
)
