"""LAMBDA-007: variables of the runtime are not set."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.facts.runtimes import reserved_variables
from tapstack.graph.stackset import Property


def judge(variables: Property, _: View) -> Iterator[Fault]:
    """A fault for each that is."""
    for name, value in variables.members.items():
        if name in reserved_variables():
            yield Fault(value, f"{name} is reserved by Lambda.")


TRUTH = Truth(
    id="LAMBDA-007",
    title="No environment variable has a name that Lambda reserves",
    why="Lambda refuses the function.",
    fix="Name the variable otherwise; the region is in AWS_REGION already.",
    source="Lambda developer guide, environment variables, defined runtime variables"
    " (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html), as cfn-lint keeps it",
    about=("AWS::Lambda::Function",),
    at="Environment.Variables",
    judge=judge,
)
