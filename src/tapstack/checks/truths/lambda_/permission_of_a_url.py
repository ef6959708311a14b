"""LAMBDA-021: how a URL is authorized is said in permissions for URLs."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(permission: Property, _: View) -> Iterator[Fault]:
    """A fault for the kind of authorization in any other permission."""
    kind, action = permission["FunctionUrlAuthType"], permission["Action"]
    if kind.given and not action.is_in("lambda:InvokeFunctionUrl", "lambda:*", "*"):
        yield Fault(kind, f"FunctionUrlAuthType is given, but the action is {action.shown}.")


TRUTH = Truth(
    id="LAMBDA-021",
    title="FunctionUrlAuthType is only in permissions for lambda:InvokeFunctionUrl",
    why="Lambda refuses the permission.",
    fix="Write Action: lambda:InvokeFunctionUrl, or remove FunctionUrlAuthType.",
    source="botocore lambda AddPermission, FunctionUrlAuthType (how the function's URL is authorized);"
    " aws/aws-cdk#19817 (it belongs to lambda:InvokeFunctionUrl)",
    about=("AWS::Lambda::Permission",),
    judge=judge,
)
