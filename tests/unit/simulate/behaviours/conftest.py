"""A living account in which nothing is deployed: tests make with boto3 what they need."""

import json

import pytest

from tapstack.checks.subject import Subject
from tapstack.simulate.behaviours.life import open_life
from tapstack.simulate.deployment.run import prepared

SOURCE, TARGET = "us-east-1", "eu-central-1"
NOTHING = {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}


@pytest.fixture(scope="session")
def subject(tmp_path_factory):
    file = tmp_path_factory.mktemp("nothing") / "template.json"
    file.write_text(json.dumps(NOTHING))
    return prepared(Subject(str(file), (TARGET, SOURCE), {}, complete=True, configured=True))


@pytest.fixture
def life(subject):
    with open_life(subject) as opened:
        yield opened
