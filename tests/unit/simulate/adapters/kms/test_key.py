"""AWS::KMS::Key."""

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.adapters.kms.key import Key
from tapstack.simulate.resources import RefusedError

KIND = "AWS::KMS::Key"
ROOT = {"AWS": "arn:aws:iam::123456789012:root"}
POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Sid": "Own", "Effect": "Allow", "Principal": ROOT, "Action": "kms:*", "Resource": "*"}],
}
FULL = {
    "Description": "of the platform",
    "KeySpec": "SYMMETRIC_DEFAULT",
    "KeyUsage": "ENCRYPT_DECRYPT",
    "MultiRegion": True,
    "Origin": "AWS_KMS",
    "KeyPolicy": POLICY,
    "EnableKeyRotation": True,
    "Enabled": True,
    "Tags": [{"Key": "Team", "Value": "Data"}],
}


def about(making, made):
    return making.bench.client("kms").describe_key(KeyId=made.physical_id)["KeyMetadata"]


def test_everything_that_the_template_gives_is_told_back(making):
    assert making.read(*making.create(KIND, **FULL)) == FULL


def test_ref_is_the_id_and_the_attributes_are_those_of_the_schema(making):
    _, made = making.create(KIND)
    assert tuple(sorted(made.attributes)) == attributes(KIND).names
    assert made.attributes["KeyId"] == made.physical_id
    assert made.attributes["Arn"] == f"arn:aws:kms:us-east-1:123456789012:key/{made.physical_id}"


def test_a_key_of_which_nothing_is_said_has_the_accounts_policy_and_does_not_rotate(making):
    told = making.read(*making.create(KIND))
    assert told["KeyPolicy"]["Statement"][0]["Principal"] == ROOT
    assert told["Enabled"] is True
    assert (told["EnableKeyRotation"], told["MultiRegion"], told["Description"]) == (False, False, "")


@pytest.mark.parametrize(
    "recorded", [{"PendingWindowInDays": 7}, {"RotationPeriodInDays": 90}, {"BypassPolicyLockoutSafetyCheck": True}]
)
def test_what_moto_drops_is_recorded(making, recorded):
    _, made = making.create(KIND, EnableKeyRotation=True, **recorded)
    assert making.cloud.records.get("us-east-1", KIND, made.physical_id) == recorded


def test_moto_enables_a_key_that_waits_for_material(making):
    assert "Origin" in Key.partly
    assert making.read(*making.create(KIND, Origin="EXTERNAL"))["Enabled"] is True


def test_a_key_may_be_made_disabled_and_rotating(making):
    told = making.read(*making.create(KIND, Enabled=False, EnableKeyRotation=True))
    assert (told["Enabled"], told["EnableKeyRotation"]) == (False, True)


def test_an_update_sets_what_is_new(making):
    wanted, made = making.create(KIND)
    new = {
        "Description": "new",
        "KeyPolicy": POLICY,
        "EnableKeyRotation": True,
        "Enabled": False,
        "Tags": [{"Key": "A", "Value": "1"}],
    }
    told = making.read(*making.update(wanted, made, **new))
    assert {name: told[name] for name in new} == new


def test_an_update_resets_what_is_gone(making):
    plain = making.read(*making.create(KIND, MultiRegion=True))
    wanted, made = making.create(KIND, **FULL)
    assert making.read(*making.update(wanted, made, MultiRegion=True)) == plain


@pytest.mark.parametrize(
    ("was", "becomes"), [({"Enabled": False, "EnableKeyRotation": True}, {}), ({"Enabled": False}, {"Enabled": True})]
)
def test_an_update_enables_a_key(making, was, becomes):
    wanted, made = making.create(KIND, **was)
    told = making.read(*making.update(wanted, made, **becomes))
    assert (told["Enabled"], told["EnableKeyRotation"]) == (True, False)


def test_the_rotation_of_a_key_that_stays_disabled_cannot_be_changed(making):
    wanted, made = making.create(KIND, Enabled=False)
    with pytest.raises(RefusedError, match="cannot modify the EnableKeyRotation property when the Enabled"):
        making.update(wanted, made, Enabled=False, EnableKeyRotation=True)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ({}, {"MultiRegion": True}),
        ({"MultiRegion": True}, {}),
        ({}, {"KeySpec": "RSA_2048", "KeyUsage": "SIGN_VERIFY"}),
        ({"KeyUsage": "SIGN_VERIFY", "KeySpec": "RSA_2048"}, {"KeySpec": "RSA_2048", "KeyUsage": "ENCRYPT_DECRYPT"}),
        ({}, {"Origin": "EXTERNAL"}),
    ],
)
def test_what_a_key_is_for_ever_is_neither_changed_nor_replaced(making, was, becomes):
    wanted, made = making.create(KIND, **was)
    with pytest.raises(RefusedError, match="NotUpdatable: You cannot change"):
        making.update(wanted, made, **becomes)


@pytest.mark.parametrize(
    "becomes", [{"KeySpec": "SYMMETRIC_DEFAULT"}, {"MultiRegion": False}, {"KeyUsage": "ENCRYPT_DECRYPT"}]
)
def test_saying_what_holds_by_default_changes_nothing(making, becomes):
    wanted, made = making.create(KIND)
    assert making.update(wanted, made, **becomes)[1] == made


@pytest.mark.parametrize(("given", "days"), [({}, 30), ({"PendingWindowInDays": 7}, 7)])
def test_deleting_a_key_schedules_its_deletion(making, given, days):
    wanted, made = making.create(KIND, **given)
    making.delete(wanted, made)
    told = about(making, made)
    assert told["KeyState"] == "PendingDeletion"
    assert (told["DeletionDate"] - told["CreationDate"]).days == days


def test_deleting_a_key_again_changes_nothing(making):
    wanted, made = making.create(KIND, PendingWindowInDays=7)
    making.delete(wanted, made)
    date = about(making, made)["DeletionDate"]
    making.delete(making.wanted(KIND, PendingWindowInDays=30), made)
    assert about(making, made)["DeletionDate"] == date


def test_a_key_that_waits_for_its_deletion_takes_no_update(making):
    wanted, made = making.create(KIND)
    making.delete(wanted, made)
    with pytest.raises(RefusedError, match=r"KMSInvalidStateException: .* is pending deletion"):
        making.update(wanted, made, Description="new")


def test_a_key_whose_state_cannot_be_set_is_told_with_the_refusal(making, monkeypatch):
    client = making.bench.client("kms")

    def refuse(**_):
        raise RefusedError("LimitExceededException", "no")

    monkeypatch.setattr(client, "enable_key_rotation", refuse)
    with pytest.raises(RefusedError) as refused:
        making.create(KIND, EnableKeyRotation=True)
    assert about(making, refused.value.made)["KeyState"] == "Enabled"


def test_the_stacks_tags_are_set_too(tagged):
    _, made = tagged.create(KIND, Tags=[{"Key": "Team", "Value": "Data"}])
    there = tagged.bench.client("kms").list_resource_tags(KeyId=made.physical_id)["Tags"]
    assert {tag["TagKey"]: tag["TagValue"] for tag in there} == {"Stage": "test", "Team": "Data"}


def test_a_tag_that_the_key_shares_with_its_stack_is_told(tagged):
    mine = [{"Key": "Stage", "Value": "test"}]
    assert tagged.read(*tagged.create(KIND, Tags=mine))["Tags"] == mine
