"""A small StackSet with stores that outlive it, and something in them."""

from __future__ import annotations

import json
from typing import Any

from tests.stack_sets import ACCOUNT, HERE, THERE

_ROOT = {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}
_POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"AWS": _ROOT}, "Action": "kms:*", "Resource": "*"}],
}
_KEY = {
    "Type": "AWS::KMS::Key",
    "DeletionPolicy": "RetainExceptOnCreate",
    "UpdateReplacePolicy": "Retain",
    "Properties": {
        "Description": {"Fn::Sub": "of ${EnvironmentSuffix} in ${AWS::Region}"},
        "EnableKeyRotation": True,
        "KeyPolicy": _POLICY,
        "Tags": [{"Key": "Name", "Value": {"Ref": "EnvironmentSuffix"}}],
    },
}
_DEFAULT = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": {"Fn::GetAtt": ["Key", "Arn"]}}
_BUCKET = {
    "Type": "AWS::S3::Bucket",
    "DeletionPolicy": "RetainExceptOnCreate",
    "UpdateReplacePolicy": "Retain",
    "Properties": {
        "BucketName": {"Fn::Sub": "data-${EnvironmentSuffix}-${AWS::AccountId}-${AWS::Region}"},
        "BucketEncryption": {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": _DEFAULT}]},
        "VersioningConfiguration": {"Status": "Enabled"},
        "Tags": [{"Key": "Owner", "Value": {"Ref": "Settings"}}],
    },
}
_TABLE = {
    "Type": "AWS::DynamoDB::Table",
    "Condition": "IsThere",
    "DeletionPolicy": "RetainExceptOnCreate",
    "UpdateReplacePolicy": "Retain",
    "Properties": {
        "TableName": {"Fn::Sub": "table-${EnvironmentSuffix}"},
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "Id", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "Id", "KeyType": "HASH"}],
        "DeletionProtectionEnabled": True,
        "SSESpecification": {"SSEEnabled": True, "SSEType": "KMS", "KMSMasterKeyId": {"Fn::GetAtt": ["Key", "Arn"]}},
    },
}
_SETTINGS = {
    "Type": "AWS::SSM::Parameter",
    "Properties": {"Type": "String", "Name": {"Fn::Sub": "/${EnvironmentSuffix}"}, "Value": {"Ref": "Size"}},
}
_SUFFIX = {"Type": "String", "Default": "x"}


def stores(suffix: str, **more: Any) -> str:
    """A key and a bucket in each region, a table in the second one, and a setting that the bucket refers to."""
    body = {
        "Parameters": {"EnvironmentSuffix": {**_SUFFIX, "Default": suffix}, "Size": {**_SUFFIX, "Default": "small"}},
        "Conditions": {"IsThere": {"Fn::Equals": [{"Ref": "AWS::Region"}, THERE]}},
        "Resources": {"Key": _KEY, "Bucket": _BUCKET, "Table": _TABLE, "Settings": _SETTINGS},
        "Outputs": {"Bucket": {"Value": {"Ref": "Bucket"}}},
    }
    return json.dumps({**body, **more})


def bucket(suffix: str, region: str = HERE) -> str:
    """The name of a region's bucket."""
    return f"data-{suffix}-{ACCOUNT}-{region}"


def fill(client: Any, suffix: str) -> None:
    """Two versions of an object in the first region, an item in the second."""
    for content in (b"first", b"second"):
        client("s3").put_object(Bucket=bucket(suffix), Key="trade", Body=content)
    client("dynamodb", THERE).put_item(TableName=f"table-{suffix}", Item={"Id": {"S": "1"}})


def contents(client: Any, suffix: str) -> tuple[int, bytes, int]:
    """How many versions there are, what the last says, and how many items."""
    versions = client("s3").list_object_versions(Bucket=bucket(suffix))["Versions"]
    last = client("s3").get_object(Bucket=bucket(suffix), Key="trade")["Body"].read()
    return len(versions), last, client("dynamodb", THERE).scan(TableName=f"table-{suffix}")["Count"]


def key_of(client: Any, suffix: str, region: str = HERE) -> str:
    """The id of the key that encrypts a region's bucket."""
    told = client("s3", region).get_bucket_encryption(Bucket=bucket(suffix, region))
    [rule] = told["ServerSideEncryptionConfiguration"]["Rules"]
    arn: str = rule["ApplyServerSideEncryptionByDefault"]["KMSMasterKeyID"]
    return arn.rsplit("/", 1)[-1]
