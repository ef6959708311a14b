"""AWS::Logs::LogGroup."""

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import RefusedError

KIND = "AWS::Logs::LogGroup"
KEY = "arn:aws:kms:us-east-1:123456789012:key/1"
TAGS = [{"Key": "Team", "Value": "Data"}]


def test_everything_that_the_template_gives_is_told_back(making):
    given = {"LogGroupName": "/trades", "RetentionInDays": 365, "KmsKeyId": KEY, "Tags": TAGS}
    assert making.read(*making.create(KIND, **given)) == given


def test_ref_is_the_name_and_the_arn_covers_the_streams(making):
    _, made = making.create(KIND, LogGroupName="/trades")
    assert made.physical_id == "/trades"
    assert made.attributes == {"Arn": "arn:aws:logs:us-east-1:123456789012:log-group:/trades:*"}
    assert tuple(made.attributes) == attributes(KIND).names


def test_a_group_without_a_name_gets_one_of_the_stack_and_the_resource(making):
    assert making.create(KIND)[1].physical_id.startswith("StackSet-TapStack-1-It-")


def test_a_name_that_is_taken_is_refused(making):
    making.create(KIND, LogGroupName="/trades")
    with pytest.raises(RefusedError, match="ResourceAlreadyExistsException"):
        making.create(KIND, "Other", LogGroupName="/trades")


def test_a_group_whose_name_begins_with_that_of_another_is_told_apart(making):
    wanted, made = making.create(KIND, LogGroupName="/trades", RetentionInDays=7)
    making.create(KIND, "Other", LogGroupName="/trad", RetentionInDays=1)
    making.create(KIND, "Third", LogGroupName="/trades/more", RetentionInDays=30)
    assert making.read(wanted, made)["RetentionInDays"] == 7


def test_an_update_sets_what_is_new_and_resets_what_is_gone(making):
    wanted, made = making.create(KIND, LogGroupName="/a", RetentionInDays=7, KmsKeyId=KEY, Tags=TAGS)
    wanted, made = making.update(wanted, made, LogGroupName="/a", Tags=[{"Key": "A", "Value": "1"}])
    assert making.read(wanted, made) == {"LogGroupName": "/a", "Tags": [{"Key": "A", "Value": "1"}]}
    wanted, made = making.update(wanted, made, LogGroupName="/a", RetentionInDays=30, KmsKeyId=KEY)
    assert making.read(wanted, made) == {"LogGroupName": "/a", "RetentionInDays": 30, "KmsKeyId": KEY, "Tags": []}


@pytest.mark.parametrize(
    "recorded",
    [
        {"LogGroupClass": "INFREQUENT_ACCESS"},
        {"DataProtectionPolicy": {"Name": "hide", "Version": "2021-06-01", "Statement": []}},
        {"DeletionProtectionEnabled": False},
        {"FieldIndexPolicies": [{"Fields": ["requestId"]}]},
        {"ResourcePolicyDocument": {"Version": "2012-10-17", "Statement": []}},
        {"BearerTokenAuthenticationEnabled": True},
    ],
)
def test_what_moto_drops_is_recorded(making, recorded):
    making.create(KIND, LogGroupName="/trades", **recorded)
    assert making.cloud.records.get("us-east-1", KIND, "/trades") == recorded


def test_a_protected_group_is_not_deleted_until_an_update_lets_go(making):
    wanted, made = making.create(KIND, LogGroupName="/trades", DeletionProtectionEnabled=True)
    with pytest.raises(RefusedError, match="ValidationException: Cannot delete log group with deletion protection"):
        making.delete(wanted, made)
    wanted, made = making.update(wanted, made, LogGroupName="/trades")
    making.delete(wanted, made)
    assert making.bench.client("logs").describe_log_groups()["logGroups"] == []


def test_deleting_a_group_that_is_gone_is_no_error(making):
    wanted, made = making.create(KIND, LogGroupName="/trades", DeletionProtectionEnabled=True)
    making.bench.client("logs").delete_log_group(logGroupName="/trades")
    making.delete(wanted, made)
    making.delete(wanted, made)


def test_a_group_of_the_same_name_does_not_inherit_tags(making):
    making.delete(*making.create(KIND, LogGroupName="/trades", Tags=TAGS))
    assert making.read(*making.create(KIND, LogGroupName="/trades"))["Tags"] == []


def test_the_stacks_tags_are_set_too(tagged):
    tagged.create(KIND, LogGroupName="/trades", Tags=TAGS)
    there = tagged.bench.client("logs").list_tags_log_group(logGroupName="/trades")["tags"]
    assert there == {"Stage": "test", "Team": "Data"}
