"""A stand-in for taskcat, and one for CloudFormation and S3 in two regions."""

import json
import sys
from pathlib import Path

import pytest

from tapstack.deploy.taskcat.tests import Test

TESTS = (
    Test("target", "eu-central-1", "stack.json", {"EnvironmentSuffix": "abc"}),
    Test("source", "us-east-1", "stack.json", {"EnvironmentSuffix": "abc"}),
)
# Writes down how it was called, prints and ends as the file beside it says.
SCRIPT = """#!{python}
import json, os, pathlib, sys
here = pathlib.Path(__file__).parent
behaviour = json.loads((here / "behaviour.json").read_text())
with (here / "calls.jsonl").open("a") as file:
    file.write(json.dumps({{"arguments": sys.argv[1:], "folder": os.getcwd(), "environment": dict(os.environ)}}) + "\\n")
print(behaviour.get("says", ""))
if behaviour.get("waits"):
    os.execvp("sleep", ["sleep", "60"])
raise SystemExit(behaviour.get("code", 0))
"""


class StandIn:
    """The command, what it is to do, and how it was called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "bin" / "taskcat"
        self.path.parent.mkdir(parents=True)
        self.path.write_text(SCRIPT.format(python=sys.executable))
        self.path.chmod(0o755)
        self.behaves()

    def behaves(self, **behaviour) -> None:
        (self.path.parent / "behaviour.json").write_text(json.dumps(behaviour))

    @property
    def calls(self):
        file = self.path.parent / "calls.jsonl"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


@pytest.fixture
def stand_in(tmp_path):
    return StandIn(tmp_path / "environment")


@pytest.fixture
def root(tmp_path):
    """A project with a template and more beside it."""
    folder = tmp_path / "root"
    (folder / "lib").mkdir(parents=True)
    (folder / "lib" / "stack.json").write_text("{}")
    (folder / "secrets.txt").write_text("not to be uploaded")
    (folder / "taskcat.yml").write_text("project: {name: x}  # as it is\n")
    return folder


class Pages:
    def __init__(self, key, items):
        self.key, self.items = key, items

    def paginate(self, **_):
        return [{self.key: self.items[:1]}, {self.key: self.items[1:]}]


class Formation:
    """CloudFormation in one region: ``stacks`` are what DescribeStacks tells, with their Resources beside."""

    def __init__(self):
        self.stacks = []

    def get_paginator(self, operation):
        if operation == "describe_stacks":
            return Pages("Stacks", [stack for stack in self.stacks if stack["StackStatus"] != "DELETE_COMPLETE"])
        return _Resources(self.stacks)

    def describe_stacks(self, **asked):
        return {"Stacks": [next(stack for stack in self.stacks if stack["StackId"] == asked["StackName"])]}


class _Resources:
    def __init__(self, stacks):
        self.stacks = stacks

    def paginate(self, **asked):
        found = next(stack for stack in self.stacks if stack["StackId"] == asked["StackName"])
        return Pages("StackResourceSummaries", found["Resources"]).paginate()


class Connection:
    """As tapstack.deploy.connection's, of nothing."""

    account_id = "123456789012"

    def __init__(self):
        self.formations = {test.region: Formation() for test in TESTS}

    def client(self, service, region=None):
        assert service == "cloudformation"
        return self.formations[region]


@pytest.fixture
def connection():
    return Connection()


def stack(test, *, status="CREATE_COMPLETE", project="tapstack-abc", resources=("Queue",), suffix="abc", **more):
    """What DescribeStacks tells of a stack that taskcat made."""
    tags = {"taskcat-project-name": project, "taskcat-test-name": test.name}
    return {
        "StackId": f"arn:aws:cloudformation:{test.region}:123456789012:stack/tCaT-{test.name}/1",
        "StackName": f"tCaT-{test.name}",
        "StackStatus": status,
        "Parameters": [{"ParameterKey": "EnvironmentSuffix", "ParameterValue": suffix}],
        "Tags": [{"Key": key, "Value": value} for key, value in tags.items()],
        "Resources": [resource(name) for name in resources],
        **more,
    }


def resource(name, status="CREATE_COMPLETE"):
    return {
        "LogicalResourceId": name,
        "ResourceType": "AWS::SQS::Queue",
        "PhysicalResourceId": f"of-{name}",
        "ResourceStatus": status,
    }
