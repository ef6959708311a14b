"""S3-102: no object makes a bucket notify two targets of one event."""

from collections.abc import Iterator
from itertools import combinations

from tapstack.checks.truths.s3.notifications import named, notifications
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(configuration: Property, _: View) -> Iterator[Fault]:
    """A fault for each configuration that shares an event and objects with an earlier one."""
    for first, second in combinations([one.at for one in notifications(configuration)], 2):
        if _same_event(first["Event"].text, second["Event"].text) and _same_objects(first, second):
            yield Fault(second, f"{second.label} overlaps {first.label}: one event of one object belongs to both.")


def _same_event(one: str, other: str) -> bool:
    broad = [text.removesuffix("*") for text in (one, other) if text.endswith("*")]
    return one == other or any(one.startswith(head) and other.startswith(head) for head in broad)


def _same_objects(first: Property, second: Property) -> bool:
    one, other = named(first, "prefix"), named(second, "prefix")
    end, tail = named(first, "suffix"), named(second, "suffix")
    return (one.startswith(other) or other.startswith(one)) and (end.endswith(tail) or tail.endswith(end))


TRUTH = Truth(
    id="S3-102",
    title="Notifications of one event differ in prefix or suffix",
    why="S3 answers InvalidArgument: Configurations overlap; the bucket is not made.",
    fix="Give the configurations prefixes or suffixes that exclude each other, or fan out behind one topic.",
    source="botocore s3, FilterRule.Name (overlapping prefixes and suffixes are not supported); S3 user guide,"
    " Configuring event notifications using object key name filtering",
    about=("AWS::S3::Bucket",),
    at="NotificationConfiguration",
    judge=judge,
)
