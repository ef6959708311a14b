"""Small templates, deployed into two simulated regions."""

import json

import pytest

from tapstack.checks.subject import Subject
from tapstack.simulate.deployment.run import prepared

REGIONS = ("eu-central-1", "us-east-1")


@pytest.fixture
def subject_of(tmp_path):
    """Resources, and other sections, as a deployment into both regions."""

    def of(resources, regions=REGIONS, given=None, **sections):
        file = tmp_path / "template.json"
        file.write_text(json.dumps({"Resources": resources, **sections}))
        return prepared(Subject(str(file), regions, given or {}, complete=True))

    return of
