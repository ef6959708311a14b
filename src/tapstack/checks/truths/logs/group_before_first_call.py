"""LOGS-009: the log group of a function is there before the stack itself calls the function."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Item, NotKnown, Property


def judge(token: Property, view: View) -> Iterator[Fault]:
    """A fault for a custom resource that may call its function before the function's log group is made."""
    function = view.find(token)
    if function is None or function.type != "AWS::Lambda::Function":
        return
    group = _group(function, view)
    if group is not None and not view.before(token.item, group):
        message = f"{token.item.logical_id} calls {function.logical_id}, which makes its log group; then {group} fails."
        yield Fault(token, message)


def _group(function: Item, view: View) -> Item | None:
    """The log group that the function writes to, if its stack makes it."""
    name = function["LoggingConfig.LogGroup"]
    try:
        if name.given:
            return view.find(name, "AWS::Logs::LogGroup")
        own = function["FunctionName"].pattern if function.properties.has("FunctionName") else None
        return view.find(f"/aws/lambda/{own}", "AWS::Logs::LogGroup", region=function.region) if own else None
    except NotKnown:
        return None


TRUTH = Truth(
    id="LOGS-009",
    title="A custom resource comes after the log group of its function",
    why="The first call makes the log group, if the function's role may; then CloudFormation finds that it exists, and"
    " the stack fails, now and then.",
    fix="Let the function or the custom resource depend on the log group.",
    source="https://github.com/galaxy4public/aws-cloudformation-badges/pull/5, https://github.com/aws/aws-cdk/issues/667;"
    " a warning, for it is a race",
    about=("Custom::*",),
    at="ServiceToken",
    judge=judge,
    severity=Severity.WARNING,
)
