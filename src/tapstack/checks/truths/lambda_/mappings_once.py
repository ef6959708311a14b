"""LAMBDA-040: a function reads a source once."""

from collections.abc import Iterator

from tapstack.checks.truths.lambda_.event_sources import MAPPING, kind_of
from tapstack.checks.truths.lambda_.functions import function_of, unqualified
from tapstack.checks.truths.siblings import earlier
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property


def judge(mapping: Property, view: View) -> Iterator[Fault]:
    """A fault for an earlier mapping of the same source to the same function."""
    if kind_of(mapping, view) not in ("kinesis", "dynamodb", "sqs"):
        return
    own = mapping["EventSourceArn"]
    for other in earlier(mapping.item, view):
        if other["EventSourceArn"].pattern == own.pattern and _same(other, mapping, view):
            yield Fault(own, f"{other} reads {own.shown} for the same function.")


def _same(other: Item, mapping: Property, view: View) -> bool:
    one, two = other["FunctionName"], mapping["FunctionName"]
    if one.pattern == two.pattern:
        return True
    if any(name.pattern != unqualified(name.pattern) for name in (one, two)):
        return False
    try:
        found = view.find(one), view.find(two)
    except NotKnown:
        return False
    plain = all(item is not None and item.type == "AWS::Lambda::Function" for item in found)
    return plain and function_of(one, view) is function_of(two, view)


TRUTH = Truth(
    id="LAMBDA-040",
    title="No two mappings read the same source for the same function",
    why="Lambda refuses the second: the mapping exists already.",
    fix="Remove one of them, or let it serve another function or alias.",
    source="aws/serverless-application-model#1320 and DataBiosphere/azul#3399 (ResourceConflictException: the mapping"
    " exists already)",
    about=(MAPPING,),
    judge=judge,
)
