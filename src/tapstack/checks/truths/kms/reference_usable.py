"""KMS-013: what encrypts a resource is a symmetric key that is enabled."""

from collections.abc import Iterator

from tapstack.checks.truths.kms.keys import PATHS, key_of, named_keys
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(resource: Property, view: View) -> Iterator[Fault]:
    """A fault for each key of the set that is asymmetric, for MACs, or disabled."""
    for reference in named_keys(resource):
        key = key_of(reference, view)
        if key is None:
            continue
        if not key["KeySpec"].is_in("", "SYMMETRIC_DEFAULT"):
            yield Fault(reference, f"The key {key} has the spec {key['KeySpec'].shown}; it must be symmetric.")
        if not key["Enabled"].flag_or(True):
            yield Fault(reference, f"The key {key} is disabled.")


TRUTH = Truth(
    id="KMS-013",
    title="The key that encrypts a resource is symmetric and enabled",
    why="Services encrypt with symmetric keys only: the resource is refused, or nothing can be written to it.",
    fix="Leave KeySpec out of that key, and Enabled too.",
    source="KMS developer guide, Asymmetric keys (services that are integrated with KMS use only symmetric"
    " encryption keys); resource schema AWS::KMS::Key, Enabled (disabled keys cannot be used)",
    about=tuple(PATHS),
    judge=judge,
)
