"""NET-08, what is always there: a network reaches S3 and DynamoDB by gateway endpoints."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.callers import endpoints_of
from tapstack.graph.stackset import NotKnown, Property

SERVICES = ("s3", "dynamodb")


def judge(vpc: Property, view: View) -> Iterator[Fault]:
    """A fault for each of the two services that the network has no endpoint of."""
    there = endpoints_of(vpc.item, view)
    for service in SERVICES:
        if service not in there:
            yield Fault(vpc, f"{vpc.item} has no endpoint of {service}.")
        elif not there[service].certain:
            raise NotKnown(f"whether {there[service]} is made is not known")
