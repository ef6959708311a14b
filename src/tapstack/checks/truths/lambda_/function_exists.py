"""LAMBDA-017: the function that something is for is there before it."""

from collections.abc import Iterator

from tapstack.checks.truths import arns
from tapstack.checks.truths.lambda_.functions import exists, named
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property

_TYPES = {
    "AWS::Lambda::Alias": "FunctionName",
    "AWS::Lambda::EventInvokeConfig": "FunctionName",
    "AWS::Lambda::EventSourceMapping": "FunctionName",
    "AWS::Lambda::Permission": "FunctionName",
    "AWS::Lambda::Url": "TargetFunctionArn",
    "AWS::Lambda::Version": "FunctionName",
}


def judge(resource: Property, view: View) -> Iterator[Fault]:
    """A fault for a function elsewhere, for one that no stack makes, and for one that may come later."""
    function = resource[_TYPES[resource.item.type]]
    where = arns.region(function)
    if where and where != resource.item.region:
        yield Fault(function, f"The function {function.shown} is in {where}, not in {resource.item.region}.")
    elif not exists(function, view):
        yield Fault(function, f"No stack makes the function {function.shown}.")
    elif _later(function, view):
        yield Fault(function, f"The function {function.shown} is not surely there when {resource.item} is made.")


def _later(function: Property, view: View) -> bool:
    try:
        found = named(function, view)
    except NotKnown:
        return False
    return found is not None and not view.before(function.item, found)


TRUTH = Truth(
    id="LAMBDA-017",
    title="The function of an alias, version, URL, permission, mapping or invocation setting exists before it",
    why="Lambda answers ResourceNotFoundException, and the stack fails.",
    fix="Refer to the function with Ref or GetAtt; with a name written out add DependsOn.",
    source="botocore lambda CreateAlias, AddPermission, CreateEventSourceMapping, PutFunctionEventInvokeConfig,"
    " CreateFunctionUrlConfig, PublishVersion (ResourceNotFoundException)",
    about=tuple(_TYPES),
    judge=judge,
)
