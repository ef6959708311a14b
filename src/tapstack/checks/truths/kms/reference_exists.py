"""KMS-011: what encrypts a resource is there."""

from collections.abc import Iterator

from tapstack.checks.truths.kms.keys import KEYS, PATHS, named_keys
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(resource: Property, view: View) -> Iterator[Fault]:
    """A fault for each key or alias that no stack makes, and for an alias that the resource does not wait for."""
    for key in named_keys(resource):
        if view.exists(key, *KEYS):
            continue
        yield Fault(key, f"No stack makes the key {key.shown}.")


TRUTH = Truth(
    id="KMS-011",
    title="The key that encrypts a resource exists",
    why="The service answers that the key does not exist or may not be used, and the stack fails.",
    fix="Refer to a key of the stack by Ref or Arn, or declare the one outside in the configuration.",
    source="botocore kms, NotFoundException (the specified entity or resource could not be found)",
    about=tuple(PATHS),
    judge=judge,
)
