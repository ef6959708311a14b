"""AWS::DynamoDB::GlobalTable."""

from datetime import timedelta
from typing import Any

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.adapters.dynamodb import REPLICAS
from tapstack.simulate.cloud import START
from tapstack.simulate.resources import RefusedError

KIND = "AWS::DynamoDB::GlobalTable"
HOME, PEER, THIRD = "us-east-1", "eu-central-1", "eu-west-1"
SCHEMA: dict[str, Any] = {
    "TableName": "trades",
    "BillingMode": "PAY_PER_REQUEST",
    "AttributeDefinitions": [{"AttributeName": "K", "AttributeType": "S"}],
    "KeySchema": [{"AttributeName": "K", "KeyType": "HASH"}],
    "StreamSpecification": {"StreamViewType": "NEW_AND_OLD_IMAGES"},
}


def key(region):
    return f"arn:aws:kms:{region}:123456789012:key/1"


def replica(region, **settings):
    return {"Region": region, **settings}


def table(*replicas, **settings):
    return {**SCHEMA, **settings, "Replicas": list(replicas)}


PAIR = table(replica(HOME), replica(PEER))


def tables(making, region):
    return making.bench.client("dynamodb", region).list_tables()["TableNames"]


def test_everything_that_moto_holds_is_told_back_for_each_replica(making):
    recovery = {"PointInTimeRecoveryEnabled": True}
    given = table(
        *(
            replica(
                region,
                SSESpecification={"KMSMasterKeyId": key(region)},
                PointInTimeRecoverySpecification=recovery,
                DeletionProtectionEnabled=region == PEER,
                Tags=[{"Key": "Region", "Value": region}],
            )
            for region in (HOME, PEER)
        ),
        SSESpecification={"SSEEnabled": True, "SSEType": "KMS"},
        TimeToLiveSpecification={"AttributeName": "ExpiresAt", "Enabled": True},
        WarmThroughput={"ReadUnitsPerSecond": 20000, "WriteUnitsPerSecond": 10000},
    )
    wanted, made = making.create(KIND, **given)
    told = making.read(wanted, made)
    for one in told["Replicas"]:
        one["PointInTimeRecoverySpecification"].pop("RecoveryPeriodInDays")
    assert {name: told[name] for name in given} == given


def test_each_replica_is_a_table_with_schema_stream_and_expiry(making):
    making.create(KIND, **PAIR | {"TimeToLiveSpecification": {"AttributeName": "ExpiresAt", "Enabled": True}})
    for region in (HOME, PEER):
        client = making.bench.client("dynamodb", region)
        about = client.describe_table(TableName="trades")["Table"]
        assert about["KeySchema"] == SCHEMA["KeySchema"]
        assert about["StreamSpecification"]["StreamViewType"] == "NEW_AND_OLD_IMAGES"
        expiry = client.describe_time_to_live(TableName="trades")["TimeToLiveDescription"]
        assert expiry == {"TimeToLiveStatus": "ENABLED", "AttributeName": "ExpiresAt"}


def test_what_moto_loses_of_a_replica_is_recorded_with_the_table(making):
    insights = {"Enabled": True, "Mode": "THROTTLED_KEYS"}
    given = table(replica(HOME, ContributorInsightsSpecification=insights), MultiRegionConsistency="EVENTUAL")
    making.create(KIND, **given)
    kept = making.cloud.records.get(HOME, KIND, "trades")
    assert kept == {"MultiRegionConsistency": "EVENTUAL", "Replicas": given["Replicas"]}


def test_ref_is_the_name_and_the_attributes_are_those_of_the_schema(making):
    _, made = making.create(KIND, **PAIR)
    arn = "arn:aws:dynamodb:us-east-1:123456789012:table/trades"
    assert made.physical_id == "trades"
    assert tuple(sorted(made.attributes)) == attributes(KIND).names
    assert made.attributes["Arn"] == arn
    assert made.attributes["StreamArn"] == f"{arn}/stream/2026-01-05T09:00:00"
    assert len(made.attributes["TableId"]) == len("01234567-89ab-cdef-0123-456789abcdef")


def test_a_table_without_a_name_has_one_name_in_every_region(making):
    _, made = making.create(KIND, **{name: value for name, value in PAIR.items() if name != "TableName"})
    assert made.physical_id.startswith("StackSet-TapStack-1-It-")
    assert tables(making, HOME) == tables(making, PEER) == [made.physical_id]


def test_the_records_tell_which_tables_belong_together(making):
    making.create(KIND, **PAIR)
    assert making.cloud.records.get(HOME, REPLICAS, "trades")["Regions"] == [HOME, PEER]


def test_a_table_without_a_replica_in_the_stack_s_region_is_refused(making):
    with pytest.raises(RefusedError, match="must contain an entry for the current region"):
        making.create(KIND, **table(replica(PEER)))
    assert tables(making, PEER) == []


def test_a_name_that_is_taken_in_the_stack_s_region_is_refused(making):
    making.create(KIND, **PAIR)
    with pytest.raises(RefusedError, match="Table already exists: trades") as refused:
        making.create(KIND, "Other", **PAIR)
    assert refused.value.made is None


