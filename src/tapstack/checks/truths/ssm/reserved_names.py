"""SSM-001: a parameter's name does not begin like those of AWS."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_RESERVED = re.compile("/?(aws|ssm)", re.IGNORECASE)


def judge(name: Property, _: View) -> Iterator[Fault]:
    """A fault for a name with one of the two prefixes."""
    found = _RESERVED.match(name.pattern)
    if found:
        yield Fault(name, f'The name {name.shown} begins with "{found[0]}", which is reserved.')


TRUTH = Truth(
    id="SSM-001",
    title="The name of a parameter does not begin with aws or ssm",
    why="Parameter Store refuses the name, in upper and lower case, and the stack fails.",
    fix="Begin the name with something else, such as the name of the application.",
    source="botocore ssm PutParameter.Name: naming constraints",
    about=("AWS::SSM::Parameter",),
    at="Name",
    judge=judge,
)
