"""KMS-003: a key is used for what its spec can do."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_USAGES = {
    "SYMMETRIC": ("ENCRYPT_DECRYPT",),
    "RSA": ("ENCRYPT_DECRYPT", "SIGN_VERIFY"),
    "ECC_NIST_P": ("SIGN_VERIFY", "KEY_AGREEMENT"),
    "ECC_NIST_EDWARDS": ("SIGN_VERIFY",),
    "ECC_SECG": ("SIGN_VERIFY",),
    "HMAC": ("GENERATE_VERIFY_MAC",),
    "ML_DSA": ("SIGN_VERIFY",),
    "ML_KEM": ("ENCAPSULATE_DECAPSULATE",),
    "SM2": ("ENCRYPT_DECRYPT", "SIGN_VERIFY", "KEY_AGREEMENT"),
}


def judge(key: Property, _: View) -> Iterator[Fault]:
    """A fault for a usage that the spec does not have, and for none where there is no default."""
    spec, usage = key["KeySpec"].text or "SYMMETRIC_DEFAULT", key["KeyUsage"]
    allowed = next((usages for head, usages in _USAGES.items() if spec.startswith(head)), None)
    if allowed is None:
        return
    if usage.given and not usage.is_in(*allowed):
        yield Fault(usage, f"A key of spec {spec} takes {' or '.join(allowed)}, not {usage.shown}.")
    elif not usage.given and spec != "SYMMETRIC_DEFAULT":
        yield Fault(key["KeySpec"], f"A key of spec {spec} has no KeyUsage; it takes {' or '.join(allowed)}.")


TRUTH = Truth(
    id="KMS-003",
    title="The usage of a key is one that its spec has, and is given for every key but symmetric ones",
    why="KMS answers ValidationException: the usage is not compatible with the spec.",
    fix="Leave both out for a symmetric key; else write the usage that the spec has.",
    source="resource schema AWS::KMS::Key, KeyUsage (one of the usages of each spec; required for asymmetric and HMAC"
    " keys); botocore kms CreateKey, KeyUsage",
    about=("AWS::KMS::Key",),
    judge=judge,
)
