"""LAMBDA-022: a URL that is open to all may be called by all."""

from collections.abc import Iterator

from tapstack.checks.truths.lambda_.functions import function_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property


def judge(url: Property, view: View) -> Iterator[Fault]:
    """A fault for a URL whose permission admits it in half; without any they may be given outside."""
    if not url["AuthType"].equals("NONE"):
        return
    function = function_of(url["TargetFunctionArn"], view)
    if function is None:
        return
    actions = list(_open_to_all(function, view))
    if not actions:
        raise NotKnown(f"whether everybody may call {function} is said by no permission of the set")
    for needed in ("lambda:InvokeFunctionUrl", "lambda:InvokeFunction"):
        if not {needed, "lambda:*", "*"} & set(actions):
            yield Fault(url, f"The URL is open to all, but nobody has {needed} of {function}.")


def _open_to_all(function: Item, view: View) -> Iterator[str]:
    for permission in view.all("AWS::Lambda::Permission", region=function.region):
        if permission["Principal"].equals("*") and function_of(permission["FunctionName"], view) is function:
            yield permission["Action"].text


TRUTH = Truth(
    id="LAMBDA-022",
    title="A function with a URL of AuthType: NONE has permissions for InvokeFunctionUrl and InvokeFunction",
    why="Every call of the URL is answered 403 Forbidden.",
    fix='Add two AWS::Lambda::Permission with Principal: "*", one for each action.',
    source="awsdocs/aws-lambda-developer-guide#494 and oss-serverless/osls#102 (both are needed since October 2025)",
    about=("AWS::Lambda::Url",),
    judge=judge,
    later=True,
)
