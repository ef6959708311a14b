"""ENC-05: each replica of a global table is encrypted with a key of its own region."""

from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck
from tapstack.checks.truths.kms.keys import KEYS, region_of
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(table: Property, view: View) -> Iterator[Fault]:
    """A fault for each replica without a key of our own, and for each key that is not in the replica's region."""
    yield from one_by_one(table["Replicas"].items, lambda replica: _replica(replica, view))


def _replica(replica: Property, view: View) -> Iterator[Fault]:
    region, key = replica["Region"].text, replica["SSESpecification.KMSMasterKeyId"]
    if not key.given:
        yield Fault(replica, f"The replica in {region} names no key.")
    elif "alias/aws/" in key.pattern:
        yield Fault(key, f"The replica in {region} has {key.shown}, the key that AWS manages.")
    elif where := _place(key, region, view):
        yield Fault(key, f"The replica in {region} has the key {key.shown}, which {where}.")


def _place(key: Property, region: str, view: View) -> str:
    """What is wrong with where a key is; "" if nothing is. An ARN says it, whether a stack makes the key or not."""
    named = region_of(key)
    if named == region:
        return ""
    found = None if named else view.find(key, *KEYS, region=region)
    if found is not None and found.region == region:
        return ""
    where = found.region if found else named
    return f"is in {where}" if where else f"no stack makes in {region}"


CONTROL = ControlCheck(
    name="DYNAMODB_REPLICA_KEY_IN_ITS_REGION",
    title="Each replica of a global table names a key of our own in its region",
    why="A replica whose key is elsewhere cannot be read once that region is lost; with AWS's own key nobody can"
    " limit who reads it.",
    fix="Give each of Replicas an SSESpecification.KMSMasterKeyId: a key of the stack, or the ARN of an alias in the"
    " replica's region.",
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-dynamodb-globaltable-replicassespecification.html",
    controls=("ENC-05",),
    about=("AWS::DynamoDB::GlobalTable",),
    judge=judge,
)
