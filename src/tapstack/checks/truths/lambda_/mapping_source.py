"""LAMBDA-030: what a mapping reads from is there, in its region, before it."""

from collections.abc import Iterator

from tapstack.checks.truths import arns
from tapstack.checks.truths.lambda_.event_sources import MAPPING, STREAMS, kind_of, source_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(mapping: Property, view: View) -> Iterator[Fault]:
    """A fault for a source elsewhere, one that no stack makes, one that may come later, and none at all."""
    arn = mapping["EventSourceArn"]
    if not arn.given:
        if not mapping.has("SelfManagedEventSource"):
            yield Fault(mapping, "The mapping has neither EventSourceArn nor SelfManagedEventSource.")
        return
    where = arns.region(arn)
    if where and where != mapping.item.region:
        yield Fault(arn, f"The source {arn.shown} is in {where}, the function in {mapping.item.region}.")
    elif kind_of(mapping, view) in (*STREAMS, "sqs"):
        found = source_of(mapping, view)
        if found is None:
            yield Fault(arn, f"No stack makes the source {arn.shown}.")
        elif not view.before(mapping.item, found):
            yield Fault(arn, f"The source {found} is not surely there when {mapping.item} is made.")


TRUTH = Truth(
    id="LAMBDA-030",
    title="The stream, table or queue of an event source mapping exists in the function's region before it",
    why="Lambda refuses the mapping: it looks for the source at once.",
    fix="Refer to the source with GetAtt; a function cannot be fed from another region.",
    source="botocore lambda CreateEventSourceMapping (ResourceNotFoundException); Lambda developer guide, SQS (queue"
    " and"
    " function are of one region) (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html)",
    about=(MAPPING,),
    judge=judge,
)
