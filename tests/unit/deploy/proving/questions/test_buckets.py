import pytest

from tapstack.deploy.checks import BUCKETS, REPLICATION
from tapstack.findings import Status
from tests.unit.deploy.proving.account import DENIED, SOURCE, TARGET, Refusal, statuses, told, verdicts

NEAR, FAR = "data-source", "data-target"
RULE = {"ID": "ToPeer", "Status": "Enabled", "Destination": {"Bucket": f"arn:aws:s3:::{FAR}"}}
REPLICATING = {
    "BucketName": NEAR,
    "ReplicationConfiguration": {
        "Role": "r",
        "Rules": [{"Id": "ToPeer", "Status": "Enabled", "Destination": {"Bucket": f"arn:aws:s3:::{FAR}"}}],
    },
}


def rules(*given):
    return {"ReplicationConfiguration": {"Role": "r", "Rules": list(given)}}


GOOD = {
    "s3:GetBucketReplication": rules(RULE),
    "s3:GetBucketLocation": {"LocationConstraint": TARGET},
    "s3:GetBucketVersioning": {"Status": "Enabled"},
}


def ask(**changed):
    names = {name.replace("_", ":"): value for name, value in changed.items()}
    return told(REPLICATION, "AWS::S3::Bucket", REPLICATING, {**GOOD, **names}, NEAR)


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ({}, "PASS"),
        ({"LocationConstraint": "eu-west-1"}, "FAIL"),
        (Refusal("NoSuchBucket"), "FAIL"),
        (Refusal("AccessDenied"), "UNKNOWN"),
        (Refusal("InternalError"), "ERROR"),
    ],
)
def test_a_bucket_is_in_the_region_of_its_stack(answer, status):
    assert statuses(told(BUCKETS, "AWS::S3::Bucket", {}, {"s3:GetBucketLocation": answer})) == [status]


def test_a_bucket_replicates_to_a_versioned_bucket():
    assert statuses(ask()) == ["PASS", "PASS"]


def test_a_bucket_without_rules_is_not_asked():
    assert statuses(told(REPLICATION, "AWS::S3::Bucket", {}, {})) == ["SKIP"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"s3_GetBucketReplication": rules({**RULE, "Status": "Disabled"})}, "rule ToPeer is Disabled"),
        ({"s3_GetBucketReplication": rules({**RULE, "ID": "Other"})}, "rule ToPeer is gone"),
        (
            {"s3_GetBucketReplication": rules({**RULE, "Destination": {"Bucket": "arn:aws:s3:::x"}})},
            "rule ToPeer is gone",
        ),
        ({"s3_GetBucketReplication": Refusal("ReplicationConfigurationNotFoundError")}, "rule ToPeer is gone"),
        ({"s3_GetBucketVersioning": {"Status": "Suspended"}}, "versioning is Suspended"),
        ({"s3_GetBucketVersioning": {}}, "versioning is not set"),
        ({"s3_GetBucketLocation": Refusal("NoSuchBucket")}, "It is not there"),
    ],
)
def test_what_keeps_objects_from_being_replicated_fails(changed, said):
    failed = [message for status, message in ask(**changed) if status is Status.FAIL]
    assert len(failed) == 1 and said in failed[0]


@pytest.mark.parametrize("operation", ["s3_GetBucketReplication", "s3_GetBucketVersioning", "s3_GetBucketLocation"])
def test_what_may_not_be_asked_is_unknown(operation):
    assert Status.UNKNOWN in [status for status, _ in ask(**{operation: DENIED})]


def test_a_destination_of_the_set_is_in_the_region_of_its_own_stack():
    buckets = {
        "Near": {"Type": "AWS::S3::Bucket", "In": SOURCE, "Properties": REPLICATING},
        "Far": {"Type": "AWS::S3::Bucket", "In": TARGET, "Properties": {"BucketName": FAR}},
    }
    answers = {**GOOD, "s3:GetBucketLocation": {"LocationConstraint": "eu-west-1"}}
    found = verdicts(buckets, answers, {"Near": NEAR, "Far": FAR})
    said = [one.answer.message for one in found if one.check is REPLICATION and one.answer.status is Status.FAIL]
    assert said == [f"The destination {FAR} is in eu-west-1, and should be in {TARGET}."]
