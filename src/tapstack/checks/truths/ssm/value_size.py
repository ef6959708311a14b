"""SSM-003: a value fits the tier of its parameter."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import ACCOUNT, TOKEN

_STANDARD, _ADVANCED = 4096, 8192
_LONG_ID = 512


def judge(parameter: Property, _: View) -> Iterator[Fault]:
    """A fault for a value with more bytes than its tier takes; ids and ARNs of what AWS makes have at most 512."""
    value, tier = parameter["Value"], parameter["Tier"]
    text = value.pattern.replace(ACCOUNT, "0" * 12)
    least = len(TOKEN.sub("", text).encode())
    most = least + _LONG_ID * len(TOKEN.findall(text))
    if most <= _STANDARD:
        return
    advanced = least > _ADVANCED or (tier.given and not tier.equals("Standard"))
    limit = _ADVANCED if advanced else _STANDARD
    if least > limit:
        yield Fault(value, f"The value has {least} bytes; it may have {limit}.")
    elif most > limit:
        raise value.unknown()


TRUTH = Truth(
    id="SSM-003",
    title="A parameter's value has at most 4 KB, or 8 KB in the Advanced tier",
    why="Parameter Store refuses the value, and the stack fails; without Tier a parameter is Standard, unless the"
    " account's default was changed.",
    fix="Write Tier: Advanced (or Intelligent-Tiering), or split the value.",
    source="botocore ssm PutParameter.Value and .Tier: 4 KB for standard, 8 KB for advanced parameters",
    about=("AWS::SSM::Parameter",),
    judge=judge,
)
