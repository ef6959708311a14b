"""AWS::DynamoDB::Table."""

from typing import Any

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import RefusedError, UnsupportedError

KIND = "AWS::DynamoDB::Table"
KEY = "arn:aws:kms:us-east-1:123456789012:key/1"
SCHEMA: dict[str, Any] = {
    "AttributeDefinitions": [{"AttributeName": "K", "AttributeType": "S"}],
    "KeySchema": [{"AttributeName": "K", "KeyType": "HASH"}],
}
TABLE = {**SCHEMA, "TableName": "trades", "BillingMode": "PAY_PER_REQUEST"}
UNITS = {"ReadCapacityUnits": 5, "WriteCapacityUnits": 6}
POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "dynamodb:DeleteTable", "Resource": "*"}],
}
TOLD: list[dict[str, Any]] = [
    {"BillingMode": "PROVISIONED", "ProvisionedThroughput": UNITS},
    {"StreamSpecification": {"StreamViewType": "NEW_AND_OLD_IMAGES"}},
    {"SSESpecification": {"SSEEnabled": True, "SSEType": "KMS", "KMSMasterKeyId": KEY}},
    {"SSESpecification": {"SSEEnabled": False}},
    {"TimeToLiveSpecification": {"AttributeName": "ExpiresAt", "Enabled": True}},
    {"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True, "RecoveryPeriodInDays": 7}},
    {"DeletionProtectionEnabled": True},
    {"WarmThroughput": {"ReadUnitsPerSecond": 20000, "WriteUnitsPerSecond": 10000}},
    {"ResourcePolicy": {"PolicyDocument": POLICY}},
    {"Tags": [{"Key": "Owner", "Value": "Data"}]},
]


def index(name, key="G", **settings):
    schema = [{"AttributeName": key, "KeyType": "HASH"}]
    return {"IndexName": name, "KeySchema": schema, "Projection": {"ProjectionType": "ALL"}, **settings}


def indexed(*indexes):
    keys = ["K", *dict.fromkeys(key["AttributeName"] for one in indexes for key in one["KeySchema"])]
    defined = [{"AttributeName": key, "AttributeType": "S"} for key in keys]
    return {**TABLE, "AttributeDefinitions": defined, "GlobalSecondaryIndexes": list(indexes)}


def names(told):
    return [one["IndexName"] for one in told.get("GlobalSecondaryIndexes", [])]


@pytest.mark.parametrize("given", TOLD, ids=lambda given: next(iter(given)))
def test_a_setting_is_told_back_as_it_was_given(making, given):
    wanted, made = making.create(KIND, **{**TABLE, **given})
    told = making.read(wanted, made)
    assert {name: told[name] for name in wanted.properties} == wanted.properties


def test_indexes_are_told_back_as_they_were_given(making):
    local = {
        "IndexName": "ByL",
        "KeySchema": [{"AttributeName": "K", "KeyType": "HASH"}, {"AttributeName": "G", "KeyType": "RANGE"}],
        "Projection": {"ProjectionType": "KEYS_ONLY"},
    }
    given = {
        **indexed(index("ByG1", ProvisionedThroughput=UNITS)),
        "LocalSecondaryIndexes": [local],
        "BillingMode": "PROVISIONED",
        "ProvisionedThroughput": UNITS,
    }
    wanted, made = making.create(KIND, **given)
    told = making.read(wanted, made)
    assert told["LocalSecondaryIndexes"] == [local]
    (found,) = told["GlobalSecondaryIndexes"]
    assert {name: found[name] for name in ("IndexName", "KeySchema", "Projection")} == index("ByG1")
    assert found["ProvisionedThroughput"].items() >= UNITS.items()


@pytest.mark.parametrize(
    "given",
    [
        {"ContributorInsightsSpecification": {"Enabled": True}},
        {"KinesisStreamSpecification": {"StreamArn": "arn:aws:kinesis:us-east-1:123456789012:stream/s"}},
        {"OnDemandThroughput": {"MaxReadRequestUnits": 9}},
        {"TableClass": "STANDARD_INFREQUENT_ACCESS"},
    ],
)
def test_what_moto_does_not_hold_is_recorded_for_as_long_as_the_table_lives(making, given):
    wanted, made = making.create(KIND, **TABLE, **given)
    records = making.cloud.records
    assert records.get("us-east-1", KIND, "trades") == given
    making.delete(wanted, made)
    assert records.get("us-east-1", KIND, "trades") is None


def test_what_moto_loses_of_an_index_is_recorded(making):
    given = indexed(index("ByG1", ContributorInsightsSpecification={"Enabled": True}))
    making.create(KIND, **given)
    kept = making.cloud.records.get("us-east-1", KIND, "trades")
    assert kept == {"GlobalSecondaryIndexes": given["GlobalSecondaryIndexes"]}


def test_a_table_from_a_bucket_is_not_supported(making):
    with pytest.raises(UnsupportedError, match="has ImportSourceSpecification, which the simulator does not carry"):
        making.create(KIND, **TABLE, ImportSourceSpecification={"InputFormat": "CSV"})


def test_ref_is_the_name_and_the_attributes_are_those_of_the_schema(making):
    _, made = making.create(KIND, **TABLE, StreamSpecification={"StreamViewType": "KEYS_ONLY"})
    arn = "arn:aws:dynamodb:us-east-1:123456789012:table/trades"
    assert made.physical_id == "trades"
    assert tuple(sorted(made.attributes)) == attributes(KIND).names
    assert made.attributes == {"Arn": arn, "StreamArn": f"{arn}/stream/2026-01-05T09:00:00"}


def test_a_table_without_a_stream_has_no_stream_to_name(making):
    wanted, made = making.create(KIND, **TABLE, StreamSpecification={"StreamViewType": "KEYS_ONLY"})
    assert "StreamArn" in made.attributes
    _, made = making.update(wanted, made, **TABLE)
    assert "StreamArn" not in made.attributes


def test_a_table_without_a_name_gets_one_of_the_stack_and_the_resource(making):
    _, made = making.create(KIND, **SCHEMA, BillingMode="PAY_PER_REQUEST")
    assert made.physical_id.startswith("StackSet-TapStack-1-It-")


def test_a_name_that_is_taken_is_refused_in_its_region_only(making, elsewhere):
    making.create(KIND, **TABLE)
    with pytest.raises(RefusedError) as refused:
        making.create(KIND, "Other", **TABLE)
    assert refused.value.code == "ResourceInUseException"
    assert refused.value.message == "Table already exists: trades"
    assert refused.value.made is None
    _, made = elsewhere.create(KIND, **TABLE)
    assert made.attributes["Arn"] == "arn:aws:dynamodb:eu-central-1:123456789012:table/trades"


@pytest.mark.parametrize("given", TOLD, ids=lambda given: next(iter(given)))
def test_an_update_sets_what_is_new(making, given):
    wanted, made = making.create(KIND, **TABLE)
    after, made = making.update(wanted, made, **{**TABLE, **given})
    told = making.read(after, made)
    assert {name: told[name] for name in after.properties} == after.properties


@pytest.mark.parametrize(
    ("setting", "default"),
    [
        ("StreamSpecification", None),
        ("SSESpecification", {"SSEEnabled": False}),
        ("TimeToLiveSpecification", {"AttributeName": "ExpiresAt", "Enabled": False}),
        ("PointInTimeRecoverySpecification", {"PointInTimeRecoveryEnabled": False}),
        ("DeletionProtectionEnabled", False),
        ("ResourcePolicy", None),
        ("Tags", []),
    ],
)
def test_an_update_resets_what_is_gone(making, setting, default):
    wanted, made = making.create(KIND, **TABLE, **next(one for one in TOLD if setting in one))
    after, made = making.update(wanted, made, **TABLE)
    assert making.read(after, made).get(setting) == default


def test_a_table_without_a_billing_mode_is_provisioned_again(making):
    wanted, made = making.create(KIND, **TABLE)
    provisioned = {**SCHEMA, "TableName": "trades", "ProvisionedThroughput": UNITS}
    after, made = making.update(wanted, made, **provisioned)
    told = making.read(after, made)
    assert (told["BillingMode"], told["ProvisionedThroughput"]) == ("PROVISIONED", UNITS)


def test_encryption_without_a_key_goes_back_to_dynamodb_s_own(making):
    wanted, made = making.create(KIND, **TABLE, SSESpecification={"SSEEnabled": True, "KMSMasterKeyId": KEY})
    after, made = making.update(wanted, made, **TABLE, SSESpecification={"SSEEnabled": True, "SSEType": "KMS"})
    assert making.read(after, made)["SSESpecification"]["KMSMasterKeyId"] != KEY


def test_a_stream_of_another_view_is_another_stream(making):
    wanted, made = making.create(KIND, **TABLE, StreamSpecification={"StreamViewType": "KEYS_ONLY"})
    making.cloud.set_time(wanted_time := "2026-01-06T10:00:00+00:00")
    after, made = making.update(wanted, made, **TABLE, StreamSpecification={"StreamViewType": "NEW_IMAGE"})
    assert making.read(after, made)["StreamSpecification"] == {"StreamViewType": "NEW_IMAGE"}
    assert made.attributes["StreamArn"].endswith(wanted_time.removesuffix("+00:00"))


def test_a_stream_that_stays_keeps_its_name(making):
    stream = {"StreamViewType": "KEYS_ONLY"}
    wanted, made = making.create(KIND, **TABLE, StreamSpecification=stream)
    making.cloud.set_time("2026-01-06T10:00:00+00:00")
    _, again = making.update(wanted, made, **TABLE, StreamSpecification=stream, DeletionProtectionEnabled=True)
    assert again.attributes == made.attributes


def test_another_expiry_attribute_is_refused_while_one_is_in_use(making):
    wanted, made = making.create(KIND, **TABLE, TimeToLiveSpecification={"AttributeName": "A", "Enabled": True})
    with pytest.raises(RefusedError, match="active on a different AttributeName: current AttributeName is A"):
        making.update(wanted, made, **TABLE, TimeToLiveSpecification={"AttributeName": "B", "Enabled": True})


def test_a_tag_with_another_value_is_there_once(making):
    wanted, made = making.create(KIND, **TABLE, Tags=[{"Key": "Owner", "Value": "Data"}])
    making.update(wanted, made, **TABLE, Tags=[{"Key": "Owner", "Value": "Trading"}])
    tags = making.bench.client("dynamodb").list_tags_of_resource(ResourceArn=made.attributes["Arn"])["Tags"]
    assert tags == [{"Key": "Owner", "Value": "Trading"}]


def test_the_stack_s_tags_are_the_table_s_too(cloud, making):
    stack = type(making)(cloud, Stage="test")
    wanted, made = stack.create(KIND, **TABLE)
    tags = stack.bench.client("dynamodb").list_tags_of_resource(ResourceArn=made.attributes["Arn"])["Tags"]
    assert tags == [{"Key": "Stage", "Value": "test"}]
    assert stack.read(wanted, made)["Tags"] == []


def test_an_index_is_added_and_removed_in_place(making):
    wanted, made = making.create(KIND, **TABLE)
    one, made = making.update(wanted, made, **indexed(index("ByG1")))
    assert names(making.read(one, made)) == ["ByG1"]
    none, made = making.update(one, made, **TABLE)
    told = making.read(none, made)
    assert names(told) == []
    assert told["AttributeDefinitions"] == SCHEMA["AttributeDefinitions"]


def test_the_units_of_an_index_change_in_place(making):
    provisioned = {"BillingMode": "PROVISIONED", "ProvisionedThroughput": UNITS}
    wanted, made = making.create(KIND, **{**indexed(index("ByG1", ProvisionedThroughput=UNITS)), **provisioned})
    more = {"ReadCapacityUnits": 50, "WriteCapacityUnits": 60}
    after, made = making.update(wanted, made, **{**indexed(index("ByG1", ProvisionedThroughput=more)), **provisioned})
    (told,) = making.read(after, made)["GlobalSecondaryIndexes"]
    assert told["ProvisionedThroughput"].items() >= more.items()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["ByG1"], ["ByG1", "ByG2", "ByG3"]),
        (["ByG1", "ByG2"], []),
        (["ByG1"], ["ByG2"]),
    ],
)
def test_more_than_one_index_in_an_update_is_refused(making, before, after):
    wanted, made = making.create(KIND, **indexed(*map(index, before)))
    with pytest.raises(RefusedError, match="more than one GSI creation or deletion in a single update"):
        making.update(wanted, made, **(indexed(*map(index, after)) if after else TABLE))
    assert names(making.read(wanted, made)) == before


