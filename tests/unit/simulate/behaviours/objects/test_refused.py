"""What keeps a version from being replicated: nothing tells but its status, a metric and an event."""

import pytest

from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET
from tests.unit.simulate.behaviours.objects.conftest import HERE, THERE, rule

ALIAS = "alias/there"
THERE_ALIAS = f"arn:aws:kms:{TARGET}:123456789012:{ALIAS}"


def encrypted(named=THERE_ALIAS, **changed):
    """A rule that replicates what KMS encrypts."""
    criteria = {"SseKmsEncryptedObjects": {"Status": "Enabled"}}
    to = {"EncryptionConfiguration": {"ReplicaKmsKeyID": named}}
    return rule(SourceSelectionCriteria=criteria, Destination=to, **changed)


@pytest.fixture
def keys(world):
    """A key in each region, the source bucket's default and the destination's replicas'."""
    made = {region: world.key(region, alias) for region, alias in ((SOURCE, "alias/here"), (TARGET, ALIAS))}
    world.encrypt(HERE, made[SOURCE])
    return made


def reason(world):
    """Why the last version was not replicated."""
    _, why = world.life.objects.failed[-1]
    return why.partition(":")[0]


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("sts:AssumeRole", "AssumeRoleNotPermitted"),
        ("s3:GetObjectVersionForReplication", "SrcGetObjectNotPermitted"),
        ("s3:GetObjectVersionAcl", "SrcGetAclNotPermitted"),
        ("s3:GetObjectVersionTagging", "SrcGetTaggingNotPermitted"),
        ("s3:ReplicateObject", "DstPutObjectNotPermitted"),
        ("s3:ReplicateTags", "DstPutTaggingNotPermitted"),
        ("kms:Decrypt", "SrcGetObjectNotPermitted"),
    ],
)
def test_a_role_that_may_not_leaves_the_version_failed(world, keys, action, expected):
    world.replicate(encrypted())
    world.forbid(action)
    world.put(Tagging="a=1")
    world.run()
    assert (world.versions(), world.status(), reason(world)) == ([], "FAILED", expected)


def test_either_permission_to_write_with_the_key_is_enough_and_one_is_needed(world, keys):
    world.replicate(encrypted())
    world.forbid("kms:GenerateDataKey")
    world.put("one")
    world.run()
    world.forbid("kms:Encrypt")
    world.put("none")
    world.run()
    assert (world.keys(), world.status("none"), reason(world)) == (["one"], "FAILED", "DstPutObjectNotPermitted")


def test_a_role_that_may_not_replicate_deletes_leaves_the_object_there(world):
    world.replicate()
    world.put()
    world.run()
    world.forbid("s3:ReplicateDelete")
    world.s3().delete_object(Bucket=HERE, Key="a")
    world.run()
    assert (world.keys(), reason(world)) == (["a"], "DstDelObjNotPermitted")


def test_an_object_without_tags_needs_no_permission_to_tag(world):
    world.replicate()
    world.forbid("s3:ReplicateTags")
    world.put()
    world.run()
    assert world.keys() == ["a"]


def test_a_replica_is_encrypted_with_the_rules_key_which_an_alias_names_in_its_region(world, keys):
    world.replicate(encrypted())
    world.put()
    world.run()
    there = world.head(bucket=THERE)
    assert (there["ServerSideEncryption"], there["SSEKMSKeyId"]) == ("aws:kms", keys[TARGET])


def test_what_kms_encrypts_is_replicated_only_where_it_is_selected(world, keys):
    world.replicate()
    world.put("by-kms")
    world.put("by-s3", ServerSideEncryption="AES256")
    world.run()
    assert (world.keys(), world.status("by-kms")) == (["by-s3"], "")


