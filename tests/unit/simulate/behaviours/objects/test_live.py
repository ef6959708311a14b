"""What is replicated as it is written, and how."""

import pytest
from botocore.exceptions import ClientError

from tapstack.simulate.resources import UnsupportedError
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET
from tests.unit.simulate.behaviours.objects.conftest import HERE, THERE, rule

TAG = {"Key": "keep", "Value": "yes"}
TAGGED = {"Filter": {"Tag": TAG}, "DeleteMarkerReplication": {"Status": "Disabled"}}


def test_a_version_is_on_its_way_until_the_lag_is_over_then_the_same_version_is_there(world):
    world.replicate()
    version = world.put(body=b"body")
    world.run(29)
    assert (world.status(), world.versions()) == ("PENDING", [])
    world.run(2)
    assert (world.status(), world.status(bucket=THERE)) == ("COMPLETED", "REPLICA")
    assert world.versions() == [("a", version)]
    assert world.s3(THERE).get_object(Bucket=THERE, Key="a")["Body"].read() == b"body"


def test_headers_metadata_tags_and_the_time_of_writing_are_those_of_the_source(world):
    world.replicate()
    given = {"ContentType": "text/csv", "ContentEncoding": "gzip", "CacheControl": "no-store"}
    world.put(Metadata={"origin": "desk 7"}, Tagging="keep=yes&desk=7", **given)
    world.run()
    here, there = world.head(), world.head(bucket=THERE)
    for name in (*given, "Metadata", "ETag", "LastModified"):
        assert there[name] == here[name], name
    assert here["ContentEncoding"] == "gzip"
    assert world.tags() == {"keep": "yes", "desk": "7"}


def test_what_was_there_before_the_rule_is_not_replicated_nor_are_changes_of_it(world):
    world.put("old")
    world.replicate()
    world.s3().put_object_tagging(Bucket=HERE, Key="old", Tagging={"TagSet": [{"Key": "k", "Value": "v"}]})
    world.run()
    assert (world.versions(), world.status("old")) == ([], "")


def test_every_version_is_replicated_and_the_newest_is_current(world):
    world.replicate()
    first = world.put(body=b"1")
    world.run(5)
    second = world.put(body=b"2")
    world.run()
    assert world.versions() == sorted([("a", first), ("a", second)])
    assert world.head(bucket=THERE)["VersionId"] == second


def test_a_copied_object_is_replicated(world):
    world.put("before")
    world.replicate()
    world.s3().copy_object(Bucket=HERE, Key="copy", CopySource={"Bucket": HERE, "Key": "before"})
    world.run()
    assert world.keys() == ["copy"]


def test_an_object_that_came_in_parts_is_replicated_whole_with_its_etag(world):
    world.replicate()
    s3, parts = world.s3(), []
    upload = s3.create_multipart_upload(Bucket=HERE, Key="big", Metadata={"origin": "desk"})["UploadId"]
    for number, body in enumerate((b"x" * 5_242_880, b"y"), 1):
        sent = s3.upload_part(Bucket=HERE, Key="big", UploadId=upload, PartNumber=number, Body=body)
        parts.append({"PartNumber": number, "ETag": sent["ETag"]})
    s3.complete_multipart_upload(Bucket=HERE, Key="big", UploadId=upload, MultipartUpload={"Parts": parts})
    world.run()
    there = world.head("big", THERE)
    assert (there["ContentLength"], there["Metadata"]) == (5_242_881, {"origin": "desk"})
    assert there["ETag"] == world.head("big")["ETag"]
    assert there["ETag"].endswith('-2"')


def test_a_delete_marker_is_replicated_where_the_rule_says_so(world):
    world.replicate()
    world.put()
    world.run()
    marker = world.s3().delete_object(Bucket=HERE, Key="a")["VersionId"]
    world.run()
    assert world.keys() == []
    assert ("a", marker) in world.versions()


def test_markers_of_many_deleted_objects_are_replicated(world):
    world.replicate()
    for key in "ab":
        world.put(key)
    world.run()
    world.s3().delete_objects(Bucket=HERE, Delete={"Objects": [{"Key": "a"}, {"Key": "b"}]})
    world.run()
    assert (world.keys(), len(world.versions())) == ([], 4)