@pytest.mark.parametrize(
    "other", [index("ByG1", key="H"), {**index("ByG1"), "Projection": {"ProjectionType": "KEYS_ONLY"}}]
)
def test_an_index_of_one_name_and_another_shape_is_refused(making, other):
    wanted, made = making.create(KIND, **indexed(index("ByG1")))
    with pytest.raises(RefusedError, match="You can create a new GSI with a different name"):
        making.update(wanted, made, **indexed(other))


def test_a_rollback_of_a_change_that_stopped_half_way_brings_back_what_was(making):
    expiry = {"TimeToLiveSpecification": {"AttributeName": "A", "Enabled": True}}
    wanted, made = making.create(KIND, **TABLE, **expiry)
    other = {"TimeToLiveSpecification": {"AttributeName": "B", "Enabled": True}}
    with pytest.raises(RefusedError):
        making.update(wanted, made, **indexed(index("ByG1")), **other)
    failed = making.wanted(KIND, **indexed(index("ByG1")), **other)
    making.update(failed, made, **TABLE, **expiry)
    told = making.read(wanted, made)
    assert names(told) == []
    assert told["TimeToLiveSpecification"] == expiry["TimeToLiveSpecification"]


def test_a_call_that_is_refused_after_the_table_is_made_tells_that_it_is_there(making):
    wanted = {**TABLE, "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": "often"}}
    with pytest.raises(RefusedError) as refused:
        making.create(KIND, **wanted)
    assert refused.value.code == "ValidationException"
    assert refused.value.made is not None
    assert refused.value.made.physical_id == "trades"