def test_what_s3_encrypts_stays_so_whatever_the_destinations_default(world, keys):
    world.encrypt(THERE, keys[TARGET])
    world.replicate(encrypted())
    world.put(ServerSideEncryption="AES256")
    world.run()
    there = world.head(bucket=THERE)
    assert (there["ServerSideEncryption"], there.get("SSEKMSKeyId")) == ("AES256", None)


@pytest.mark.parametrize(("region", "expected"), [(SOURCE, "SrcKmsKeyInvalidState"), (TARGET, "DstKmsKeyInvalidState")])
def test_a_disabled_key_on_either_side_fails_what_is_on_its_way_until_it_is_enabled(world, keys, region, expected):
    world.replicate(encrypted())
    world.put("during")
    world.life.client("kms", region).disable_key(KeyId=keys[region].rpartition("/")[2])
    world.run()
    assert (world.status("during"), reason(world)) == ("FAILED", expected)
    world.life.client("kms", region).enable_key(KeyId=keys[region].rpartition("/")[2])
    world.put("after")
    world.run()
    assert (world.keys(), world.status("during")) == (["after"], "FAILED")


@pytest.mark.parametrize("named", ["alias/here", f"arn:aws:kms:{SOURCE}:123456789012:alias/here", "nobody"])
def test_a_key_that_the_destinations_region_does_not_have_fails(world, keys, named):
    world.replicate(encrypted(named))
    world.put()
    world.run()
    assert (world.status(), reason(world)) == ("FAILED", "DstKmsKeyNotFound")


@pytest.mark.parametrize(("bucket_key", "there"), [(True, []), (False, ["a"])])
def test_a_bucket_key_there_needs_decrypt_there_too(world, keys, bucket_key, there):
    world.encrypt(THERE, keys[TARGET], bucket_key=bucket_key)
    world.replicate(encrypted())
    world.forbid("kms:Decrypt", resource=keys[TARGET])
    world.put()
    world.run()
    assert world.keys() == there


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("kms:EncryptionContext:aws:s3:arn", f"arn:aws:s3:::{HERE}/a"),
        ("kms:ViaService", f"s3.{SOURCE}.amazonaws.com"),
        ("kms:ResourceAliases", "alias/here"),
    ],
)
def test_policies_see_for_what_the_source_is_decrypted(world, keys, key, value):
    world.replicate(encrypted())
    world.forbid("kms:Decrypt", resource=keys[SOURCE], **{key: value})
    world.put()
    world.put("other")
    world.run()
    assert world.status() == "FAILED"
    assert world.status("other") == ("COMPLETED" if value.endswith("/a") else "FAILED")


def test_a_destination_that_keeps_no_versions_any_more_fails(world):
    world.replicate()
    world.s3(THERE).put_bucket_versioning(Bucket=THERE, VersioningConfiguration={"Status": "Suspended"})
    world.put()
    world.run()
    assert (world.status(), reason(world)) == ("FAILED", "DstBucketUnversioned")


def test_a_destination_that_is_gone_fails(world):
    world.replicate()
    world.s3(THERE).delete_bucket(Bucket=THERE)
    world.put()
    world.run()
    assert (world.status(), reason(world)) == ("FAILED", "DstBucketNotFound")


def test_a_version_that_is_deleted_before_it_was_replicated_has_failed(world):
    world.replicate()
    version = world.put()
    world.s3().delete_object(Bucket=HERE, Key="a", VersionId=version)
    world.run()
    assert (world.versions(), reason(world)) == ([], "SrcVersionNotFound")


def test_changed_tags_fail_where_the_version_never_arrived(world, keys):
    world.replicate(encrypted())
    world.life.client("kms", TARGET).disable_key(KeyId=keys[TARGET].rpartition("/")[2])
    world.put()
    world.run()
    world.s3().put_object_tagging(Bucket=HERE, Key="a", Tagging={"TagSet": [{"Key": "k", "Value": "v"}]})
    world.run()
    assert (world.status(), reason(world)) == ("FAILED", "DstVersionNotFound")
