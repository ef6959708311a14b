"""Functions that do nothing."""

import io
import json
import zipfile

import pytest

from tests.unit.simulate.behaviours.conftest import SOURCE

TRUST = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}


@pytest.fixture
def function(life):
    """Makes a function; its ARN."""

    def made(**settings):
        trust = json.dumps({"Version": "2012-10-17", "Statement": [TRUST]})
        role = life.client("iam", SOURCE).create_role(RoleName="f", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as code:
            code.writestr("index.py", "def handler(event, context):\n    return 1\n")
        return life.client("lambda", SOURCE).create_function(
            FunctionName="f",
            Runtime="python3.11",
            Role=role,
            Handler="index.handler",
            Code={"ZipFile": archive.getvalue()},
            **settings,
        )["FunctionArn"]

    return made