def test_a_name_that_is_taken_in_a_replica_s_region_is_refused_and_that_table_stays(making, elsewhere):
    other = {name: SCHEMA[name] for name in ("TableName", "BillingMode", "AttributeDefinitions", "KeySchema")}
    elsewhere.create("AWS::DynamoDB::Table", "Other", **other)
    with pytest.raises(RefusedError, match="one or more replicas already existed as tables") as refused:
        making.create(KIND, **PAIR)
    made = refused.value.made
    assert made is not None
    making.delete(making.wanted(KIND, **PAIR), made)
    assert (tables(making, HOME), tables(making, PEER)) == ([], ["trades"])


def test_an_update_sets_and_resets_every_replica(making):
    wanted, made = making.create(KIND, **PAIR | {"TimeToLiveSpecification": {"AttributeName": "A", "Enabled": True}})
    warm = {"ReadUnitsPerSecond": 20000, "WriteUnitsPerSecond": 10000}
    changed = table(
        replica(HOME, Tags=[{"Key": "A", "Value": "1"}]),
        replica(PEER, DeletionProtectionEnabled=True),
        WarmThroughput=warm,
    )
    after, made = making.update(wanted, made, **changed)
    told = making.read(after, made)
    assert told["WarmThroughput"] == warm
    assert told["TimeToLiveSpecification"]["Enabled"] is False
    assert [one["Tags"] for one in told["Replicas"]] == [[{"Key": "A", "Value": "1"}], []]
    assert [one["DeletionProtectionEnabled"] for one in told["Replicas"]] == [False, True]


def test_an_update_keeps_what_ref_and_the_attributes_give(making):
    wanted, made = making.create(KIND, **PAIR)
    _, again = making.update(wanted, made, **PAIR | {"WarmThroughput": {"ReadUnitsPerSecond": 20000}})
    assert again == made


def test_a_replica_is_added_and_removed_in_place(making):
    wanted, made = making.create(KIND, **table(replica(HOME)))
    pair, made = making.update(wanted, made, **PAIR)
    assert [one["Region"] for one in making.read(pair, made)["Replicas"]] == [HOME, PEER]
    assert tables(making, PEER) == ["trades"]
    alone, made = making.update(pair, made, **table(replica(HOME)))
    assert [one["Region"] for one in making.read(alone, made)["Replicas"]] == [HOME]
    assert tables(making, PEER) == []


@pytest.mark.parametrize(
    "after",
    [table(replica(HOME), replica(THIRD)), table(replica(HOME), replica(PEER), replica(THIRD), replica("sa-east-1"))],
)
def test_more_than_one_replica_in_an_update_is_refused(making, after):
    wanted, made = making.create(KIND, **PAIR)
    with pytest.raises(RefusedError, match="Only one replica can be added or removed in each update"):
        making.update(wanted, made, **after)


def test_the_replica_of_the_stack_s_region_is_not_removed(making):
    wanted, made = making.create(KIND, **PAIR)
    with pytest.raises(RefusedError, match="must contain an entry for the current region"):
        making.update(wanted, made, **table(replica(PEER)))


def test_a_replica_that_is_protected_is_not_removed(making):
    wanted, made = making.create(KIND, **table(replica(HOME), replica(PEER, DeletionProtectionEnabled=True)))
    with pytest.raises(RefusedError, match="currently protected against deletion"):
        making.update(wanted, made, **table(replica(HOME)))
    assert tables(making, PEER) == ["trades"]


def test_a_rollback_does_not_delete_a_table_that_never_was_a_replica(making, elsewhere):
    other = {name: SCHEMA[name] for name in ("TableName", "BillingMode", "AttributeDefinitions", "KeySchema")}
    elsewhere.create("AWS::DynamoDB::Table", "Other", **other)
    wanted, made = making.create(KIND, **table(replica(HOME)))
    with pytest.raises(RefusedError, match="already existed as tables"):
        making.update(wanted, made, **PAIR)
    making.update(making.wanted(KIND, **PAIR), made, **table(replica(HOME)))
    assert tables(making, PEER) == ["trades"]


@pytest.mark.parametrize("region", [HOME, PEER])
def test_a_table_with_a_protected_replica_is_not_deleted(making, region):
    protected = [replica(one, DeletionProtectionEnabled=one == region) for one in (HOME, PEER)]
    wanted, made = making.create(KIND, **table(*protected))
    with pytest.raises(RefusedError, match="currently protected against deletion") as refused:
        making.delete(wanted, made)
    assert refused.value.code == "ValidationException"
    assert tables(making, HOME) == tables(making, PEER) == ["trades"]


def test_a_table_is_not_deleted_for_24_hours_after_a_replica_was_made_from_it(making):
    wanted, made = making.create(KIND, **PAIR)
    making.cloud.set_time(START + timedelta(hours=23, minutes=59))
    with pytest.raises(RefusedError) as refused:
        making.delete(wanted, made)
    assert refused.value.code == "ValidationException"
    assert refused.value.message == (
        "Replica cannot be deleted because it has acted as a source region for new replica(s) being added to the table"
        " in the last 24 hours."
    )
    making.cloud.set_time(START + timedelta(hours=24))
    making.delete(wanted, made)
    assert tables(making, HOME) == tables(making, PEER) == []


