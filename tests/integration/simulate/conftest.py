"""The real template, deployed into two simulated regions, as it is or with something wrong in it."""

import copy
import json
from pathlib import Path

import pytest

from tapstack.checks.subject import Subject
from tapstack.simulate.deployment.run import prepared

TEMPLATE = Path("lib/TapStack.json")
REGIONS = ("eu-central-1", "us-east-1")
TARGET, SOURCE = REGIONS
AS_OF = "2026-11-25"


@pytest.fixture(scope="session")
def real():
    return json.loads(TEMPLATE.read_text())


@pytest.fixture
def body(real):
    """A copy of the template that a test may spoil."""
    return copy.deepcopy(real)


@pytest.fixture
def subject_of(tmp_path):
    """A template, or the real one, as a deployment with these parameters."""

    def of(body=None, regions=REGIONS, **parameters):
        file = TEMPLATE
        if body is not None:
            file = tmp_path / "template.json"
            file.write_text(json.dumps(body, indent=1))
        given = {"EnvironmentSuffix": "verify", **parameters}
        return prepared(Subject(str(file), regions, given, complete=True, configured=True))

    return of
