"""A small deployment whose stores outlive it, an account in memory, and a CloudFormation that says who has what."""

from __future__ import annotations

import json
from copy import deepcopy
from types import SimpleNamespace
from typing import Any

from botocore.exceptions import ClientError

from tapstack.checks.subject import Subject
from tapstack.deploy.connection import Connection
from tapstack.template.load import loads

ACCOUNT = "123456789012"
HERE, THERE = "eu-central-1", "us-east-1"
KEY = {
    "Type": "AWS::KMS::Key",
    "DeletionPolicy": "RetainExceptOnCreate",
    "Properties": {
        "Description": {"Fn::Sub": "of ${Suffix} in ${AWS::Region}"},
        "KeyPolicy": {},
        "Tags": [{"Key": "Name", "Value": {"Ref": "Suffix"}}],
    },
}
ENCRYPTION = {
    "ServerSideEncryptionConfiguration": [
        {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": {"Fn::GetAtt": "Key.Arn"}}}
    ]
}
BUCKET = {
    "Type": "AWS::S3::Bucket",
    "DeletionPolicy": "Retain",
    "DependsOn": ["Alias", "Topic"],
    "Properties": {
        "BucketName": {"Fn::Sub": "data-${Suffix}-${AWS::AccountId}-${AWS::Region}"},
        "BucketEncryption": ENCRYPTION,
        "NotificationConfiguration": {"TopicConfigurations": [{"Event": "s3:x", "Topic": {"Ref": "Topic"}}]},
    },
}
QUEUE = {
    "Type": "AWS::SQS::Queue",
    "DeletionPolicy": "Retain",
    "Properties": {"QueueName": {"Fn::Sub": "refused-${Suffix}"}, "KmsMasterKeyId": {"Ref": "Key"}},
}
VAULT = {
    "Type": "AWS::Backup::BackupVault",
    "Condition": "IsThere",
    "DeletionPolicy": "Retain",
    "Properties": {"BackupVaultName": {"Fn::Sub": "vault-${Suffix}"}, "EncryptionKeyArn": {"Fn::GetAtt": "Key.Arn"}},
}
TOPIC = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Fn::Sub": "told-${Suffix}"}}}
ALIAS = {
    "Type": "AWS::KMS::Alias",
    "Properties": {"AliasName": {"Fn::Sub": "alias/key-${Suffix}"}, "TargetKeyId": {"Ref": "Key"}},
}
RESOURCES = {"Key": KEY, "Alias": ALIAS, "Topic": TOPIC, "Bucket": BUCKET, "Queue": QUEUE, "Vault": VAULT}
CONDITIONS = {"IsThere": {"Fn::Equals": [{"Ref": "AWS::Region"}, THERE]}}


def body(resources: Any = None, **sections: Any) -> dict[str, Any]:
    """The template of these resources, of all of them where none are given."""
    parameters = {"Suffix": {"Type": "String", "Default": "x"}}
    outputs = {"Topic": {"Value": {"Ref": "Topic"}}}
    whole = {"Parameters": parameters, "Conditions": CONDITIONS, "Resources": resources or RESOURCES}
    return deepcopy({**whole, **({} if resources else {"Outputs": outputs}), **sections})


def subject(resources: Any = None, **sections: Any) -> Subject:
    """The same, deployed into both regions."""
    made = Subject("t.json", (HERE, THERE), {}, complete=True, account_id=ACCOUNT)
    vars(made)["template"] = loads(json.dumps(body(resources, **sections)), "t.json")
    return made


class Formation:
    """CloudFormation of one region: ``has`` gives a stack's id by physical id, ``status`` by stack."""

    def __init__(self) -> None:
        self.has: dict[str, str] = {}
        self.rows: dict[str, list[tuple[str, str]]] = {}
        self.status: dict[str, str] = {}

    def describe_stack_resources(self, **named: str) -> Any:
        """Without the resource itself, as of a stack with more than a hundred."""
        stack = self.has.get(named["PhysicalResourceId"])
        if stack is None:
            told = f"Stack for {named['PhysicalResourceId']} does not exist"
            raise ClientError({"Error": {"Code": "ValidationError", "Message": told}}, "DescribeStackResources")
        return {"StackResources": [{"StackId": stack, "ResourceStatus": "CREATE_COMPLETE"}]}

    def describe_stacks(self, **named: str) -> Any:
        return {"Stacks": [{"StackStatus": self.status.get(named["StackName"], "CREATE_COMPLETE")}]}

    def get_paginator(self, _: str) -> Any:
        return SimpleNamespace(paginate=self._pages)

    def _pages(self, **named: str) -> Any:
        rows = self.rows.get(named["StackName"], [])
        yield {"StackResourceSummaries": [{"PhysicalResourceId": one, "ResourceStatus": two} for one, two in rows]}


def connection(cloud: Any, formation: Formation) -> Connection:
    """To an account in memory whose CloudFormation is this one, in every region."""

    def client(service: str, region_name: str, config: Any) -> Any:
        return formation if service == "cloudformation" else cloud.client(service, region_name)

    return Connection(ACCOUNT, "aws", "arn:aws:iam::1:user/me", HERE, (HERE, THERE), SimpleNamespace(client=client))
