"""A role of the account, what it may, and calls that are made by it."""

import json

import botocore.exceptions

from tapstack.simulate.cloud.role import acting_as

ACCOUNT = "123456789012"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/worker"
ROOT = f"arn:aws:iam::{ACCOUNT}:root"
US, EU = "us-east-1", "eu-central-1"


def statement(action="*", resource="*", effect="Allow", **more):
    """A statement, allowing unless another effect is given."""
    return {"Effect": effect, "Action": action, "Resource": resource, **more}


def document(*statements):
    """A policy as JSON."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


TRUST = document({"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"})


def make_role(life, *statements, **more):
    """Makes the role, with statements as its inline policy."""
    iam = life.client("iam", US)
    iam.create_role(RoleName="worker", AssumeRolePolicyDocument=TRUST, **more)
    if statements:
        allow(life, *statements)


def allow(life, *statements):
    """Gives the role these statements in place of others."""
    life.client("iam", US).put_role_policy(RoleName="worker", PolicyName="own", PolicyDocument=document(*statements))


def refusal(life, action, resource="*", principal=ROLE, region=US, **context):
    """Why a principal may not; condition keys are given with underscores for colons."""
    keys = {key.replace("__", ":", 1): value for key, value in context.items()}
    return life.permissions.refusal(principal, action, resource, region=region, context=keys)


def refused(life, service, operation, region=US, **params):
    """The code and message with which a call of the role is refused by IAM or a key; empty where it goes through.

    What the service itself says of what it is asked for is no refusal: it comes with headers.
    """
    try:
        with acting_as(ROLE, "job"):
            getattr(life.client(service, region), operation)(**params)
    except botocore.exceptions.ClientError as error:
        if not error.response["ResponseMetadata"]["HTTPHeaders"]:
            return error.response["Error"]["Code"], error.response["Error"]["Message"]
    return "", ""
