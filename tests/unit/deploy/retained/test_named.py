"""What stays of a stack, by the names that the template gives."""

from __future__ import annotations

from tapstack.deploy.retained import retained
from tests.unit.deploy.left_behind import ACCOUNT, HERE, THERE, subject


def of(region=HERE, resources=None):
    return {one.logical_id: one for one in retained(subject(resources).stacks[region])}


def test_what_the_deletion_policy_keeps_stays_in_the_order_of_creation_and_nothing_else():
    assert list(of()) == ["Key", "Queue", "Bucket"]
    assert list(of(THERE)) == ["Key", "Queue", "Vault", "Bucket"]


def test_names_are_those_of_the_region():
    assert of()["Bucket"].name == f"data-x-{ACCOUNT}-{HERE}"
    assert of(THERE)["Bucket"].name == f"data-x-{ACCOUNT}-{THERE}"


def test_a_queue_is_known_by_its_name_though_its_identifier_is_made_by_aws():
    assert of()["Queue"].name == "refused-x"


def test_a_key_has_no_name_but_aliases_tags_and_a_description():
    key = of()["Key"]
    assert (key.name, key.why) == (None, "the template gives it no name")
    assert (key.aliases, key.tags, key.description) == (("alias/key-x",), (("Name", "x"),), f"of x in {HERE}")


def test_what_refers_to_another_needs_it_and_depends_on_is_no_reference():
    stay = {"Type": "AWS::SQS::Queue", "DeletionPolicy": "Retain", "DependsOn": "Queue"}
    assert of()["Bucket"].needs == ("Key",)
    assert of(resources={"Queue": {**stay, "DependsOn": []}, "Second": stay})["Second"].needs == ()


def test_a_generated_name_is_not_known_and_says_so():
    bucket = {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain"}
    assert of(resources={"Bucket": bucket})["Bucket"].why == "the template gives it no name"
    named = {**bucket, "Properties": {"BucketName": {"Fn::GetAtt": "Topic.TopicArn"}}}
    found = of(resources={"Bucket": named, "Topic": {"Type": "AWS::SNS::Topic"}})["Bucket"]
    assert found.name is None and found.why.startswith("BucketName is not known")


def test_a_global_table_has_parts_in_the_regions_of_its_replicas():
    replicas = [{"Region": HERE}, {"Region": THERE}]
    table = {"Type": "AWS::DynamoDB::GlobalTable", "DeletionPolicy": "Retain"}
    found = of(resources={"Table": {**table, "Properties": {"TableName": "t12", "Replicas": replicas}}})["Table"]
    assert (found.name, found.replicas) == ("t12", (THERE,))