def test_the_24_hours_begin_with_the_last_replica(making):
    wanted, made = making.create(KIND, **table(replica(HOME)))
    making.cloud.set_time(START + timedelta(hours=30))
    pair, made = making.update(wanted, made, **PAIR)
    making.cloud.set_time(START + timedelta(hours=50))
    with pytest.raises(RefusedError, match="in the last 24 hours"):
        making.delete(pair, made)


def test_a_table_without_other_replicas_is_deleted_at_once(making):
    wanted, made = making.create(KIND, **table(replica(HOME)))
    making.delete(wanted, made)
    assert tables(making, HOME) == []


def test_deleting_a_table_that_is_gone_is_no_error(making):
    wanted, made = making.create(KIND, **table(replica(HOME)))
    making.delete(wanted, made)
    assert making.cloud.records.get(HOME, REPLICAS, "trades") is None
    making.delete(wanted, made)


def test_a_replica_that_somebody_else_deleted_is_told_no_more_and_is_no_error(making):
    wanted, made = making.create(KIND, **PAIR)
    making.bench.client("dynamodb", PEER).delete_table(TableName="trades")
    assert [one["Region"] for one in making.read(wanted, made)["Replicas"]] == [HOME]
    making.cloud.set_time(START + timedelta(days=2))
    making.delete(wanted, made)
    assert tables(making, HOME) == []


def test_a_table_that_is_gone_tells_nothing(making):
    wanted, made = making.create(KIND, **table(replica(HOME)))
    making.delete(wanted, made)
    with pytest.raises(RefusedError, match="ResourceNotFoundException"):
        making.read(wanted, made)


def test_the_stack_s_tags_are_every_replica_s_too(cloud, making):
    stack = type(making)(cloud, Stage="test")
    stack.create(KIND, **PAIR)
    for region in (HOME, PEER):
        arn = f"arn:aws:dynamodb:{region}:123456789012:table/trades"
        tags = stack.bench.client("dynamodb", region).list_tags_of_resource(ResourceArn=arn)["Tags"]
        assert tags == [{"Key": "Stage", "Value": "test"}]


def test_a_tag_that_a_replica_has_beside_the_stack_is_told_as_its_own(cloud, making):
    stack = type(making)(cloud, Stage="test")
    mine = [{"Key": "Stage", "Value": "test"}]
    wanted, made = stack.create(KIND, **table(replica(HOME, Tags=mine), replica(PEER)))
    assert [one["Tags"] for one in stack.read(wanted, made)["Replicas"]] == [mine, []]


SCALING = {"MinCapacity": 5, "MaxCapacity": 50, "SeedCapacity": 9}
READS = "ReadProvisionedThroughputSettings"


def provisioned(*replicas, **settings):
    writes = {"WriteCapacityAutoScalingSettings": {"MinCapacity": 7, "MaxCapacity": 70}}
    return table(*replicas, BillingMode="PROVISIONED", WriteProvisionedThroughputSettings=writes, **settings)


@pytest.mark.parametrize(
    ("given", "reads"),
    [
        (provisioned(replica(HOME, **{READS: {"ReadCapacityUnits": 3}})), 3),
        (provisioned(replica(HOME, **{READS: {"ReadCapacityAutoScalingSettings": SCALING}})), 9),
        (provisioned(replica(HOME), **{READS: {"ReadCapacityUnits": 4}}), 4),
    ],
)
def test_a_provisioned_replica_begins_with_its_own_reads_and_the_writes_of_all(making, given, reads):
    making.create(KIND, **given)
    found = making.bench.client("dynamodb").describe_table(TableName="trades")["Table"]["ProvisionedThroughput"]
    assert (found["ReadCapacityUnits"], found["WriteCapacityUnits"]) == (reads, 7)


def test_an_index_is_in_every_replica_with_its_own_reads(making):
    index = {
        "IndexName": "ByG",
        "KeySchema": [{"AttributeName": "G", "KeyType": "HASH"}],
        "Projection": {"ProjectionType": "ALL"},
        "WriteProvisionedThroughputSettings": {"WriteCapacityAutoScalingSettings": SCALING},
    }
    own = {"IndexName": "ByG", READS: {"ReadCapacityUnits": 2}}
    replicas = [replica(one, **{READS: {"ReadCapacityUnits": 1}}, GlobalSecondaryIndexes=[own]) for one in (HOME, PEER)]
    given = provisioned(*replicas, GlobalSecondaryIndexes=[index])
    given["AttributeDefinitions"] = [{"AttributeName": name, "AttributeType": "S"} for name in "KG"]
    making.create(KIND, **given)
    for region in (HOME, PEER):
        about = making.bench.client("dynamodb", region).describe_table(TableName="trades")["Table"]
        (found,) = about["GlobalSecondaryIndexes"]
        units = found["ProvisionedThroughput"]
        assert (units["ReadCapacityUnits"], units["WriteCapacityUnits"]) == (2, 9)
