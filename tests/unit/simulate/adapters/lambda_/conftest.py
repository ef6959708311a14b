import json

import pytest

TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
TEXT = "def handler(event, context):\n    return event\n"


@pytest.fixture
def basic(making):
    """What every function must have; its role is there."""
    iam = making.bench.client("iam")
    role = iam.create_role(RoleName="worker", AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]["Arn"]
    return {"Role": role, "Runtime": "python3.12", "Handler": "index.handler", "Code": {"ZipFile": TEXT}}


@pytest.fixture
def function(making, basic):
    """A function named f."""
    return making.create("AWS::Lambda::Function", "F", FunctionName="f", **basic)[1]
