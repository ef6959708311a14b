"""AWS::KMS::Alias."""

import pytest

from tapstack.simulate.resources import RefusedError

KIND, KEY = "AWS::KMS::Alias", "AWS::KMS::Key"
NAME = "alias/trading"


@pytest.fixture
def key(making):
    return making.create(KEY, "Key")[1]


@pytest.mark.parametrize("by", ["KeyId", "Arn"])
def test_everything_that_the_template_gives_is_told_back(making, key, by):
    given = {"AliasName": NAME, "TargetKeyId": key.attributes[by]}
    assert making.read(*making.create(KIND, **given)) == given


def test_ref_is_the_name_and_there_are_no_attributes(making, key):
    _, made = making.create(KIND, AliasName=NAME, TargetKeyId=key.physical_id)
    assert (made.physical_id, made.attributes) == (NAME, {})


def test_a_name_that_is_taken_is_refused_even_for_the_same_key(making, key):
    given = {"AliasName": NAME, "TargetKeyId": key.physical_id}
    making.create(KIND, **given)
    with pytest.raises(RefusedError, match=f"AlreadyExistsException: An alias with the name .*{NAME} already exists"):
        making.create(KIND, "Other", **given)


def test_the_other_region_has_aliases_of_its_own(making, elsewhere, key):
    making.create(KIND, AliasName=NAME, TargetKeyId=key.physical_id)
    other = elsewhere.create(KEY, "Key")[1]
    elsewhere.create(KIND, AliasName=NAME, TargetKeyId=other.physical_id)
    assert elsewhere.bench.client("kms").describe_key(KeyId=NAME)["KeyMetadata"]["KeyId"] == other.physical_id


@pytest.mark.parametrize("target", ["11111111-2222-3333-4444-555555555555", "alias/other"])
def test_an_alias_needs_a_key_that_is_there(making, target):
    with pytest.raises(RefusedError, match="NotFoundException"):
        making.create(KIND, AliasName=NAME, TargetKeyId=target)


def test_an_update_turns_the_alias_to_another_key(making, key):
    wanted, made = making.create(KIND, AliasName=NAME, TargetKeyId=key.physical_id)
    other = making.create(KEY, "Other")[1].physical_id
    wanted, made = making.update(wanted, made, AliasName=NAME, TargetKeyId=other)
    assert making.read(wanted, made)["TargetKeyId"] == other
    assert making.bench.client("kms").describe_key(KeyId=NAME)["KeyMetadata"]["KeyId"] == other


def test_an_update_to_the_same_key_is_taken(making, key):
    wanted, made = making.create(KIND, AliasName=NAME, TargetKeyId=key.physical_id)
    wanted, made = making.update(wanted, made, AliasName=NAME, TargetKeyId=key.attributes["Arn"])
    assert making.read(wanted, made)["TargetKeyId"] == key.attributes["Arn"]


def test_a_key_that_waits_for_its_deletion_gets_no_alias(making):
    given, key = making.create(KEY, "Key")
    making.delete(given, key)
    with pytest.raises(RefusedError, match="KMSInvalidStateException"):
        making.create(KIND, AliasName=NAME, TargetKeyId=key.physical_id)


def test_an_alias_is_not_turned_to_a_key_that_waits_for_its_deletion(making, key):
    wanted, made = making.create(KIND, AliasName=NAME, TargetKeyId=key.physical_id)
    given, other = making.create(KEY, "Other")
    making.delete(given, other)
    with pytest.raises(RefusedError, match="KMSInvalidStateException"):
        making.update(wanted, made, AliasName=NAME, TargetKeyId=other.physical_id)


def test_deleting_an_alias_frees_its_name_and_leaves_the_key(making, key):
    given = {"AliasName": NAME, "TargetKeyId": key.physical_id}
    making.delete(*making.create(KIND, **given))
    assert making.read(*making.create(KIND, "Next", **given)) == given


def test_deleting_an_alias_that_is_gone_is_no_error(making, key):
    wanted, made = making.create(KIND, AliasName=NAME, TargetKeyId=key.physical_id)
    making.delete(wanted, made)
    making.delete(wanted, made)
    assert making.read(wanted, made) == {}
