"""Rendered stacks of the real template, and of copies in which a value is another: nothing is deployed."""

import copy
import json
from pathlib import Path

import pytest

from tapstack.checks.subject import Subject
from tapstack.simulate.expectations import Pair

TEMPLATE = Path("lib/TapStack.json")
REGIONS = ("eu-central-1", "us-east-1")


@pytest.fixture(scope="session")
def real():
    return json.loads(TEMPLATE.read_text())


@pytest.fixture(scope="session")
def pair():
    """The real template as it is."""
    subject = Subject(str(TEMPLATE), REGIONS, {"EnvironmentSuffix": "verify", "MirrorEnabled": "true"}, complete=True)
    return Pair(subject.stacks)


@pytest.fixture
def pair_of(real, tmp_path):
    """The real template with other values: of each resource the properties that change."""

    def of(without=(), given=None, **changed):
        body = copy.deepcopy(real)
        for name, properties in changed.items():
            body["Resources"][name]["Properties"] |= properties
        for name, member in without:
            del body["Resources"][name]["Properties"][member]
        file = tmp_path / "template.json"
        file.write_text(json.dumps(body))
        values = {"EnvironmentSuffix": "verify", **(given or {})}
        return Pair(Subject(str(file), REGIONS, values, complete=True).stacks)

    return of
