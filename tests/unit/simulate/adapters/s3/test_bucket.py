"""AWS::S3::Bucket."""

import json
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import RefusedError, UnsupportedError

KIND = "AWS::S3::Bucket"
KEY = "arn:aws:kms:us-east-1:123456789012:key/1"
VERSIONED = {"VersioningConfiguration": {"Status": "Enabled"}}
ROLE = "arn:aws:iam::123456789012:role/replication"
REPLICATION: dict[str, Any] = {
    "Role": ROLE,
    "Rules": [
        {
            "Id": "ToPeer",
            "Status": "Enabled",
            "Priority": 1,
            "Filter": {"Prefix": ""},
            "DeleteMarkerReplication": {"Status": "Enabled"},
            "SourceSelectionCriteria": {"SseKmsEncryptedObjects": {"Status": "Enabled"}},
            "Destination": {
                "Bucket": "arn:aws:s3:::peer",
                "EncryptionConfiguration": {"ReplicaKmsKeyID": KEY},
                "ReplicationTime": {"Status": "Enabled", "Time": {"Minutes": 15}},
                "Metrics": {"Status": "Enabled", "EventThreshold": {"Minutes": 15}},
            },
        }
    ],
}
TOLD: list[dict[str, Any]] = [
    {"VersioningConfiguration": {"Status": "Enabled"}},
    {
        "PublicAccessBlockConfiguration": {
            "BlockPublicAcls": True,
            "BlockPublicPolicy": True,
            "IgnorePublicAcls": True,
            "RestrictPublicBuckets": False,
        }
    },
    {"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}},
    {
        "BucketEncryption": {
            "ServerSideEncryptionConfiguration": [
                {
                    "ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": KEY},
                    "BucketKeyEnabled": True,
                }
            ]
        }
    },
    {
        "CorsConfiguration": {
            "CorsRules": [{"AllowedMethods": ["GET"], "AllowedOrigins": ["*"], "ExposedHeaders": ["ETag"], "MaxAge": 9}]
        }
    },
    {
        "WebsiteConfiguration": {
            "IndexDocument": "index.html",
            "ErrorDocument": "error.html",
            "RoutingRules": [
                {"RoutingRuleCondition": {"KeyPrefixEquals": "a/"}, "RedirectRule": {"ReplaceKeyPrefixWith": "b/"}}
            ],
        }
    },
    {"WebsiteConfiguration": {"RedirectAllRequestsTo": {"HostName": "example.com", "Protocol": "https"}}},
    {"AccelerateConfiguration": {"AccelerationStatus": "Enabled"}},
    {"Tags": [{"Key": "Owner", "Value": "Data"}]},
]


@pytest.mark.parametrize("given", TOLD, ids=lambda given: next(iter(given)))
def test_a_setting_is_told_back_as_it_was_given(making, given):
    wanted, made = making.create(KIND, BucketName="data", **given)
    assert making.read(wanted, made) == {"BucketName": "data", **given}


def test_a_bucket_with_object_lock_tells_it_with_its_retention(making):
    lock = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 7}}}
    wanted, made = making.create(KIND, ObjectLockEnabled=True, ObjectLockConfiguration=lock)
    told = making.read(wanted, made)
    assert told["ObjectLockEnabled"] is True
    assert told["ObjectLockConfiguration"]["ObjectLockEnabled"] == "Enabled"
    assert told["ObjectLockConfiguration"]["Rule"]["DefaultRetention"].items() >= {("Mode", "GOVERNANCE"), ("Days", 7)}


def test_a_bucket_that_wants_no_object_lock_tells_that_it_has_none(making):
    wanted, made = making.create(KIND, ObjectLockEnabled=False)
    assert making.read(wanted, made)["ObjectLockEnabled"] is False


def test_a_replication_is_told_but_for_what_moto_loses(making):
    wanted, made = making.create(KIND, **VERSIONED, ReplicationConfiguration=REPLICATION)
    told = making.read(wanted, made)["ReplicationConfiguration"]
    rule = REPLICATION["Rules"][0]
    assert told["Role"] == ROLE
    assert told["Rules"][0]["Destination"] == rule["Destination"]
    assert [told["Rules"][0][name] for name in ("Id", "Status", "Priority")] == ["ToPeer", "Enabled", 1]