def test_a_protected_table_is_not_deleted_until_it_is_protected_no_more(making):
    wanted, made = making.create(KIND, **TABLE, DeletionProtectionEnabled=True)
    with pytest.raises(RefusedError) as refused:
        making.delete(wanted, made)
    assert refused.value.code == "ValidationException"
    assert refused.value.message.startswith("Resource cannot be deleted as it is currently protected against deletion.")
    after, made = making.update(wanted, made, **TABLE)
    making.delete(after, made)
    assert making.bench.client("dynamodb").list_tables()["TableNames"] == []


def test_deleting_a_table_that_is_gone_is_no_error(making):
    wanted, made = making.create(KIND, **TABLE)
    making.delete(wanted, made)
    assert making.bench.client("dynamodb").list_tables()["TableNames"] == []
    making.delete(wanted, made)


def test_a_table_of_the_same_name_does_not_get_the_policy_of_one_that_is_gone(making):
    wanted, made = making.create(KIND, **TABLE, ResourcePolicy={"PolicyDocument": POLICY})
    making.delete(wanted, made)
    again, made = making.create(KIND, "Again", **TABLE)
    assert "ResourcePolicy" not in making.read(again, made)


def test_a_table_that_is_gone_tells_nothing(making):
    wanted, made = making.create(KIND, **TABLE)
    making.delete(wanted, made)
    with pytest.raises(RefusedError, match="ResourceNotFoundException"):
        making.read(wanted, made)
