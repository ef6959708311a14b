"""LOG-02: each function writes to a log group that the stack makes, and that no other function writes to."""

from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck
from tapstack.checks.truths.code.source import FUNCTION
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property
from tapstack.render.pattern import pattern
from tapstack.template.unresolved import Unresolved

GROUP = "AWS::Logs::LogGroup"


def judge(function: Property, view: View) -> Iterator[Fault]:
    """A fault where no stack makes the log group, and for each other function that writes to it."""
    item = function.item
    name = group_of(item)
    at = function["LoggingConfig.LogGroup"] if function.has("LoggingConfig.LogGroup") else function
    group = next((one for one in view.all(GROUP, region=item.region) if name in one.texts), None)
    if group is None:
        yield Fault(at, _lacking(item, at))
    elif not group.certain:
        raise NotKnown(f"whether {group} is made is not known")
    for other in view.all(FUNCTION, region=item.region):
        if other is not item and group_of(other) == name:
            yield Fault(at, f"{other} writes to the log group of {item} too.")


def group_of(function: Item) -> str:
    """The name of the log group that a function writes to."""
    given = function["LoggingConfig.LogGroup"]
    if given.given:
        return given.pattern
    name = function["FunctionName"]
    own = name.pattern if name.given else pattern(Unresolved("Ref", function.logical_id, "", function.region))
    return f"/aws/lambda/{own}"


def _lacking(function: Item, at: Property) -> str:
    """That there is no such group. Raises NotKnown where the name that is given is not known."""
    if at.label == "LoggingConfig.LogGroup":
        return f"No stack makes the log group {at.text} of {function}."
    if not function["FunctionName"].given:
        return f"No stack makes a log group of {function}, whose name is AWS's to make."
    return f"No stack makes the log group /aws/lambda/{function['FunctionName'].text} of {function}."


CONTROL = ControlCheck(
    name="LAMBDA_FUNCTION_HAS_ITS_OWN_LOG_GROUP",
    title="Each function writes to a log group that its stack makes for it alone",
    why="Lambda makes a group that keeps everything for ever, without a key; in a shared group nobody knows whose line"
    " it is.",
    fix="Make an AWS::Logs::LogGroup for the function, and name it in LoggingConfig or call it /aws/lambda/NAME.",
    source="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html",
    controls=("LOG-02",),
    about=(FUNCTION,),
    judge=judge,
)
