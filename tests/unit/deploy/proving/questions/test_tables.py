import pytest

from tapstack.deploy.checks import REPLICAS
from tapstack.findings import Status
from tests.unit.deploy.proving.account import DENIED, SOURCE, TARGET, Refusal, statuses, told

PROPERTIES = {"Replicas": [{"Region": SOURCE}, {"Region": TARGET}]}
HERE, THERE = f"{SOURCE}:dynamodb:DescribeTable", f"{TARGET}:dynamodb:DescribeTable"


def table(status="ACTIVE", **replicas):
    listed = [{"RegionName": name.replace("_", "-"), "ReplicaStatus": one} for name, one in replicas.items()]
    return {"Table": {"TableStatus": status, "Replicas": listed}}


def ask(here, there):
    return told(REPLICAS, "AWS::DynamoDB::GlobalTable", PROPERTIES, {HERE: here, THERE: there})


def test_a_table_is_active_in_every_region():
    assert statuses(ask(table(eu_central_1="ACTIVE"), table())) == ["PASS", "PASS", "PASS"]


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        (table(), table(), "has no replica in eu-central-1"),
        (table(eu_central_1="CREATION_FAILED"), table(), "is CREATION_FAILED"),
        (table(eu_central_1="REGION_DISABLED"), table(), "is REGION_DISABLED"),
        (table("ARCHIVED", eu_central_1="ACTIVE"), table(), "table in us-east-1 is ARCHIVED"),
        (table(eu_central_1="ACTIVE"), table("INACCESSIBLE_ENCRYPTION_CREDENTIALS"), "table in eu-central-1 is INACC"),
        (table(eu_central_1="ACTIVE"), Refusal("ResourceNotFoundException"), "table in eu-central-1: It is not there"),
    ],
)
def test_a_replica_that_takes_no_writes_fails(here, there, said):
    failed = [message for status, message in ask(here, there) if status is Status.FAIL]
    assert len(failed) == 1 and said in failed[0]


def test_a_replica_that_is_made_is_unknown():
    assert statuses(ask(table(eu_central_1="CREATING"), table())) == ["PASS", "UNKNOWN", "PASS"]


def test_what_may_not_be_asked_is_unknown():
    assert statuses(ask(DENIED, table())) == ["UNKNOWN"]
    assert statuses(ask(table(eu_central_1="ACTIVE"), DENIED)) == ["PASS", "PASS", "UNKNOWN"]
