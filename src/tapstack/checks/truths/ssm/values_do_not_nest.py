"""SSM-006: a value does not refer to another parameter."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN

_NESTED = re.compile(r"\{\{[^{}]*\}\}")


def judge(value: Property, _: View) -> Iterator[Fault]:
    """A fault for double braces that CloudFormation does not resolve itself."""
    found = _NESTED.search(TOKEN.sub("", value.pattern))
    if found:
        yield Fault(value, f"The value has {found[0]} in it.")


TRUTH = Truth(
    id="SSM-006",
    title="A parameter's value has no double braces in it",
    why="Parameter Store does not nest parameters, and refuses a value with {{...}}.",
    fix="Write {{resolve:ssm:NAME}}, which CloudFormation resolves, or the value itself.",
    source="botocore ssm PutParameter.Value: no values in double braces",
    about=("AWS::SSM::Parameter",),
    at="Value",
    judge=judge,
)
