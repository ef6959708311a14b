"""STATES-028: encryption of a state machine names a key exactly if it is the customer's."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for a key too few or too many, and for a period out of range."""
    own = site["Type"].equals("CUSTOMER_MANAGED_KMS_KEY")
    if own and not site.has("KmsKeyId"):
        yield Fault(site, "Type is CUSTOMER_MANAGED_KMS_KEY, and there is no KmsKeyId.")
    for name in ("KmsKeyId", "KmsDataKeyReusePeriodSeconds"):
        if not own and site.has(name):
            yield Fault(site[name], f"Type is {site['Type'].shown}, and there is a {name}.")
    period = site["KmsDataKeyReusePeriodSeconds"]
    if period.given and not 60 <= period.number <= 900:
        yield Fault(period, f"A data key is used again for {period.shown} seconds; 60 to 900 can be.")


TRUTH = Truth(
    id="STATES-028",
    title="Encryption of a state machine names a key exactly if it is the customer's",
    why="CreateStateMachine answers InvalidEncryptionConfiguration.",
    fix="With CUSTOMER_MANAGED_KMS_KEY give KmsKeyId, a symmetric key of the same region; with AWS_OWNED_KEY give"
    " neither key nor period.",
    source="botocore stepfunctions EncryptionConfiguration (type, kmsKeyId, kmsDataKeyReusePeriodSeconds 60 to 900)",
    about=(MACHINE,),
    at="EncryptionConfiguration",
    judge=judge,
)
