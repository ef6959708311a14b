"""What tests of this repository's own template start from, by way of tapstack's pytest plugin."""

import pytest

from tapstack.pytest_plugin import Stack, StackSet


@pytest.fixture(scope="session")
def source(tapstack_stackset: StackSet) -> Stack:
    """The stack in the region that the platform leaves."""
    return tapstack_stackset["us-east-1"]


@pytest.fixture(scope="session")
def target(tapstack_stackset: StackSet) -> Stack:
    """The stack in the region that the platform moves to."""
    return tapstack_stackset["eu-central-1"]
