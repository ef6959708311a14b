"""What is there of what stays: found by name, keys by whatever tells of them, each with the stack that has it."""

from __future__ import annotations

import json

import pytest

from tapstack.deploy.retained import everywhere, find, retained
from tapstack.findings import InputError
from tests.unit.deploy.left_behind import ACCOUNT, HERE, THERE, subject

NAME = f"data-x-{ACCOUNT}-{HERE}"
TAG = "aws:cloudformation:logical-id"


def key(cloud, region=HERE, description=f"of x in {HERE}", **tags):
    listed = [{"TagKey": name, "TagValue": value} for name, value in tags.items()]
    made = cloud.client("kms", region).create_key(Description=description, Tags=listed)
    return made["KeyMetadata"]["KeyId"]


def bucket(cloud, key_id=None, region=HERE):
    s3 = cloud.client("s3", region)
    s3.create_bucket(Bucket=NAME, CreateBucketConfiguration={"LocationConstraint": region})
    if key_id:
        default = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": f"arn:aws:kms:{HERE}:{ACCOUNT}:key/{key_id}"}
        rules = {"Rules": [{"ApplyServerSideEncryptionByDefault": default}]}
        s3.put_bucket_encryption(Bucket=NAME, ServerSideEncryptionConfiguration=rules)


def found(connected, given=None, hints=None):
    ones = find(connected, retained(subject().stacks[HERE]), given, hints)
    return {one.retained.logical_id: one for one in ones}


def test_what_is_not_there_is_absent(connected):
    assert all(one.is_absent for one in found(connected).values())


def test_a_store_tells_which_key_encrypts_it(cloud, connected):
    key(cloud, description="another")
    made = key(cloud, description="changed since")
    bucket(cloud, made)
    assert found(connected)["Key"].seen.name == made


def test_an_alias_goes_before_a_store(cloud, connected):
    first, second = key(cloud), key(cloud)
    bucket(cloud, first)
    cloud.client("kms", HERE).create_alias(AliasName="alias/key-x", TargetKeyId=second)
    assert found(connected)["Key"].seen.name == second


def test_stores_that_tell_of_two_keys_leave_it_open(cloud, connected):
    first, second = key(cloud), key(cloud)
    bucket(cloud, first)
    cloud.client("sqs", HERE).create_queue(QueueName="refused-x", Attributes={"KmsMasterKeyId": second})
    one = found(connected)["Key"]
    assert one.seen is None and not one.is_absent and "--resource Key=KEYID" in one.why
    assert found(connected, {"Key": (second,)})["Key"].seen.name == second


@pytest.mark.parametrize(
    ("tags", "description", "taken"),
    [
        ({"Name": "x", TAG: "Key"}, "whatever", True),
        ({"Name": "x", TAG: "OtherKey"}, f"of x in {HERE}", False),
        ({"Name": "y", TAG: "Key"}, f"of x in {HERE}", False),
        ({"Name": "x"}, f"of x in {HERE}", True),
        ({"Name": "x"}, f"of y in {HERE}", False),
    ],
)
def test_by_tags_only_the_key_of_this_deployment_is_taken(cloud, connected, tags, description, taken):
    key(cloud, description=description, **tags)
    assert (found(connected)["Key"].seen is not None) is taken


def test_by_tags_a_key_that_is_doomed_is_not_taken(cloud, connected):
    made = key(cloud, **{"Name": "x", TAG: "Key"})
    cloud.client("kms", HERE).schedule_key_deletion(KeyId=made)
    assert found(connected)["Key"].is_absent


def test_a_report_counts_only_for_a_key_with_the_description_of_the_template(cloud, connected):
    mine, other = key(cloud), key(cloud, description=f"of y in {HERE}")
    assert found(connected, hints={"Key": (mine,)})["Key"].seen.name == mine
    assert found(connected, hints={"Key": (other,)})["Key"].is_absent


def test_the_report_of_a_deletion_is_read_if_it_is_of_this_account(cloud, connected, tmp_path):
    row = {"type": "AWS::KMS::Key", "logical_id": "Key", "physical_id": key(cloud)}
    for account, expected in ((ACCOUNT, row["physical_id"]), ("111111111111", None)):
        (tmp_path / "destroy.json").write_text(json.dumps({"account": account, "retained": [row]}))
        every = everywhere(connected, subject(), report=str(tmp_path / "destroy.json"))
        [one] = [one for one in every if one.retained.logical_id == "Key" and one.retained.region == HERE]
        assert (one.seen and one.seen.name) == expected


def test_a_file_that_is_no_report_is_refused(connected, tmp_path):
    (tmp_path / "destroy.json").write_text("[]")
    with pytest.raises(InputError, match="no report of tapstack destroy"):
        everywhere(connected, subject(), report=str(tmp_path / "destroy.json"))


def test_a_bucket_in_another_region_is_not_the_one(cloud, connected):
    s3 = cloud.client("s3", "eu-west-1")
    s3.create_bucket(Bucket=NAME, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    one = found(connected)["Bucket"]
    assert (one.seen, one.is_absent, one.why) == (None, False, f"{NAME} is in eu-west-1, not in {HERE}")


def test_a_resource_that_cannot_be_looked_at_is_not_absent(connected):
    role = {"Type": "AWS::IAM::Role", "DeletionPolicy": "Retain", "Properties": {"RoleName": "r"}}
    [one] = find(connected, retained(subject({"Role": role}).stacks[HERE]))
    assert not one.is_absent and "by hand" in one.why


def test_the_stack_that_has_it_is_told_though_its_first_hundred_resources_do_not_name_it(cloud, connected, formation):
    bucket(cloud)
    formation.has[NAME] = "arn:stack"
    formation.rows["arn:stack"] = [("another", "CREATE_COMPLETE")] * 100 + [(NAME, "CREATE_COMPLETE")]
    assert found(connected)["Bucket"].owner == "arn:stack"


def test_in_doubt_the_stack_has_it(cloud, connected, formation):
    bucket(cloud)
    formation.has[NAME] = "arn:stack"
    assert found(connected)["Bucket"].owner == "arn:stack"


@pytest.mark.parametrize(
    ("row", "stack"), [("DELETE_SKIPPED", "UPDATE_COMPLETE"), ("CREATE_COMPLETE", "DELETE_COMPLETE")]
)
def test_a_stack_that_let_go_of_it_or_is_deleted_has_it_no_more(cloud, connected, formation, row, stack):
    bucket(cloud)
    formation.has[NAME] = "arn:stack"
    formation.rows["arn:stack"], formation.status["arn:stack"] = [(NAME, row)], stack
    assert found(connected)["Bucket"].owner is None


def test_a_queue_is_had_under_the_url_that_cloudformation_knows(cloud, connected, formation):
    cloud.client("sqs", HERE).create_queue(QueueName="refused-x")
    formation.has[f"https://sqs.{HERE}.amazonaws.com/{ACCOUNT}/refused-x"] = "arn:stack"
    assert found(connected)["Queue"].owner == "arn:stack"


def test_everywhere_is_in_the_order_of_removal(connected):
    every = everywhere(connected, subject())
    assert [(one.retained.region, one.retained.logical_id) for one in every] == [
        *((THERE, name) for name in ("Bucket", "Vault", "Queue", "Key")),
        *((HERE, name) for name in ("Bucket", "Queue", "Key")),
    ]


def test_a_name_that_is_no_resource_is_refused(connected):
    with pytest.raises(InputError, match="Did you mean"):
        everywhere(connected, subject(), {"Kee": ("1",)})
