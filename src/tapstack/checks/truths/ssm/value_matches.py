"""SSM-004: a value is of the form that its own parameter asks for."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property
from tapstack.template.patterns import AllowedPattern, PatternBudget


def judge(parameter: Property, _: View) -> Iterator[Fault]:
    """A fault for a value in which AllowedPattern is nowhere found."""
    allowed, value = parameter["AllowedPattern"], parameter["Value"]
    if not allowed.given or not allowed.text or parameter["Type"].equals("StringList"):
        return
    pattern = AllowedPattern(rf"[\s\S]*(?:{allowed.text})[\s\S]*")
    matches, why = pattern.matches(value.text, PatternBudget())
    if matches is None:
        raise NotKnown(f"whether {value.label} matches {allowed.shown} is not known: {why}")
    if not matches:
        yield Fault(value, f"The value {value.shown} does not match AllowedPattern {allowed.shown}.")


TRUTH = Truth(
    id="SSM-004",
    title="A parameter's value matches its AllowedPattern",
    why="Parameter Store validates the value when it is written, and refuses it.",
    fix="Change the value or the pattern.",
    source="botocore ssm PutParameter.AllowedPattern: validates the value",
    about=("AWS::SSM::Parameter",),
    judge=judge,
)
