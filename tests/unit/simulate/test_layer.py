"""The simulate layer, as verify runs it."""

import json

import pytest

from tapstack.checks.subject import Subject
from tapstack.findings import MissingToolError, Status
from tapstack.simulate.drills.drill import Drill
from tapstack.simulate.drills.run import Result, Trial
from tapstack.simulate.layer import run

BOTH = ("eu-central-1", "us-east-1")
QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": {"Ref": "Delay"}}}
DELAY = {"Delay": {"Type": "Number"}}


@pytest.fixture
def layer(tmp_path):
    def of(resources, given=None, *, complete=True, **sections):
        file = tmp_path / "t.json"
        file.write_text(json.dumps({"Resources": resources, **sections}))
        return list(run(Subject(str(file), BOTH, given or {}, complete=complete)))

    return of


def test_every_resource_of_each_region_has_its_verdicts(layer):
    findings = layer({"Queue": QUEUE}, {"Delay": "3"}, Parameters=DELAY)
    assert [(one.check, one.status, one.region) for one in findings] == [
        *((check, Status.PASS, region) for region in BOTH for check in ("SIM-001", "SIM-002")),
        *((check, Status.SKIP, None) for check in ("SIM-004", "SIM-005", "SIM-006")),
    ]
    assert "Not drilled: drills need a resource of type AWS::Kinesis::Stream" in findings[-1].message


def test_a_type_that_cannot_be_simulated_is_unknown(layer):
    (finding,) = layer({"Machine": {"Type": "AWS::EC2::Instance"}})
    assert finding.status is Status.UNKNOWN
    assert "AWS::EC2::Instance (Machine)" in finding.message


def test_a_template_judged_for_any_values_is_unknown(layer):
    (finding,) = layer({"Queue": QUEUE}, complete=False, Parameters=DELAY)
    assert finding.status is Status.UNKNOWN


def test_a_whole_deployment_without_a_value_fails(layer):
    findings = layer({"Queue": QUEUE}, Parameters=DELAY)
    assert [one.status for one in findings if one.check == "SIM-001"] == [Status.FAIL, Status.SKIP]
    assert "Not drilled: the stacks did not come up" in findings[-1].message


def test_without_its_libraries_it_is_missing(layer, monkeypatch):
    monkeypatch.setattr("tapstack.simulate.installed.find_spec", lambda _: None)
    with pytest.raises(MissingToolError, match="boto3, moto, simpy, time_machine"):
        layer({"Queue": QUEUE})


def test_what_was_drilled_is_kept_for_the_reports(tmp_path, monkeypatch):
    (tmp_path / "t.json").write_text(json.dumps({"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}}))
    drilled = Result(Drill("some", "t", lambda _: None, lambda _: {}, "p"), {}, (Trial({"counts": {"taken": 1}}),))
    monkeypatch.setattr("tapstack.simulate.drills.drillable.lacks", lambda _: "")
    monkeypatch.setattr("tapstack.simulate.drills.run.run", lambda *_: [drilled])
    subject = Subject(str(tmp_path / "t.json"), BOTH, {}, complete=True)
    list(run(subject))
    (kept,) = subject.drills
    assert (kept.file, kept.name, kept.trials[0].counts) == (subject.file, "some", {"taken": 1})