def test_what_moto_loses_of_a_replication_is_recorded(making):
    _, made = making.create(KIND, **VERSIONED, ReplicationConfiguration=REPLICATION)
    kept = making.cloud.records.get("us-east-1", KIND, made.physical_id)
    assert kept == {"ReplicationConfiguration": REPLICATION}


def test_a_replication_filter_by_tags_is_taken(making):
    rule = {
        **REPLICATION["Rules"][0],
        "Filter": {"And": {"Prefix": "a", "TagFilters": [{"Key": "K", "Value": "V"}, {"Key": "L", "Value": "W"}]}},
    }
    wanted, made = making.create(KIND, **VERSIONED, ReplicationConfiguration={"Role": ROLE, "Rules": [rule]})
    assert making.read(wanted, made)["ReplicationConfiguration"]["Rules"][0]["Id"] == "ToPeer"


def test_a_replication_from_a_bucket_without_versions_is_refused_and_the_bucket_is_there(making):
    with pytest.raises(RefusedError, match="Versioning must be 'Enabled'") as refused:
        making.create(KIND, BucketName="data", ReplicationConfiguration=REPLICATION)
    assert refused.value.made is not None
    assert refused.value.made.physical_id == "data"


def test_logs_go_to_another_bucket(making):
    making.create(KIND, "Logs", BucketName="logs")
    logging = {"DestinationBucketName": "logs", "LogFilePrefix": "data/"}
    wanted, made = making.create(KIND, LoggingConfiguration=logging)
    assert making.read(wanted, made)["LoggingConfiguration"] == logging


def test_logs_go_to_the_bucket_itself_where_no_other_is_named(making):
    wanted, made = making.create(KIND, BucketName="data", LoggingConfiguration={"LogFilePrefix": "own/"})
    told = making.read(wanted, made)["LoggingConfiguration"]
    assert told == {"DestinationBucketName": "data", "LogFilePrefix": "own/"}


def test_logs_to_a_bucket_that_is_not_there_are_refused(making):
    with pytest.raises(RefusedError, match="InvalidTargetBucketForLogging"):
        making.create(KIND, LoggingConfiguration={"DestinationBucketName": "nowhere"})


def test_logs_to_another_region_are_refused(making, elsewhere):
    elsewhere.create(KIND, BucketName="far")
    with pytest.raises(RefusedError, match="CrossLocationLoggingProhib"):
        making.create(KIND, LoggingConfiguration={"DestinationBucketName": "far"})


def test_ref_is_the_name_and_the_attributes_are_those_of_the_schema(making, elsewhere):
    _, made = making.create(KIND, BucketName="data")
    assert made.physical_id == "data"
    tables = ("MetadataConfiguration", "MetadataTableConfiguration")
    assert sorted(made.attributes) == [one for one in attributes(KIND).names if not one.startswith(tables)]
    assert made.attributes["Arn"] == "arn:aws:s3:::data"
    assert made.attributes["RegionalDomainName"] == "data.s3.us-east-1.amazonaws.com"
    assert made.attributes["WebsiteURL"] == "http://data.s3-website-us-east-1.amazonaws.com"
    _, far = elsewhere.create(KIND, BucketName="far")
    assert far.attributes["WebsiteURL"] == "http://far.s3-website.eu-central-1.amazonaws.com"


def test_a_bucket_without_a_name_gets_one_of_the_stack_in_lower_case(making):
    _, made = making.create(KIND)
    assert made.physical_id.startswith("stackset-tapstack-1-it-")
    assert made.physical_id == made.physical_id.lower()


def test_a_prefix_is_completed_with_account_and_region(making):
    _, made = making.create(KIND, BucketNamePrefix="data", BucketNamespace="account-regional")
    assert made.physical_id == "data-123456789012-us-east-1-an"


def test_a_name_that_is_taken_is_refused_in_every_region(making, elsewhere):
    making.create(KIND, BucketName="data")
    for one in (making, elsewhere):
        with pytest.raises(RefusedError) as refused:
            one.create(KIND, "Other", BucketName="data")
        assert refused.value.code == "BucketAlreadyOwnedByYou"
        assert refused.value.made is None


def test_a_name_that_only_begins_like_one_that_is_taken_is_free(making):
    making.create(KIND, BucketName="data-2026")
    _, made = making.create(KIND, "Other", BucketName="data")
    assert made.physical_id == "data"


def test_a_bucket_lies_in_its_stack_s_region(elsewhere):
    _, made = elsewhere.create(KIND)
    found = elsewhere.bench.client("s3").get_bucket_location(Bucket=made.physical_id)
    assert found["LocationConstraint"] == "eu-central-1"


