"""Only what no stack has goes, in order, and a key only when nothing is left that it encrypts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from tapstack.deploy.purge.choice import chosen
from tapstack.deploy.purge.parts import with_parts
from tapstack.deploy.purge.report import document, listing, summary
from tapstack.deploy.purge.run import purge
from tapstack.deploy.retained import everywhere, find, retained
from tapstack.deploy.stores import Wishes
from tapstack.findings import InputError
from tapstack.simulate.cloud import START
from tests.unit.deploy.left_behind import ACCOUNT, HERE, THERE, subject

NAME = f"data-x-{ACCOUNT}-{HERE}"


@pytest.fixture
def key_id(cloud):
    """The stores of one region, with something in them; the id of their key."""
    made = cloud.client("kms", HERE).create_key(Description=f"of x in {HERE}")["KeyMetadata"]["KeyId"]
    s3 = cloud.client("s3", HERE)
    s3.create_bucket(Bucket=NAME, CreateBucketConfiguration={"LocationConstraint": HERE})
    s3.put_object(Bucket=NAME, Key="a", Body=b"x")
    cloud.client("sqs", HERE).create_queue(QueueName="refused-x", Attributes={"KmsMasterKeyId": made})
    return made


@pytest.fixture
def every(connected, key_id):
    return everywhere(connected, subject())


def removed(connected, wanted, others=(), **wishes):
    return list(purge(connected, wanted, others, Wishes(**wishes)))


def told(rows):
    return {
        (row.found.retained.region, row.found.retained.logical_id): row.outcome.status
        for row in rows
        if row.found.retained.region == HERE
    }


def test_stores_are_deleted_and_their_key_is_scheduled(cloud, connected, every, key_id):
    rows = removed(connected, every, key_window=7)
    assert told(rows) == {(HERE, "Queue"): "deleted", (HERE, "Bucket"): "deleted", (HERE, "Key"): "scheduled"}
    about = cloud.client("kms", HERE).describe_key(KeyId=key_id)["KeyMetadata"]
    assert about["DeletionDate"] - START == timedelta(days=7)
    assert [row.outcome.status for row in rows if row.found.retained.region == THERE] == ["absent"] * 4
    assert all(row.is_over for row in rows) and summary(rows) == "4 absent, 2 deleted, 1 scheduled."


def test_a_store_of_a_stack_stays_and_so_does_the_key_that_encrypts_it(cloud, connected, formation, key_id):
    formation.has[NAME] = "arn:stack"
    rows = removed(connected, everywhere(connected, subject()))
    assert told(rows) == {(HERE, "Queue"): "deleted", (HERE, "Bucket"): "left", (HERE, "Key"): "left"}
    assert cloud.client("kms", HERE).describe_key(KeyId=key_id)["KeyMetadata"]["KeyState"] == "Enabled"
    assert "encrypts what is left: eu-central-1 Bucket" in rows[-1].outcome.why


def test_a_store_that_was_not_chosen_keeps_its_key(connected, every):
    wanted = chosen(every, ["Key"])
    rows = removed(connected, wanted, [one for one in every if one not in wanted])
    assert told(rows) == {(HERE, "Key"): "left"}


def test_a_store_that_is_refused_is_left_and_the_others_go_on(cloud, connected, every, monkeypatch):
    def refused(**_named):
        raise ClientError({"Error": {"Code": "AccessDenied", "Message": "not you"}}, "DeleteQueue")

    monkeypatch.setattr(cloud.client("sqs", HERE), "delete_queue", refused)
    rows = removed(connected, every)
    assert told(rows) == {(HERE, "Queue"): "left", (HERE, "Bucket"): "deleted", (HERE, "Key"): "left"}
    assert "AccessDenied: not you." in next(row.line for row in rows if row.outcome.status == "left")


def test_a_lost_connection_leaves_the_store_for_the_next_run(cloud, connected, every, monkeypatch):
    def lost(**_named):
        raise EndpointConnectionError(endpoint_url="https://sqs")

    with monkeypatch.context() as patch:
        patch.setattr(cloud.client("sqs", HERE), "delete_queue", lost)
        assert told(removed(connected, every))[HERE, "Queue"] == "left"
    again = told(removed(connected, everywhere(connected, subject())))
    assert again == {(HERE, "Queue"): "deleted", (HERE, "Bucket"): "absent", (HERE, "Key"): "scheduled"}


def test_a_second_run_finds_nothing_to_do(connected, every):
    removed(connected, every)
    rows = removed(connected, everywhere(connected, subject()))
    assert {row.outcome.status for row in rows} == {"absent"}


def test_a_replica_that_stands_alone_is_a_store_of_its_own(cloud, connected):
    replicas = [{"Region": HERE}, {"Region": THERE}]
    table = {"Type": "AWS::DynamoDB::GlobalTable", "DeletionPolicy": "Retain"}
    resources = {"Table": {**table, "Properties": {"TableName": "t12", "Replicas": replicas}}}
    schema, types = [{"AttributeName": "a", "KeyType": "HASH"}], [{"AttributeName": "a", "AttributeType": "S"}]
    settings = {"KeySchema": schema, "AttributeDefinitions": types, "BillingMode": "PAY_PER_REQUEST"}
    cloud.client("dynamodb", THERE).create_table(TableName="t12", **settings)
    parts = with_parts(connected, find(connected, retained(subject(resources).stacks[HERE])))
    assert [(one.retained.region, one.is_absent) for one in parts] == [(HERE, True), (THERE, False)]
    assert [row.outcome.status for row in removed(connected, parts)] == ["absent", "deleted"]


def test_stores_are_called_by_logical_id_name_or_arn_alone_or_behind_a_region(every):
    for name in ("Bucket", NAME, f"arn:aws:s3:::{NAME}", f"{HERE}/Bucket"):
        assert (HERE, "Bucket") in {(one.retained.region, one.retained.logical_id) for one in chosen(every, [name])}
    assert len(chosen(every, [f"{HERE}/Queue"])) == 1
    assert len(chosen(every, ["refused-x"])) == 2


def test_a_name_that_no_store_has_is_refused(every):
    with pytest.raises(InputError, match="No store of this template is called 'Buckets'"):
        chosen(every, ["Buckets"])


def test_the_listing_says_what_goes_with_what_is_in_it_and_what_stays_and_why(connected, formation, key_id):
    formation.has[NAME] = "arn:stack"
    lines = "\n".join(listing(everywhere(connected, subject())))
    assert f"arn:aws:sqs:{HERE}:{ACCOUNT}:refused-x" in lines and ": 0 messages." in lines
    assert "Bucket " in lines and "belongs to the stack arn:stack" in lines


def test_the_document_has_a_row_for_each_store_and_the_counts(connected, every):
    made = document(connected, removed(connected, every))
    assert made["account"] == ACCOUNT and made["counts"] == {"absent": 4, "deleted": 2, "scheduled": 1}
    [row] = [one for one in made["stores"] if (one["region"], one["logicalId"]) == (HERE, "Key")]
    assert row["until"].startswith("2026-02-04") and row["type"] == "AWS::KMS::Key"
