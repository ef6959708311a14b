"""What moto works out once."""

from moto.core import responses
from moto.core.serialize import ResponseSerializer
from moto.sqs.responses import SQSResponse

from tapstack.simulate.cloud import open_cloud


def test_canary_moto_looks_the_methods_of_a_class_up_by_this_name():
    assert "create_queue" in responses.method_names_from_class(SQSResponse)


def test_the_names_are_the_same_and_kept():
    outside = responses.method_names_from_class(SQSResponse)
    with open_cloud():
        assert responses.method_names_from_class(SQSResponse) == outside
        assert responses.method_names_from_class(SQSResponse) is responses.method_names_from_class(SQSResponse)


def test_canary_moto_looks_values_of_dynamodb_up_by_this_name():
    assert "get_value" in vars(ResponseSerializer)


def test_values_of_every_kind_are_told_as_they_are():
    item = {
        "Id": {"S": "1"},
        "Number": {"N": "1.5"},
        "Bytes": {"B": b"x"},
        "Truth": {"BOOL": False},
        "Nothing": {"NULL": True},
        "List": {"L": [{"S": "a"}, {"M": {"S": {"N": "1"}}}]},
        "Map": {"M": {"N": {"S": "named as a kind"}}},
        "Texts": {"SS": ["a", "b"]},
    }
    with open_cloud() as cloud:
        client = cloud.client("dynamodb", "us-east-1")
        client.create_table(
            TableName="t",
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "Id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "Id", "KeyType": "HASH"}],
        )
        client.put_item(TableName="t", Item=item)
        assert client.get_item(TableName="t", Key={"Id": {"S": "1"}})["Item"] == item