@pytest.mark.parametrize(
    ("setting", "call"),
    [
        ("PublicAccessBlockConfiguration", "get_public_access_block"),
        ("OwnershipControls", "get_bucket_ownership_controls"),
        ("BucketEncryption", "get_bucket_encryption"),
        ("CorsConfiguration", "get_bucket_cors"),
        ("WebsiteConfiguration", "get_bucket_website"),
        ("Tags", "get_bucket_tagging"),
    ],
)
def test_a_setting_that_the_template_gives_no_more_is_gone(making, setting, call):
    given = next(one for one in TOLD if setting in one)
    wanted, made = making.create(KIND, **given)
    making.update(wanted, made)
    with pytest.raises(ClientError, match=r"NoSuch|NotFound"):
        getattr(making.bench.client("s3"), call)(Bucket=made.physical_id)


def test_replication_lifecycle_notifications_and_logs_go_when_the_template_gives_them_no_more(making):
    topic = "arn:aws:sns:us-east-1:123456789012:t"
    given = {
        "BucketName": "data",
        **VERSIONED,
        "ReplicationConfiguration": REPLICATION,
        "LifecycleConfiguration": {"Rules": [{"Id": "E", "Status": "Enabled", "ExpirationInDays": 1}]},
        "NotificationConfiguration": {"TopicConfigurations": [{"Event": "s3:ObjectCreated:*", "Topic": topic}]},
        "LoggingConfiguration": {},
    }
    wanted, made = making.create(KIND, **given)
    _, made = making.update(wanted, made, BucketName="data", **VERSIONED)
    told = making.read(wanted, made)
    assert told["ReplicationConfiguration"] is None
    assert told["LifecycleConfiguration"] is None
    assert told["NotificationConfiguration"] == {}
    assert told["LoggingConfiguration"] == {}


def test_versions_are_suspended_when_the_template_gives_them_no_more(making):
    wanted, made = making.create(KIND, **VERSIONED)
    making.update(wanted, made)
    assert making.bench.client("s3").get_bucket_versioning(Bucket=made.physical_id)["Status"] == "Suspended"


def test_object_lock_is_turned_on_for_a_bucket_that_holds_objects(making):
    wanted, made = making.create(KIND, **VERSIONED)
    making.bench.client("s3").put_object(Bucket=made.physical_id, Key="a", Body=b"1")
    after, made = making.update(wanted, made, **VERSIONED, ObjectLockEnabled=True)
    assert making.read(after, made)["ObjectLockEnabled"] is True


def test_object_lock_that_is_on_stays_on(making):
    wanted, made = making.create(KIND, ObjectLockEnabled=True)
    with pytest.raises(RefusedError, match="cannot be disabled"):
        making.update(wanted, made)


def test_a_retention_that_the_template_gives_no_more_is_gone_and_the_lock_is_not(making):
    lock = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 7}}}
    wanted, made = making.create(KIND, ObjectLockEnabled=True, ObjectLockConfiguration=lock)
    making.update(wanted, made, ObjectLockEnabled=True)
    assert making.read(wanted, made)["ObjectLockConfiguration"] == {"ObjectLockEnabled": "Enabled"}


def test_the_stack_s_tags_are_the_bucket_s_too_and_are_not_told_as_its_own(cloud, making):
    stack = type(making)(cloud, Stage="test")
    wanted, made = stack.create(KIND, Tags=[{"Key": "Owner", "Value": "Data"}])
    tags = stack.bench.client("s3").get_bucket_tagging(Bucket=made.physical_id)["TagSet"]
    assert {tag["Key"]: tag["Value"] for tag in tags} == {"Stage": "test", "Owner": "Data"}
    assert stack.read(wanted, made)["Tags"] == [{"Key": "Owner", "Value": "Data"}]


def test_a_list_for_log_delivery_is_set_and_taken_away(making):
    wanted, made = making.create(KIND, AccessControl="LogDeliveryWrite")
    client = making.bench.client("s3")
    assert len(client.get_bucket_acl(Bucket=made.physical_id)["Grants"]) > 1
    making.update(wanted, made)
    assert len(client.get_bucket_acl(Bucket=made.physical_id)["Grants"]) == 1


def test_more_than_one_encryption_rule_is_refused(making):
    rule = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
    with pytest.raises(RefusedError, match="MalformedXML"):
        making.create(KIND, BucketEncryption={"ServerSideEncryptionConfiguration": [rule, rule]})


