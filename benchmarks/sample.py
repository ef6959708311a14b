"""Writes templates of any number of resources, with the functions and references that real ones use."""

import json
from typing import Any

DESCRIPTION = "Written to measure how the cost grows with the number of resources."


def template(resources: int) -> str:
    """A template of so many resources, as JSON text."""
    body = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": DESCRIPTION,
        "Parameters": {"EnvironmentSuffix": {"Type": "String", "Default": "sample", "AllowedPattern": "[a-z0-9-]+"}},
        "Mappings": {"Regions": {"us-east-1": {"Days": "7"}, "eu-central-1": {"Days": "14"}}},
        "Conditions": {"IsSource": {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]}},
        "Resources": {f"Item{number}": _resource(number) for number in range(resources)},
        "Outputs": {f"Name{number}": {"Value": {"Ref": f"Item{number}"}} for number in range(0, resources, 5)},
    }
    return json.dumps(body, indent=2)


def _resource(number: int) -> dict[str, Any]:
    """The resource of this number; each refers to earlier ones only."""
    return (_bucket, _queue, _topic, _role, _function)[number % 5](number)


def _named(kind: str, number: int) -> dict[str, Any]:
    return {"Fn::Sub": f"{kind}-{number}-${{AWS::Region}}-${{EnvironmentSuffix}}"}


def _tags(number: int) -> list[dict[str, Any]]:
    environment = {"Key": "Environment", "Value": {"Fn::If": ["IsSource", "source", "target"]}}
    return [environment, {"Key": "Name", "Value": _named("item", number)}]


def _bucket(number: int) -> dict[str, Any]:
    bucket: dict[str, Any] = {
        "Type": "AWS::S3::Bucket",
        "Properties": {
            "BucketName": _named("bucket", number),
            "VersioningConfiguration": {"Status": "Enabled"},
            "Tags": _tags(number),
        },
    }
    if number:
        bucket["DependsOn"] = [f"Item{number - 1}"]
    return bucket


def _queue(number: int) -> dict[str, Any]:
    days = {"Fn::FindInMap": ["Regions", {"Ref": "AWS::Region"}, "Days"]}
    return {
        "Type": "AWS::SQS::Queue",
        "Properties": {"QueueName": _named("queue", number), "DelaySeconds": days, "Tags": _tags(number)},
    }


def _topic(number: int) -> dict[str, Any]:
    subscription = {"Protocol": "sqs", "Endpoint": {"Fn::GetAtt": [f"Item{number - 1}", "Arn"]}}
    return {
        "Type": "AWS::SNS::Topic",
        "Properties": {"TopicName": _named("topic", number), "Subscription": [subscription], "Tags": _tags(number)},
    }


def _role(number: int) -> dict[str, Any]:
    trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    publish = {"Effect": "Allow", "Action": "sns:Publish", "Resource": {"Ref": f"Item{number - 1}"}}
    policy = {"Version": "2012-10-17", "Statement": [publish]}
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [trust]},
            "Policies": [{"PolicyName": "publish", "PolicyDocument": policy}],
            "Tags": _tags(number),
        },
    }


def _function(number: int) -> dict[str, Any]:
    bucket = {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":s3:::", {"Ref": f"Item{number - 4}"}]]}
    return {
        "Type": "AWS::Lambda::Function",
        "Properties": {
            "FunctionName": _named("function", number),
            "Runtime": "python3.13",
            "Handler": "index.handler",
            "Role": {"Fn::GetAtt": [f"Item{number - 1}", "Arn"]},
            "Code": {"ZipFile": "def handler(event, context):\n    return event\n"},
            "Environment": {"Variables": {"BUCKET": bucket, "QUEUE": {"Ref": f"Item{number - 3}"}}},
            "Tags": _tags(number),
        },
    }
