"""A small project of two regions for taskcat, whose stacks are made in a second or two."""

import json
from pathlib import Path
from typing import Any

SUFFIX = {"EnvironmentSuffix": {"Type": "String", "MaxLength": 20}}
QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::Sub": "queue-${EnvironmentSuffix}"}}}
KEPT = {
    "Type": "AWS::S3::Bucket",
    "DeletionPolicy": "Retain",
    "UpdateReplacePolicy": "Retain",
    "Properties": {"BucketName": {"Fn::Sub": "kept-${EnvironmentSuffix}-${AWS::Region}"}},
}
# The same name in every region: the second stack is refused.
SAME = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Fn::Sub": "same-${EnvironmentSuffix}"}}}


def project(folder: Path, **resources: Any) -> Path:
    """A project with these resources in both regions."""
    folder.mkdir()
    template = {"AWSTemplateFormatVersion": "2010-09-09", "Parameters": SUFFIX, "Resources": resources}
    (folder / "stack.json").write_text(json.dumps(template))
    (folder / "tapstack.toml").write_text(
        'regions = ["eu-central-1", "us-east-1"]\n[[templates]]\npath = "stack.json"\n'
    )
    (folder / "taskcat.yml").write_text(
        "project: {name: small, template: stack.json, package_lambda: false, shorten_stack_name: true}\n"
        "tests:\n"
        "  source: {regions: [us-east-1]}\n"
        "  target: {regions: [eu-central-1], parameters: {EnvironmentSuffix: other}}\n"
    )
    return folder
