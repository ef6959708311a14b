"""KMS-004: only symmetric keys with material of KMS rotate by themselves."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(rotation: Property, _: View) -> Iterator[Fault]:
    """A fault for rotation of an asymmetric or HMAC key, or of a key with other material."""
    key = rotation.item
    if not rotation.flag:
        return
    if not key["KeySpec"].is_in("", "SYMMETRIC_DEFAULT"):
        yield Fault(rotation, f"Rotation is enabled for a key of spec {key['KeySpec'].shown}.")
    if not key["Origin"].is_in("", "AWS_KMS"):
        yield Fault(rotation, f"Rotation is enabled for a key of origin {key['Origin'].shown}.")


TRUTH = Truth(
    id="KMS-004",
    title="Automatic rotation is enabled only for symmetric keys whose material KMS makes",
    why="KMS answers UnsupportedOperationException to EnableKeyRotation, and the stack fails.",
    fix="Remove EnableKeyRotation, and rotate such a key by a new key and its alias.",
    source="resource schema AWS::KMS::Key, EnableKeyRotation (only for symmetric encryption keys; omit it for"
    " asymmetric, HMAC and EXTERNAL ones)",
    about=("AWS::KMS::Key",),
    at="EnableKeyRotation",
    judge=judge,
)
