"""What tests of StackSets share: a small template, the two roles, and waiting for operations."""

import json
import time
from typing import Any

ACCOUNT = "123456789012"
HERE, THERE = "eu-central-1", "us-east-1"
ADMINISTRATION, EXECUTION = "AWSCloudFormationStackSetAdministrationRole", "AWSCloudFormationStackSetExecutionRole"


def template(name: str, **more: Any) -> str:
    """A parameter of Parameter Store of this name, whose value is the template's parameter Size."""
    properties = {"Name": name, "Type": "String", "Value": {"Ref": "Size"}}
    body = {
        "Parameters": {"Size": {"Type": "String", "Default": "small"}},
        "Resources": {"Setting": {"Type": "AWS::SSM::Parameter", "Properties": properties}},
    }
    return json.dumps({**body, **more})


def trust(**principal: str) -> str:
    """A trust policy."""
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def make_roles(iam: Any) -> None:
    """The two roles of self-managed StackSets, by their usual names."""
    iam.create_role(RoleName=ADMINISTRATION, AssumeRolePolicyDocument=trust(Service="cloudformation.amazonaws.com"))
    arn = f"arn:aws:iam::{ACCOUNT}:role/{ADMINISTRATION}"
    iam.create_role(RoleName=EXECUTION, AssumeRolePolicyDocument=trust(AWS=arn))


def ended(formation: Any, name: str, operation: str, **more: Any) -> dict[str, Any]:
    """An operation when it has ended."""
    while True:
        told = formation.describe_stack_set_operation(StackSetName=name, OperationId=operation, **more)
        found: dict[str, Any] = told["StackSetOperation"]
        if found["Status"] not in ("QUEUED", "RUNNING", "STOPPING"):
            return found
        time.sleep(0.02)