def test_a_rule_that_names_no_algorithm_leaves_s3_s_own_keys(making):
    rules = [{"BucketKeyEnabled": False}]
    wanted, made = making.create(KIND, BucketEncryption={"ServerSideEncryptionConfiguration": rules})
    told = making.read(wanted, made)["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert told[0]["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}


def test_encryption_types_that_are_blocked_are_recorded(making):
    rule = {
        "ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"},
        "BlockedEncryptionTypes": {"EncryptionType": ["SSE-C"]},
    }
    encryption = {"ServerSideEncryptionConfiguration": [rule]}
    _, made = making.create(KIND, BucketEncryption=encryption)
    assert making.cloud.records.get("us-east-1", KIND, made.physical_id) == {"BucketEncryption": encryption}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AbacStatus", "Enabled"),
        ("AnalyticsConfigurations", [{"Id": "a", "StorageClassAnalysis": {}}]),
        ("IntelligentTieringConfigurations", [{"Id": "a", "Status": "Enabled", "Tierings": []}]),
        ("InventoryConfigurations", [{"Id": "a", "Enabled": True}]),
        ("MetricsConfigurations", [{"Id": "a"}]),
    ],
)
def test_what_moto_does_not_hold_is_recorded_for_as_long_as_the_bucket_lives(making, name, value):
    wanted, made = making.create(KIND, **{name: value})
    records = making.cloud.records
    assert records.get("us-east-1", KIND, made.physical_id) == {name: value}
    making.delete(wanted, made)
    assert records.get("us-east-1", KIND, made.physical_id) is None


def test_a_property_that_is_not_known_is_not_supported(making):
    with pytest.raises(UnsupportedError, match="has Colour, which the simulator"):
        making.create(KIND, Colour="red")


def fill(client, bucket, what):
    version = client.put_object(Bucket=bucket, Key="a", Body=b"1")["VersionId"]
    if what != "object":
        client.delete_object(Bucket=bucket, Key="a")
    if what == "marker":
        client.delete_object(Bucket=bucket, Key="a", VersionId=version)


@pytest.mark.parametrize("what", ["object", "version", "marker"])
def test_a_bucket_that_holds_anything_is_not_deleted(making, what):
    wanted, made = making.create(KIND, **VERSIONED)
    fill(making.bench.client("s3"), made.physical_id, what)
    with pytest.raises(RefusedError) as refused:
        making.delete(wanted, made)
    assert refused.value.code == "BucketNotEmpty"
    assert refused.value.message == "The bucket you tried to delete is not empty"


def test_deleting_a_bucket_that_is_gone_is_no_error(making):
    wanted, made = making.create(KIND, BucketName="data")
    making.delete(wanted, made)
    assert making.bench.client("s3").list_buckets()["Buckets"] == []
    making.delete(wanted, made)


def test_a_name_is_free_again_when_its_bucket_is_gone(making, elsewhere):
    wanted, made = making.create(KIND, BucketName="data")
    making.delete(wanted, made)
    _, again = elsewhere.create(KIND, BucketName="data")
    assert again.attributes["RegionalDomainName"] == "data.s3.eu-central-1.amazonaws.com"


def test_a_bucket_that_is_gone_tells_nothing(making):
    wanted, made = making.create(KIND, **VERSIONED)
    making.delete(wanted, made)
    with pytest.raises(RefusedError, match="NoSuchBucket"):
        making.read(wanted, made)


def test_a_policy_s_bucket_is_deleted_with_it(making):
    wanted, made = making.create(KIND, BucketName="data")
    policy = {"Version": "2012-10-17", "Statement": []}
    making.bench.client("s3").put_bucket_policy(Bucket="data", Policy=json.dumps(policy))
    making.delete(wanted, made)
    assert making.bench.client("s3").list_buckets()["Buckets"] == []


def test_a_name_that_another_account_has_is_refused(making):
    role = "arn:aws:iam::210987654321:role/other"
    session = {"RoleArn": role, "RoleSessionName": "other"}
    keys = making.bench.client("sts").assume_role(**session)["Credentials"]
    other = boto3.client(
        *("s3", "us-east-1"),
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )
    other.create_bucket(Bucket="data")
    with pytest.raises(RefusedError, match="BucketAlreadyExists"):
        making.create(KIND, BucketName="data")
