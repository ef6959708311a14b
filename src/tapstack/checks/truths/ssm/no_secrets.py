"""SSM-008: a parameter is of a type that CloudFormation can make."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(kind: Property, _: View) -> Iterator[Fault]:
    """A fault for SecureString, and for what is no type."""
    if not kind.is_in("String", "StringList"):
        yield Fault(kind, f"Type is {kind.shown}; CloudFormation makes String and StringList.")


TRUTH = Truth(
    id="SSM-008",
    title="A parameter that CloudFormation makes is a String or a StringList",
    why="CloudFormation does not support SecureString: the stack fails, and the secret has been in the template.",
    fix="Keep the secret in AWS::SecretsManager::Secret, or make the parameter outside of the stack.",
    source="resource schema AWS::SSM::Parameter.Type; botocore ssm PutParameter.Type",
    about=("AWS::SSM::Parameter",),
    at="Type",
    judge=judge,
)