def test_without_marker_replication_what_is_deleted_here_stays_there(world):
    world.replicate(rule(DeleteMarkerReplication={"Status": "Disabled"}))
    world.put()
    world.run()
    world.s3().delete_object(Bucket=HERE, Key="a")
    world.run()
    assert world.keys() == ["a"]


@pytest.mark.parametrize("many", [False, True])
def test_the_end_of_a_version_is_never_replicated(world, many):
    world.replicate()
    version = world.put()
    world.run()
    if many:
        world.s3().delete_objects(Bucket=HERE, Delete={"Objects": [{"Key": "a", "VersionId": version}]})
    else:
        world.s3().delete_object(Bucket=HERE, Key="a", VersionId=version)
    world.run()
    assert world.versions() == [("a", version)]
    assert world.versions(HERE) == []


def test_a_rule_of_the_first_version_replicates_delete_markers(world):
    first = {
        name: value for name, value in rule(Prefix="").items() if name not in {"Filter", "DeleteMarkerReplication"}
    }
    world.replicate(first)
    world.put()
    world.s3().delete_object(Bucket=HERE, Key="a")
    world.run()
    assert (world.keys(), len(world.versions())) == ([], 2)


@pytest.mark.parametrize(
    ("changed", "there"),
    [
        ({"Filter": {"Prefix": "in/"}}, ["in/no", "in/yes"]),
        (TAGGED, ["in/yes", "out/yes"]),
        ({**TAGGED, "Filter": {"And": {"Prefix": "in/", "Tags": [TAG]}}}, ["in/yes"]),
        ({"Status": "Disabled"}, []),
    ],
)
def test_a_rule_replicates_what_its_filter_names(world, changed, there):
    world.replicate(rule(**changed))
    for folder in ("in", "out"):
        for tag in ("yes", "no"):
            world.put(f"{folder}/{tag}", Tagging=f"keep={tag}")
    world.run()
    assert world.keys() == there


def test_of_two_rules_for_a_destination_the_higher_priority_counts(world):
    low = rule(ID="low", Priority=1, Destination={"StorageClass": "GLACIER_IR"})
    high = rule(ID="high", Priority=2, Filter={"Prefix": "in/"}, Destination={"StorageClass": "STANDARD_IA"})
    world.replicate(low, high)
    world.put("in/a")
    world.put("out/a")
    world.run()
    classes = {key: world.head(key, THERE)["StorageClass"] for key in world.keys(THERE)}
    assert classes == {"in/a": "STANDARD_IA", "out/a": "GLACIER_IR"}


def test_the_source_is_completed_when_every_destination_has_it_and_failed_if_one_has_not(world):
    world.bucket("third")
    world.replicate(rule(), rule(ID="third", Priority=2, Destination={"Bucket": "arn:aws:s3:::third"}))
    world.put("both")
    world.run()
    assert (world.keys(), world.keys("third"), world.status("both")) == (["both"], ["both"], "COMPLETED")
    world.s3("third").put_bucket_versioning(Bucket="third", VersioningConfiguration={"Status": "Suspended"})
    world.put("one")
    world.run()
    assert (world.keys(), world.keys("third"), world.status("one")) == (["both", "one"], ["both"], "FAILED")


def test_replicas_are_not_replicated_again(world):
    world.bucket("third")
    world.replicate()
    world.replicate(rule(Destination={"Bucket": "arn:aws:s3:::third"}), bucket=THERE)
    world.put()
    world.run(70)
    assert (world.keys(), world.keys("third")) == (["a"], [])


def test_both_ways_the_newest_version_of_either_side_is_current_on_both(world):
    world.replicate()
    world.replicate(rule(Destination={"Bucket": f"arn:aws:s3:::{HERE}"}), bucket=THERE)
    world.put(body=b"older")
    world.run(10)
    newest = world.put(body=b"newer", bucket=THERE)
    world.run(70)
    assert [world.head(bucket=bucket)["VersionId"] for bucket in (HERE, THERE)] == [newest, newest]
    assert world.versions(HERE) == world.versions(THERE)


