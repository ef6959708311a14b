"""Tables that take no writes, by the DynamoDB Developer Guide, "Error handling with DynamoDB"."""

import pytest
from botocore.exceptions import ClientError

from tapstack.simulate.resources import UnsupportedError
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET
from tests.unit.simulate.behaviours.tables.world import NAME, make, prices, put, values

ITEM = {"id": {"S": "a"}, "price": {"N": "1"}}
KEY = {"id": {"S": "a"}}
WRITES = [
    ("put_item", {"TableName": NAME, "Item": ITEM}),
    ("put_item", {"TableName": f"arn:aws:dynamodb:us-east-1:123456789012:table/{NAME}", "Item": ITEM}),
    ("update_item", {"TableName": NAME, "Key": KEY}),
    ("delete_item", {"TableName": NAME, "Key": KEY}),
    ("batch_write_item", {"RequestItems": {NAME: [{"PutRequest": {"Item": ITEM}}]}}),
]


@pytest.fixture
def full(life):
    make(life, SOURCE)
    make(life, SOURCE, "other")
    life.throttling.tables.add((SOURCE, NAME))
    return life


@pytest.mark.parametrize(("operation", "given"), WRITES, ids=["put", "by ARN", "update", "delete", "batch"])
def test_every_write_is_refused(full, operation, given):
    with pytest.raises(ClientError) as caught:
        getattr(full.client("dynamodb", SOURCE), operation)(**given)
    assert caught.value.response["Error"]["Code"] == "ProvisionedThroughputExceededException"
    assert full.throttling.refused == 1
    assert values(full, SOURCE, "WriteThrottleEvents", TableName=NAME) == [1]
    assert prices(full, SOURCE) == {}


def test_a_transaction_is_cancelled_with_the_reason_beside_its_item(full):
    client = full.client("dynamodb", SOURCE)
    items = [{"Put": {"TableName": name, "Item": ITEM}} for name in ("other", NAME)]
    with pytest.raises(client.exceptions.TransactionCanceledException) as caught:
        client.transact_write_items(TransactItems=items)
    reasons = [reason["Code"] for reason in caught.value.response["CancellationReasons"]]
    assert reasons == ["None", "ProvisionedThroughputExceeded"]
    assert prices(full, SOURCE, "other") == {}


def test_a_batch_of_which_one_table_is_full_is_not_simulated(full):
    given = {name: [{"PutRequest": {"Item": ITEM}}] for name in (NAME, "other")}
    with pytest.raises(UnsupportedError, match="batch"):
        full.client("dynamodb", SOURCE).batch_write_item(RequestItems=given)


def test_a_statement_while_a_table_is_full_is_not_simulated(full):
    with pytest.raises(UnsupportedError, match="ExecuteStatement"):
        full.client("dynamodb", SOURCE).execute_statement(Statement=f'SELECT * FROM "{NAME}"')


def test_reads_other_tables_and_other_regions_go_on(full):
    assert "Item" not in full.client("dynamodb", SOURCE).get_item(TableName=NAME, Key=KEY)
    put(full, SOURCE, 1, name="other")
    make(full, TARGET)
    put(full, TARGET, 2)
    assert prices(full, SOURCE, "other") == {"a": 1}
    assert prices(full, TARGET) == {"a": 2}
    assert full.throttling.refused == 0
