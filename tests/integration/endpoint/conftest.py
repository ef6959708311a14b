"""A server in a process of its own, and boto3's clients of it."""

import json
import time

import boto3
import pytest

from tapstack.endpoint.process import started


@pytest.fixture(scope="module")
def served():
    """One server for the tests of a module: each names its own stacks."""
    with started(speed=1000) as server:
        yield server


@pytest.fixture
def client(served):
    """Makes the client of a service in a region."""

    def make(service, region="us-east-1"):
        session = boto3.session.Session("testing", "testing", region_name=region)
        return session.client(service, endpoint_url=served.url)

    return make


@pytest.fixture
def settled(client):
    """Waits until a stack is no longer at work, and gives it."""

    def wait(name, region="us-east-1"):
        formation = client("cloudformation", region)
        while True:
            stack = formation.describe_stacks(StackName=name)["Stacks"][0]
            if not stack["StackStatus"].endswith("IN_PROGRESS"):
                return stack
            time.sleep(0.02)

    return wait


@pytest.fixture
def text():
    """A template of these resources, as JSON."""
    return lambda resources, **sections: json.dumps({"Resources": resources, **sections})