def test_tags_that_change_are_replicated(world):
    world.replicate()
    world.put(Tagging="old=1")
    world.run()
    world.s3().put_object_tagging(Bucket=HERE, Key="a", Tagging={"TagSet": [{"Key": "new", "Value": "2"}]})
    assert world.status() == "PENDING"
    world.run()
    assert (world.tags(), world.status()) == ({"new": "2"}, "COMPLETED")
    world.s3().delete_object_tagging(Bucket=HERE, Key="a")
    world.run()
    assert world.tags() == {}


@pytest.mark.parametrize(("modifications", "here"), [("Enabled", {"new": "2"}), ("Disabled", {})])
def test_changed_tags_of_a_replica_go_back_where_the_rule_back_says_so(world, modifications, here):
    criteria = {
        "SseKmsEncryptedObjects": {"Status": "Disabled"},
        "ReplicaModifications": {"Status": modifications},
    }
    world.replicate()
    back = rule(Destination={"Bucket": f"arn:aws:s3:::{HERE}"}, SourceSelectionCriteria=criteria)
    world.replicate(back, bucket=THERE)
    world.put()
    world.run()
    world.s3(THERE).put_object_tagging(Bucket=THERE, Key="a", Tagging={"TagSet": [{"Key": "new", "Value": "2"}]})
    assert world.status(bucket=THERE) == ("PENDING" if here else "REPLICA")
    world.run()
    assert (world.tags(bucket=HERE), world.status(bucket=THERE)) == (here, "REPLICA")


def test_the_lag_that_a_fault_makes_is_felt_by_what_is_on_its_way(world):
    world.replicate()
    world.put("early")
    world.run(5)
    world.life.objects.lag = 600
    world.run(500)
    assert world.keys() == []
    world.life.objects.lag = 0
    world.run(11)
    assert world.keys() == ["early"]


@pytest.mark.parametrize("lost", [SOURCE, TARGET])
def test_while_a_region_is_out_of_reach_versions_wait_and_go_on_when_it_is_back(world, lost):
    world.replicate()
    world.put()
    world.run(5)
    world.life.outages.lose(lost)
    world.run(3600)
    assert world.life.objects.behind(next(world.life.objects.rules(HERE))) == 3605
    assert not world.life.objects.arrived
    world.life.outages.restore(lost)
    world.run(1)
    assert (world.keys(), world.status()) == (["a"], "COMPLETED")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"Destination": {"Bucket": "arn:aws:s3:::nowhere"}}, "must exist"),
        ({"Destination": {"Bucket": "arn:aws:s3:::plain"}}, "must have versioning enabled"),
        ({"Filter": TAGGED["Filter"]}, "Delete marker replication is not supported"),
        ({"SourceSelectionCriteria": {"SseKmsEncryptedObjects": {"Status": "Enabled"}}}, "ReplicaKmsKeyID"),
    ],
)
def test_configurations_that_s3_does_not_take_are_refused(world, changed, message):
    world.bucket("plain", versions="")
    with pytest.raises(ClientError, match=message):
        world.replicate(rule(**changed))


def test_a_configuration_is_told_as_it_was_put_and_ends_with_its_bucket(world):
    world.bucket("gone")
    world.replicate(rule(Filter={"Prefix": "in/"}), bucket="gone")
    told = world.s3().get_bucket_replication(Bucket="gone")["ReplicationConfiguration"]["Rules"]
    assert told == [rule(Filter={"Prefix": "in/"})]
    world.s3().delete_bucket(Bucket="gone")
    world.bucket("gone", TARGET)
    with pytest.raises(ClientError, match="ReplicationConfigurationNotFoundError"):
        world.life.client("s3", TARGET).get_bucket_replication(Bucket="gone")
    world.life.client("s3", TARGET).put_object(Bucket="gone", Key="in/a", Body=b"1")
    world.run()
    assert world.keys() == []


def test_what_is_not_modelled_is_refused_by_name(world):
    world.put()
    world.s3().put_object_acl(Bucket=HERE, Key="a", ACL="private")
    world.replicate()
    with pytest.raises(UnsupportedError, match="PutObjectAcl"):
        world.s3().put_object_acl(Bucket=HERE, Key="a", ACL="private")
    with pytest.raises(UnsupportedError, match="SSE-C"):
        world.put(SSECustomerAlgorithm="AES256", SSECustomerKey=b"k" * 32)
